// A printed directory: which places it holds, in which order, and what it says of them.
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { rememberEdition } from '../../server/directory/directory.actions.ts'
import { editionNumber } from '../../server/directory/edition-number.rules.ts'
import { wallClock } from '../../server/sessions/day.rules.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { territoriesInside } from '../../server/territories/territories.queries.ts'
import {
  type App,
  appOn,
  bringPlaces,
  fillWithWholeDemonstration,
  now,
  search,
  strasbourg,
  type Whole,
} from '../databases/filled-app.ts'
import { askForDirectory, cardsOf, printed } from '../databases/printed-directories.ts'
import { describeWithDatabase } from '../databases/test-database.ts'

const plain = (text: string) => text.replaceAll(/\s/g, ' ')

describeWithDatabase('A directory of the demonstration', ({ database }) => {
  let app: App
  const placesOf = async (query: string) =>
    (await search(app, `${query}&limit=1000`)).features.filter(({ properties }) => !properties.vehicle)

  beforeAll(async () => {
    await fillWithWholeDemonstration(database.db)
    app = await appOn(database.db)
  })

  it('holds every place of its commune once, numbered in the order of the cards', async () => {
    const cards = cardsOf(await printed(database.db, { territory: 'commune-67482' }))
    const expected = (await placesOf('territory=commune-67482')).map(({ id }) => id)
    expect(cards.map(({ id }) => id).toSorted()).toEqual(expected.toSorted())
    expect(cards.length).toBeGreaterThan(40)
    expect(cards.map(({ number }) => number)).toEqual(cards.map((_, index) => index + 1))
  })

  it('stands under the first need that each place answers, those without a need last', async () => {
    const { document } = await printed(database.db, { territory: 'commune-67482' })
    const wholes = new Map((await placesOf('territory=commune-67482')).map((each) => [each.id, each]))
    const services = ({ properties }: Whole): string[] => properties.services
    const [paperwork, messages] = document.sections
    expect(paperwork!.need).toBe('paperwork')
    for (const { id } of paperwork!.cards)
      expect(services(wholes.get(id)!)).toContain('administrative-procedures')
    expect(messages!.need).toBe('messages')
    for (const { id } of messages!.cards) {
      expect(services(wholes.get(id)!)).toContain('everyday-skills')
      expect(services(wholes.get(id)!)).not.toContain('administrative-procedures')
    }
    for (const { id } of document.sections.find(({ need }) => need === null)?.cards ?? [])
      expect(services(wholes.get(id)!)).toEqual([])
  })

  it('goes from near to far when it starts from an address, and tells each distance', async () => {
    const directory = await printed(database.db, { near: '7.7521,48.5734', radius: '2000' })
    const { document, map } = directory
    expect(document.order).toBe('distance')
    expect(document.sections.map(({ heading }) => heading)).toEqual([null])
    const near = await placesOf('near=7.7521,48.5734&radius=2000')
    expect(cardsOf(directory).map(({ id }) => id)).toEqual(near.map(({ id }) => id))
    const exact = cardsOf(directory).filter(({ number }) =>
      map.points.some(({ label, lonLat }) => label === String(number) && lonLat !== null),
    )
    expect(exact.length).toBeGreaterThan(3)
    for (const { distance } of exact) expect(distance![0]).toMatch(/\d\s(m|km)/)
    expect(map.here).toEqual([7.7521, 48.5734])
    expect(map.radiusMetres).toBe(2000)
  })

  it('names the commune of each place in the index where there are several, and no name twice', async () => {
    const names = async (query: Record<string, string>) =>
      (await printed(database.db, query)).document.indexes.names
    expect(new Set((await names({ territory: 'commune-67482' })).map(({ commune }) => commune))).toEqual(
      new Set([null]),
    )
    const both = await names({ territory: 'commune-67482,commune-67447' })
    expect(new Set(both.map(({ commune }) => commune))).toEqual(new Set(['Strasbourg', 'Schiltigheim']))
    expect(both.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
      both.map((_, index) => index + 1),
    )
  })

  it('keeps the order in which somebody chose', async () => {
    const ids = (await placesOf('territory=commune-67482'))
      .slice(3, 8)
      .map(({ id }) => id)
      .toReversed()
    const chosen = await printed(database.db, {}, { chosen: ids })
    expect(cardsOf(chosen).map(({ id }) => id)).toEqual(ids)
    expect(chosen.document).toMatchObject({ order: 'given', area: 'Lieux choisis' })
    const named = await printed(database.db, { ids: ids.join() })
    expect(cardsOf(named).map(({ id }) => id)).toEqual(ids)
  })

  it('sends nobody to a map that its paper does not have', async () => {
    const firstStep = async (format: string) =>
      (await printed(database.db, { territory: 'commune-67482', format })).document.cover.steps[0]![0]
    expect(await firstStep('a4')).toContain('carte')
    expect(await firstStep('list')).not.toContain('carte')
  })

  it('puts places that are silent on what is asked for after the matches, with what to ask them', async () => {
    const { document } = await printed(database.db, { languages: 'tr', unknown: 'true', print: 'fr,tr' })
    const last = document.sections.at(-1)!
    expect(last.heading![0]).toMatch(/demandez/)
    expect(last.cards.length).toBeGreaterThan(0)
    for (const { mayHelp } of last.cards) {
      expect(mayHelp![0]).toMatch(/Türkçe \(turc\)/)
      expect(mayHelp![1]).toMatch(/Türkçe/)
    }
    const matches = document.sections.slice(0, -1).flatMap(({ cards }) => cards)
    expect(matches.every(({ mayHelp }) => mayHelp === null)).toBe(true)
    for (const { spoken } of matches) expect(spoken.map(({ code }) => code)).toContain('tr')
  })

  it('names why a place is closed: St Stephen’s Day in Alsace, and a week of holidays in one line', async () => {
    const clock = () => new Date('2026-12-10T10:00:00Z')
    const directory = await printed(database.db, { territory: 'commune-67482', print: 'fr,en' }, { clock })
    const lines = cardsOf(directory).flatMap(({ exceptions }) => exceptions.map((words) => words.map(plain)))
    expect(lines).toContainEqual([
      'Samedi 26 décembre : fermé (Saint-Étienne)',
      expect.stringMatching(/^Saturday.* 26 December: closed \(St Stephen’s Day\)$/),
    ])
    expect(lines.map(([french]) => french)).toContain(
      'Du lundi 21 décembre au vendredi 1er janvier : fermé (vacances de Noël)',
    )
  })

  it('keeps the cancelled stop of the bus, with its reason, and gives letters to those that take place', async () => {
    const { features } = (await app.inject('/api/collections/stops/items?limit=1000')).json() as {
      features: { properties: { state: string; start: string; placeName: string } }[]
    }
    const cancelled = features.find(({ properties }) => properties.state === 'cancelled')!.properties
    const day = wallClock(new Date(cancelled.start)).slice(0, 10)
    const clock = () => new Date(`${day}T06:00:00Z`)
    const { document, map } = await printed(database.db, {}, { clock })
    const stop = document.stops.find(({ isCancelled }) => isCancelled)!
    expect(stop.where).toContain(cancelled.placeName)
    expect(stop.note![0]).toContain('le bus est en réparation')
    const held = document.stops.filter(({ isCancelled }) => !isCancelled)
    const letters = map.points.filter(({ kind }) => kind === 'stop').map(({ label }) => label)
    expect(new Set(held.map(({ letter }) => letter))).toEqual(new Set(letters))
    expect(document.cover.summary[0]).toMatch(/bus|service/)
  })

  it('says the same in two languages, word beside word', async () => {
    const { document } = await printed(database.db, { territory: 'commune-67482', print: 'fr,ar' })
    expect(document.languages).toEqual([
      { code: 'fr', direction: 'ltr' },
      { code: 'ar', direction: 'rtl' },
    ])
    const pairs: unknown[] = []
    JSON.stringify(document, (key, value) => {
      const isSaidOnce = ['sources', 'quotations'].includes(key)
      if (Array.isArray(value) && value.every((each) => typeof each === 'string') && !isSaidOnce)
        pairs.push(value)
      return value
    })
    expect(pairs.length).toBeGreaterThan(500)
    expect(pairs.filter((pair) => (pair as string[]).length > 0 && (pair as string[]).length !== 2)).toEqual(
      [],
    )
    expect(document.labels.here[1]).toMatch(/\p{Script=Arabic}/u)
  })

  it('says so when nothing matches, and when a place is not understood', async () => {
    expect(await askForDirectory(database.db, { q: 'zzyzx' })).toMatchObject({ kind: 'none' })
    expect(await askForDirectory(database.db, { where: 'Zzyzx-les-Bains' })).toMatchObject({
      kind: 'where',
      where: { kind: 'unavailable' },
    })
  })

  it('counts the last of many territories, and shortens a long address at the head of pages', async () => {
    const many = (await territoriesInside(database.db, strasbourg, 'commune')).slice(0, 18)
    const { document } = await printed(database.db, {
      territory: many.map(({ id }) => id).join(),
      print: 'en',
    })
    expect(document.area.length).toBeLessThan(240)
    expect(document.area).toMatch(/^[^,]+(, [^,]+)+,? and \d+ others$/)
    const told = document.area.split(/, | and /).length - 1
    expect(document.area).toContain(` ${many.length - told} others`)
    expect(document.areaInShort.length).toBeLessThan(90)
    const long = 'chez moi, tout au bout du monde '.repeat(6).trim()
    const near = { near: '7.7521,48.5734', where: long, print: 'fr' }
    expect((await printed(database.db, near)).document.areaInShort.length).toBeLessThan(90)
    const one = await printed(database.db, { territory: 'commune-67482', print: 'fr' })
    expect([one.document.area, one.document.areaInShort]).toEqual(['Strasbourg', 'Strasbourg'])
  })

  it('leads from what was understood to the same directory again', async () => {
    const first = await printed(database.db, { where: 'neudorf', print: 'de' })
    const again = await printed(database.db, first.edition.parameters as Record<string, string>)
    expect(again.edition).toEqual(first.edition)
  })

  describe('as an edition', () => {
    const query = { territory: 'commune-67482', languages: 'tr', print: 'fr,tr' }

    it('has one number for what it says, however it is printed', async () => {
      const first = await printed(database.db, query)
      const poster = await printed(database.db, { ...query, format: 'poster', ink: 'save' })
      expect(poster.edition).toEqual(first.edition)
      expect(first.document.cover.edition).toMatch(/^\d{4} \d{4} \d\d$/)
      expect(first.document.cover.editionAddress).toBe(`reperes.example/fr/editions/${first.edition.number}`)
    })

    it('has another number on another day, in another language, or in another order', async () => {
      const clock = () => new Date('2026-11-21T10:00:00Z')
      const numbers = [
        (await printed(database.db, query)).edition.number,
        (await printed(database.db, query, { clock })).edition.number,
        (await printed(database.db, { ...query, print: 'fr' })).edition.number,
        (await printed(database.db, { ...query, order: 'distance' })).edition.number,
      ]
      expect(new Set(numbers).size).toBe(4)
    })

    it('is remembered once', async () => {
      const { edition } = await printed(database.db, query)
      const needs = { db: database.db, now }
      expect([await rememberEdition(needs, edition), await rememberEdition(needs, edition)]).toEqual([
        true,
        true,
      ])
      const rows = await database.db.selectFrom('edition').selectAll().execute()
      expect(rows).toHaveLength(1)
      expect(rows[0]).toMatchObject({ number: edition.number, facts: { day: '2026-11-20' } })
    })

    it('takes the next digits of its hash where another content has the first', async () => {
      const { edition } = await printed(database.db, { territory: 'commune-67447' })
      await database.db
        .insertInto('edition')
        .values({
          number: edition.number,
          hash: 'f'.repeat(64),
          made_at: now(),
          parameters: '{}',
          facts: '{}',
        })
        .execute()
      const other = await printed(database.db, { territory: 'commune-67447' })
      expect(other.edition.number).toBe(editionNumber(edition.hash, 1))
      expect(await rememberEdition({ db: database.db, now }, edition)).toBe(false)
      expect(await rememberEdition({ db: database.db, now }, other.edition)).toBe(true)
    })
  })
})

