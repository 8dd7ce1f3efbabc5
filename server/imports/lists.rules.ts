// Cells that hold several values.
import { type Code, codesOf, type ListVocabulary } from '../places/vocabularies.rules.ts'
import {
  audienceValues,
  careValues,
  contactModeValues,
  feeValues,
  labelValues,
  type Meaning,
  programmeValues,
  readValue,
  serviceValues,
  supportModeValues,
  type ValueTable,
} from './closed-values.rules.ts'
import { longestList, textLimits } from './fault.rules.ts'
import type { RowReport } from './row-report.rules.ts'
import type { StandardColumn } from './standard-columns.rules.ts'
import { cleanLine, shorten, withoutHidden } from './text.rules.ts'
import { readTypology } from './typology.rules.ts'

/** The longest real cell has 700 characters. */
const longestCell = 20_000

type NationalList = 'services' | 'audiences' | 'care' | 'fee' | 'programmes' | 'contactModes' | 'supportModes'

/** The lists that the national file gives, each in the order of our vocabulary, so that another order is no change. */
export type CleanLists = { [V in NationalList]: Code<V>[] } & { languages: string[]; labels: string[] }

const closedColumns: readonly (readonly [StandardColumn, ValueTable])[] = [
  ['services', serviceValues],
  ['publics_specifiquement_adresses', audienceValues],
  ['prise_en_charge_specifique', careValues],
  ['frais_a_charge', feeValues],
  ['dispositif_programmes_nationaux', programmeValues],
  ['modalites_acces', contactModeValues],
  ['modalites_accompagnement', supportModeValues],
]

export function cleanLists(report: RowReport): CleanLists {
  const meanings = closedColumns.flatMap(([column, values]) => readClosedList(report, column, values))
  const labels = [
    ...meanings.flatMap((meaning) => (meaning.label ? [meaning.label] : [])),
    ...readLabels(report, 'formations_labels', true),
    ...readLabels(report, 'autres_formations_labels', false),
  ]
  const ordered = <V extends ListVocabulary & NationalList>(vocabulary: V): Code<V>[] => {
    const said = new Set<unknown>(meanings.map((meaning) => meaning[vocabulary]))
    return codesOf(vocabulary).filter((code) => said.has(code))
  }
  return {
    services: ordered('services'),
    audiences: ordered('audiences'),
    care: ordered('care'),
    fee: ordered('fee'),
    programmes: ordered('programmes'),
    contactModes: ordered('contactModes'),
    supportModes: ordered('supportModes'),
    languages: [...new Set(meanings.flatMap((meaning) => (meaning.language ? [meaning.language] : [])))],
    labels: [...new Set(labels)].slice(0, longestList),
  }
}

/** `typologie` in the library's spelling, each once; the cell as given is always kept beside. */
export function cleanTypologies(report: RowReport): string[] {
  report.keepGiven('typologie')
  report.reportPlaceholder('typologie')
  const values = split(report.cell('typologie'), true)
  const codes = values.map((value) => ({ value, code: readTypology(value) }))
  const former = codes.filter(({ value, code }) => code !== null && code !== value)
  const unknown = codes.filter(({ code }) => code === null)
  if (former.length > 0) {
    const became = former.map(({ code }) => code).join(' | ')
    report.repaired('typologie', 'old-value', became, former.map(({ value }) => value).join(' | '))
  }
  if (unknown.length > 0)
    report.dropped('typologie', 'unknown-value', unknown.map(({ value }) => value).join(' | '))
  return [...new Set(codes.flatMap(({ code }) => (code === null ? [] : [code])))]
}

/**
 * `itinerance`: does the place travel? `Itinérant|Fixe` is a place that stands somewhere and also travels: it travels, and the cell as
 * given is kept for the export.
 */
export function cleanItinerance(report: RowReport): boolean | null {
  report.reportPlaceholder('itinerance')
  const values = split(report.cell('itinerance'), true)
  const known = values.filter((value) => /^(?:itin[ée]rante?|fixe)$/i.test(value))
  if (known.length < values.length) report.dropped('itinerance', 'unknown-value')
  if (known.length > 1) report.keepGiven('itinerance')
  if (known.length === 0) return null
  return known.some((value) => /^i/i.test(value))
}

/**
 * Splits at `|`, the separator of v1. v0 used `;`, and so do cells of v1 files: closed values hold none, so it is always read there; in
 * free values it separates in v0 only.
 */
function split(cell: string, semicolons: boolean): string[] {
  const parts = withoutHidden(cell.slice(0, longestCell))
    .split(semicolons ? /[|;]/ : '|')
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
  return [...new Set(parts)].slice(0, 100)
}

function readClosedList(report: RowReport, column: StandardColumn, values: ValueTable): Meaning[] {
  report.reportPlaceholder(column)
  const cell = report.cell(column)
  if (cell === '') return []
  const read = split(cell, true)
    .flatMap((value) => splitAtCommas(value, values))
    .map((value) => ({ value, ...readValue(value, values) }))
  const of = (kind: string) => read.filter((one) => one.kind === kind)
  const former = of('former')
  const text = (ones: readonly { value: string }[]) => ones.map(({ value }) => value).join(' | ')
  if (former.length > 0) report.repaired(column, 'old-value', todaysValues(former, values), text(former))
  if (of('obsolete').length > 0) report.dropped(column, 'obsolete-value', text(of('obsolete')))
  if (of('unknown').length > 0) report.dropped(column, 'unknown-value', text(of('unknown')))
  const wronglySeparated = report.version === 1 && read.length > split(cell, false).length
  if (wronglySeparated && former.length === 0) report.repaired(column, 'list-separator', text(read), cell)
  return read.flatMap((one) => ('meaning' in one ? [one.meaning] : []))
}

/** Commas stand inside values; they separate only where everything between them is a known value. */
function splitAtCommas(value: string, values: ValueTable): string[] {
  if (!value.includes(',') || readValue(value, values).kind !== 'unknown') return [value]
  const parts = value.split(/\s*,\s*/).filter((part) => part !== '')
  return parts.every((part) => readValue(part, values).kind !== 'unknown') ? parts : [value]
}

/** How the standard writes today what the former values meant. */
function todaysValues(former: readonly object[], values: ValueTable): string {
  const meanings = former.flatMap((one) => ('meaning' in one ? [one.meaning as Meaning] : []))
  const names = meanings.map((meaning) => officialName(meaning, values))
  return [...new Set(names)].join(' | ')
}

function officialName(meaning: Meaning, values: ValueTable): string {
  const wanted = JSON.stringify(meaning)
  for (const table of [values, careValues, audienceValues]) {
    for (const name of table.official) {
      const found = readValue(name, table)
      if ('meaning' in found && JSON.stringify(found.meaning) === wanted) return name
    }
  }
  return meaning.label ?? ''
}

function readLabels(report: RowReport, column: StandardColumn, closed: boolean): string[] {
  const cell = cleanLine(report, column, textLimits.label * longestList)
  if (cell === null) return []
  const labels = split(cell, closed || report.version === 0)
  const read = labels.map((label) => ({ label, value: readValue(label, labelValues) }))
  const unknown = read.filter(({ value }) => value.kind === 'unknown').map(({ label }) => label)
  if (closed && unknown.length > 0) report.kept(column, 'unknown-value', unknown.join(' | '))
  return read
    .map(({ label, value }) => ('meaning' in value ? (value.meaning.label ?? label) : label))
    .map((label) => shorten(label, textLimits.label))
}
