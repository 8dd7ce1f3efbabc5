// What somebody typed into a form that is out of date, laid over what stands now.
import { mostBlocks } from './form-blocks.rules.ts'
import { type Typed, typedList } from './typed.rules.ts'

/** A form as it was shown, as it came back, and as it would be shown now. */
type Three<T> = { shown: T; typed: T; now: T }

/**
 * What somebody typed into a form that is out of date: their own changes stay, and all that they left as it was is as it
 * stands now.
 */
export function typedOver(form: Three<Typed>): Record<string, string[]> {
  const blocks = sessionBlocks.map((name) => [name, blocksOver(name, form)] as const)
  const laid = new Set(blocks.flatMap(([name, over]) => (over ? [name] : [])))
  const { shown, typed, now } = form
  const names = [...new Set([shown, typed, now].flatMap((each) => Object.keys(each)))].filter(
    (name) => !laid.has(togetherWith(name) as SessionBlock),
  )
  const changed = new Set(
    names.filter((name) => written(shown, name) !== written(typed, name)).map(togetherWith),
  )
  const fields = names.map(
    (name) => [name, typedList(changed.has(togetherWith(name)) ? typed : now, name)] as const,
  )
  return said([...fields, ...blocks.flatMap(([, over]) => over ?? [])])
}

const said = (fields: readonly (readonly [string, readonly string[]])[]) =>
  Object.fromEntries(
    fields.filter(([, values]) => values.length > 0).map(([name, values]) => [name, [...values]]),
  )

/** Fields that say one thing together: whoever changed one of them meant them all. */
function togetherWith(name: string): string {
  if (/^((hours|holiday)(-|$)|publicHolidays$|schoolHolidays$)/.test(name)) return 'hours'
  if (/^(address|commune|postalCode|near)$/.test(name)) return 'where'
  // Blocks have other numbers where others took one out.
  if (/^(text|spoken|workshop)-/.test(name)) return name.split('-')[0]!
  return name
}

const sessionBlocks = ['spoken', 'workshop'] as const
type SessionBlock = (typeof sessionBlocks)[number]

/**
 * Sessions, each by its own number: what was typed of one is laid over that one alone, whichever block it stands in now.
 * Those that others took out are gone, those that they added are there, and new ones that were typed come last.
 * @returns `undefined` where a session waits for its number: by its rank, it may be another one
 */
function blocksOver(name: SessionBlock, form: Three<Typed>): [string, readonly string[]][] | undefined {
  const shown = blocksOf(name, form.shown)
  const typed = blocksOf(name, form.typed)
  const now = blocksOf(name, form.now)
  if ([...shown, ...now].some((block) => !/^\d+$/.test(keyOf(block)))) return undefined
  const known = now.map((block) => {
    const own = typed.find((each) => keyOf(each) === keyOf(block))
    const before = shown.find((each) => keyOf(each) === keyOf(block)) ?? {}
    if (!own) return block
    const parts = [...new Set([before, own, block].flatMap((each) => Object.keys(each)))]
    const isOther = (part: string) => written(before, part) !== written(own, part)
    return Object.fromEntries(parts.map((part) => [part, typedList(isOther(part) ? own : block, part)]))
  })
  const added = typed.filter((block) => keyOf(block) === '' && saysSomething(block))
  return [...known, ...added]
    .slice(0, mostBlocks)
    .flatMap((block, index) =>
      Object.entries(block).map(([part, values]): [string, readonly string[]] => [
        `${name}-${index + 1}-${part}`,
        values,
      ]),
    )
}

const keyOf = (block: Typed) => typedList(block, 'of')[0] ?? ''

/** An empty block comes with its rhythm, of which one is chosen always. */
const saysSomething = (block: Typed) => Object.keys(block).some((part) => part !== 'repeat')

function blocksOf(name: SessionBlock, typed: Typed): Typed[] {
  const blocks = Array.from({ length: mostBlocks }, (_, index) => {
    const prefix = `${name}-${index + 1}-`
    const own = Object.entries(typed).filter(([field]) => field.startsWith(prefix))
    return Object.fromEntries(own.map(([field, values]) => [field.slice(prefix.length), values]))
  })
  return blocks.filter((block) => Object.keys(block).length > 0)
}

/** Ticks in any order, and words with any spaces, say the same. */
const written = (typed: Typed, name: string) =>
  typedList(typed, name)
    .map((value) => value.replaceAll(/\s+/g, ' ').trim())
    .filter((value) => value !== '')
    .toSorted()
    .join('\n')
