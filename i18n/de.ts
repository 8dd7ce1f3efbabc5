import accounts from './de/accounts.json' with { type: 'json' }
import add from './de/add.json' with { type: 'json' }
import addresses from './de/addresses.json' with { type: 'json' }
import agenda from './de/agenda.json' with { type: 'json' }
import builder from './de/builder.json' with { type: 'json' }
import directory from './de/directory.json' with { type: 'json' }
import drawnMap from './de/drawn-map.json' with { type: 'json' }
import editions from './de/editions.json' with { type: 'json' }
import errors from './de/errors.json' with { type: 'json' }
import faults from './de/faults.json' with { type: 'json' }
import find from './de/find.json' with { type: 'json' }
import forms from './de/forms.json' with { type: 'json' }
import holidays from './de/holidays.json' with { type: 'json' }
import hours from './de/hours.json' with { type: 'json' }
import information from './de/information.json' with { type: 'json' }
import layout from './de/layout.json' with { type: 'json' }
import mail from './de/mail.json' with { type: 'json' }
import map from './de/map.json' with { type: 'json' }
import mobile from './de/mobile.json' with { type: 'json' }
import moderation from './de/moderation.json' with { type: 'json' }
import paper from './de/paper.json' with { type: 'json' }
import places from './de/places.json' with { type: 'json' }
import records from './de/records.json' with { type: 'json' }
import schedule from './de/schedule.json' with { type: 'json' }
import selection from './de/selection.json' with { type: 'json' }
import sessions from './de/sessions.json' with { type: 'json' }
import start from './de/start.json' with { type: 'json' }
import submissions from './de/submissions.json' with { type: 'json' }
import territories from './de/territories.json' with { type: 'json' }
import time from './de/time.json' with { type: 'json' }
import vocabularies from './de/vocabularies.json' with { type: 'json' }

export const de = {
  accounts,
  add,
  addresses,
  agenda,
  builder,
  directory,
  'drawn-map': drawnMap,
  editions,
  errors,
  faults,
  find,
  forms,
  holidays,
  hours,
  information,
  layout,
  mail,
  map,
  mobile,
  moderation,
  paper,
  places,
  records,
  selection,
  sessions,
  schedule,
  start,
  submissions,
  territories,
  time,
  vocabularies,
}
