import find from '../fr/find.json' with { type: 'json' }
import holidays from '../fr/holidays.json' with { type: 'json' }
import hours from '../fr/hours.json' with { type: 'json' }
import layout from '../fr/layout.json' with { type: 'json' }
import map from '../fr/map.json' with { type: 'json' }
import places from '../fr/places.json' with { type: 'json' }
import time from '../fr/time.json' with { type: 'json' }
import vocabularies from '../fr/vocabularies.json' with { type: 'json' }

export const fr = { find, holidays, hours, layout, map, places, time, vocabularies }
