import accounts from './tr/accounts.json' with { type: 'json' }
import add from './tr/add.json' with { type: 'json' }
import addresses from './tr/addresses.json' with { type: 'json' }
import agenda from './tr/agenda.json' with { type: 'json' }
import builder from './tr/builder.json' with { type: 'json' }
import directory from './tr/directory.json' with { type: 'json' }
import drawnMap from './tr/drawn-map.json' with { type: 'json' }
import editions from './tr/editions.json' with { type: 'json' }
import errors from './tr/errors.json' with { type: 'json' }
import faults from './tr/faults.json' with { type: 'json' }
import find from './tr/find.json' with { type: 'json' }
import forms from './tr/forms.json' with { type: 'json' }
import holidays from './tr/holidays.json' with { type: 'json' }
import hours from './tr/hours.json' with { type: 'json' }
import information from './tr/information.json' with { type: 'json' }
import layout from './tr/layout.json' with { type: 'json' }
import mail from './tr/mail.json' with { type: 'json' }
import map from './tr/map.json' with { type: 'json' }
import mobile from './tr/mobile.json' with { type: 'json' }
import moderation from './tr/moderation.json' with { type: 'json' }
import paper from './tr/paper.json' with { type: 'json' }
import places from './tr/places.json' with { type: 'json' }
import records from './tr/records.json' with { type: 'json' }
import schedule from './tr/schedule.json' with { type: 'json' }
import selection from './tr/selection.json' with { type: 'json' }
import sessions from './tr/sessions.json' with { type: 'json' }
import start from './tr/start.json' with { type: 'json' }
import submissions from './tr/submissions.json' with { type: 'json' }
import territories from './tr/territories.json' with { type: 'json' }
import time from './tr/time.json' with { type: 'json' }
import vocabularies from './tr/vocabularies.json' with { type: 'json' }

export const tr = {
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
