import find from '../ar/find.json' with { type: 'json' }
import holidays from '../ar/holidays.json' with { type: 'json' }
import hours from '../ar/hours.json' with { type: 'json' }
import layout from '../ar/layout.json' with { type: 'json' }
import map from '../ar/map.json' with { type: 'json' }
import places from '../ar/places.json' with { type: 'json' }
import time from '../ar/time.json' with { type: 'json' }
import vocabularies from '../ar/vocabularies.json' with { type: 'json' }

export const ar = { find, holidays, hours, layout, map, places, time, vocabularies }
