// The paper of real questions, read back: what the database says is what stands on the pages.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBasemap } from '../../server/basemap/basemap.ts'
import type { MapDrawing } from '../../server/directory/directory-document.rules.ts'
import { paperOf } from '../../server/directory/set-directory.actions.ts'
import { wallClock } from '../../server/sessions/day.rules.ts'
import { openTypesetting, type Pdf } from '../../server/typesetting/typesetting.ts'
import { type App, appOn, fillWithWholeDemonstration, search } from '../databases/filled-app.ts'
import { cardsOf, printed } from '../databases/printed-directories.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { isThere, plain, told, withoutTurns } from '../directory/pdf-programs.ts'

const strasbourg = 'commune-67482'

describeWithDatabase('The paper of a commune', ({ database }) => {
  const typesetting = openTypesetting({ longestMs: 60_000 })
  let app: App
  beforeAll(async () => {
    await fillWithWholeDemonstration(database.db)
    app = await appOn(database.db)
  })
  afterAll(async () => {
    await app.close()
    await typesetting.close()
  })

  async function paper(query: Record<string, string>, clock?: () => Date) {
    const directory = await printed(database.db, query, clock && { clock })
    const made = await paperOf({ db: database.db, basemap: noBasemap }, directory)
    return { directory, map: made.document.map!, pdf: await typesetting.pdf(made.work) }
  }
  const pages = (pdf: Pdf, ...options: string[]) => told('pdftotext', pdf, '-raw', ...options).split('\f')
  const labelsOf = (map: MapDrawing, kind: 'place' | 'stop') =>
    [map, ...map.further]
      .flatMap(({ markers, detail }) => [...markers, ...(detail?.map.markers ?? [])])
      .filter((marker) => marker.kind === kind)
      .map(({ label }) => label)

  it('has on its map the numbers of its cards, each once, but for places that it says are not on it', async () => {
    const { directory, map } = await paper({ territory: strasbourg })
    const numbers = cardsOf(directory).map(({ number }) => number)
    expect(numbers.length).toBeGreaterThan(40)
    expect(map.unplaced.length).toBeGreaterThan(0)
    const onMap = labelsOf(map, 'place').map(Number)
    expect([...onMap, ...map.unplaced].toSorted((a, b) => a - b)).toEqual(numbers)
    const letters = new Set(directory.document.stops.flatMap(({ letter }) => letter ?? []))
    expect(new Set(labelsOf(map, 'stop'))).toEqual(letters)
  })

  it('says which chosen places it does not show, in each of its languages', async () => {
    const { id } = cardsOf(await printed(database.db, { territory: 'commune-67482' }))[0]!
    const { whole } = await database.db
      .selectFrom('published_unit')
      .select('whole')
      .limit(1)
      .executeTakeFirstOrThrow()
    const { id: unit, properties: bus } = JSON.parse(whole) as { id: number; properties: { name: string } }
    const beforeItCame = () => new Date('2016-03-03T08:00:00Z')
    const chosen = [id, 987_654, unit, 987_655]
    const { document } = await printed(
      database.db,
      { print: 'fr,en', format: 'list' },
      { chosen, clock: beforeItCame },
    )
    expect(document.absent).toEqual([
      [
        '2 lieux de la sélection ne sont plus dans Repères.',
        '2 places of the selection are no longer in Repères.',
      ],
      [
        `${bus.name}\u00A0: aucune date dans les quatre semaines qui viennent.`,
        `${bus.name}: no date in the next four weeks.`,
      ],
    ])
    expect((await printed(database.db, { format: 'list' }, { chosen: [id] })).document.absent).toEqual([])
  })

  describe.skipIf(!isThere('pdftotext'))('read by poppler', () => {
    it('has every place that the search finds, once, in the order of the cards', async () => {
      const { directory, pdf } = await paper({ territory: strasbourg })
      const { features } = await search(app, `territory=${strasbourg}&limit=1000`)
      const found = features.filter(({ properties }) => !properties.vehicle).map(({ id }) => id)
      const cards = cardsOf(directory)
      expect(cards.map(({ id }) => id).toSorted()).toEqual(found.toSorted())
      const text = withoutTurns(pages(pdf, '-f', '3').join(' '))
      let at = 0
      for (const { name, phone, address } of cards) {
        const head = plain([name, address, phone].filter(Boolean).join(' '))
        expect(text.split(head), head).toHaveLength(2)
        const next = text.indexOf(head)
        expect(next, head).toBeGreaterThan(at - 1)
        at = next
      }
    })

    it.each(['fr', 'fr,ar'])('in %s has the names of the map’s numbers under the map', async (print) => {
      const { directory, pdf } = await paper({ territory: strasbourg, print })
      const page = withoutTurns(pages(pdf)[1]!)
      for (const { name, number } of cardsOf(directory)) expect(page).toContain(plain(`${number} ${name}`))
      expect(page).toContain('pas sur la carte')
    })

    it('draws each number where the map has its marker', async () => {
      const { map, pdf } = await paper({ territory: strasbourg })
      const mm = 25.4 / 72
      const words = [
        ...told('pdftotext', pdf, '-bbox', '-f', '2', '-l', '2').matchAll(
          /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(\d+)</g,
        ),
      ].map(([, left, top, right, bottom, label]) => ({
        label,
        at: [((Number(left) + Number(right)) / 2) * mm, ((Number(top) + Number(bottom)) / 2) * mm],
      }))
      // The map begins at the margin; how far down, its first marker tells.
      const markers = map.markers.filter(({ kind }) => kind === 'place')
      const isAt = (at: number[], [x, y]: readonly [number, number], down: number) =>
        Math.hypot(at[0]! - 15 - x, at[1]! - down - y) < 1
      const downs = words
        .filter(({ label }) => label === markers[0]!.label)
        .map(({ at }) => at[1]! - markers[0]!.at[1])
      const counts = downs.map(
        (down) =>
          markers.filter(({ label, at }) =>
            words.some((word) => word.label === label && isAt(word.at, at, down)),
          ).length,
      )
      expect(markers.length).toBeGreaterThan(30)
      expect(Math.max(...counts)).toBe(markers.length)
    })

    it('strikes the stop that is cancelled, and says that it is and why', async () => {
      const { features } = (await app.inject('/api/collections/stops/items?limit=1000')).json() as {
        features: { properties: { state: string; start: string } }[]
      }
      const { start } = features.find(({ properties }) => properties.state === 'cancelled')!.properties
      const clock = () => new Date(`${wallClock(new Date(start)).slice(0, 10)}T06:00:00Z`)
      const { pdf } = await paper({ territory: strasbourg, print: 'fr,ar', format: 'list' }, clock)
      const text = withoutTurns(pages(pdf).join(' '))
      const said = text.slice(text.indexOf('annulé')).slice(0, 80)
      expect(said).toContain('ملغى')
      expect(said).toContain('le bus est en réparation')
      // Its date and its hours in two languages, and its place.
      const struck = told('pdfinfo', pdf, '-struct').match(/TextDecorationType \/LineThrough/g) ?? []
      expect(struck.length).toBeGreaterThanOrEqual(5)
    })
  })
})
