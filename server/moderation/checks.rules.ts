// What a machine can say of a proposal before a person decides: each finding has a sentence, and none decides.

import { readPhone } from '../imports/phone.rules.ts'
import { isSiret } from '../imports/pivot.rules.ts'
import type { PlaceRecord } from '../places/place-record.rules.ts'
import { type Hours, isWholeDay, minutesOf, type WeekHours } from '../sessions/hours.rules.ts'

export type CheckState = 'good' | 'doubtful' | 'wrong' | 'unknown'
export type CheckName = 'address' | 'commune' | 'hours' | 'phone' | 'links' | 'siret' | 'twins' | 'contact'

/** `distanceMetres` is told in words; the rest stands in the sentence as it is. */
export type Check = {
  [N in CheckName]: {
    name: N
    state: CheckState
    finding: Finding[N]
    value?: string
    count?: number
    distanceMetres?: number
  }
}[CheckName]

type Finding = {
  address: 'near' | 'far' | 'unsure' | 'silent' | 'pointless'
  commune: 'inside' | 'outside' | 'near-centre' | 'far-from-centre' | 'unknown'
  hours: 'good' | 'given' | 'long' | 'empty' | 'unread' | 'none'
  phone: 'french' | 'foreign' | 'invalid' | 'none'
  links: 'good' | 'insecure' | 'unsafe' | 'none'
  siret: 'good' | 'other' | 'wrong' | 'none'
  twins: 'none' | 'likely'
  contact: 'same' | 'personal' | 'other' | 'none'
}

/** What the address service answers to the address; `null`: nobody was asked, or nobody answered in time. */
export type FoundPoint = { score: number; distanceMetres: number; isExact: boolean; label: string } | null

/** Below this score the service speaks of another address. */
const leastScore = 0.5
const nearMetres = 200

export function checkAddress(lonLat: PlaceRecord['lonLat'], found: FoundPoint): Check {
  if (!lonLat) return { name: 'address', state: 'doubtful', finding: 'pointless' }
  if (!found) return { name: 'address', state: 'unknown', finding: 'silent' }
  const { score, distanceMetres, isExact, label } = found
  if (score < leastScore || (!isExact && distanceMetres > nearMetres))
    return { name: 'address', state: 'doubtful', finding: 'unsure', value: label }
  const isNear = distanceMetres <= nearMetres
  return {
    name: 'address',
    state: isNear ? 'good' : 'wrong',
    finding: isNear ? 'near' : 'far',
    distanceMetres,
  }
}

/** Where the point lies: in which commune by its outline, and how far from the centre of the one that is named. */
export type Whereabouts = { coveredBy: string | null; isNamed: boolean; centreMetres: number | null }

/** From the centre of a commune to its edge; the largest of France reach further, and have outlines. */
const communeMetres = 8_000

export function checkCommune(point: Whereabouts | null, commune: string | null): Check {
  const value = commune ?? ''
  if (!point || commune === null) return { name: 'commune', state: 'unknown', finding: 'unknown' }
  const { coveredBy, isNamed, centreMetres } = point
  if (isNamed) return { name: 'commune', state: 'good', finding: 'inside', value }
  if (coveredBy !== null) return { name: 'commune', state: 'wrong', finding: 'outside', value: coveredBy }
  if (centreMetres === null) return { name: 'commune', state: 'unknown', finding: 'unknown' }
  const isNear = centreMetres <= communeMetres
  return {
    name: 'commune',
    state: isNear ? 'good' : 'wrong',
    finding: isNear ? 'near-centre' : 'far-from-centre',
    distanceMetres: centreMetres,
    value,
  }
}

/** No place where one is helped is open for longer on one day. */
const longestDayMinutes = 16 * 60

