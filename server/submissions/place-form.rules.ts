// From the fields of the forms to a proposal, and from a record to the fields.
import { same } from '../history/difference.rules.ts'
import { phoneForReading } from '../places/place-address.rules.ts'
import { changesOf, emptyRecord, type PlaceRecord, type Proposal } from '../places/place-record.rules.ts'
import type { SessionSaid } from '../sessions/session.rules.ts'
import { type FieldOfBlock, type FormFault, faultInForm, formFault } from './form-fault.rules.ts'
import { addressOfForm, type FormCommune } from './place-address-form.rules.ts'
import { hoursTyped, typedOfHours } from './place-hours.rules.ts'
import { moreOfForm, typedOfMore } from './place-more.rules.ts'
import type { FormMoment } from './place-sessions.rules.ts'
import { missingOfNew, readProposal } from './proposal.rules.ts'
import { faultOf, type ProposalFault } from './proposal-fault.rules.ts'
import { oneLine, paragraphs } from './proposal-fields.rules.ts'
import { mostClosures, mostSessions, type ReadTimes } from './proposal-times.rules.ts'
import { type FormPart, type Typed, typedList, typedText } from './typed.rules.ts'

export type FormContext = {
  readTimes: ReadTimes
  communes: readonly FormCommune[]
  /** What is said of the place until now; that of nothing for a new one. */
  base: PlaceRecord
  /** The language in which titles and words are typed. */
  locale: string
  parts: readonly FormPart[]
}

export type FormReading = { proposal: Proposal; faults: FormFault[] }

/** Reads what was typed: only what differs from what is said until now is proposed. Never throws. */
export function readPlaceForm(typed: Typed, context: FormContext): FormReading {
  const { base, readTimes, parts } = context
  const first = parts.includes('first') ? firstOfForm(typed, context) : { input: {}, faults: [] }
  const more = parts.includes('more')
    ? moreOfForm(typed, context)
    : { input: {}, faults: [], blocks: {}, mergeSessions: () => undefined }
  const closures = parts.includes('first')
    ? closuresOfForm(typed)
    : { input: {}, faults: [], fieldOf: () => undefined }
  const read = readProposal({ ...first.input, ...more.input, ...closures.input }, { readTimes })
  const whole = besideKnown(read.proposal, base, more.mergeSessions)
  const faults = [...first.faults, ...closures.faults, ...more.faults]
  const blocks = { ...more.blocks, closures: closures.fieldOf }
  faults.push(...[...read.faults, ...tooMany(whole)].map((fault) => faultInForm(fault, blocks)))
  const changed = changesOf(base, withoutOrder(whole, base))?.after ?? {}
  const { corrected: _, ...proposal } = changed
  if (base !== emptyRecord) return { proposal, faults: eachFieldOnce(faults) }
  // That a new place is of another kind than those of the list is said too, though a record begins so.
  const { kind } = read.proposal
  return { proposal: { ...proposal, ...(kind && { kind }) }, faults: eachFieldOnce(faults) }
}

/**
 * What is typed anew is judged alone: what is known is none of the writer's, and may say more than a form can.
 */
function besideKnown(
  { sessions = [], closures, ...proposal }: Proposal,
  base: PlaceRecord,
  mergeSessions: (anew: readonly SessionSaid[]) => SessionSaid[] | undefined,
): Proposal {
  const merged = mergeSessions(sessions)
  return {
    ...proposal,
    ...(merged && { sessions: merged }),
    ...(closures && { closures: [...base.closures, ...closures] }),
  }
}

function tooMany({ sessions = [], closures = [] }: Proposal): ProposalFault[] {
  return [
    ...(sessions.length > mostSessions ? [faultOf('sessions', 'too-many', String(mostSessions))] : []),
    ...(closures.length > mostClosures ? [faultOf('closures', 'too-many', String(mostClosures))] : []),
  ]
}

/**
 * Lists are ticked, in whatever order they were said: the same ticks are no change. Nor are the same words with other
 * spaces: those of a form are plain ones.
 */
function withoutOrder(proposal: Proposal, base: PlaceRecord): Proposal {
  const isSame = (one: unknown, other: unknown) =>
    typeof one === 'string' && typeof other === 'string'
      ? one === oneLine(other) || one === paragraphs(other)
      : isSameList(one, other)
  const isSameList = (one: unknown, other: unknown) =>
    Array.isArray(one) &&
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((each) => other.some((known) => same(known, each)))
  const changed = Object.entries(proposal).filter(
    ([name, value]) => !isSame(value, base[name as keyof PlaceRecord]),
  )
  return Object.fromEntries(changed)
}

/** A new place: it must say what a person needs to go there. */
export function readNewPlace(typed: Typed, context: Omit<FormContext, 'base' | 'parts'>): FormReading {
  const { proposal, faults } = readPlaceForm(typed, {
    ...context,
    base: emptyRecord,
    parts: ['first', 'more'],
  })
  const fields = new Set(faults.map(({ field }) => field))
  const hoursAreWrong = faults.some(({ field }) => /^(hours|holiday)-/.test(field))
  const missing = missingOfNew(proposal)
    .map((fault) => faultInForm(fault))
    // What was typed and cannot be read is not missing too.
    .filter(({ field }) => !fields.has(field) && !(field === 'hours' && hoursAreWrong))
    .filter(
      ({ field }) =>
        field !== 'phone' || !['phone', 'email', 'website', 'bookingUrl'].some((each) => fields.has(each)),
    )
  return { proposal, faults: inOrder([...missing, ...faults]) }
}

