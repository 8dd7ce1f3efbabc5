import find from '../de/find.json' with { type: 'json' }
import holidays from '../de/holidays.json' with { type: 'json' }
import hours from '../de/hours.json' with { type: 'json' }
import layout from '../de/layout.json' with { type: 'json' }
import map from '../de/map.json' with { type: 'json' }
import places from '../de/places.json' with { type: 'json' }
import time from '../de/time.json' with { type: 'json' }
import vocabularies from '../de/vocabularies.json' with { type: 'json' }

export const de = { find, holidays, hours, layout, map, places, time, vocabularies }
