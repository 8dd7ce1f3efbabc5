// The second page of a place: what it may say. Languages at some hours and workshops become sessions.
import type { PlaceRecord } from '../places/place-record.rules.ts'
import type { ListVocabulary } from '../places/vocabularies.rules.ts'
import type { FormFault } from './form-fault.rules.ts'
import { type FormMoment, readSessions, typedOfSessions } from './place-sessions.rules.ts'
import { readTexts, typedOfTexts } from './place-texts.rules.ts'
import { type Typed, typedList, typedText } from './typed.rules.ts'

/** The lists that stand on the second page. */
export const moreLists = [
  'audiences',
  'care',
  'accessibility',
  'equipment',
  'fee',
  'procedures',
] as const satisfies ListVocabulary[]

/** What the second page says, by the names of the API; of sessions, those that are typed anew. */
export function moreOfForm(typed: Typed, { base, locale }: { base: PlaceRecord; locale: string }) {
  const faults: FormFault[] = []
  const { texts, fieldOf } = readTexts(typed, base.texts, faults)
  const sessions = readSessions(typed, base.sessions, locale, faults)
  const input = {
    ...Object.fromEntries(moreLists.map((name) => [name, typedList(typed, name)])),
    languages: typedList(typed, 'languages'),
    addressComplement: typedText(typed, 'addressComplement'),
    pivot: typedText(typed, 'pivot'),
    summary: typedText(typed, 'summary'),
    description: typedText(typed, 'description'),
    texts,
    ...(sessions.inputs.length > 0 && { sessions: sessions.inputs }),
  }
  const blocks = { texts: fieldOf, sessions: sessions.fieldOf }
  return { input, mergeSessions: sessions.merge, blocks, faults }
}

/** What a record says of the second page, as fields. */
export function typedOfMore(record: PlaceRecord, moment: FormMoment): Record<string, string[]> {
  const one = (value: string | null) => (value ? [value] : [])
  return {
    ...Object.fromEntries(moreLists.map((name) => [name, record[name]])),
    languages: record.languages,
    addressComplement: one(record.addressComplement),
    pivot: one(record.pivot),
    summary: one(record.summary),
    description: one(record.description),
    ...typedOfTexts(record.texts),
    ...typedOfSessions(record.sessions, moment),
  }
}
