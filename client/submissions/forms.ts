// The islands of the forms about a place, in one file to fetch.
import './hours-grid.element.ts'
import './place-draft.element.ts'
import './place-twins.element.ts'
