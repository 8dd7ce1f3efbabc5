// One row of the national file: what we keep of it as facts, and what was wrong with it.
import { cut } from '../../i18n/cut.ts'
import { emptyFacts, type PlaceFacts } from '../places/place-facts.rules.ts'
import { kindOf } from '../places/vocabularies.rules.ts'
import { displayCase } from './capitals.rules.ts'
import { type SettledCommune, settleCommune } from './commune.rules.ts'
import type { CommuneLookup } from './commune-lookup.rules.ts'
import { cleanDate } from './date.rules.ts'
import { type Fault, longestList, textLimits } from './fault.rules.ts'
import { type CheckHours, cleanHours } from './hours.rules.ts'
import { cleanEmails, cleanLink, cleanWebsites } from './links.rules.ts'
import { cleanItinerance, cleanLists, cleanTypologies } from './lists.rules.ts'
import { cleanPhone } from './phone.rules.ts'
import { cleanPivot } from './pivot.rules.ts'
import { cleanPosition } from './position.rules.ts'
import { cleanPresentation } from './presentation.rules.ts'
import { RowReport } from './row-report.rules.ts'
import type { StandardColumn } from './standard-columns.rules.ts'
import { cleanLine } from './text.rules.ts'

/** What a row is cleaned against; lookups are passed in so that the rules stay pure. */
export type RowContext = CommuneLookup & { checkHours: CheckHours }

/** A row as it was read. `ragged` when it had not as many cells as the header. */
export type GivenRow = {
  row: number
  cells: Readonly<Record<string, string>>
  ragged?: { expected: number; found: number }
}

export type CleanRow = {
  row: number
  /** `id` of the row: with the source, the key of the place. `null` only when refused. */
  externalId: string | null
  /** The `source` column; the operator's choice of a source goes before it. */
  source: string | null
  facts: PlaceFacts
  /** The cells that were repaired or dropped, as given, by the column of the file; `typologie` always. */
  given: Record<string, string>
  faults: Fault[]
  refused: boolean
}

/**
 * Cleans one row. A row is refused only without id, without name, or with neither commune nor address and position; any other fault
 * drops or repairs its cell. Never throws, whatever the cells hold.
 */
export function cleanRow(given: GivenRow, context: RowContext): CleanRow {
  const report = new RowReport(given.row, given.cells)
  if (given.ragged) report.kept('id', 'columns', `${given.ragged.found} / ${given.ragged.expected}`)
  const externalId = cleanId(report)
  const name = cleanName(report)
  const commune = settleCommune(report, context)
  const address = cleanShown(report, 'adresse', textLimits.address, 'address')
  if (address === null && report.cell('adresse') === '') report.dropped('adresse', 'required')
  const lonLat = cleanPosition(report)
  const located = commune.commune !== null || (address !== null && lonLat !== null)
  if (!located) report.refused('commune', 'no-location')
  const { emails, websites } = cleanContacts(report)
  const typologies = cleanTypologies(report)
  const facts: PlaceFacts = {
    ...emptyFacts,
    name: name ?? '',
    kind: kindOf(typologies),
    typologies,
    pivot: cleanPivot(report, commune.communeCode),
    address,
    addressComplement: cleanShown(report, 'complement_adresse', textLimits.addressComplement, 'address'),
    ...commune,
    lonLat,
    ...cleanLists(report),
    phone: cleanPhone(report, areaOf(commune)),
    emails,
    websites,
    bookingUrl: cleanLink(report, 'prise_rdv'),
    accessibilityUrl: cleanLink(report, 'fiche_acces_libre'),
    ...cleanHours(report, context.checkHours),
    ...cleanPresentation(report),
    organisation: cleanShown(report, 'structure_parente', textLimits.organisation, 'name'),
    itinerant: cleanItinerance(report),
    updatedAt: cleanDate(report),
  }
  return {
    row: given.row,
    externalId,
    source: cleanLine(report, 'source', textLimits.source),
    facts,
    given: report.given,
    faults: report.faults,
    refused: externalId === null || name === null || !located,
  }
}

/** An id is a key: cutting a long one would let two places meet, so it is no id. */
function cleanId(report: RowReport): string | null {
  const id = cleanLine(report, 'id', textLimits.id + 1, { quiet: true })
  if (id === null) report.refused('id', 'required')
  else if (id.length > textLimits.id) report.refused('id', 'too-long')
  else return id
  return null
}

function cleanName(report: RowReport): string | null {
  const name = cleanShown(report, 'nom', textLimits.name, 'name')
  if (name === null) report.refused('nom', 'required')
  return name
}

/** A text in display form: capitals brought down, the cell as given kept. */
function cleanShown(
  report: RowReport,
  column: StandardColumn,
  limit: number,
  kind: 'name' | 'address',
): string | null {
  const text = cleanLine(report, column, limit)
  if (text === null) return null
  const shown = displayCase(text, kind)
  if (shown === text) return text
  report.repaired(column, 'capitals', shown)
  // An abbreviation written out may pass the limit by a few letters.
  return cut(shown, limit).trim()
}

function cleanContacts(report: RowReport): { emails: string[]; websites: string[] } {
  const own = cleanEmails(report)
  const { websites, emails } = cleanWebsites(report)
  return { websites, emails: [...new Set([...own, ...emails])].slice(0, longestList) }
}

function areaOf(commune: SettledCommune): string | null {
  return commune.communeCode ?? commune.postalCode
}
