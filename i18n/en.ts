import accounts from './en/accounts.json' with { type: 'json' }
import add from './en/add.json' with { type: 'json' }
import addresses from './en/addresses.json' with { type: 'json' }
import agenda from './en/agenda.json' with { type: 'json' }
import builder from './en/builder.json' with { type: 'json' }
import directory from './en/directory.json' with { type: 'json' }
import drawnMap from './en/drawn-map.json' with { type: 'json' }
import editions from './en/editions.json' with { type: 'json' }
import errors from './en/errors.json' with { type: 'json' }
import faults from './en/faults.json' with { type: 'json' }
import find from './en/find.json' with { type: 'json' }
import forms from './en/forms.json' with { type: 'json' }
import holidays from './en/holidays.json' with { type: 'json' }
import hours from './en/hours.json' with { type: 'json' }
import information from './en/information.json' with { type: 'json' }
import layout from './en/layout.json' with { type: 'json' }
import mail from './en/mail.json' with { type: 'json' }
import map from './en/map.json' with { type: 'json' }
import mobile from './en/mobile.json' with { type: 'json' }
import moderation from './en/moderation.json' with { type: 'json' }
import paper from './en/paper.json' with { type: 'json' }
import places from './en/places.json' with { type: 'json' }
import records from './en/records.json' with { type: 'json' }
import schedule from './en/schedule.json' with { type: 'json' }
import selection from './en/selection.json' with { type: 'json' }
import sessions from './en/sessions.json' with { type: 'json' }
import start from './en/start.json' with { type: 'json' }
import submissions from './en/submissions.json' with { type: 'json' }
import territories from './en/territories.json' with { type: 'json' }
import time from './en/time.json' with { type: 'json' }
import vocabularies from './en/vocabularies.json' with { type: 'json' }

export const en = {
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
