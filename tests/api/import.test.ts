// The import from a file to what the public reads.
import { createReadStream } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../db/schema.ts'
import { buildApp } from '../../server/app.ts'
import { noBasemap } from '../../server/basemap/basemap.ts'
import { readConfig } from '../../server/config.ts'
import type { AddressQuestion, FoundAddress, Geocoder } from '../../server/geocoding/address-service.ts'
import { noGeocoder } from '../../server/geocoding/address-service.ts'
import {
  dropDemonstration,
  keepDemonstration,
  loadDemonstration,
} from '../../server/imports/demonstration.actions.ts'
import { importRows } from '../../server/imports/import.actions.ts'
import { ImportRunningError } from '../../server/imports/imports.queries.ts'
import type { Incoming } from '../../server/imports/take-rows.actions.ts'
import { findPlace } from '../../server/places/places.queries.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { openTypesetting } from '../../server/typesetting/typesetting.ts'
import { assetsUnbuilt, noLetters } from '../databases/filled-app.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import {
  atNoon,
  everything,
  fileOf,
  forgetPlaces,
  hasRealFiles,
  importFile,
  importRowsOf,
  malraux,
  meinau,
  type Row,
  realFile,
  schiltigheim,
} from './import-context.ts'

/** In a commune that nobody knows, far from every outline. */
const nowhere: Row = {
  ...meinau,
  id: 'nowhere',
  nom: 'Le Relais',
  commune: 'Nulle-Part-les-Bains',
  code_postal: '',
  code_insee: '',
  latitude: '47.9',
  longitude: '-3.9',
}
const threePlaces = [malraux, meinau, schiltigheim]
const instance = 'epci-246700488'

