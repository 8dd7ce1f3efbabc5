// Names on the map in the reader's language: the `text-field` of a MapLibre style, rewritten.
import type { Locale } from '../../i18n/languages.ts'

/** Fields that hold a name in the schema of OpenMapTiles and its kin: `name`, `name:fr`, `name_en`, `name:nonlatin`. */
const nameField = /^name([:_].*)?$/
const secondName = 'name:nonlatin'
const readsLatin: Record<Locale, boolean> = { fr: true, en: true, de: true, tr: true, ar: false }

/** A name in the language, else in letters that its readers know, else as it is written on the spot. */
function nameIn(locale: Locale): unknown[] {
  const latin = readsLatin[locale] ? [['get', 'name:latin']] : []
  return ['coalesce', ['get', `name:${locale}`], ...latin, ['get', 'name']]
}

/**
 * The label with its names in a language; what it shows beside them (road numbers, heights) stays as it is.
 * @param label a `text-field`: an expression, a text with `{fields}`, or the older function of zoom
 */
export function labelIn(locale: Locale, label: unknown): unknown {
  if (!showsName(label)) return label
  if (typeof label === 'string') return fromTemplate(locale, label)
  return Array.isArray(label) ? fromExpression(locale, label) : fromFunction(locale, label)
}

function showsName(label: unknown): boolean {
  if (typeof label === 'string') return fieldsOf(label).some((field) => nameField.test(field))
  if (isExpression(label)) return reading(label).names
  const stops = (label as { stops?: unknown } | null | undefined)?.stops
  return Array.isArray(stops) && stops.every(isTextStop) && stops.some(([, text]) => showsName(text))
}

type TextStop = [zoom: number, text: string]

/** A style may hold anything here: what writes something else than text shows no name. */
function isTextStop(stop: unknown): stop is TextStop {
  return Array.isArray(stop) && typeof stop[0] === 'number' && typeof stop[1] === 'string'
}

const fieldsOf = (template: string) => [...template.matchAll(/{([^{}]+)}/g)].map(([, field]) => field!)
const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text)

/** `{name:latin}\n{name:nonlatin}`, `{name} ({ele} m)`: braces mean fields here, but not inside an expression. */
function fromTemplate(locale: Locale, template: string): unknown[] {
  const pieces = template.split(/({[^{}]+})/).filter((piece) => piece !== '')
  const isName = (piece: string) => nameField.test(/^{(.+)}$/.exec(piece)?.[1] ?? '')
  if (pieces.every((piece) => isName(piece) || !hasWords(piece))) return nameIn(locale)
  let named = false
  const parts = pieces.flatMap((piece): unknown[] => {
    const field = /^{(.+)}$/.exec(piece)?.[1]
    if (field === undefined) return [piece]
    if (!isName(piece)) return [['to-string', ['get', field]]]
    if (named) return []
    named = true
    return [nameIn(locale)]
  })
  return ['concat', ...parts]
}

/** `{ stops: [[8, "{ref}"], [14, "{name}"]] }`. One that asks a property as well is left: no style of today has it. */
function fromFunction(locale: Locale, label: unknown): unknown {
  const { stops, property } = label as { stops: TextStop[]; property?: string }
  if (property !== undefined) return label
  const steps = stops.map(([zoom, text]) => [zoom, labelOfStop(locale, text)] as const)
  const [[, first], ...others] = steps as [(typeof steps)[number], ...typeof steps]
  return others.length === 0 ? first : ['step', ['zoom'], first, ...others.flat()]
}

function labelOfStop(locale: Locale, text: string): unknown {
  return fieldsOf(text).length === 0 ? text : fromTemplate(locale, text)
}

const isExpression = (value: unknown): value is [string, ...unknown[]] =>
  Array.isArray(value) && typeof value[0] === 'string'

/** Operators that choose or join texts: around names alone, they make one name. */
const choosing = new Set([
  'get',
  'has',
  'coalesce',
  'case',
  'concat',
  'to-string',
  'string',
  '!',
  'all',
  'any',
])
const comparing = new Set(['==', '!=', 'in'])

/** What an expression reads: names, and anything else that makes it more than a name. */
function reading(expression: [string, ...unknown[]]): { names: boolean; others: boolean } {
  const [operator, ...inputs] = expression
  if (operator === 'literal') return { names: false, others: false }
  if (operator === 'get' || operator === 'has') {
    const isName = inputs.length === 1 && nameField.test(String(inputs[0]))
    return { names: isName, others: !isName }
  }
  const inside = inputs.filter(isExpression).map(reading)
  const saysWords = operator === 'concat' && inputs.some((each) => typeof each === 'string' && hasWords(each))
  return {
    names: inside.some(({ names }) => names),
    others:
      saysWords ||
      !(choosing.has(operator) || comparing.has(operator)) ||
      inside.some(({ others }) => others),
  }
}

function fromExpression(locale: Locale, expression: unknown): unknown {
  if (!isExpression(expression)) return expression
  const { names, others } = reading(expression)
  if (!names) return expression
  const [operator] = expression
  // Beside other things: the second name is the first one now.
  if (operator === 'get' && expression[1] === secondName) return ''
  if (!others) return nameIn(locale)
  return expression.map((each, index) =>
    isShown(operator, index, expression.length) ? fromExpression(locale, each) : each,
  )
}

/** Is this input of an operator shown, rather than asked, compared or a way to write? */
function isShown(operator: string, index: number, length: number): boolean {
  const isLast = index === length - 1
  if (operator === 'case') return index > 0 && (index % 2 === 0 || isLast)
  if (operator === 'match') return index > 1 && (index % 2 === 1 || isLast)
  if (operator === 'step') return index > 1 && index % 2 === 0
  return index > 0 && !comparing.has(operator)
}
