// Settles the commune of a row: its name, its INSEE code and its postal code say the same thing three times, seldom all three right.

import { editDistance } from '../../i18n/edit-distance.ts'
import { displayCase } from './capitals.rules.ts'
import type { Commune, CommuneLookup } from './commune-lookup.rules.ts'
import { foldCommuneName } from './commune-name.rules.ts'
import { textLimits } from './fault.rules.ts'
import type { RowReport } from './row-report.rules.ts'
import { cleanLine } from './text.rules.ts'

export type SettledCommune = { commune: string | null; communeCode: string | null; postalCode: string | null }

/**
 * The commune that most of name, INSEE code and postal code agree on, under its official name. Repairs lost leading zeros,
 * former codes, postal codes that lack, CEDEX and BP in the name. A name that nothing finds is kept as given.
 */
export function settleCommune(report: RowReport, lookup: CommuneLookup): SettledCommune {
  const postalCode = cleanPostalCode(report)
  const code = cleanCommuneCode(report)
  const name = withoutPostalParts(cleanLine(report, 'commune', textLimits.commune, { quiet: true }) ?? '')
  const found = findCommune(name, code.value, postalCode.value, lookup)
  reportCode(report, code, found, lookup)
  const settledPostalCode = settlePostalCode(report, postalCode, found)
  return {
    commune: settleName(report, name, found),
    communeCode: found?.code ?? null,
    postalCode: settledPostalCode,
  }
}

/** A cell read as a code: `value` when it has the form of one. */
type ReadCode = { given: string; value: string | null }

function cleanPostalCode(report: RowReport): ReadCode {
  const given = report.cell('code_postal')
  const digits = /^\d{5}$/.test(given)
    ? given
    : (/(?<!\d)\d{2} ?\d{3}(?!\d)/.exec(given)?.[0].replace(' ', '') ?? given)
  const value = /^[1-9]\d{3}$/.test(digits) ? `0${digits}` : digits
  const valid = /^(?!00|99)\d{5}$/.test(value)
  return { given, value: valid ? value : null }
}

function cleanCommuneCode(report: RowReport): ReadCode {
  const given = report.cell('code_insee')
  const code = given.replaceAll(' ', '').toUpperCase()
  const value = /^[1-9]\d{3}$/.test(code) ? `0${code}` : code
  return { given, value: /^(?:[013-9]\d|2[AB1-9])\d{3}$/.test(value) ? value : null }
}