export function checkHours(
  {
    openingHours,
    openingHoursGiven,
    sessions,
  }: Pick<PlaceRecord, 'openingHours' | 'openingHoursGiven' | 'sessions'>,
  week: WeekHours | null,
): Check {
  if (openingHours === null) {
    if (openingHoursGiven) return { name: 'hours', state: 'doubtful', finding: 'given' }
    return {
      name: 'hours',
      state: sessions.length > 0 ? 'good' : 'unknown',
      finding: sessions.length > 0 ? 'good' : 'none',
    }
  }
  if (!week) return { name: 'hours', state: 'wrong', finding: 'unread' }
  const length = (hours: Hours) => (isWholeDay(hours) ? 0 : minutesOf(hours.to) - minutesOf(hours.from))
  const longest = Math.max(...week.days.map((day) => day.reduce((sum, hours) => sum + length(hours), 0)))
  if (longest > longestDayMinutes)
    return { name: 'hours', state: 'doubtful', finding: 'long', count: Math.round(longest / 60) }
  const isEmpty = week.days.every((day) => day.length === 0) && week.notes.length === 0
  if (isEmpty) return { name: 'hours', state: 'wrong', finding: 'empty' }
  return { name: 'hours', state: 'good', finding: 'good' }
}

export function checkPhone(phone: string | null): Check {
  if (phone === null) return { name: 'phone', state: 'unknown', finding: 'none' }
  if (readPhone(phone) === null) return { name: 'phone', state: 'wrong', finding: 'invalid' }
  // Short numbers are dialled in France only; overseas has codes of its own.
  const isFrench = /^(\+(33|262|590|594|596|508|681|687|689)|\d{2,6}$)/.test(phone)
  return isFrench
    ? { name: 'phone', state: 'good', finding: 'french' }
    : { name: 'phone', state: 'doubtful', finding: 'foreign' }
}

/** By how they are written: no address is opened, so nobody is told that we look. */
export function checkLinks(links: readonly string[]): Check {
  if (links.length === 0) return { name: 'links', state: 'unknown', finding: 'none' }
  const unsafe = links.find((link) => !isPlainLink(link))
  if (unsafe) return { name: 'links', state: 'wrong', finding: 'unsafe', value: unsafe }
  const insecure = links.find((link) => !link.startsWith('https://'))
  if (insecure) return { name: 'links', state: 'doubtful', finding: 'insecure', value: insecure }
  return { name: 'links', state: 'good', finding: 'good', count: links.length }
}

/** A name of the internet, without password, number or port. */
function isPlainLink(link: string): boolean {
  const url = URL.parse(link)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.port) return false
  return (
    /^([a-z0-9-]+\.)+[a-z][a-z0-9-]+$/.test(url.hostname) &&
    !/\.(local|internal|localhost|test)$/.test(url.hostname)
  )
}

export function checkSiret(pivot: string | null): Check {
  if (pivot === null) return { name: 'siret', state: 'unknown', finding: 'none' }
  if (isSiret(pivot)) return { name: 'siret', state: 'good', finding: 'good' }
  return /^\d{14}$/.test(pivot)
    ? { name: 'siret', state: 'wrong', finding: 'wrong' }
    : { name: 'siret', state: 'unknown', finding: 'other' }
}

export function checkTwins(count: number): Check {
  if (count === 0) return { name: 'twins', state: 'good', finding: 'none' }
  return { name: 'twins', state: 'doubtful', finding: 'likely', count }
}

/** Anybody can open a mailbox there. */
const personalMail =
  /^(gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|proton|protonmail|pm|gmx|web|orange|wanadoo|free|laposte|sfr|neuf|bbox|aol|numericable)\.[a-z.]+$/

/** Does who writes have a mailbox at the address that the place names? */
export function checkContact(
  email: string | null,
  { emails, websites }: Pick<PlaceRecord, 'emails' | 'websites'>,
): Check {
  const domain = email?.split('@').at(-1)
  if (!domain) return { name: 'contact', state: 'unknown', finding: 'none' }
  if (emails.includes(email!)) return { name: 'contact', state: 'good', finding: 'same', value: domain }
  if (personalMail.test(domain))
    return { name: 'contact', state: 'unknown', finding: 'personal', value: domain }
  const own = [
    ...emails.map((each) => each.split('@').at(-1)!),
    ...websites.map((each) => URL.parse(each)?.hostname.replace(/^www\./, '') ?? ''),
  ]
  const isSame = own.some(
    (each) => each === domain || each.endsWith(`.${domain}`) || domain.endsWith(`.${each}`),
  )
  return isSame && domain.includes('.')
    ? { name: 'contact', state: 'good', finding: 'same', value: domain }
    : { name: 'contact', state: own.length > 0 ? 'doubtful' : 'unknown', finding: 'other', value: domain }
}