const order = [
  'name',
  'kind',
  'address',
  'commune',
  'services',
  'hours',
  'holiday',
  'closure',
  'phone',
  'email',
]

/** Faults in the order of their fields. */
function inOrder(faults: FormFault[]): FormFault[] {
  const rank = ({ field }: FormFault) => {
    const index = order.indexOf(field.split('-')[0]!)
    return index < 0 ? order.length : index
  }
  return faults.toSorted((a, b) => rank(a) - rank(b))
}

/** Of several faults at one field the first is told. */
function eachFieldOnce(faults: FormFault[]): FormFault[] {
  return faults.filter(({ field }, index) => faults.findIndex((other) => other.field === field) === index)
}

function firstOfForm(typed: Typed, { communes, base }: FormContext) {
  const { openingHours, faults } = hoursTyped(typed, base.openingHours)
  const place = addressOfForm(typed, communes, base)
  const contacts = {
    phone: typedText(typed, 'phone'),
    bookingUrl: typedText(typed, 'bookingUrl'),
    ...oneOf('emails', typedText(typed, 'email'), base.emails),
    ...oneOf('websites', typedText(typed, 'website'), base.websites),
  }
  const input = {
    name: typedText(typed, 'name'),
    kind: typedText(typed, 'kind'),
    organisation: typedText(typed, 'organisation'),
    services: typedList(typed, 'services'),
    ...place.input,
    ...contacts,
    ...(openingHours !== undefined && { openingHours }),
    ...waysToCome(typed, base),
  }
  return { input, faults: [...place.faults, ...faults] }
}

/** The form shows the first of several; the others stay. */
function oneOf(name: 'emails' | 'websites', text: string, before: readonly string[]) {
  if (text === (before[0] ?? '')) return {}
  return { [name]: [text, ...before.slice(1)].filter((each) => each !== '') }
}

/**
 * Somebody who is open without appointment lets people in; where one makes one, by what one can make it. Said only where
 * the choice is another than before: the form asks for nothing else of it, and what it cannot ask stays.
 */
function waysToCome(typed: Typed, base: PlaceRecord): { contactModes?: string[] } {
  const [before] = typedOfHours(base).hours ?? []
  const choice = typedText(typed, 'hours')
  const [was, is] = [appointmentOf(before), appointmentOf(choice)]
  if (is === undefined || is === was) return {}
  const others = base.contactModes.filter((mode) => mode !== 'walk-in')
  if (!is) return { contactModes: ['walk-in', ...others] }
  const ways = { phone: 'phone', email: 'email', bookingUrl: 'online-booking' }
  const offered = Object.entries(ways).flatMap(([field, way]) => (typedText(typed, field) ? [way] : []))
  return { contactModes: [...new Set([...others, ...offered])] }
}

/** Does one need an appointment? `undefined` where the choice does not say. */
function appointmentOf(choice: string | undefined): boolean | undefined {
  if (choice === 'open') return false
  return choice === 'appointment' || choice === 'open-appointment' ? true : undefined
}

/** Days on which a place is closed, on top of those that are known. */
function closuresOfForm(typed: Typed) {
  const faults: FormFault[] = []
  const added = [1, 2, 3].flatMap((number) => {
    const name = `closure-${number}`
    const [from, until] = [typedText(typed, `${name}-from`), typedText(typed, `${name}-until`)]
    if (from === '' && until === '') return []
    const [first, last] = [from || until, until || from]
    if (!/^\d{4}-\d\d-\d\d$/.test(first) || !/^\d{4}-\d\d-\d\d$/.test(last)) {
      faults.push(formFault(`${name}-from`, 'dates-missing'))
      return []
    }
    if (last < first) faults.push(formFault(`${name}-until`, 'dates-order'))
    const said = { kind: 'closed', from: first, until: last, reason: null, text: null, language: 'fr' }
    return [{ name, said }]
  })
  const fieldOf: FieldOfBlock = ({ at = added.length - 1 }) => added[at] && `${added[at].name}-from`
  const input = added.length > 0 ? { closures: added.map(({ said }) => said) } : {}
  return { input, faults, fieldOf }
}

/** A record as the start of another one: what happens there is entered anew. */
export function typedOfCopy(record: PlaceRecord, moment: FormMoment): Record<string, string[]> {
  const isKept = (name: string) => !/^((spoken|workshop)-|(name|address|near)$)/.test(name)
  return Object.fromEntries(Object.entries(typedOfRecord(record, moment)).filter(([name]) => isKept(name)))
}

/** A record as the fields of the forms. What a form cannot show stays out of it, and so stays as it is. */
export function typedOfRecord(record: PlaceRecord, moment: FormMoment): Record<string, string[]> {
  const one = (value: string | null | undefined) => (value ? [value] : [])
  const fields: Record<string, string[]> = {
    name: one(record.name),
    kind: one(record.kind),
    organisation: one(record.organisation),
    address: one(record.address),
    commune: one(record.communeCode ?? record.commune),
    postalCode: one(record.postalCode),
    near: one(record.lonLat?.join()),
    services: record.services,
    phone: one(record.phone && phoneForReading(record.phone)),
    email: record.emails.slice(0, 1),
    website: record.websites.slice(0, 1),
    bookingUrl: one(record.bookingUrl),
    ...typedOfHours(record),
    ...typedOfMore(record, moment),
  }
  return Object.fromEntries(Object.entries(fields).filter(([, values]) => values.length > 0))
}
