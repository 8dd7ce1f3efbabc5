// A card of the directory on a page, for whoever hears it.
import { expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { htmlCard } from '../../server/directory/html-card.view.ts'
import { htmlDirectory } from '../../server/directory/html-directory.view.ts'
import { wordsOf } from '../../server/directory/paper-words.view.ts'
import { renderHtml } from '../../server/http/render.ts'
import { inventedDirectory } from '../directory/invented-directory.ts'

const document = inventedDirectory({ places: 2, languages: ['fr', 'ar'] })
const cards = document.sections.flatMap((section) => section.cards)
const htmlOf = async (index: number) => {
  const say = wordsOf(document, 'ar')
  const card = htmlCard(cards[index]!, { labels: document.labels, say, t: translator('ar'), level: 3 })
  return (await renderHtml(card)).replaceAll(/<!--.*?-->/g, '')
}

it('marks as French what somebody wrote, within Arabic too', async () => {
  expect(await htmlOf(0)).toContain('ملاحظة: «<bdi lang="fr">Sonnez deux fois au portail.</bdi>»')
  expect(await htmlOf(1)).toContain('<bdi lang="fr">Mes premiers courriels</bdi>')
})

it('tells the code of one place from that of another', async () => {
  for (const index of [0, 1])
    expect(await htmlOf(index)).toMatch(new RegExp(`aria-label="[^"]+ – ${cards[index]!.name}"`))
})

it('marks as French the place of a stop, its bus, and what somebody wrote of it', async () => {
  const invented = inventedDirectory({ places: 2, languages: ['de'] })
  const quotations = ['Devant la poste.']
  const stops = invented.stops.map((stop) => ({ ...stop, note: ['Hinweis: „Devant la poste.“'], quotations }))
  const german = { ...invented, stops }
  const page = await renderHtml(
    htmlDirectory(german, { pdf: '/de/directory.pdf', change: '/de/directory' }, translator('de')),
  )
  const part = /<section class="directory-stops".*?<\/section>/s.exec(page.replaceAll(/<!--.*?-->/g, ''))![0]
  expect(part).toContain('Hinweis: „<bdi lang="fr">Devant la poste.</bdi>“')
  for (const { unit, where } of stops) {
    expect(part).toContain(`<bdi lang="fr">${unit}</bdi>`)
    expect(part).toContain(`<bdi lang="fr">${where}</bdi>`)
  }
})
