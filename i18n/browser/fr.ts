import find from '../fr/find.json' with { type: 'json' }
import hours from '../fr/hours.json' with { type: 'json' }
import layout from '../fr/layout.json' with { type: 'json' }
import map from '../fr/map.json' with { type: 'json' }
import places from '../fr/places.json' with { type: 'json' }
import vocabularies from '../fr/vocabularies.json' with { type: 'json' }

export const fr = { find, hours, layout, map, places, vocabularies }
