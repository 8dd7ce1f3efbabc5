import { render } from '@lit-labs/ssr'
import { collectResult } from '@lit-labs/ssr/lib/render-result.js'
import type { TemplateResult } from 'lit'
import { describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { weekOf } from '../../server/opening-hours/week.ts'
import { quotableHours } from '../../server/sessions/hours.rules.ts'
import {
  datedHoursView,
  givenHoursInWords,
  givenHoursView,
  weekHoursView,
} from '../../server/sessions/hours.view.ts'

const fr = translator('fr')
const en = translator('en')

/** HTML as a browser reads it: without the marks of the renderer, and with plain spaces. */
async function htmlOf(view: TemplateResult): Promise<string> {
  const html = await collectResult(render(view))
  return html
    .replace(/<!--.*?-->|<\?>/gs, '')
    .replace(/\s+/g, ' ')
    .replaceAll('> <', '><')
    .trim()
}

describe('the table of a week', () => {
  it('has a row for each day, with the day as its header', async () => {
    const html = await htmlOf(weekHoursView(weekOf('Mo-Fr 09:00-12:00,14:00-17:00; PH off')!, fr))
    expect(html.match(/<th scope="row">/g)).toHaveLength(7)
    expect(html).toContain('<th scope="row">Lundi</th><td>9 h – 12 h, 14 h – 17 h</td>')
    expect(html).toContain('<th scope="row">Dimanche</th><td>Fermé</td>')
    expect(html).toContain('<caption class="visually-hidden">Horaires de la semaine</caption>')
    expect(html).toContain('<p class="hours-note">Fermé les jours fériés.</p>')
  })

  it('gives way to one sentence when days have nothing to tell', async () => {
    expect(await htmlOf(weekHoursView(weekOf('24/7')!, en))).toBe(
      '<div class="hours"><p class="hours-note">Open day and night, every day.</p></div>',
    )
    expect(await htmlOf(weekHoursView(weekOf('"sur rdv"')!, fr))).toContain(
      '<p class="hours-note">Sur rendez-vous.',
    )
    expect(await htmlOf(weekHoursView(weekOf('off')!, fr))).toContain('<p class="hours-note">Fermé.</p>')
  })

  it('marks the French words of a place for those who listen in English', async () => {
    const apart = await htmlOf(weekHoursView(weekOf('Mo 09:00-12:00 "atelier <b>"; Tu 10:00-12:00')!, en))
    expect(apart).toContain('<td>9:00–12:00 <span lang="fr">(atelier &lt;b&gt;)</span></td>')
    const everywhere = await htmlOf(weekHoursView(weekOf('Mo 09:00-12:00 "entrée par la cour"')!, en))
    expect(everywhere).toContain('<p class="hours-note">Note: <q lang="fr">entrée par la cour</q></p>')
  })

  it('says which openings want an appointment', async () => {
    const html = await htmlOf(weekHoursView(weekOf('Mo 09:00-12:00; Tu 14:00-16:00 "sur rdv"')!, fr))
    expect(html).toContain('<td>14 h – 16 h sur rendez-vous</td>')
  })
})

describe('dates', () => {
  it('are listed with their hours', async () => {
    const week = weekOf('week 1-53/2 We 14:00-17:00')!
    const dates = [{ date: '2026-01-14', hours: week.days[2]! }]
    expect(await htmlOf(datedHoursView(dates, week, fr))).toContain(
      '<li>Mercredi 14 janvier : 14 h – 17 h</li>',
    )
    expect(await htmlOf(datedHoursView([], week, fr))).toContain('Aucune date prévue')
  })
})

describe('hours that are no schedule', () => {
  it('are quoted in French, line by line, without the markup of the file', async () => {
    const html = await htmlOf(givenHoursView('Lundi : 9h-12h<br />Mardi <b>14h</b>', en))
    expect(html).toBe(
      '<p class="hours-note">Hours as given, in French:</p><blockquote class="hours-given" lang="fr" dir="ltr">' +
        '<p>“Lundi : 9h-12h”</p><p>“Mardi 14h”</p></blockquote>',
    )
    expect(givenHoursInWords('Le mardi', fr)).toEqual(['«\u202fLe mardi\u202f»'])
  })

  it('are not shown when they are broken syntax', async () => {
    expect(await htmlOf(givenHoursView('Mo-Fr 8h-12h', fr))).toBe(
      '<p class="hours-note">Horaires à vérifier auprès du lieu.</p>',
    )
    const broken = ['Mo-Fr 8h-12h', 'Mo 08:22', 'Th 9-12:15', 'We off', 'PH off', 'Mo,Tu', '<br/>', '']
    expect(broken.filter((given) => quotableHours(given) !== null)).toEqual([])
  })

  it('are quoted even if a word looks like a day', () => {
    expect(quotableHours('Permanence au bureau We Ker le mardi')).toEqual([
      'Permanence au bureau We Ker le mardi',
    ])
  })
})
