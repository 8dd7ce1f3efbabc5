// From "open to all" to "by appointment", and back: the ways to come follow what the form says, and nothing else does.
import { expect, it } from 'vitest'
import { emptyRecord, type PlaceRecord } from '../../server/places/place-record.rules.ts'
import { needsAppointment } from '../../server/places/place-timetable.rules.ts'
import { readPlaceForm, typedOfRecord } from '../../server/submissions/place-form.rules.ts'
import { readTimes } from '../../server/submissions/proposal-times.actions.ts'

const open: PlaceRecord = {
  ...emptyRecord,
  name: 'Atelier',
  openingHours: 'Mo-Fr 09:00-12:00',
  contactModes: ['walk-in', 'referral'],
  phone: '+33388000042',
  bookingUrl: 'https://rdv.example.org/',
}
const booked: PlaceRecord = { ...open, openingHours: 'by appointment', contactModes: ['online-booking'] }

/** What is proposed where the form of a place is sent with these fields changed. */
const proposed = (base: PlaceRecord, changed: Record<string, string[]>) => {
  const typed = { ...typedOfRecord(base, { locale: 'fr', today: '2026-11-20' }), ...changed }
  return readPlaceForm(typed, { readTimes, communes: [], base, locale: 'fr', parts: ['first', 'more'] })
    .proposal
}

it('lets nobody in without an appointment, where one is needed from now on', () => {
  const { contactModes } = proposed(open, { hours: ['appointment'] })
  expect(contactModes).toEqual(['phone', 'online-booking', 'referral'])
  expect(needsAppointment({ contactModes: contactModes! })).toBe(true)
  expect(proposed(open, { hours: ['open-appointment'] }).contactModes).toEqual(contactModes)
})

it('lets people in, where no appointment is needed any more, and keeps the other ways', () => {
  const changed = { hours: ['open'], 'hours-1-days': ['mo'], 'hours-1-from': ['9'], 'hours-1-to': ['12'] }
  const { contactModes } = proposed(booked, changed)
  expect(contactModes).toEqual(['walk-in', 'online-booking'])
  expect(needsAppointment({ contactModes: contactModes! })).toBe(false)
})

it('says nothing of the ways to come where the choice stays', () => {
  expect(proposed(open, { phone: ['03 88 00 00 43'] })).toEqual({ phone: '+33388000043' })
  expect(proposed({ ...open, contactModes: [] }, { phone: ['03 88 00 00 43'] })).toEqual({
    phone: '+33388000043',
  })
  expect(proposed(booked, { name: ['Autre'] })).toEqual({ name: 'Autre' })
})

it('asks of a new place no more than before', () => {
  expect(proposed(emptyRecord, { hours: ['open'] }).contactModes).toEqual(['walk-in'])
  expect(proposed(emptyRecord, { hours: ['appointment'], phone: ['0388000042'] }).contactModes).toEqual([
    'phone',
  ])
})
