import { render } from '@lit-labs/ssr'
import { collectResult } from '@lit-labs/ssr/lib/render-result.js'
import type { TemplateResult } from 'lit'
import { describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { schoolCalendar } from '../../seeds/reference.ts'
import { closedDay } from '../../server/opening-hours/closed-day.ts'
import { weekOf } from '../../server/opening-hours/week.ts'
import { datedDays } from '../../server/sessions/dated-week.rules.ts'
import { datedWeekView } from '../../server/sessions/dated-week.view.ts'
import { alsace } from '../../server/sessions/holidays.rules.ts'
import { quotableHours } from '../../server/sessions/hours.rules.ts'
import { givenHoursInWords, givenHoursView, weekHoursView } from '../../server/sessions/hours.view.ts'
import { textOf } from '../api/page-text.ts'

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

const calendar = await schoolCalendar()

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

describe('the days to come', () => {
  const week = weekOf('Mo-Fr 09:00-12:00; PH off')!
  /** From Thursday 24 December 2026 on: Friday is Christmas, and on Wednesday it closes earlier. */
  const days = datedDays(
    ['2026-12-24', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'].map((day) => ({
      kind: 'opening' as const,
      start: new Date(`${day}T08:00:00Z`),
      end: new Date(`${day}T${day.endsWith('30') ? '10' : '11'}:00:00Z`),
      state: 'scheduled' as const,
      byAppointment: false,
      comment: null,
    })),
    week,
    { from: '2026-12-24', days: 9 },
    {
      notices: [],
      holidayOn: (date) => closedDay(week, date, alsace, calendar),
      tellableOn: () => true,
      validity: null,
    },
  )
  const inWords = async () => textOf(await htmlOf(datedWeekView(days, week, fr))).replace(/\s+/g, ' ')

  it('begin today, name the holiday that closes one, and mark the hours that are not usual', async () => {
    const words = await inWords()
    expect(words).toMatch(/Jeudi aujourd’hui 9 h – 12 h Vendredi Fermé : Noël Samedi Fermé/)
    expect(words).toMatch(/Mercredi 9 h – 11 h horaires inhabituels/)
  })

  it('are those on which a temporary place is there', () => {
    const facts = { notices: [], holidayOn: () => null, tellableOn: () => true }
    const validity = { from: '2026-12-28', until: '2026-12-30' }
    const range = { from: '2026-12-24', days: 14 }
    const there = datedDays([], week, range, { ...facts, validity })
    expect(there.map(({ date }) => date)).toEqual(['2026-12-28', '2026-12-29', '2026-12-30'])
  })

  it('tell later days only where they are exceptions', async () => {
    const words = await inWords()
    expect(words).toMatch(/Jours particuliers Vendredi 1er janvier : Fermé :/)
    expect(words).not.toContain('31 décembre')
  })
})

describe('days without hours of their own', () => {
  const week = weekOf('Mo-Su "sur rendez-vous"; PH off')!
  const openOn = (dates: string[]) =>
    datedDays(
      dates.map((date) => ({
        kind: 'opening' as const,
        start: new Date(`${date}T00:00:00+01:00`),
        end: new Date(new Date(`${date}T00:00:00+01:00`).getTime() + 86_400_000),
        state: 'scheduled' as const,
        byAppointment: true,
        comment: null,
      })),
      week,
      { from: '2026-12-23', days: 3 },
      {
        notices: [],
        validity: null,
        holidayOn: (date) => closedDay(week, date, alsace, calendar),
        tellableOn: () => true,
      },
    )
  const inWords = async (days: ReturnType<typeof openOn>) =>
    textOf(await htmlOf(datedWeekView(days, week, fr))).replace(/\s+/g, ' ')

  it('are said once, in a sentence, and none of them is unusual', async () => {
    const days = openOn(['2026-12-23', '2026-12-24', '2026-12-25'])
    expect(days.map(({ isUsual }) => isUsual)).toEqual([true, true, true])
    expect(await inWords(days)).toMatch(/^\s*Fermé les jours fériés. Sur rendez-vous.\s*$/)
  })

  it('name the holiday that closes one', async () => {
    expect(await inWords(openOn(['2026-12-23', '2026-12-24']))).toMatch(
      /Mercredi aujourd’hui sur rendez-vous Jeudi sur rendez-vous Vendredi Fermé : Noël/,
    )
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