/** `AMIENS CEDEX 1 BP 32615`, `67000 Strasbourg`, `Saint-Louis (68)` → the name alone. */
function withoutPostalParts(name: string): string {
  return name
    .replace(/\([^()]*\)/g, ' ')
    .replace(/(?<![\p{L}\d])(?:cedex|bp|cs|tsa) ?\d*(?![\p{L}]).*$/iu, ' ')
    .replace(/(?:^\s*\d{5}\s)|(?:\s\d{5}\s*$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Two of the three must agree: a code stands unless name and postal code together name another commune. */
function findCommune(
  name: string,
  code: string | null,
  postalCode: string | null,
  lookup: CommuneLookup,
): Commune | undefined {
  const named = name === '' ? [] : lookup.communesByName(foldCommuneName(name))
  const byCode = code ? lookup.commune(code) : undefined
  const { exact, near } = amongNamed(named, postalCode)
  const byName = only(exact) ?? (exact.length === 0 ? only(near) : undefined)
  if (!byCode) return byName ?? findWithoutCode(name, named, postalCode, lookup)
  if (!byName) return byCode
  const served = postalCode !== null && byCode.postalCodes.includes(postalCode)
  const bearsName = named.includes(byCode) || isPartOf(byCode, named)
  // Two communes of one name far apart: the code of the one, the postal code of the other. The postal code is the one people know.
  if (bearsName)
    return served || postalCode === null || sameDepartment(byCode.code, postalCode) ? byCode : byName
  return served && exact.length === 0 ? byCode : byName
}

/** Of the communes that bear the name, those that the postal code serves, and those of its department. */
function amongNamed(
  named: readonly Commune[],
  postalCode: string | null,
): { exact: Commune[]; near: Commune[] } {
  if (postalCode === null) return { exact: [], near: [] }
  return {
    exact: named.filter((commune) => commune.postalCodes.includes(postalCode)),
    near: named.filter((commune) => sameDepartment(commune.code, postalCode)),
  }
}

/**
 * Without a code: a commune of the postal code whose name is like the one given; else the only commune of the postal code, since
 * villages and quarters are often written for it; else, where no commune has that postal code, the only commune of that name.
 */
function findWithoutCode(
  name: string,
  named: readonly Commune[],
  postalCode: string | null,
  lookup: CommuneLookup,
): Commune | undefined {
  const served = postalCode ? lookup.communesByPostalCode(postalCode) : []
  if (served.length === 0) return only(named)
  const like = served.filter((commune) => isLike(foldCommuneName(name), foldCommuneName(commune.name)))
  return only(like) ?? only(served)
}

/** `Sarlat` for Sarlat-la-Canéda, `Rambervilelrs` for Rambervillers. Only ever asked of the few communes of one postal code. */
function isLike(given: string, official: string): boolean {
  if (given === '') return false
  if (` ${official} `.includes(` ${given} `) || ` ${given} `.includes(` ${official} `)) return true
  return given.length >= 6 && editDistance(given, official, 2) <= 2
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined
}

function isPartOf(commune: Commune, cities: readonly Commune[]): boolean {
  return cities.some((city) => city.code === commune.parent?.code)
}

/** Postal codes of Corsica begin with 20 in both its departments; overseas departments have three digits. */
function sameDepartment(communeCode: string, postalCode: string): boolean {
  if (postalCode.startsWith('20')) return communeCode.startsWith('2A') || communeCode.startsWith('2B')
  const digits = postalCode.startsWith('97') || postalCode.startsWith('98') ? 3 : 2
  return communeCode.slice(0, digits) === postalCode.slice(0, digits)
}

function reportCode(
  report: RowReport,
  code: ReadCode,
  found: Commune | undefined,
  lookup: CommuneLookup,
): void {
  report.reportPlaceholder('code_insee')
  if (code.given === '') return
  const byCode = code.value === null ? undefined : lookup.commune(code.value)
  if (!byCode) {
    const rule = code.value === null ? 'commune-code-invalid' : 'commune-code-unknown'
    if (found) report.repaired('code_insee', rule, found.code)
    else report.dropped('code_insee', rule)
  } else if (found && byCode.code !== found.code) {
    report.repaired('code_insee', 'commune-code-contradicts', found.code)
  } else if (byCode.code !== code.value) report.repaired('code_insee', 'commune-code-former', byCode.code)
  else if (code.value !== code.given) report.repaired('code_insee', 'leading-zero', code.value)
}

function settlePostalCode(
  report: RowReport,
  postalCode: ReadCode,
  found: Commune | undefined,
): string | null {
  report.reportPlaceholder('code_postal')
  const fromCommune = found ? (only(found.postalCodes) ?? null) : null
  if (postalCode.given === '') {
    if (fromCommune) report.repaired('code_postal', 'postal-code-from-commune', fromCommune)
    else report.dropped('code_postal', 'required')
    return fromCommune
  }
  const replace = (rule: 'postal-code-invalid' | 'postal-code-contradicts') => {
    if (fromCommune) report.repaired('code_postal', rule, fromCommune)
    else report.dropped('code_postal', rule)
    return fromCommune
  }
  if (postalCode.value === null) return replace('postal-code-invalid')
  if (
    found &&
    !found.postalCodes.includes(postalCode.value) &&
    !sameDepartment(found.code, postalCode.value)
  ) {
    return replace('postal-code-contradicts')
  }
  if (postalCode.value !== postalCode.given) {
    const rule = postalCode.given.length === 4 ? 'leading-zero' : 'postal-code-invalid'
    report.repaired('code_postal', rule, postalCode.value)
  }
  return postalCode.value
}

function settleName(report: RowReport, name: string, found: Commune | undefined): string | null {
  const given = report.cell('commune')
  report.reportPlaceholder('commune')
  if (given === '') {
    if (found) report.repaired('commune', 'commune-from-code', found.name)
    else report.dropped('commune', 'required')
    return found?.name ?? null
  }
  if (!found && name === '') {
    report.dropped('commune', 'commune-unknown')
    return null
  }
  if (!found) {
    const shown = displayCase(name, 'address')
    report.kept('commune', 'commune-unknown')
    if (shown !== given) report.keepGiven('commune')
    return shown
  }
  // Somebody who wrote "Paris" for an arrondissement meant the city; its number is in the postal code.
  const isCity = found.parent && foldCommuneName(name) === foldCommuneName(found.parent.name)
  const official = isCity && found.parent ? found.parent.name : found.name
  if (official !== given) report.repaired('commune', 'commune-name', official)
  return official
}