describeWithDatabase('A directory of difficult places', ({ database }) => {
  const marks = 'Le #[lieu] *à* $part$ "des" <b>autres</b> @ref _x_ `y` \\end'
  const long = 'Une salle au fond du couloir '.repeat(350)
  const arabic = 'بيت الجيران'

  beforeAll(async () => {
    await bringPlaces(database.db, [
      { name: marks, lonLat: [7.75, 48.58], openingHours: 'Mo 09:00-12:00', updatedAt: '2026-11-01' },
      { name: long.slice(0, 240), addressComplement: long, openingHoursGiven: long, lonLat: [7.751, 48.58] },
      { name: arabic, lonLat: [7.752, 48.58], updatedAt: '2022-05-04', phone: '+33388000001' },
      { name: `Tour\u202Enée`, lonLat: null },
    ])
  })

  it('prints names as they are, whatever signs they hold', async () => {
    const cards = cardsOf(await printed(database.db, {}))
    const names = cards.map(({ name }) => name)
    expect(names).toContain(marks)
    expect(names).toContain(arabic)
  })

  it('shortens texts of ten thousand characters at a word', async () => {
    const card = cardsOf(await printed(database.db, {})).find(({ name }) => name.startsWith('Une salle'))!
    for (const text of [card.name, card.address!, card.hoursNotes[0]![0]!]) {
      expect(text.length).toBeLessThanOrEqual(400)
      expect(text).toMatch(/(salle|fond|couloir|au|du|Une)…$/)
    }
  })

  it('takes away marks that would turn the direction of the page', async () => {
    const cards = cardsOf(await printed(database.db, { print: 'fr' }))
    expect(cards.map(({ name }) => name)).toContain('Tournée')
    expect(JSON.stringify(cards)).not.toMatch(/\p{Bidi_Control}/u)
  })

  it('lists a place without a point, and leaves it off the map', async () => {
    const { map, ...directory } = await printed(database.db, {})
    const { number } = cardsOf({ map, ...directory }).find(({ name }) => name === 'Tournée')!
    expect(map.points.find(({ label }) => label === String(number))).toEqual({
      label: String(number),
      kind: 'place',
      lonLat: null,
    })
  })

  it('sets apart what nobody confirmed for years, with what to do', async () => {
    const cards = cardsOf(await printed(database.db, { print: 'fr,en' }))
    const old = cards.find(({ name }) => name === arabic)!
    expect(old.isUnchecked).toBe(true)
    expect(old.checked.map(plain)).toEqual([
      'Information de 2022 : appelez avant de venir.',
      'Information from 2022: call before you come.',
    ])
    expect(cards.find(({ name }) => name === marks)!.isUnchecked).toBe(false)
    expect(cards.find(({ name }) => name === 'Tournée')!.checked[0]).toMatch(/^Information sans date/)
  })

  it('says how many there are when they are too many, and prints none', async () => {
    await sql`
      with made as (
        insert into place (state, name, kind, commune, equipment_amounts, created_at)
        select 'published', 'Lieu ' || n, 'other', 'Strasbourg', '{}', now() from generate_series(1, 5000) as n
        returning id, name
      )
      insert into published_place (place_id, sort_name, position, approximate, search, light, whole)
      select made.id, made.name, position, false, search, light, whole
      from made, (select * from published_place order by place_id limit 1) as one`.execute(database.db)
    await keepTerritories(database.db, strasbourg)
    const all = await askForDirectory(database.db, {})
    expect(all).toMatchObject({ kind: 'too-many', count: 5004, smaller: { radii: [] } })
    const inside = all.kind === 'too-many' ? all.smaller.territories : []
    expect(inside.map(({ name }) => name)).toContain('Schiltigheim')
    const around = await askForDirectory(database.db, { near: '7.75,48.58', radius: '5000' })
    expect(around).toMatchObject({ kind: 'too-many', smaller: { radii: [500, 1000, 2000] } })
  })
})
