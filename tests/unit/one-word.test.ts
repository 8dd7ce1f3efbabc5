// One word for one idea, where two had crept in.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'

const folder = new URL('../../i18n/', import.meta.url)

/** Every line of a language that says a word, with the file that it stands in. */
function linesWith(locale: Locale, word: RegExp): string[] {
  return readdirSync(new URL(`${locale}/`, folder)).flatMap((file) =>
    readFileSync(new URL(`${locale}/${file}`, folder), 'utf8')
      .split('\n')
      .filter((line) => word.test(line.replace(/^\s*"[^"]*": /, '')))
      .map((line) => `${file} ${line.trim()}`),
  )
}

/** A calendar is the reader's own; our page of dates has another name. */
it.each<[Locale, RegExp]>([
  ['fr', /calendrier/i],
  ['en', /calendar/i],
  ['de', /kalender/i],
  ['tr', /takvim/i],
  ['ar', /تقويم/],
])('the page of dates is not called a calendar in %s', (locale, word) => {
  const t = translator(locale)
  for (const key of [
    'agenda:title',
    'layout:navigation.agenda',
    'agenda:form.label',
    'start:agenda',
  ] as const)
    expect(t(key)).not.toMatch(word)
  expect(t('mobile:calendar')).toMatch(word)
  expect(t('agenda:subscribe.title')).toMatch(word)
})

it('a French “agenda” is always the page', () => {
  expect(linesWith('fr', /(?<!Google )\b(mon|votre|vos) agenda/i)).toEqual([])
})

it('a stop has one name in Arabic', () => {
  // The other word is a place to park.
  expect(linesWith('ar', /توقّف|مواقف|موقف(?! سيارة)|مداومة/)).toEqual([])
})

it('a stop is “durak” in Turkish wherever it is named alone', () => {
  const t = translator('tr')
  for (const key of ['time:kinds.stop', 'mobile:next', 'time:stop.none', 'time:stop.title'] as const)
    expect(t(key)).toMatch(/durak/i)
})
