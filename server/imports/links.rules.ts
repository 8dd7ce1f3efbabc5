// Web addresses and e-mail addresses: what a browser or a mail program can open, and nothing else.

import { fold } from '../../i18n/fold.ts'
import { longestList, textLimits } from './fault.rules.ts'
import type { RowReport } from './row-report.rules.ts'
import type { StandardColumn } from './standard-columns.rules.ts'
import { withoutHidden } from './text.rules.ts'

const email =
  /^[^\s@"(),:;<>[\]\\|]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}$/u

/** `courriels`: the valid ones, each once, the domain in lower case. */
export function cleanEmails(report: RowReport): string[] {
  report.reportPlaceholder('courriels')
  const given = report.cell('courriels').slice(0, longestList * textLimits.email)
  const parts = given.split(/[|;,/\s]+/).filter((part) => part !== '')
  const invalid: string[] = []
  const emails: string[] = []
  for (const part of parts) {
    const address = readEmail(part)
    if (address === null) invalid.push(part)
    else if (!emails.includes(address) && emails.length < longestList) emails.push(address)
  }
  if (invalid.length > 0) report.dropped('courriels', 'email-invalid', invalid.join(' '))
  else if (emails.join('|') !== given.replace(/\s*\|\s*/g, '|')) {
    report.repaired('courriels', 'email-format', emails.join(' | '))
  }
  return emails
}

/** An e-mail address, its domain in lower case; `null` for anything else. */
export function readEmail(text: string): string | null {
  const address = withoutHidden(text)
    .replace(/^<?(?:mailto:)?/i, '')
    .replace(/[>.]+$/, '')
  if (address.length > textLimits.email || !email.test(address) || address.includes('..')) return null
  const at = address.lastIndexOf('@')
  return address.slice(0, at) + address.slice(at).toLowerCase()
}

/** `site_web`: addresses that a browser opens, and the e-mail addresses that somebody wrote there instead. */
export function cleanWebsites(report: RowReport): { websites: string[]; emails: string[] } {
  const { links, rest } = readLinks(report, 'site_web')
  const emails = rest.map(readEmail).filter((address) => address !== null)
  const invalid = rest.filter((part) => readEmail(part) === null)
  if (emails.length > 0) report.repaired('site_web', 'link-is-email', emails.join(' | '))
  if (invalid.length > 0) report.dropped('site_web', 'link-invalid', invalid.join(' '))
  return { websites: links, emails }
}

/** A column of one address: the first of them. */
export function cleanLink(report: RowReport, column: 'prise_rdv' | 'fiche_acces_libre'): string | null {
  const { links, rest } = readLinks(report, column)
  const fitting = column === 'fiche_acces_libre' ? links.filter(isAcceslibre) : links
  const invalid = [...rest, ...links.filter((link) => !fitting.includes(link))]
  if (invalid.length > 0) report.dropped(column, 'link-invalid', invalid.join(' '))
  const [first] = fitting
  if (first !== undefined && fitting.length > 1) report.repaired(column, 'link-several', first)
  return first ?? null
}

function isAcceslibre(link: string): boolean {
  return /^https?:\/\/(?:[\w-]+\.)*acceslibre(?:\.[\w-]+)*\.(?:fr|info)\//i.test(link)
}

function readLinks(report: RowReport, column: StandardColumn): { links: string[]; rest: string[] } {
  report.reportPlaceholder(column)
  const given = withoutHidden(report.cell(column).slice(0, longestList * textLimits.link)).replace(
    /\s+/g,
    ' ',
  )
  const parts = given
    .split(/\s*\|\s*|(?<=[;,\s])(?=https?:\/\/|www\.)/i)
    .map((part) => (part.length > textLimits.link ? part : part.replace(/[;,\s]+$/, '')))
    .filter((part) => part !== '')
  const links: string[] = []
  const rest: string[] = []
  let repaired = false
  for (const part of parts) {
    const link = readLink(part)
    if (link === null) rest.push(part)
    else {
      repaired ||= link !== part
      if (!links.includes(link) && links.length < longestList) links.push(link)
    }
  }
  if (repaired) report.repaired(column, 'link-format', links.join(' | '))
  return { links, rest }
}

/** An http(s) address, repaired where what was meant is plain, or `null`. Addresses with a password and bare host names are refused. */
export function readLink(text: string): string | null {
  if (text.length > textLimits.link) return null
  const trimmed = text
    .trim()
    .replace(/(?:h?t{1,2}ps?|ps?):\/\/(?:www\.?)?$/i, '')
    .replace(/[;,]+$/, '')
  const spelled = trimmed.replace(
    /^(https?)(?:[:;]?\/{1,3}|:)(?:https?:\/\/)?/i,
    (_, scheme: string) => `${scheme.toLowerCase()}://`,
  )
  const bare = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,24}(?::\d{2,5})?(?:[/?#]|$)/u.test(
    spelled,
  )
  const link = (bare ? `https://${spelled}` : spelled).replaceAll(' ', '%20')
  if (!/^https?:\/\//.test(link) || link.length > textLimits.link) return null
  const url = URL.parse(link)
  if (url?.username !== '' || url.password !== '') return null
  return /\.[\p{L}][\p{L}\p{N}-]*\.?$/u.test(url.hostname) && fold(url.hostname) !== '' ? link : null
}
