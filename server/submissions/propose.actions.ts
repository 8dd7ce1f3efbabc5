// From the forms about a place that is on the map to what is sent of them.
import type { Locale } from '../../i18n/languages.ts'
import type { Dependencies } from '../dependencies.ts'
import { same } from '../history/difference.rules.ts'
import { historyOf } from '../history/history.queries.ts'
import { type SentForm, sentLine, sentText } from '../http/form.rules.ts'
import { type PlaceRecord, type Proposal, recordAfter } from '../places/place-record.rules.ts'
import { isDate } from '../sessions/day.rules.ts'
import { communesOfForm } from './form-context.actions.ts'
import { type FormFault, formFault } from './form-fault.rules.ts'
import { readPlaceForm, typedOfRecord } from './place-form.rules.ts'
import type { FormMoment } from './place-sessions.rules.ts'
import { readTimes } from './proposal-times.actions.ts'
import type { ProposalKind, ProposePage } from './propose.view.ts'
import { submissionLimits } from './submission.rules.ts'
import { type Typed, typedIn } from './typed.rules.ts'
import { typedOver } from './typed-over.rules.ts'

/** What was typed into fields of these forms alone. */
export function ownFields(form: SentForm): ProposePage['own'] {
  return {
    contactEmail: sentText(form, 'contactEmail').slice(0, 500),
    note: sentText(form, 'note').slice(0, submissionLimits.note * 2),
    since: sentText(form, 'since').slice(0, 40),
    person: sentLine(form, 'person').slice(0, 500),
    role: sentLine(form, 'role').slice(0, 500),
    organisation: sentLine(form, 'organisation').slice(0, 500),
  }
}

export const placeFieldsIn = (form: SentForm): Typed => ({
  ...typedIn(form, 'first'),
  ...typedIn(form, 'more'),
})

/** The place as a form showed it, and what was typed laid over how it stands now. */
export type OvertakenChange = { before: PlaceRecord; typed: Typed }

/**
 * Was the form made from another state of the place? Its blocks and fields would then be compared with what they never
 * showed, and take back what others did meanwhile.
 * @returns `undefined` where all that the form shows still stands
 */
export async function overtakenChange(
  db: Dependencies['db'],
  { id, record }: { id: number; record: PlaceRecord },
  form: SentForm,
  moment: FormMoment,
): Promise<OvertakenChange | undefined> {
  const seen = /^\d{1,15}$/.exec(sentText(form, 'seen'))?.[0]
  // Read after the record: what happens in between is told once too often, and never overlooked.
  const before = seen === undefined ? record : recordAfter(record, await historyOf(db, id), Number(seen))
  const [shown, now] = [typedOfRecord(before, moment), typedOfRecord(record, moment)]
  if (seen !== undefined && same(shown, now)) return undefined
  return { before, typed: typedOver({ shown, typed: placeFieldsIn(form), now }) }
}

export type ProposedChange = {
  proposed: Proposal
  note: string | null
  person: string | null
  faults: FormFault[]
}

/** Reads what is proposed of a place: of a change only what differs. */
export async function readProposed(
  needs: Pick<Dependencies, 'db' | 'config'>,
  kind: ProposalKind,
  record: PlaceRecord,
  form: SentForm,
  locale: Locale,
): Promise<ProposedChange> {
  const own = ownFields(form)
  const faults = lengthFaults(own)
  if (kind === 'closure') {
    if (own.since !== '' && !isDate(own.since)) faults.push(formFault('since', 'dates-missing'))
    if (own.note === '') faults.push(formFault('note', 'note'))
    // Agents read the day as it is written everywhere.
    const note = [own.since, own.note].filter((each) => each !== '').join(' – ')
    return { proposed: {}, note, person: null, faults }
  }
  if (kind === 'claim') return { ...readClaim(own, record, faults), faults }
  const typed = placeFieldsIn(form)
  const communes = (await communesOfForm(needs, typed)).meant
  const read = readPlaceForm(typed, { readTimes, communes, base: record, locale, parts: ['first', 'more'] })
  faults.push(...read.faults)
  if (read.proposal.name === '') faults.push(formFault('name', 'name'))
  const saysNothing = Object.keys(read.proposal).length === 0 && own.note === ''
  if (saysNothing && faults.length === 0) faults.push(formFault('note', 'nothing'))
  return { proposed: read.proposal, note: own.note || null, person: null, faults }
}

function readClaim(own: ProposePage['own'], { organisation }: PlaceRecord, faults: FormFault[]) {
  for (const field of ['person', 'role', 'organisation'] as const) {
    if (own[field] === '') faults.push({ field, reason: { proposal: 'required' }, value: '' })
  }
  const isOther = own.organisation !== (organisation ?? '')
  return {
    proposed: isOther ? { organisation: own.organisation } : {},
    note: `${own.person} – ${own.role}`,
    person: own.person,
  }
}

const limits = {
  note: submissionLimits.note - 200,
  person: submissionLimits.contactName,
  role: 200,
  organisation: 250,
}

function lengthFaults(own: ProposePage['own']): FormFault[] {
  return Object.entries(limits).flatMap(([field, limit]): FormFault[] =>
    own[field as keyof typeof limits].length > limit
      ? [{ field, reason: { proposal: 'too-long' }, value: String(limit) }]
      : [],
  )
}
