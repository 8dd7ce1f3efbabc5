// What a machine says of a proposal before a person decides.
import { describe, expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import * as checks from '../../server/moderation/checks.rules.ts'
import { weekOf } from '../../server/opening-hours/week.ts'

const finding = ({ state, finding }: checks.Check) => `${state} ${finding}`

describe('A point', () => {
  const found = { score: 0.9, distanceMetres: 40, isExact: true, label: '3 Rue Kuhn' }
  it.each<[string, checks.FoundPoint]>([
    ['good near', found],
    ['wrong far', { ...found, distanceMetres: 900 }],
    ['doubtful unsure', { ...found, score: 0.3 }],
    ['doubtful unsure', { ...found, isExact: false, distanceMetres: 900 }],
    ['unknown silent', null],
  ])('and its address: %s', (expected, answer) => {
    expect(finding(checks.checkAddress([7.7, 48.5], answer))).toBe(expected)
  })

  it('is missed where there is none', () => {
    expect(finding(checks.checkAddress(null, found))).toBe('doubtful pointless')
  })

  it.each<[string, checks.Whereabouts]>([
    ['good inside', { coveredBy: 'Strasbourg', isNamed: true, centreMetres: 9_999 }],
    ['wrong outside', { coveredBy: 'Schiltigheim', isNamed: false, centreMetres: 100 }],
    ['good near-centre', { coveredBy: null, isNamed: false, centreMetres: 3_000 }],
    ['wrong far-from-centre', { coveredBy: null, isNamed: false, centreMetres: 30_000 }],
    ['unknown unknown', { coveredBy: null, isNamed: false, centreMetres: null }],
  ])('and its commune: %s', (expected, whereabouts) => {
    expect(finding(checks.checkCommune(whereabouts, 'Strasbourg'))).toBe(expected)
  })
})

describe('Hours', () => {
  const of = (openingHours: string | null, openingHoursGiven: string | null = null) =>
    finding(
      checks.checkHours(
        { openingHours, openingHoursGiven, sessions: [] },
        openingHours === null ? null : weekOf(openingHours),
      ),
    )
  it.each([
    ['good good', 'Mo-Fr 09:00-12:00,14:00-18:00'],
    ['doubtful long', 'Mo 05:00-23:00'],
    ['good good', '24/7'],
    ['wrong unread', 'Mo 25:00-26:00x'],
    ['wrong empty', 'Mo-Su off'],
  ])('%s: %s', (expected, hours) => expect(of(hours)).toBe(expected))
  it('in words are to be looked at, and none is none', () => {
    expect(of(null, 'le matin')).toBe('doubtful given')
    expect(of(null)).toBe('unknown none')
  })
})

it.each([
  ['good french', '+33388000001'],
  ['good french', '3646'],
  ['doubtful foreign', '+497851889900'],
  ['wrong invalid', '+3312'],
  ['unknown none', null],
])('A phone is %s: %s', (expected, phone) => expect(finding(checks.checkPhone(phone))).toBe(expected))

it.each([
  ['good good', ['https://example.org/a?b=c']],
  ['doubtful insecure', ['https://example.org', 'http://example.org']],
  ...[
    'https://127.0.0.1',
    'https://[::1]/',
    'https://2130706433/',
    'https://0x7f.1',
    'https://a@example.org',
    'https://example.org:8080',
    'javascript:alert(1)',
    'https://printer.local',
    'https://localhost',
  ].map((link): [string, string[]] => ['wrong unsafe', [link]]),
  ['unknown none', []],
] as [string, string[]][])('Links are %s: %s', (expected, links) =>
  expect(finding(checks.checkLinks(links))).toBe(expected),
)

it.each([
  ['good good', '73282932000074'],
  ['wrong wrong', '73282932000075'],
  ['unknown other', 'W123456789'],
  ['unknown none', null],
])('A SIRET is %s: %s', (expected, pivot) => expect(finding(checks.checkSiret(pivot))).toBe(expected))

it.each([
  ['good same', 'anna@deuxrives.fr', ['contact@deuxrives.fr'], []],
  ['good same', 'anna@deuxrives.fr', [], ['https://www.deuxrives.fr/contact']],
  ['good same', 'anna@gmail.com', ['anna@gmail.com'], []],
  ['unknown personal', 'anna@gmail.com', ['contact@deuxrives.fr'], []],
  ['unknown personal', 'anna@orange.fr', [], []],
  ['doubtful other', 'anna@elsewhere.fr', ['contact@deuxrives.fr'], []],
  ['unknown other', 'anna@elsewhere.fr', [], []],
  ['doubtful other', 'anna@fr', ['contact@deuxrives.fr'], []],
  ['unknown none', null, [], []],
] as [string, string | null, string[], string[]][])(
  'A mailbox is %s: %s',
  (expected, email, emails, websites) =>
    expect(finding(checks.checkContact(email, { emails, websites }))).toBe(expected),
)

it.each(locales)('Every finding of every check has its sentence in %s', (locale) => {
  const t = translator(locale) as (key: string, values: object) => string
  const findings = {
    address: ['near', 'far', 'unsure', 'silent', 'pointless'],
    commune: ['inside', 'outside', 'near-centre', 'far-from-centre', 'unknown'],
    hours: ['good', 'given', 'long', 'empty', 'unread', 'none'],
    phone: ['french', 'foreign', 'invalid', 'none'],
    links: ['good', 'insecure', 'unsafe', 'none'],
    siret: ['good', 'other', 'wrong', 'none'],
    twins: ['none', 'likely'],
    contact: ['same', 'personal', 'other', 'none'],
  }
  const keys = Object.entries(findings).flatMap(([name, each]) => each.map((key) => `checks.${name}.${key}`))
  expect(keys.filter((key) => t(`moderation:${key}`, {}) === key)).toEqual([])
})