describeWithDatabase('An import', ({ database }) => {
  let db: Kysely<Database>

  beforeAll(async () => {
    db = database.db
    // More than the instance serves, so that there are places elsewhere.
    await keepTerritories(db, 'department-67')
  })
  beforeEach(() => forgetPlaces(db))

  const place = async (id: string) =>
    db
      .selectFrom('place')
      .innerJoin('place_source', 'place_source.place_id', 'place.id')
      .selectAll('place')
      .where('external_id', '=', id)
      .executeTakeFirstOrThrow()
  const states = async () => {
    const rows = await db
      .selectFrom('place')
      .innerJoin('place_source', 'place_source.place_id', 'place.id')
      .select(['external_id', 'state'])
      .orderBy('external_id')
      .execute()
    return Object.fromEntries(rows.map(({ external_id, state }) => [external_id, state]))
  }
  const published = async () => {
    const rows = await db.selectFrom('published_place').select('whole').orderBy('sort_name').execute()
    return rows.map(({ whole }) => JSON.parse(whole))
  }
  const publishedNames = async () => (await published()).map(({ properties }) => properties.name)
  const historyOf = (placeId: number) =>
    db
      .selectFrom('history_event')
      .select(['action', 'actor_kind', 'before', 'after'])
      .where('place_id', '=', placeId)
      .orderBy('id')
      .execute()
  const runs = () => db.selectFrom('import_run').selectAll().orderBy('id').execute()
  const sources = async () => {
    const rows = await db.selectFrom('source').select('name').orderBy('name').execute()
    return rows.map(({ name }) => name)
  }

  describe('of places nobody knew', () => {
    it('publishes them and keeps who said what, and what was done', async () => {
      const summary = await importRowsOf(db, threePlaces)
      // The three rows lack a SIRET each.
      expect(summary).toEqual({
        read: 3,
        new: 3,
        changed: 0,
        unchanged: 0,
        gone: 0,
        outside: 0,
        repaired: 0,
        warned: 3,
        refused: 0,
        twins: 0,
      })
      expect(await publishedNames()).toEqual([
        'Centre socio-culturel de la Meinau',
        'Maison du jeune citoyen',
        'Médiathèque André Malraux',
      ])
      const { id } = await place('malraux')
      expect(await historyOf(id)).toMatchObject([
        { action: 'created', actor_kind: 'import', before: null, after: { phone: '+33388000001' } },
      ])
      expect(await runs()).toMatchObject([
        { file_name: 'places.csv', complete: false, started_at: atNoon, summary },
      ])
    })

    it('leaves rows outside the territory, and counts them', async () => {
      const colmar = { ...meinau, id: 'colmar', commune: 'Colmar', code_postal: '68000', code_insee: '68066' }
      const haguenau = { ...meinau, id: 'haguenau', commune: 'Haguenau', code_postal: '67500' }
      const rows = [malraux, { ...colmar, latitude: '48.08', longitude: '7.36' }]
      const elsewhere = { ...haguenau, code_insee: '67180', latitude: '48.81', longitude: '7.79' }
      expect(await importRowsOf(db, [...rows, elsewhere])).toMatchObject({ read: 3, new: 1, outside: 2 })
      expect(await publishedNames()).toEqual(['Médiathèque André Malraux'])
    })

    it('takes every row of France where the instance serves France', async () => {
      const summary = await importRowsOf(db, [malraux, nowhere], { territory: 'france' })
      expect(summary).toMatchObject({ new: 2, outside: 0 })
    })

    it('lets --source win over the column', async () => {
      await importRowsOf(db, threePlaces, { source: 'Eurométropole' })
      expect(await sources()).toEqual(['Eurométropole'])
    })

    it('takes the first of two rows with one id, and warns of the second', async () => {
      const alone = await importRowsOf(db, [malraux], { dryRun: true })
      const twice = await importRowsOf(db, [malraux, { ...malraux, nom: 'Médiathèque du Neudorf' }])
      expect(twice).toMatchObject({ read: 2, new: 1, warned: 2 * alone.warned + 1 })
      expect(await publishedNames()).toEqual(['Médiathèque André Malraux'])
    })

    it('takes the first of two rows with one id that stand far apart', async () => {
      const many = Array.from({ length: 600 }, (_, number) => ({ ...meinau, id: `row ${number}` }))
      const again = { ...many[0]!, nom: 'Another name for the first' }
      expect(await importRowsOf(db, [...many, again])).toMatchObject({ read: 601, new: 600, changed: 0 })
    })

    it('takes texts that are too long, also where the cut falls into an emoji', async () => {
      const long = (letters: number) => `${'a'.repeat(letters)}😀😀`
      const row = { ...malraux, nom: long(248), telephone: long(19_998), structure_parente: long(249) }
      const texts = { presentation_resume: long(279), presentation_detail: long(9_998) }
      expect(await importRowsOf(db, [{ ...row, ...texts, adresse: long(249) }])).toMatchObject({ new: 1 })
    })

    it('keeps the same id of two sources apart', async () => {
      const other = { ...schiltigheim, id: 'malraux', source: 'Département' }
      expect(await importRowsOf(db, [malraux, other])).toMatchObject({ new: 2 })
    })

    it('keeps nothing of a dry run, and says what it would have done', async () => {
      const before = await everything(db)
      expect(await importRowsOf(db, threePlaces, { dryRun: true })).toMatchObject({ read: 3, new: 3 })
      expect(await everything(db)).toEqual(before)
      expect(await runs()).toEqual([])
    })
  })

  describe('of a file that was imported before', () => {
    const twins = [malraux, meinau, schiltigheim, { ...meinau, id: 'meinau again', source: 'Département' }]

    it('changes nothing at all', async () => {
      const first = await importRowsOf(db, twins, { complete: true })
      const before = await everything(db)
      const second = await importRowsOf(db, twins, { complete: true })
      expect(second).toEqual({ ...first, new: 0, unchanged: 4 })
      expect(await everything(db)).toEqual(before)
      expect(await runs()).toHaveLength(2)
    })

    it.skipIf(!hasRealFiles)('changes nothing, with real rows (skipped without the real file)', async () => {
      const file = () => createReadStream(realFile('places/strasbourg-dev.csv'))
      const first = await importFile(db, file())
      const before = await everything(db)
      expect(await importFile(db, file())).toEqual({ ...first, new: 0, unchanged: 29 })
      expect(await everything(db)).toEqual(before)
    })

    it('writes a licence that is new on every card', async () => {
      await importRowsOf(db, threePlaces)
      await importRowsOf(db, threePlaces, { licence: 'Licence Ouverte 2.0' })
      for (const { properties } of await published()) expect(properties.licence).toBe('Licence Ouverte 2.0')
      const before = await everything(db)
      await importRowsOf(db, threePlaces, { licence: 'Licence Ouverte 2.0' })
      expect((await everything(db)).published_place).toEqual(before.published_place)
    })
  })

  describe('of a newer file', () => {
    beforeEach(() => importRowsOf(db, threePlaces))
    const newer: Row = { ...malraux, telephone: '+33388000002', date_maj: '2024-06-01' }

    it('leaves texts in other languages as they are, with who wrote them', async () => {
      const { id } = await db.selectFrom('place').select('id').orderBy('id').executeTakeFirstOrThrow()
      const turkish = {
        place_id: id,
        language: 'tr',
        kind: 'summary' as const,
        text: 'Merhaba',
        of_version: 1,
      }
      await db
        .insertInto('place_text')
        .values({ ...turkish, origin: 'machine' })
        .execute()
      const newer = threePlaces.map((row) => ({ ...row, telephone: '+33388000009', date_maj: '2024-04-01' }))
      expect(await importRowsOf(db, newer)).toMatchObject({ changed: 3 })
      const texts = await db.selectFrom('place_text').selectAll().where('language', '=', 'tr').execute()
      expect(texts).toEqual([{ ...turkish, origin: 'machine' }])
    })

    it('updates the place and records what it was before', async () => {
      expect(await importRowsOf(db, [newer, meinau])).toMatchObject({ changed: 1, unchanged: 1, new: 0 })
      const { id, phone, version } = await place('malraux')
      expect({ phone, version }).toEqual({ phone: '+33388000002', version: 2 })
      expect((await historyOf(id))[1]).toEqual({
        action: 'changed',
        actor_kind: 'import',
        before: { phone: '+33388000001', updatedAt: '2024-03-01' },
        after: { phone: '+33388000002', updatedAt: '2024-06-01' },
      })
      const cards = await published()
      expect(cards.find((card) => card.id === id).properties.phone).toBe('+33388000002')
    })

    it('leaves a row that is older than what is known', async () => {
      const older = { ...malraux, telephone: '+33388000003', date_maj: '2023-01-01' }
      const before = await everything(db)
      expect(await importRowsOf(db, [older])).toMatchObject({ changed: 0, unchanged: 1 })
      expect(await everything(db)).toEqual(before)
    })

    it('takes away what the source no longer says', async () => {
      await importRowsOf(db, [{ ...newer, telephone: '', horaires: '' }])
      expect(await place('malraux')).toMatchObject({ phone: null, opening_hours: null })
    })

    it('never overwrites what was corrected here, and updates the rest', async () => {
      await sql`update place set phone = '+33388009999', corrected = '{phone}' where name like '%Malraux'`.execute(
        db,
      )
      await importRowsOf(db, [{ ...newer, nom: 'Médiathèque Malraux' }])
      expect(await place('malraux')).toMatchObject({ phone: '+33388009999', name: 'Médiathèque Malraux' })
      await importRowsOf(db, [{ ...newer, telephone: '+33388000004', date_maj: '2024-07-01' }])
      expect((await place('malraux')).phone).toBe('+33388009999')
    })

    it('calls a place unchanged when all that is new of it was corrected here', async () => {
      await sql`update place set phone = '+33388009999', corrected = '{phone}' where name like '%Malraux'`.execute(
        db,
      )
      const { id, version } = await place('malraux')
      const row = { ...malraux, telephone: '+33388000002' }
      expect(await importRowsOf(db, [row])).toMatchObject({ changed: 0, unchanged: 1 })
      expect((await place('malraux')).version).toBe(version)
      expect(await historyOf(id)).toHaveLength(1)
    })

    it('leaves a place whose row has moved out of the territory', async () => {
      const moved = { ...malraux, commune: 'Colmar', code_postal: '68000', code_insee: '68066' }
      const row = { ...moved, latitude: '48.08', longitude: '7.36', date_maj: '2024-06-01' }
      expect(await importRowsOf(db, [row])).toMatchObject({ outside: 1, changed: 0, unchanged: 0 })
      expect(await place('malraux')).toMatchObject({ commune: 'Strasbourg', state: 'published' })
      // A file that is complete says that it is here no longer.
      const complete = await importRowsOf(db, [row, meinau, schiltigheim], { complete: true })
      expect(complete).toMatchObject({ outside: 1, gone: 1, unchanged: 2 })
      expect(await states()).toEqual({ malraux: 'gone', meinau: 'published', schiltigheim: 'published' })
    })

    it('leaves a place hidden that an agent hid, and keeps its facts up to date', async () => {
      await sql`update place set state = 'hidden' where name like '%Malraux'`.execute(db)
      await sql`delete from published_place where sort_name like '%malraux'`.execute(db)
      await importRowsOf(db, [newer])
      expect(await place('malraux')).toMatchObject({ state: 'hidden', phone: '+33388000002' })
      await importRowsOf(db, [meinau, schiltigheim], { complete: true })
      await importRowsOf(db, threePlaces)
      expect(await states()).toMatchObject({ malraux: 'hidden' })
      expect(await publishedNames()).not.toContain('Médiathèque André Malraux')
    })
  })

  describe('of a complete file', () => {
    const haguenau: Row = {
      ...malraux,
      id: 'haguenau',
      nom: 'Médiathèque de la Vieille-Île',
      commune: 'Haguenau',
      code_postal: '67500',
      code_insee: '67180',
      latitude: '48.81',
      longitude: '7.79',
    }
    const otherSource: Row = { ...schiltigheim, id: 'elsewhere', nom: 'Foyer Saint-Charles', source: 'Autre' }

    beforeEach(async () => {
      await importRowsOf(db, [...threePlaces, haguenau, otherSource], { territory: 'department-67' })
    })

    it('hides what its source no longer has here, and nothing of other sources and territories', async () => {
      const before = await place('malraux')
      const summary = await importRowsOf(db, [meinau, schiltigheim], { complete: true })
      expect(summary).toMatchObject({ gone: 1, unchanged: 2 })
      expect(await states()).toEqual({
        elsewhere: 'published',
        haguenau: 'published',
        malraux: 'gone',
        meinau: 'published',
        schiltigheim: 'published',
      })
      expect(await findPlace(db, before.id)).toBeUndefined()
      expect(await publishedNames()).not.toContain('Médiathèque André Malraux')
      expect((await historyOf(before.id)).map(({ action }) => action)).toEqual(['created', 'gone'])
    })

    it('brings a place back under its own number when its source has it again', async () => {
      const { id } = await place('malraux')
      await importRowsOf(db, [meinau, schiltigheim], { complete: true })
      const summary = await importRowsOf(db, threePlaces, { complete: true })
      expect(summary).toMatchObject({ new: 0, changed: 1, unchanged: 2, gone: 0 })
      expect(await place('malraux')).toMatchObject({ id, state: 'published' })
      expect(await findPlace(db, id)).toHaveProperty('feature')
      expect((await historyOf(id)).map(({ action }) => action)).toEqual(['created', 'gone', 'returned'])
    })

    it('brings a place back also by a row that is older than the one before', async () => {
      await importRowsOf(db, [meinau, schiltigheim], { complete: true })
      await importRowsOf(db, [{ ...malraux, date_maj: '2023-01-01' }])
      expect(await states()).toMatchObject({ malraux: 'published' })
    })

    it('does not hide what a file without --complete leaves out', async () => {
      expect(await importRowsOf(db, [meinau])).toMatchObject({ gone: 0 })
      expect(await states()).toMatchObject({ malraux: 'published' })
    })

    it('does not hide a place whose row is there but cannot be read', async () => {
      const nameless = { ...malraux, nom: '' }
      const summary = await importRowsOf(db, [nameless, meinau, schiltigheim], { complete: true })
      expect(summary).toMatchObject({ refused: 1, gone: 0 })
      expect(await states()).toMatchObject({ malraux: 'published' })
    })

    it('takes a good row after one with the same id that cannot be read', async () => {
      const rows = [{ ...malraux, nom: '' }, { ...malraux, telephone: '+33388000005' }, meinau, schiltigheim]
      expect(await importRowsOf(db, rows, { complete: true })).toMatchObject({ refused: 1, changed: 1 })
    })

    it('takes a good row long after one with the same id that cannot be read', async () => {
      const many = Array.from({ length: 500 }, (_, number) => ({ ...meinau, id: `row ${number}` }))
      const rows = [{ ...malraux, nom: '' }, ...many, { ...malraux, telephone: '+33388000005' }]
      const summary = await importRowsOf(db, rows, { complete: true, source: 'Ville' })
      expect(summary).toMatchObject({ refused: 1, new: 500, changed: 1 })
    })

    it('also hides a place in a commune that nobody knows, where the instance serves France', async () => {
      const all = [...threePlaces, haguenau]
      await importRowsOf(db, [...all, nowhere], { territory: 'france' })
      const summary = await importRowsOf(db, all, { territory: 'france', complete: true })
      expect(summary).toMatchObject({ gone: 1, unchanged: 4 })
      expect(await states()).toMatchObject({ nowhere: 'gone' })
    })
  })

  describe('beside invented places', () => {
    const invented = async () => {
      const { rows } = await sql<{ count: number }>`select count(*) from place join place_source
        on place_id = place.id join source on source.id = source_id where demonstration`.execute(db)
      return rows[0]!.count
    }
    beforeEach(async () => {
      expect(await keepDemonstration(db, instance, atNoon)).toBe('loaded')
      expect(await invented()).toBeGreaterThanOrEqual(60)
    })

    it('takes them away when the first real places come', async () => {
      await importRowsOf(db, threePlaces)
      expect(await invented()).toBe(0)
      expect(await sources()).toEqual(['Ville'])
      expect(await publishedNames()).toHaveLength(3)
    })

    it('leaves them when no place of the file lies here', async () => {
      const paris = { ...malraux, commune: 'Paris', code_postal: '75001', code_insee: '75101' }
      await importRowsOf(db, [{ ...paris, latitude: '48.86', longitude: '2.33' }])
      expect(await invented()).toBeGreaterThanOrEqual(60)
    })

    it('keeps real places whose source is called like the invented one', async () => {
      const [name] = (await sources()).filter((source) => source !== 'Ville')
      await importRowsOf(db, threePlaces, { source: name! })
      expect(await invented()).toBe(0)
      expect(await publishedNames()).toHaveLength(3)
      expect(await sources()).toEqual([name])
    })

    it('keeps them when told so, until it is not told so any more', async () => {
      await importRowsOf(db, threePlaces, { keepDemonstration: true })
      expect(await invented()).toBeGreaterThanOrEqual(60)
      await importRowsOf(db, threePlaces)
      expect(await invented()).toBe(0)
    })

    it('shows a real place that stood behind the card of an invented one, when that goes', async () => {
      const { rows } = await sql<{
        name: string
        address: string
        commune_code: string
        lon: number
        lat: number
      }>`
        select name, address, commune_code, ST_X(position) as lon, ST_Y(position) as lat from place
        where address ~ '^[0-9]+ ' and not approximate order by id limit 1`.execute(db)
      const { name, address, commune_code, lon, lat } = rows[0]!
      const row: Row = { id: 'real', nom: name, adresse: address, code_insee: commune_code, source: 'Ville' }
      const real = { ...row, latitude: String(lat), longitude: String(lon) }
      const again = { ...real, id: 'real again', source: 'Département' }
      expect(await importRowsOf(db, [real, again], { keepDemonstration: true })).toMatchObject({ twins: 1 })
      const { id } = await place('real')
      expect(await findPlace(db, id)).toHaveProperty('shownAs')
      await dropDemonstration(db, atNoon)
      expect(await publishedNames()).toEqual([name])
      expect(await published()).toHaveLength(1)
    })

    it('does not load them twice', async () => {
      const before = await everything(db)
      expect(await keepDemonstration(db, instance, atNoon)).toBe('present')
      expect(await loadDemonstration(db, instance, atNoon)).toBe(0)
      expect(await everything(db)).toEqual(before)
    })
  })

  describe('that is not alone or does not come to its end', () => {
    it('leaves everything as it was when reading stops half-way', async () => {
      await importRowsOf(db, threePlaces)
      const before = await everything(db)
      const first = fileOf(Array.from({ length: 1_200 }, (_, number) => ({ ...meinau, id: `row ${number}` })))
      async function* breaking() {
        yield Buffer.from(first)
        throw new Error('the cable was pulled')
      }
      const { Readable } = await import('node:stream')
      await expect(
        importFile(db, Readable.from(breaking()), { complete: true, source: 'Ville' }),
      ).rejects.toThrow('the cable was pulled')
      expect(await everything(db)).toEqual(before)
      expect(await runs()).toHaveLength(1)
    })

    it('tells a second import that one is running', async (test) => {
      test.skip(database.kind === 'embedded', 'the embedded database serves one process')
      let arrived = () => {}
      let goOn = () => {}
      const hasArrived = new Promise<void>((resolve) => {
        arrived = resolve
      })
      const mayGoOn = new Promise<void>((resolve) => {
        goOn = resolve
      })
      async function* waiting(): AsyncGenerator<Incoming> {
        arrived()
        await mayGoOn
        yield* []
      }
      const options = {
        fileName: 'slow.csv',
        source: undefined,
        licence: undefined,
        complete: false,
        dryRun: false,
        keepDemonstration: false,
        territory: instance,
      }
      const first = importRows({ db, geocoder: noGeocoder, now: () => atNoon }, waiting(), options)
      await hasArrived
      await expect(importRowsOf(db, threePlaces)).rejects.toThrow(ImportRunningError)
      await expect(dropDemonstration(db, atNoon)).rejects.toThrow(ImportRunningError)
      expect(await keepDemonstration(db, instance, atNoon)).toBe('none')
      goOn()
      expect(await first).toMatchObject({ read: 0 })
      expect(await importRowsOf(db, threePlaces)).toMatchObject({ new: 3 })
    })
  })
  describe('of a place without a position', () => {
    const pointless: Row = { ...meinau, latitude: '', longitude: '' }
    const found: FoundAddress = {
      label: '1 Rue de Bourgogne 67100 Strasbourg',
      lonLat: [7.7511, 48.5497],
      communeCode: '67482',
      precision: 'housenumber',
      score: 0.97,
    }
    const answering = (answer: FoundAddress[] | undefined) => {
      const questions: AddressQuestion[] = []
      const search = async (question: AddressQuestion) => {
        questions.push(question)
        return answer
      }
      return { geocoder: { search } satisfies Geocoder, questions }
    }
    const standing = async () => {
      const { position, approximate, territories } = await place('meinau')
      return { at: position?.coordinates, approximate, territories }
    }
    // As written in seeds/commune-centres.json.
    const centre = async () => {
      const territory = db.selectFrom('territory').select('center').where('id', '=', 'commune-67482')
      return (await territory.executeTakeFirstOrThrow()).center!.coordinates
    }

    it('stands where the address service finds its address', async () => {
      const { geocoder, questions } = answering([found])
      await importRowsOf(db, [pointless], { geocoder })
      expect(questions).toMatchObject([{ text: '1 rue de Bourgogne 67100 Strasbourg', communeCode: '67482' }])
      expect(await standing()).toMatchObject({ at: [7.7511, 48.5497], approximate: false })
      expect((await standing()).territories).toContain('neighbourhood-67482-meinau')
    })

    it.each([
      ['an answer of a low score', { ...found, score: 0.4 }],
      ['an answer in another commune', { ...found, communeCode: '67447' }],
      ['the mere commune', { ...found, precision: 'municipality' as const }],
    ])('stands at the centre of its commune, marked approximate, after %s', async (_, answer) => {
      await importRowsOf(db, [pointless], { geocoder: answering([answer]).geocoder })
      expect(await standing()).toMatchObject({ at: await centre(), approximate: true })
      const [card] = await published()
      expect(card.properties.approximate).toBe(true)
      // The centre of a commune says nothing of its neighbourhoods.
      expect((await standing()).territories.filter((id) => id.startsWith('neighbourhood-'))).toEqual([])
    })

    it('asks a service that is away only once', async () => {
      const { geocoder, questions } = answering(undefined)
      const many = Array.from({ length: 600 }, (_, number) => ({ ...pointless, id: `row ${number}` }))
      expect(await importRowsOf(db, many, { geocoder })).toMatchObject({ new: 600 })
      expect(questions).toHaveLength(1)
    })

    it('does not ask about rows of other territories', async () => {
      const { geocoder, questions } = answering([found])
      const colmar = { ...pointless, commune: 'Colmar', code_postal: '68000', code_insee: '68066' }
      expect(await importRowsOf(db, [colmar], { geocoder })).toMatchObject({ outside: 1 })
      expect(questions).toEqual([])
    })

    it('is looked up again as long as it was not found, and keeps its point then', async () => {
      await importRowsOf(db, [pointless], { geocoder: answering(undefined).geocoder })
      const { geocoder, questions } = answering([found])
      expect(await importRowsOf(db, [pointless], { geocoder })).toMatchObject({ changed: 1 })
      expect(await standing()).toMatchObject({ at: [7.7511, 48.5497], approximate: false })
      expect(await importRowsOf(db, [pointless], { geocoder })).toMatchObject({ unchanged: 1 })
      const newer = { ...pointless, telephone: '+33388000001', date_maj: '2024-06-01' }
      expect(await importRowsOf(db, [newer], { geocoder })).toMatchObject({ changed: 1 })
      expect(await standing()).toMatchObject({ at: [7.7511, 48.5497], approximate: false })
      expect(questions).toHaveLength(1)
    })

    it('is looked up anew when its address changes', async () => {
      await importRowsOf(db, [pointless], { geocoder: answering([found]).geocoder })
      const moved = { ...pointless, adresse: '3 rue de Provence', date_maj: '2024-06-01' }
      const geocoder = answering([{ ...found, lonLat: [7.7555, 48.5455] as [number, number] }]).geocoder
      await importRowsOf(db, [moved], { geocoder })
      expect(await standing()).toMatchObject({ at: [7.7555, 48.5455] })
    })

    it('stays where somebody put it here', async () => {
      await importRowsOf(db, [pointless])
      await sql`update place set position = ST_SetSRID(ST_MakePoint(7.76, 48.55), 4326), approximate = false,
        corrected = '{lonLat}'`.execute(db)
      const moved = { ...meinau, adresse: '3 rue de Provence', date_maj: '2024-06-01' }
      await importRowsOf(db, [moved], { geocoder: answering([found]).geocoder })
      expect(await standing()).toMatchObject({ at: [7.76, 48.55], approximate: false })
    })
  })

  describe('of twins', () => {
    const again: Row = { ...meinau, id: 'again', source: 'Département', date_maj: '2024-02-01' }
    const third: Row = { ...meinau, id: 'third', source: 'Région', telephone: '+33388000009' }
    const whole: Row = {
      ...third,
      services: 'Accès internet et matériel informatique',
      frais_a_charge: 'Gratuit',
    }

    const cards = async () => {
      const rows = await db
        .selectFrom('published_place')
        .select(['place_id', 'twin_ids'])
        .orderBy('place_id')
        .execute()
      return rows.map(({ place_id, twin_ids }) => [place_id, ...twin_ids].sort((a, b) => a - b))
    }
    const decide = (a: number, b: number, decision: 'same' | 'different') =>
      sql`insert into twin_pair (place_a, place_b, verdict, score, reasons, decision, decided_at)
        values (${Math.min(a, b)}, ${Math.max(a, b)}, 'likely', 0.5, '{}', ${decision}, ${atNoon})
        on conflict (place_a, place_b) do update set decision = excluded.decision, decided_at = excluded.decided_at`.execute(
        db,
      )

    it.skipIf(!hasRealFiles)(
      'finds the two pairs that a person would name in Strasbourg (skipped without the real file)',
      async () => {
        const summary = await importFile(db, createReadStream(realFile('places/strasbourg-dev.csv')))
        expect(summary).toMatchObject({ new: 29, twins: 2 })
        const pairs = await db
          .selectFrom('place')
          .select(['name', 'twin_group', 'id'])
          .where('twin_group', 'is not', null)
          .orderBy('id')
          .execute()
        expect(pairs.map(({ name }) => name)).toEqual([
          'Centre SocioCulturel de la Meinau',
          'Association Troc Savoirs',
          'Centre SocioCulturel de la Meinau',
          'Troc Savoirs',
        ])
        // One card each: the other number leads to it.
        expect(await published()).toHaveLength(27)
        for (const [one, other] of [
          [pairs[0]!, pairs[2]!],
          [pairs[1]!, pairs[3]!],
        ] as const) {
          expect(one.twin_group).toBe(other.twin_group)
          const answers = [await findPlace(db, one.id), await findPlace(db, other.id)]
          const [shown, hidden] = 'feature' in answers[0]! ? [one, 1] : [other, 0]
          expect(answers[hidden]).toEqual({ shownAs: shown.id })
        }
      },
    )

    it('keeps two apart of whom a person said so, also after the next import', async () => {
      await importRowsOf(db, [meinau, again])
      const [a, b] = [(await place('meinau')).id, (await place('again')).id]
      expect(await cards()).toEqual([[a, b]])
      await decide(a, b, 'different')
      await importRowsOf(db, [{ ...meinau, telephone: '+33388000001', date_maj: '2024-06-01' }])
      expect(await cards()).toEqual([[a], [b]])
      await importRowsOf(db, [{ ...again, telephone: '+33388000001', date_maj: '2024-07-01' }])
      expect(await cards()).toEqual([[a], [b]])
      const { decision } = await db.selectFrom('twin_pair').select('decision').executeTakeFirstOrThrow()
      expect(decision).toBe('different')
    })

    it('keeps two apart of whom a person said so, although a third is like both', async () => {
      await importRowsOf(db, [meinau, again, third])
      const [a, b, c] = [(await place('meinau')).id, (await place('again')).id, (await place('third')).id]
      expect(await cards()).toEqual([[a, b, c]])
      await decide(a, b, 'different')
      await importRowsOf(db, [{ ...third, telephone: '+33388000001', date_maj: '2024-06-01' }])
      expect((await cards()).toSorted((one, other) => one.length - other.length)).toEqual([
        [expect.toBeOneOf([a, b])],
        [expect.toBeOneOf([a, b]), c],
      ])
    })

    it('puts two on one card of whom a person said so, however little they are alike', async () => {
      await importRowsOf(db, [malraux, schiltigheim])
      const [a, b] = [(await place('malraux')).id, (await place('schiltigheim')).id]
      expect(await cards()).toEqual([[a], [b]])
      await decide(a, b, 'same')
      await importRowsOf(db, [{ ...malraux, telephone: '+33388000002', date_maj: '2024-06-01' }])
      expect(await cards()).toEqual([[a, b]])
      // Until one of them is gone.
      const only = await importRowsOf(db, [schiltigheim], { complete: true })
      expect(only).toMatchObject({ gone: 1, twins: 0 })
      expect(await cards()).toEqual([[b]])
    })

    it('still shows two when the one that stood for them goes', async () => {
      await importRowsOf(db, [meinau, again, whole])
      const [a, b, leader] = [await place('meinau'), await place('again'), await place('third')]
      expect(await findPlace(db, a.id)).toEqual({ shownAs: leader.id })
      await importRowsOf(db, [{ ...malraux, source: 'Région' }], { complete: true })
      expect(await states()).toMatchObject({ third: 'gone' })
      expect(await findPlace(db, leader.id)).toBeUndefined()
      expect(await cards()).toContainEqual([a.id, b.id])
    })

    it('still shows two when the one that stood for them turns out to be another place', async () => {
      await importRowsOf(db, [meinau, again, whole])
      const [a, b, leader] = [await place('meinau'), await place('again'), await place('third')]
      const other = {
        ...whole,
        nom: 'Ludothèque Pirouette',
        adresse: '9 rue de Rome',
        date_maj: '2024-06-01',
      }
      await importRowsOf(db, [{ ...other, latitude: '48.59', longitude: '7.77', telephone: '' }])
      const all = await cards()
      expect(all).toHaveLength(2)
      expect(all).toContainEqual([a.id, b.id])
      expect(all).toContainEqual([leader.id])
      const pairs = await db.selectFrom('twin_pair').select(['place_a', 'place_b']).execute()
      expect(pairs).toEqual([{ place_a: a.id, place_b: b.id }])
    })

    it('finds twins that came far apart in a long file', async () => {
      // Rows are taken by five hundred: the third batch brings twins of the first and the second.
      const many = Array.from({ length: 1_010 }, (_, number) => ({
        ...malraux,
        id: `row ${number}`,
        nom: `Atelier ${words(number)}`,
        adresse: `${number + 1} rue ${words(number)}`,
        latitude: String(48.5 + number / 10_000),
        telephone: '',
      }))
      const again = [3, 900].map((number) => ({
        ...many[number]!,
        id: `again ${number}`,
        source: 'Département',
      }))
      expect(await importRowsOf(db, [...many, ...again])).toMatchObject({ new: 1_012, twins: 2 })
      const ids = async (number: number) => [
        (await place(`row ${number}`)).id,
        (await place(`again ${number}`)).id,
      ]
      const shared = (await cards()).filter((card) => card.length > 1)
      expect(shared).toHaveLength(2)
      expect(shared).toEqual(expect.arrayContaining([await ids(3), await ids(900)]))
    })
  })

  describe('shows the public', () => {
    it('nothing of what was only given, of the keys of sources, of who runs the business', async () => {
      const secret = 'zebrafish'
      await importRowsOf(db, [
        {
          ...malraux,
          id: `${secret}-id`,
          pivot: '21670482500019',
          // Not a telephone number: kept as given, beside the facts.
          telephone: `${secret} 12`,
          code_postal: `67000 ${secret}`,
        },
        meinau,
      ])
      await sql`update place_source set given = given || '{"courriels": "zebrafish@example.org"}'`.execute(db)
      await sql`update place set corrected = '{phone}', pivot = '21670482500019'`.execute(db)
      await importRowsOf(db, [{ ...meinau, telephone: '+33388000001', date_maj: '2024-06-01' }])
      const { given } = await db
        .selectFrom('place_source')
        .select('given')
        .where('external_id', '=', `${secret}-id`)
        .executeTakeFirstOrThrow()
      expect(JSON.stringify(given)).toContain(secret)

      const config = readConfig({ GEOCODER_URL: 'none', DEMO: '0' })
      const app = await buildApp({
        db,
        now: () => atNoon,
        geocoder: noGeocoder,
        basemap: noBasemap,
        letters: noLetters,
        typesetting: openTypesetting(),
        config,
        assets: assetsUnbuilt,
      })
      const { id } = await db
        .selectFrom('published_place')
        .select('place_id as id')
        .orderBy('place_id')
        .executeTakeFirstOrThrow()
      const addresses = [
        '/api',
        '/api/conformance',
        '/api/openapi.json',
        '/api/collections',
        '/api/collections/places',
        '/api/collections/places/items',
        '/api/collections/places/items?detail=light',
        `/api/collections/places/items?q=malraux`,
        `/api/collections/places/items/${id}`,
        '/api/collections/territories/items',
        '/fr/find',
        '/fr/find?print=all',
        `/fr/places/${id}/mediatheque-andre-malraux`,
        '/live',
        '/ready',
      ]
      for (const url of addresses) {
        const { statusCode, body } = await app.inject({ url })
        expect([url, statusCode]).toEqual([url, 200])
        expect([url, body.includes(secret), body.includes('21670482500019')]).toEqual([url, false, false])
      }
      const search = await app.inject({ url: `/api/collections/places/items?q=${secret}` })
      expect(search.json()).toMatchObject({ numberMatched: 0 })
      await app.close()
    })
  })
})

/** A name of its own for each number, of letters only. */
function words(number: number): string {
  const letters = [...String(number + 1_000)].map((digit) => 'bcdfglmnpr'[Number(digit)])
  return letters.map((letter, index) => `${letter}${'aeiou'[index % 5]}${letter}o`).join('')
}
