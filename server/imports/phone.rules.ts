// One number that can be dialled from anywhere.
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { RowReport } from './row-report.rules.ts'

/** Overseas France dials other country codes; the first digits of a number say which. Source: national numbering plan (Arcep). */
const overseasPrefixes: readonly (readonly [prefix: RegExp, country: CountryCode])[] = [
  [/^0(?:262|692|693)/, 'RE'],
  [/^0(?:269|639)/, 'YT'],
  [/^0(?:590|690|691)/, 'GP'],
  [/^0(?:594|694)/, 'GF'],
  [/^0(?:596|696|697)/, 'MQ'],
]

/** Territories that number by themselves, without a leading zero, by the first digits of INSEE and postal codes. */
const ownNumbering: Readonly<Record<string, CountryCode>> = { 975: 'PM', 986: 'WF', 987: 'PF', 988: 'NC' }

/** Numbers dialled in France only: emergencies (115), special services (3646, 1013), European ones (116 006), enquiries (118 712). */
const shortNumber = /^(?:1[578]|11[2-9]|10\d{2}|3[0-9]\d{2}|116\d{3}|118\d{3})$/

/**
 * The first number of `telephone` in E.164 (`+33388000000`); a short national number stays as it is dialled (`3646`); `null` when
 * nothing can be dialled.
 * @param areaCode INSEE or postal code of the place, which tells how to read a number without a country.
 */
export function cleanPhone(report: RowReport, areaCode: string | null): string | null {
  report.reportPlaceholder('telephone')
  const given = report.cell('telephone').slice(0, 200)
  if (given === '') return null
  const country = ownNumbering[(areaCode ?? '').slice(0, 3)] ?? 'FR'
  const whole = readPhone(given, country)
  if (whole) return told(report, whole, given)
  const parts = given
    .split(/\s*(?:\/|\||;|,|\bou\b|\bet\b|\n| - )\s*/)
    .map((part) => readPhone(part, country))
    .filter((number) => number !== null)
  const [first] = parts
  if (first === undefined) {
    report.dropped('telephone', 'phone-invalid')
    return null
  }
  report.repaired('telephone', parts.length > 1 ? 'phone-several' : 'phone-format', first)
  return first
}

function told(report: RowReport, number: string, given: string): string {
  if (shortNumber.test(number)) report.kept('telephone', 'phone-short-number')
  else if (number !== given) report.repaired('telephone', 'phone-format', number)
  return number
}

/** A number that can be dialled from anywhere, or a short one; `null` for anything else. */
export function readPhone(text: string, country: CountryCode = 'FR'): string | null {
  const dialled = text.replace(/[^\d+]/g, '')
  if (shortNumber.test(dialled)) return dialled
  if (
    dialled.length < 6 ||
    !/^[\d\s.+()/:,;–-]*$/.test(text.replace(/^(?:tél|tel|téléphone|phone)\b\.?/i, ''))
  )
    return null
  const national = dialled.replace(/^(?:\+33|0033)0?(?=\d{9}$)/, '0')
  const overseas = overseasPrefixes.find(([prefix]) => prefix.test(national) && national.length === 10)
  // Mayotte had the code of the Comoros, 269, until 2007; files still write it before the number of today.
  const today = dialled.replace(/^\+269(?=(?:269|639)\d{6}$)/, '+262')
  const number = overseas
    ? parsePhoneNumberFromString(national, overseas[1])
    : parsePhoneNumberFromString(today.startsWith('+') ? today : text, country)
  return number?.isValid() && !number.ext ? number.number : null
}
