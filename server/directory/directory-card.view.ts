// A place as a card of paper, in the languages of the paper.
import { languageName, languageNameInItself } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { QrCode } from '../http/qr-code.ts'
import { codeName } from '../places/criteria.view.ts'
import { addressLine, phoneForReading } from '../places/place-address.rules.ts'
import {
  distanceInWords,
  factsInWords,
  freshnessInWords,
  kindInWords,
  oldInformation,
} from '../places/place-card.view.ts'
import { namesOf } from '../places/place-facts.view.ts'
import { silentFacets } from '../places/place-search.rules.ts'
import { needsAppointment } from '../places/place-timetable.rules.ts'
import { hasNote, quotableHours } from '../sessions/hours.rules.ts'
import { givenHoursInWords, noteInWords, weekRows } from '../sessions/hours.view.ts'
import {
  datesAlone,
  exceptionsInWords,
  hasDatesAlone,
  quotationsOf as quotationsOfNotes,
  workshopsInWords,
} from './directory-dates.view.ts'
import type { DirectoryCard, Words } from './directory-document.rules.ts'
import type { DirectoryFacts } from './directory-facts.rules.ts'
import { languagesAt, type NumberedPlace } from './directory-order.rules.ts'
import { longest, paperAddressOrNone, paperText, paperTextOrNone } from './paper-text.rules.ts'

/** What a card needs beside the place. */
export type CardFrame = Pick<DirectoryFacts, 'day' | 'criteria'> & {
  ts: readonly Translate[]
  /** Where readers reach the site: `https://reperes.example`. */
  origin: string
  codeOf: (address: string) => QrCode
}

