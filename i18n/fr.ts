import accounts from './fr/accounts.json' with { type: 'json' }
import add from './fr/add.json' with { type: 'json' }
import addresses from './fr/addresses.json' with { type: 'json' }
import agenda from './fr/agenda.json' with { type: 'json' }
import builder from './fr/builder.json' with { type: 'json' }
import directory from './fr/directory.json' with { type: 'json' }
import drawnMap from './fr/drawn-map.json' with { type: 'json' }
import editions from './fr/editions.json' with { type: 'json' }
import errors from './fr/errors.json' with { type: 'json' }
import faults from './fr/faults.json' with { type: 'json' }
import find from './fr/find.json' with { type: 'json' }
import forms from './fr/forms.json' with { type: 'json' }
import holidays from './fr/holidays.json' with { type: 'json' }
import hours from './fr/hours.json' with { type: 'json' }
import information from './fr/information.json' with { type: 'json' }
import layout from './fr/layout.json' with { type: 'json' }
import mail from './fr/mail.json' with { type: 'json' }
import map from './fr/map.json' with { type: 'json' }
import mobile from './fr/mobile.json' with { type: 'json' }
import moderation from './fr/moderation.json' with { type: 'json' }
import paper from './fr/paper.json' with { type: 'json' }
import places from './fr/places.json' with { type: 'json' }
import records from './fr/records.json' with { type: 'json' }
import schedule from './fr/schedule.json' with { type: 'json' }
import selection from './fr/selection.json' with { type: 'json' }
import sessions from './fr/sessions.json' with { type: 'json' }
import start from './fr/start.json' with { type: 'json' }
import submissions from './fr/submissions.json' with { type: 'json' }
import territories from './fr/territories.json' with { type: 'json' }
import time from './fr/time.json' with { type: 'json' }
import vocabularies from './fr/vocabularies.json' with { type: 'json' }

export const fr = {
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
