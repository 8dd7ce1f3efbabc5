// The number of the organisation in a national register: SIRET, RNA, or RIDET in New Caledonia and Polynesia.
import type { RowReport } from './row-report.rules.ts'

/**
 * A number that its register could have given, or `null`. Most files write fourteen zeros for "unknown". A SIREN (nine digits) is dropped:
 * it names the organisation and not the place.
 * @param communeCode INSEE code of the place: a RIDET exists in departments 987 and 988 only.
 */
export function cleanPivot(report: RowReport, communeCode: string | null): string | null {
  report.reportPlaceholder('pivot')
  const given = report.cell('pivot')
  if (given === '') {
    report.dropped('pivot', 'required')
    return null
  }
  const number = given.replace(/[\s.\u00a0-]/g, '').toUpperCase()
  if (/^0+$/.test(number)) {
    report.repaired('pivot', 'pivot-unknown', '')
    return null
  }
  if (isSiret(number) || isRna(number) || isRidet(number, communeCode)) {
    if (number !== given) report.repaired('pivot', 'pivot-format', number)
    return number
  }
  const padded = /^\d{11,13}$/.test(number) ? number.padStart(14, '0') : number
  if (padded !== number && isSiret(padded)) {
    report.repaired('pivot', 'leading-zero', padded)
    return padded
  }
  report.dropped('pivot', 'pivot-invalid')
  return null
}

/**
 * Fourteen digits whose Luhn sum is right. La Poste (SIREN 356 000 000) numbers its offices otherwise: the plain sum of their digits is
 * a multiple of five. Source: INSEE.
 */
export function isSiret(number: string): boolean {
  if (!/^\d{14}$/.test(number)) return false
  const digits = [...number].map(Number)
  if (number.startsWith('356000000') && digits.reduce((sum, digit) => sum + digit, 0) % 5 === 0) return true
  const sum = digits.reduce((total, digit, index) => {
    const weighted = index % 2 === 0 ? digit * 2 : digit
    return total + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)
  return sum % 10 === 0
}

function isRna(number: string): boolean {
  return /^W\d[\dA-Z]\d{7}$/.test(number)
}

function isRidet(number: string, communeCode: string | null): boolean {
  return /^\d{9,10}$/.test(number) && /^98[78]/.test(communeCode ?? '')
}