export function directoryCard(numbered: NumberedPlace, frame: CardFrame): DirectoryCard {
  const { place, number, events } = numbered
  const { ts, day, origin, codeOf } = frame
  const { properties } = place
  const currentYear = Number(day.slice(0, 4))
  const lines = (of: (t: Translate) => string[]) => linesInEach(ts, of)
  const joined = (of: (t: Translate) => string[]): Words | null => {
    const words = ts.map((t) => of(t).join(t('directory:separator')))
    return words[0] === '' ? null : words
  }
  const address = `${origin}/${ts[0]!.locale}/places/${place.id}`
  const isOld = oldInformation(properties, currentYear, ts[0]!) !== undefined
  const isUndated = !properties.verifiedAt && !properties.updatedAt
  return {
    number,
    id: place.id,
    name: paperTextOrNone(properties.name, longest.name) ?? ts[0]!(`vocabularies:kind.${properties.kind}`),
    kind: ts.map((t) => kindInWords(properties, t)),
    address: addressOf(numbered),
    distance: distanceOf(numbered, ts),
    phone: properties.phone && phoneForReading(properties.phone),
    email: paperAddressOrNone(properties.email),
    website: paperAddressOrNone(properties.website?.replace(/^https?:\/\/|\/$/g, '')),
    ...hoursOf(numbered, ts),
    quotations: quotationsOf(numbered),
    exceptions: lines((t) => exceptionsInWords(numbered, day, t)),
    workshops: workshopsInWords(events, ts),
    spoken: languagesAt(numbered).map((code) => {
      const names = ts.map((t) => languageName(t.locale, code))
      return { code, own: languageNameInItself(code) ?? names[0]!, names }
    }),
    services: joined((t) => [...namesOf('services', properties, t), ...namesOf('procedures', properties, t)]),
    equipment: joined((t) => namesOf('equipment', properties, t)),
    facts: lines((t) => [
      ...(properties.contactModes.includes('not-public') ? [t('places:notPublic')] : []),
      ...factsInWords(properties, t),
      ...namesOf('accessibility', properties, t).slice(
        properties.accessibility.includes('step-free') ? 1 : 0,
      ),
      ...namesOf('audiences', properties, t),
      ...namesOf('care', properties, t),
    ]),
    mayHelp: numbered.mayHelp ? ts.map((t) => mayHelpInWords(numbered, frame.criteria, t)) : null,
    checked: ts.map(
      (t) =>
        oldInformation(properties, currentYear, t) ??
        (isUndated ? t('directory:undated') : freshnessInWords({ ...properties, source: null }, t)!),
    ),
    isUnchecked: isOld || isUndated,
    pageAddress: address.replace(/^https?:\/\//, ''),
    qr: codeOf(address),
  }
}

function addressOf({ place: { properties } }: NumberedPlace): string | null {
  const { addressComplement } = properties
  const line = [addressComplement, addressLine(properties)].filter(Boolean).join(', ')
  return paperTextOrNone(line, longest.line)
}

function distanceOf({ distanceMetres }: NumberedPlace, ts: readonly Translate[]): Words | null {
  if (distanceMetres === null) return null
  return ts.map((t) => distanceInWords({ distanceMetres, approximate: false }, t)!)
}

/** Lines that are made from the same facts in each language: one text in each, line by line. */
function linesInEach(ts: readonly Translate[], of: (t: Translate) => string[]): Words[] {
  const [first = [], ...others] = ts.map(of)
  return first.map((line, index) => [line, ...others.map((each) => each[index]!)])
}

/** The week, and in sentences what it cannot say; of a place whose hours nobody knows, that one had better ask. */
function hoursOf(place: NumberedPlace, ts: readonly Translate[]): Pick<DirectoryCard, 'week' | 'hoursNotes'> {
  const { openingWeek, openingHoursGiven, phone, contactModes } = place.place.properties
  const isSaid = openingWeek !== null && hasNote(openingWeek, 'by-appointment')
  const asks = (t: Translate) =>
    needsAppointment({ contactModes }) && !isSaid ? [t('places:appointmentNeeded')] : []
  const notes = (of: (t: Translate) => string[]) =>
    linesInEach(ts, (t) => [...of(t), ...asks(t)].map((line) => paperText(line, longest.remark)))
  if (!openingWeek) {
    const given = (t: Translate) => givenHoursInWords(openingHoursGiven!, t)
    const unknown = (t: Translate) => [t(phone ? 'places:hoursUnknown' : 'places:hoursUnknownNoPhone')]
    const isSilent = !openingHoursGiven && place.events.length === 0 && !contactModes.includes('not-public')
    return { week: [], hoursNotes: notes(openingHoursGiven ? given : isSilent ? unknown : () => []) }
  }
  const notesOfWeek = (t: Translate) => openingWeek.notes.map((note) => noteInWords(note, t))
  if (hasDatesAlone(place))
    return { week: [], hoursNotes: notes((t) => [...datesAlone(place, t), ...notesOfWeek(t)]) }
  const rows = ts.map((t) => weekRows(openingWeek, t))
  const isEmpty = rows[0]!.length + openingWeek.notes.length === 0
  return {
    week: rows[0]!.map((row, index) => ({
      days: rows.map((each) => each[index]!.days),
      times: row.times.map((_, time) =>
        rows.map((each) => paperText(each[index]!.times[time]!, longest.line)),
      ),
    })),
    hoursNotes: notes((t) => (isEmpty ? [t('hours:nothing')] : notesOfWeek(t))),
  }
}

/** What people wrote of their hours and dates, as paper takes it. */
function quotationsOf({ place: { properties }, events }: NumberedPlace): string[] {
  const { openingWeek, openingHoursGiven } = properties
  const ofHours = openingWeek
    ? openingWeek.notes.flatMap((note) => (note.kind === 'comment' ? note.text : []))
    : (quotableHours(openingHoursGiven ?? '') ?? [])
  const texts = [...ofHours.map((text) => paperText(text, longest.remark)), ...quotationsOfNotes(events)]
  return [...new Set(texts)].filter(Boolean)
}

/** On which of the criteria a place says nothing. */
function mayHelpInWords(
  { place: { properties } }: NumberedPlace,
  { facets }: DirectoryFacts['criteria'],
  t: Translate,
): string {
  const silent = silentFacets.filter((name) => {
    const said: readonly string[] | undefined =
      name === 'level' ? [] : ((properties as Record<string, unknown>)[name] as string[] | undefined)
    return facets[name] && (said ?? []).length === 0
  })
  const codes = silent.flatMap((name) => facets[name]!.map((code) => codeName(name as 'services', code, t)))
  if (codes.length === 0) return t('directory:mayHelpOpen')
  return t('directory:mayHelp', { criteria: codes.join(t('layout:listSeparator')) })
}
