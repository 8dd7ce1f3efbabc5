// What happens at a place, between its form and its record: languages at some hours, and workshops. Each block of the
// form says one session; what a block cannot say is listed, and stays or is taken out.
import { isOver, keyOf } from '../schedule/session-list.rules.ts'
import type { SessionSaid } from '../sessions/session.rules.ts'
import { type BlockName, blocksShown, mostBlocks } from './form-blocks.rules.ts'
import type { FieldOfBlock, FormFault } from './form-fault.rules.ts'
import { spokenChanged, spokenInput, typedOfSpoken } from './spoken-hours.rules.ts'
import { type Typed, typedList, typedText } from './typed.rules.ts'
import { typedOfWorkshop, workshopChanged, workshopInput } from './workshop-form.rules.ts'

/** The language in which titles are written in a form, and the day from which on it shows what happens. */
export type FormMoment = { locale: string; today: string }

/** The fields of one block, by their names in it. */
export type Block = Readonly<Record<string, readonly string[]>>

/** Reads a block into a session as the API takes it; tells at its fields what is wrong. */
export type ReadBlock = (
  block: Block,
  context: { locale: string; field: (name: string) => string },
  faults: FormFault[],
) => object | undefined

type Kind = {
  name: Exclude<BlockName, 'text'>
  /** Of a block in which none of these stands, nothing is meant. The first says which one it is. */
  core: readonly [string, ...string[]]
  /** Where its dates are said first. */
  dates: string
  /** The fields that say a session; `undefined` where they cannot. */
  fieldsOf(session: SessionSaid, locale: string): Block | undefined
  read: ReadBlock
  /** The session with what was typed anew, all else as it was. */
  changed(session: SessionSaid, anew: SessionSaid, differing: ReadonlySet<string>): SessionSaid
}

const kinds: Kind[] = [
  {
    name: 'spoken',
    core: ['language', 'days', 'from', 'to'],
    dates: 'from',
    fieldsOf: typedOfSpoken,
    read: spokenInput,
    changed: spokenChanged,
  },
  {
    name: 'workshop',
    core: ['title', 'day', 'from', 'to'],
    dates: 'day',
    fieldsOf: typedOfWorkshop,
    read: workshopInput,
    changed: workshopChanged,
  },
]

/** A session and its name in forms. */
export type SessionsBeside = readonly { key: string; session: SessionSaid }[]

/** Which session stands in which block, and those in none; what is over is in neither. */
function laidOut(sessions: readonly SessionSaid[], { locale, today }: FormMoment) {
  const blocks = new Map<string, { key: string; fields: Block }>()
  const others: { key: string; session: SessionSaid }[] = []
  const counts = { spoken: 0, workshop: 0 }
  for (const [index, session] of sessions.entries()) {
    if (isOver(session, today)) continue
    const key = keyOf(session, index)
    const said = kinds.flatMap(({ name, fieldsOf }) => {
      const fields = fieldsOf(session, locale)
      return fields ? [{ name, fields }] : []
    })[0]
    // The last stays free for one more.
    if (!said || counts[said.name] >= mostBlocks - 1) others.push({ key, session })
    else blocks.set(`${said.name}-${++counts[said.name]}`, { key, fields: said.fields })
  }
  return { blocks, others }
}

/** The sessions as fields of the form. */
export function typedOfSessions(
  sessions: readonly SessionSaid[],
  moment: FormMoment,
): Record<string, string[]> {
  const fields = [...laidOut(sessions, moment).blocks].flatMap(([name, { key, fields: own }]) =>
    Object.entries({ of: [key], ...own }).map(([part, values]): [string, string[]] => [
      `${name}-${part}`,
      [...values],
    ]),
  )
  return Object.fromEntries(fields)
}

/** Sessions that no block can say: they stay, unless they are taken out. */
export const sessionsBeside = (sessions: readonly SessionSaid[], moment: FormMoment): SessionsBeside =>
  laidOut(sessions, moment).others

export type SessionsTyped = {
  /** What was typed anew, to be judged. */
  inputs: object[]
  /** Where what is wrong with one of the inputs was typed; with all of them, in the last that is new. */
  fieldOf: FieldOfBlock
  /** The whole list, with what was made of the inputs; `undefined` where nothing of it differs. */
  merge(anew: readonly SessionSaid[]): SessionSaid[] | undefined
}

/** Reads the blocks. Whoever empties one, or says so, takes its session out. */
export function readSessions(
  typed: Typed,
  before: readonly SessionSaid[],
  locale: string,
  faults: FormFault[],
): SessionsTyped {
  const inputs: object[] = []
  const blocks: { kind: Kind; field: (part: string) => string }[] = []
  const removed = new Set(typedList(typed, 'session-remove'))
  const changes = new Map<string, (anew: readonly SessionSaid[]) => SessionSaid>()
  const added: number[] = []
  const readBlock = (kind: Kind, number: number) => {
    const field = (part: string) => `${kind.name}-${number}-${part}`
    const key = typedText(typed, field('of'))
    const known = before.find((session, index) => keyOf(session, index) === key)
    const block = blockTyped(typed, field(''))
    const isEmpty = kind.core.every((part) => written(block[part]) === '')
    if (isEmpty && key !== '') removed.add(key)
    // One that somebody else took out meanwhile is not brought back by a form that still shows it.
    if (isEmpty || removed.has(key) || (key !== '' && !known)) return
    const differing = new Set(partsDiffering((known && kind.fieldsOf(known, locale)) ?? {}, block))
    const input = differing.size === 0 ? undefined : kind.read(block, { locale, field }, faults)
    if (!input) return
    const at = inputs.push(input) - 1
    blocks.push({ kind, field })
    if (!known) added.push(at)
    else changes.set(key, (anew) => (anew[at] ? kind.changed(known, anew[at], differing) : known))
  }
  for (const kind of kinds) for (const number of blocksShown(typed, kind.name)) readBlock(kind, number)
  const merge = (anew: readonly SessionSaid[]) => {
    if (removed.size + changes.size + added.length === 0) return undefined
    const kept = before.flatMap((session, index) => {
      const key = keyOf(session, index)
      return removed.has(key) ? [] : [changes.get(key)?.(anew) ?? session]
    })
    return [...kept, ...added.flatMap((at) => anew[at] ?? [])]
  }
  const fieldOf: FieldOfBlock = ({ reason, at = added.at(-1) ?? -1 }) => {
    const block = blocks[at]
    return block?.field(reason === 'dates' ? block.kind.dates : block.kind.core[0])
  }
  return { inputs, fieldOf, merge }
}

function blockTyped(typed: Typed, prefix: string): Block {
  const own = Object.entries(typed).filter(([name]) => name.startsWith(prefix) && name !== `${prefix}of`)
  return Object.fromEntries(own.map(([name, values]) => [name.slice(prefix.length), values]))
}

function partsDiffering(shown: Block, typed: Block): string[] {
  const parts = new Set([...Object.keys(shown), ...Object.keys(typed)])
  return [...parts].filter((part) => written(shown[part]) !== written(typed[part]))
}

/** Ticks in any order say the same. */
const written = (values: readonly string[] = []) =>
  values
    .map((value) => value.trim())
    .filter((value) => value !== '')
    .toSorted()
    .join()
