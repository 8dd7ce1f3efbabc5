import accounts from './ar/accounts.json' with { type: 'json' }
import add from './ar/add.json' with { type: 'json' }
import addresses from './ar/addresses.json' with { type: 'json' }
import agenda from './ar/agenda.json' with { type: 'json' }
import builder from './ar/builder.json' with { type: 'json' }
import directory from './ar/directory.json' with { type: 'json' }
import drawnMap from './ar/drawn-map.json' with { type: 'json' }
import editions from './ar/editions.json' with { type: 'json' }
import errors from './ar/errors.json' with { type: 'json' }
import faults from './ar/faults.json' with { type: 'json' }
import find from './ar/find.json' with { type: 'json' }
import forms from './ar/forms.json' with { type: 'json' }
import holidays from './ar/holidays.json' with { type: 'json' }
import hours from './ar/hours.json' with { type: 'json' }
import information from './ar/information.json' with { type: 'json' }
import layout from './ar/layout.json' with { type: 'json' }
import mail from './ar/mail.json' with { type: 'json' }
import map from './ar/map.json' with { type: 'json' }
import mobile from './ar/mobile.json' with { type: 'json' }
import moderation from './ar/moderation.json' with { type: 'json' }
import paper from './ar/paper.json' with { type: 'json' }
import places from './ar/places.json' with { type: 'json' }
import records from './ar/records.json' with { type: 'json' }
import schedule from './ar/schedule.json' with { type: 'json' }
import selection from './ar/selection.json' with { type: 'json' }
import sessions from './ar/sessions.json' with { type: 'json' }
import start from './ar/start.json' with { type: 'json' }
import submissions from './ar/submissions.json' with { type: 'json' }
import territories from './ar/territories.json' with { type: 'json' }
import time from './ar/time.json' with { type: 'json' }
import vocabularies from './ar/vocabularies.json' with { type: 'json' }

export const ar = {
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
