import { expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { renderHtml } from '../../server/http/render.ts'
import { ended } from '../../server/sessions/note.rules.ts'
import { cancelledView, notedView } from '../../server/sessions/note.view.ts'

it.each([
  ['panne du véhicule', 'panne du véhicule.'],
  ['La salle est prise. ', 'La salle est prise.'],
  ['Venez !', 'Venez !'],
  ['voir « Horaires. »', 'voir « Horaires. ».'],
  ['dit-on (à tort.)', 'dit-on (à tort.)'],
])('a note is a sentence with an end: %s', (note, sentence) => expect(ended(note)).toBe(sentence))

const plain = (html: string) => html.replaceAll(/<!--.*?-->/g, '').replaceAll(/\s+/g, ' ')

it.each(locales)('is told in French to who reads %s', async (locale) => {
  const t = translator(locale)
  const note = 'le bus est en réparation'
  const words = '<span lang="fr" dir="auto">le bus est en réparation.</span>'
  expect(plain(await renderHtml(cancelledView({ note }, t)))).toBe(
    plain(`<strong class="cancelled">${t('time:cancelledBecause')}</strong> ${words}`),
  )
  expect(plain(await renderHtml(notedView({ note }, t)))).toContain(words)
  expect(plain(await renderHtml(cancelledView({ note: null }, t)))).toBe(
    `<strong class="cancelled">${t('time:cancelled')}</strong>`,
  )
})
