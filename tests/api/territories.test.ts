// Territories: which an instance keeps, what contains what, and how places learn where they lie.
import { readFileSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../db/schema.ts'
import { relocatePlaces } from '../../server/places/relocation.actions.ts'
import { outlinesOf } from '../../server/territories/outlines.rules.ts'
import {
  bringOutlines,
  keepTerritories,
  UnknownTerritoryError,
  UnusableOutlineError,
} from '../../server/territories/territories.actions.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import {
  forgetPlaces,
  hasRealFiles,
  importRowsOf,
  malraux,
  meinau,
  type Row,
  realFile,
  schiltigheim,
} from './import-context.ts'

const aboveStrasbourg = ['department-67', 'epci-246700488', 'france', 'region-44']

describeWithDatabase('Territories', ({ database }) => {
  let db: Kysely<Database>
  beforeAll(() => {
    db = database.db
  })

  /** Every territory, with the number of the transaction that wrote it last. */
  const kept = async () => {
    const { rows } = await sql`select xmin::text as written_by, to_jsonb(own) as row
      from territory as own order by id`.execute(db)
    return rows
  }
  const counts = async () => {
    const { rows } = await sql<{ kind: string; count: number }>`
      select kind, count(*) from territory group by kind`.execute(db)
    return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
  }
  const ancestorsOf = async (id: string) => {
    const own = db.selectFrom('territory').select('ancestors').where('id', '=', id)
    return (await own.executeTakeFirstOrThrow()).ancestors.toSorted()
  }

  describe('of an instance', () => {
    beforeEach(() => sql`truncate territory cascade`.execute(db))

    const above = { country: 1, region: 1, department: 1 }
    it.each([
      ['epci-246700488', { ...above, epci: 1, commune: 33, neighbourhood: 10 }],
      ['commune-67482', { ...above, epci: 1, commune: 1, neighbourhood: 10 }],
      ['neighbourhood-67482-meinau', { ...above, epci: 1, commune: 1, neighbourhood: 1 }],
      // Paris and its twenty arrondissements, in a metropolis of several departments.
      ['commune-75056', { ...above, epci: 1, commune: 21 }],
      ['department-67', { ...above, epci: 25, commune: 514, neighbourhood: 10 }],
    ])('for %s are itself, what lies inside and what contains it', async (id, expected) => {
      await keepTerritories(db, id)
      expect(await counts()).toEqual(expected)
      const before = await kept()
      await keepTerritories(db, id)
      expect(await kept()).toEqual(before)
    })

    it('for a region are all its departments, groupings and communes', async () => {
      await keepTerritories(db, 'region-44')
      expect(await counts()).toMatchObject({ country: 1, region: 1, department: 10, neighbourhood: 10 })
      const before = await kept()
      await keepTerritories(db, 'region-44')
      expect(await kept()).toEqual(before)
    })

    it('for France are all of France, with the collectivities overseas', async () => {
      await keepTerritories(db, 'france')
      expect(await counts()).toMatchObject({ country: 1, region: 26, department: 109, neighbourhood: 10 })
      const { commune } = await counts()
      expect(commune).toBeGreaterThan(34_900)
      expect(await ancestorsOf('commune-67482')).toEqual(aboveStrasbourg)
      expect(await ancestorsOf('commune-13201')).toContain('commune-13055')
      const before = await kept()
      await keepTerritories(db, 'france')
      expect(await kept()).toEqual(before)
    })

    it('know what contains them', async () => {
      await keepTerritories(db, 'epci-246700488')
      expect(await ancestorsOf('commune-67482')).toEqual(aboveStrasbourg)
      expect(await ancestorsOf('neighbourhood-67482-meinau')).toEqual(['commune-67482', ...aboveStrasbourg])
      expect(await ancestorsOf('epci-246700488')).toEqual(['department-67', 'france', 'region-44'])
      expect(await ancestorsOf('france')).toEqual([])
    })

    it('have the arrondissements of Paris inside Paris', async () => {
      await keepTerritories(db, 'commune-75056')
      expect(await ancestorsOf('commune-75118')).toEqual([
        'commune-75056',
        'department-75',
        'epci-200054781',
        'france',
        'region-11',
      ])
    })

    it('that nobody knows are refused, and nothing is kept', async () => {
      await expect(keepTerritories(db, 'epci-999999999')).rejects.toThrow(UnknownTerritoryError)
      expect(await kept()).toEqual([])
    })
  })

  describe('and places', () => {
    beforeEach(async () => {
      await forgetPlaces(db)
      await sql`truncate territory cascade`.execute(db)
      await keepTerritories(db, 'department-67')
      await importRowsOf(db, [malraux, meinau, schiltigheim, haguenau], { territory: 'department-67' })
    })
    const haguenau: Row = {
      ...malraux,
      id: 'haguenau',
      nom: 'Médiathèque de la Vieille-Île',
      commune: 'Haguenau',
      code_postal: '67500',
      code_insee: '67180',
      latitude: '',
      longitude: '',
    }

    const bring = (outlines: ReturnType<typeof outlinesOf>) =>
      db.transaction().execute(async (trx) => {
        const answer = await bringOutlines(trx, outlines, 'IGN')
        return { ...answer, moved: await relocatePlaces(trx, new Date('2026-11-19T10:00:00Z')) }
      })
    const whereabouts = async () => {
      const rows = await db
        .selectFrom('place')
        .innerJoin('place_source', 'place_source.place_id', 'place.id')
        .select(['external_id', 'territories', 'position', 'approximate'])
        .execute()
      return Object.fromEntries(rows.map(({ external_id, ...row }) => [external_id, row]))
    }
    const territoriesOf = async (id: string) => (await whereabouts())[id]!.territories
    const published = async (name: string) => {
      const rows = await db.selectFrom('published_place').select('whole').execute()
      return rows.map(({ whole }) => JSON.parse(whole)).find(({ properties }) => properties.name === name)
    }
    const collection = (features: object[]) => ({ type: 'FeatureCollection', features })
    const feature = (properties: object, west: number, south: number, east: number, north: number) => ({
      type: 'Feature',
      properties,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
          ],
        ],
      },
    })

    it('meet by INSEE code where there is no outline', async () => {
      expect(await territoriesOf('schiltigheim')).toEqual(['commune-67447', ...aboveStrasbourg])
    })

    it('meet by outline where there is one, whatever the INSEE code says', async () => {
      const around = [feature({ code: '67447', nom: 'Schiltigheim' }, 7.74, 48.57, 7.78, 48.62)]
      expect(await bring(outlinesOf(collection(around), 'commune'))).toMatchObject({ taken: 1, unknown: [] })
      // Malraux says Strasbourg, and stands inside what is drawn as Schiltigheim.
      expect(await territoriesOf('malraux')).toEqual(['commune-67447', ...aboveStrasbourg])
      expect(await territoriesOf('meinau')).toContain('commune-67482')
      const card = await published('Médiathèque André Malraux')
      expect(card.properties.territories).toContain('commune-67447')
    })

    it('meet by INSEE code where no outline covers the point', async () => {
      const far = [feature({ code: '67447', nom: 'Schiltigheim' }, 7.5, 48.3, 7.51, 48.31)]
      expect(await bring(outlinesOf(collection(far), 'commune'))).toMatchObject({ taken: 1, moved: 0 })
      expect(await territoriesOf('schiltigheim')).toContain('commune-67447')
    })

    it('without a point stand in the middle of an outline that is brought', async () => {
      expect((await whereabouts()).haguenau).toMatchObject({ position: null, approximate: true })
      const outline = [feature({ code: '67180', nom: 'Haguenau' }, 7.7, 48.8, 7.9, 48.9)]
      expect(await bring(outlinesOf(collection(outline), 'commune'))).toMatchObject({ moved: 1 })
      const { position, approximate } = (await whereabouts()).haguenau!
      expect(approximate).toBe(true)
      expect(position!.coordinates[0]).toBeCloseTo(7.8)
      expect(position!.coordinates[1]).toBeCloseTo(48.85)
      const card = await published('Médiathèque de la Vieille-Île')
      expect(card.geometry.coordinates).toEqual(position!.coordinates)
    })

    it('know neighbourhoods by real outlines that come by name, which stay', async () => {
      const properties = { nom: 'MEINAU - PLAINE DES BOUCHERS' }
      const outlines = [
        feature(properties, 7.75, 48.57, 7.77, 48.58),
        feature({ nom: 'Nulle part' }, 7, 48, 8, 49),
      ]
      const answer = await bring(outlinesOf(collection(outlines), 'neighbourhood'))
      expect(answer).toEqual({ taken: 1, unknown: ['Nulle part'], moved: 2 })
      expect(await territoriesOf('malraux')).toContain('neighbourhood-67482-meinau')
      expect(await territoriesOf('meinau')).not.toContain('neighbourhood-67482-meinau')
      const own = () =>
        db
          .selectFrom('territory')
          .select(['boundary', 'boundary_source', 'boundary_approximate'])
          .where('id', '=', 'neighbourhood-67482-meinau')
          .executeTakeFirstOrThrow()
      const before = await own()
      expect(before).toMatchObject({ boundary_source: 'IGN', boundary_approximate: false })
      // Also when the division says something new of them.
      await sql`update territory set population = 1`.execute(db)
      await keepTerritories(db, 'department-67')
      expect(await own()).toEqual(before)
    })

    it('change nothing when the same outlines come twice', async () => {
      const around = [feature({ code: '67447', nom: 'Schiltigheim' }, 7.74, 48.57, 7.78, 48.62)]
      expect(await bring(outlinesOf(collection(around), 'commune'))).toMatchObject({ moved: 1 })
      const before = await whereabouts()
      expect(await bring(outlinesOf(collection(around), 'commune'))).toMatchObject({ taken: 1, moved: 0 })
      expect(await whereabouts()).toEqual(before)
    })

    const good = feature({ code: '67482', nom: 'Strasbourg' }, 7.7, 48.5, 7.8, 48.6)
    const shaped = (coordinates: unknown) => ({
      ...good,
      properties: { code: '67447', nom: 'Schiltigheim' },
      geometry: { type: 'Polygon', coordinates },
    })
    it.each([
      [
        'in metres instead of degrees',
        feature({ code: '67447' }, 1_050_000, 6_840_000, 1_051_000, 6_841_000),
      ],
      [
        'of two positions',
        shaped([
          [
            [7.7, 48.6],
            [7.8, 48.6],
          ],
        ]),
      ],
      [
        'that is not closed',
        shaped([
          [
            [7.7, 48.6],
            [7.8, 48.6],
            [7.8, 48.7],
            [7.7, 48.7],
          ],
        ]),
      ],
      [
        'that encloses nothing',
        shaped([
          [
            [7, 48],
            [8, 49],
            [9, 50],
            [7, 48],
          ],
        ]),
      ],
      ['of words', shaped('here')],
      ['of no ring', shaped([])],
      ['of nothing', { ...shaped([]), geometry: { type: 'MultiPolygon' } }],
    ])('keep their outlines when one comes %s', async (_, bad) => {
      const before = await kept()
      const outlines = outlinesOf(collection([good, bad]), 'commune')
      await expect(bring(outlines)).rejects.toThrow(UnusableOutlineError)
      await expect(bring(outlines)).rejects.toThrow(
        /^The outline of 67447 cannot be used \(.+\): export it as GeoJSON polygons in longitude and latitude, and try again\.$/,
      )
      expect(await kept()).toEqual(before)
    })

    it('do not mind an outline that cannot be used of a territory elsewhere', async () => {
      const elsewhere = { ...shaped('here'), properties: { code: '75056' } }
      const outlines = outlinesOf(collection([good, elsewhere]), 'commune')
      expect(await bring(outlines)).toMatchObject({ taken: 1, unknown: ['75056'] })
    })

    it.skipIf(!hasRealFiles)(
      'take the 33 real outlines of the Eurométropole (skipped without the real file)',
      async () => {
        const file = readFileSync(realFile('boundaries/ems-33-communes.geojson'), 'utf8')
        const answer = await bring(outlinesOf(JSON.parse(file), 'commune'))
        expect(answer).toMatchObject({ taken: 33, unknown: [] })
        const { rows } = await sql`select 1 from territory
          where kind = 'commune' and boundary is not null and not boundary_approximate`.execute(db)
        expect(rows).toHaveLength(33)
        expect(await territoriesOf('malraux')).toContain('commune-67482')
        expect(await territoriesOf('schiltigheim')).toContain('commune-67447')
      },
    )
  })
})
