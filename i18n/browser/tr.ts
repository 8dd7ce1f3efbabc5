import find from '../tr/find.json' with { type: 'json' }
import holidays from '../tr/holidays.json' with { type: 'json' }
import hours from '../tr/hours.json' with { type: 'json' }
import layout from '../tr/layout.json' with { type: 'json' }
import map from '../tr/map.json' with { type: 'json' }
import places from '../tr/places.json' with { type: 'json' }
import time from '../tr/time.json' with { type: 'json' }
import vocabularies from '../tr/vocabularies.json' with { type: 'json' }

export const tr = { find, holidays, hours, layout, map, places, time, vocabularies }
