// Fetches the islands of forms on the pages that have such a form: readers need not.
import { readerSavesData } from '../map/saves-data.ts'

if (document.querySelector('hours-grid, place-draft, place-twins')) {
  // Without the network the form works as it stands.
  import('./forms.ts').catch(() => undefined)
}

if (document.querySelector('place-pin') && !readerSavesData()) {
  import('../map/place-pin.element.ts').catch(() => undefined)
}
