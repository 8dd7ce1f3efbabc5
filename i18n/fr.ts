import errors from './fr/errors.json' with { type: 'json' }
import faults from './fr/faults.json' with { type: 'json' }
import find from './fr/find.json' with { type: 'json' }
import hours from './fr/hours.json' with { type: 'json' }
import layout from './fr/layout.json' with { type: 'json' }
import places from './fr/places.json' with { type: 'json' }
import territories from './fr/territories.json' with { type: 'json' }
import vocabularies from './fr/vocabularies.json' with { type: 'json' }

export const fr = { errors, faults, find, hours, layout, places, territories, vocabularies }
