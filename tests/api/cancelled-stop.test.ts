// One stop that falls away, followed to everywhere where somebody could wait for it.
import { beforeAll, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { renderHtml } from '../../server/http/render.ts'
import { placeCard } from '../../server/places/place-card.view.ts'
import { wallClock } from '../../server/sessions/day.rules.ts'
import { type App, appOn, fillWithWholeDemonstration, type Light, search } from '../databases/filled-app.ts'
import { describeWithDatabase } from '../databases/test-database.ts'

type Stop = { state: string; note: string; start: string; unitId: number; placeName: string }

describeWithDatabase('The stop of the bus that is cancelled', ({ database }) => {
  let app: App
  let stop: Stop
  const note = 'le bus est en réparation'
  /** Struck through, with the name of the stop in it. */
  const struck = () => new RegExp(`<(s|del)\\b[^>]*>(?:(?!</\\1>).)*${stop.placeName}`, 's')

  beforeAll(async () => {
    await fillWithWholeDemonstration(database.db)
    app = await appOn(database.db)
    const { features } = (await app.inject('/api/collections/stops/items?limit=1000')).json() as {
      features: { properties: Stop }[]
    }
    stop = features.map(({ properties }) => properties).find(({ state }) => state === 'cancelled')!
    // The evening before, when people look.
    const evening = new Date(new Date(stop.start).getTime() - 16 * 3_600_000)
    app = await appOn(database.db, { now: () => evening })
  })

  it('is so in the JSON of the stops, with the reason', () => {
    expect(stop).toMatchObject({ state: 'cancelled', note: expect.stringContaining(note) })
  })

  it('is struck through on the card of the list', async () => {
    const { body } = await app.inject('/fr/find?q=numeribus')
    expect(body).toMatch(struck())
    expect(body).toContain(note)
  })

  it('is struck through on the card beside the map, which is made in the browser', async () => {
    const { features } = await search<Light['properties']>(app, `ids=${stop.unitId}&detail=light`)
    const card = await renderHtml(placeCard(features[0]!, 1, translator('fr'), 2026))
    expect(card).toMatch(struck())
    expect(card).toContain(note)
  })

  it('is struck through on the page of the bus', async () => {
    const { body } = await app.inject(`/fr/mobile/${stop.unitId}`)
    expect(body).toMatch(/<(s|del)\b/)
    expect(body).toContain(note)
  })

  it('is struck through in the agenda', async () => {
    const { body } = await app.inject('/fr/agenda?session=stop')
    expect(body).toMatch(/<(s|del)\b/)
    expect(body).toContain(note)
  })

  it('is cancelled in the calendars of the bus and of the agenda', async () => {
    const [day, time] = wallClock(new Date(stop.start)).split('T')
    expect([day, time]).not.toContain(undefined)
    for (const path of [`/fr/mobile/${stop.unitId}.ics`, '/fr/agenda.ics?session=stop']) {
      const { body } = await app.inject(path)
      const start = `${new Date(stop.start).toISOString().replaceAll(/[-:]|\.000/g, '')}`
      const events = body.split('BEGIN:VEVENT').filter((event) => event.includes(`DTSTART:${start}`))
      expect(
        events.some((event) => event.includes('STATUS:CANCELLED')),
        path,
      ).toBe(true)
    }
  })

  it('is no stop to somebody who looks for one at that hour', async () => {
    const open = wallClock(new Date(new Date(stop.start).getTime() + 600_000))
    const { features } = await search(app, `kind=mobile&open=${open}&limit=100`)
    expect(features.map(({ id }) => id)).not.toContain(stop.unitId)
  })
})
