import find from '../en/find.json' with { type: 'json' }
import holidays from '../en/holidays.json' with { type: 'json' }
import hours from '../en/hours.json' with { type: 'json' }
import layout from '../en/layout.json' with { type: 'json' }
import map from '../en/map.json' with { type: 'json' }
import places from '../en/places.json' with { type: 'json' }
import time from '../en/time.json' with { type: 'json' }
import vocabularies from '../en/vocabularies.json' with { type: 'json' }

export const en = { find, holidays, hours, layout, map, places, time, vocabularies }
