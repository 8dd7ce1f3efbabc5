import find from '../en/find.json' with { type: 'json' }
import hours from '../en/hours.json' with { type: 'json' }
import layout from '../en/layout.json' with { type: 'json' }
import map from '../en/map.json' with { type: 'json' }
import places from '../en/places.json' with { type: 'json' }
import vocabularies from '../en/vocabularies.json' with { type: 'json' }

export const en = { find, hours, layout, map, places, vocabularies }
