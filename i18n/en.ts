import errors from './en/errors.json' with { type: 'json' }
import faults from './en/faults.json' with { type: 'json' }
import find from './en/find.json' with { type: 'json' }
import hours from './en/hours.json' with { type: 'json' }
import layout from './en/layout.json' with { type: 'json' }
import places from './en/places.json' with { type: 'json' }
import territories from './en/territories.json' with { type: 'json' }
import vocabularies from './en/vocabularies.json' with { type: 'json' }

export const en = { errors, faults, find, hours, layout, places, territories, vocabularies }
