import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { inBoxes } from '../../db/geo.ts'
import { formatDistance } from '../../i18n/format.ts'
import { noBasemap } from '../../server/basemap/basemap.ts'
import { drawMap } from '../../server/directory/map/draw-map.actions.ts'
import type { MapPoint, MapRequest } from '../../server/directory/map/map-request.rules.ts'
import { outlinesFor } from '../../server/directory/map/outlines.queries.ts'
import { distanceToRectangle, grown, lengthBeside } from '../../server/directory/map/paper-geometry.rules.ts'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import { groundOfTerritory } from '../../server/territories/territories.queries.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'
import { aroundZero, seededChance } from '../unit/seeded-chance.ts'

const neudorf = 'neighbourhood-67482-neudorf-port-du-rhin'
const frame = { widthMm: 178, heightMm: 250 }
const asked: MapRequest = {
  points: [],
  territories: [],
  here: null,
  radiusMetres: null,
  frame,
  detailFrame: null,
  languages: ['fr', 'ar'],
  textPt: 9,
  savesInk: false,
}
const places = (...lonLats: (LonLat | null)[]): MapPoint[] =>
  lonLats.map((lonLat, index) => ({ label: String(index + 1), kind: 'place', lonLat }))

describeWithDemonstration('The map of a directory', ({ database }) => {
  const draw = (request: Partial<MapRequest>) =>
    drawMap({ db: database.db, basemap: noBasemap }, { ...asked, ...request })

  it('shows a neighbourhood whole, with its name and those of its neighbours', async () => {
    const stop: MapPoint = { label: 'A', kind: 'stop', lonLat: [7.76, 48.565] }
    const points = [...places([7.765, 48.566], [7.77, 48.56]), stop]
    const { map, files } = await draw({ territories: [neudorf], points })
    expect(map!.markers.map(({ label, kind }) => `${kind} ${label}`)).toEqual([
      'place 1',
      'place 2',
      'stop A',
    ])
    const areas = map!.outlines.filter(({ isArea }) => isArea)
    expect(areas).toHaveLength(1)
    for (const [x, y] of areas[0]!.rings.flat()) {
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(map!.widthMm)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(map!.heightMm)
    }
    const names = map!.names.map(({ text }) => text.replaceAll('\n', ' '))
    expect(names.some((name) => name.startsWith('Neudorf'))).toBe(true)
    expect(names.some((name) => name.startsWith('Neuhof'))).toBe(true)
    expect(map!.scale.words).toEqual([formatDistance('fr', 1_000), formatDistance('ar', 1_000)])
    expect(map!.attribution).toBe('Contours\u00a0: Repères')
    expect(files).toEqual([])
  })

  it('names communes whose outlines are unknown', async () => {
    const { map } = await draw({
      territories: ['epci-246700488'],
      points: places([7.75, 48.58], [7.7, 48.53]),
    })
    const names = map!.names.map(({ text }) => text.replaceAll('\n', ''))
    expect(names).toContain('Illkirch-Graffenstaden')
    expect(map!.outlines.filter(({ kind }) => kind === 'commune')).toEqual([])
  })

  it('tells which places have no point, and is none when none has', async () => {
    const { map } = await draw({ points: places([7.75, 48.58], null, [7.76, 48.58], null) })
    expect(map!.unplaced).toEqual([2, 4])
    expect(map!.markers.map(({ label }) => label)).toEqual(['1', '3'])
    expect((await draw({ points: places(null, null) })).map).toBeNull()
  })

  it('shows where one is, and the circle', async () => {
    const here: LonLat = [7.7521, 48.5734]
    const { map } = await draw({ here, radiusMetres: 500, points: places([7.753, 48.574]) })
    expect(map!.here).toEqual([expect.closeTo(map!.widthMm / 2, 0), expect.closeTo(map!.heightMm / 2, 0)])
    expect(map!.radiusMm! * 2).toBeLessThanOrEqual(map!.widthMm)
    expect(map!.radiusMm! * 2).toBeGreaterThan(map!.widthMm * 0.9)
  })

  it('has a second map of a dense centre, with each number on one of both', async () => {
    const chance = seededChance(2)
    const lonLats = Array.from({ length: 300 }, (): LonLat => {
      return chance() < 0.7
        ? [7.75 + aroundZero(chance) * 0.012, 48.58 + aroundZero(chance) * 0.008]
        : [7.6 + chance() * 0.2, 48.46 + chance() * 0.2]
    })
    const { map } = await draw({ points: places(...lonLats), detailFrame: frame })
    const { detail } = map!
    const labels = [...map!.markers, ...detail!.map.markers].map(({ label }) => Number(label))
    expect(labels.toSorted((a, b) => a - b)).toEqual(lonLats.map((_, index) => index + 1))
    expect(detail!.points).toHaveLength(detail!.map.markers.length)
    expect(detail!.words).toEqual(['Plan de détail', expect.any(String)])
    for (const [x, y] of detail!.points) {
      expect(x).toBeGreaterThan(detail!.at[0])
      expect(x).toBeLessThan(detail!.at[0] + detail!.widthMm)
      expect(y).toBeGreaterThan(detail!.at[1])
      expect(y).toBeLessThan(detail!.at[1] + detail!.heightMm)
    }
    // Both maps show the same ground: a point of the second lies in the first where its share of the frame says.
    const [marker, point] = [detail!.map.markers[0]!, detail!.points[0]!]
    const share = (point[0] - detail!.at[0]) / detail!.widthMm
    expect(marker.point[0] / detail!.map.widthMm).toBeCloseTo(share, 2)
    expect(detail!.map.detail).toBeNull()
  })

  it('has no number on the name of its second map, in large print and two languages', async () => {
    const chance = seededChance(2)
    const lonLats = Array.from({ length: 90 }, (): LonLat => {
      const spread = chance() < 0.6 ? 0.008 : 0.05
      return [7.75 + aroundZero(chance) * spread, 48.58 + aroundZero(chance) * spread]
    })
    const { map } = await draw({ points: places(...lonLats), detailFrame: frame, textPt: 18 })
    const { label } = map!.detail!
    const { radiusMm, alongMm } = map!.markShape
    const [left, top] = label.at
    const box = { left, top, right: left + label.widthMm, bottom: top + label.heightMm }
    expect(label.lines).toHaveLength(2)
    for (const { at } of map!.markers) {
      expect(distanceToRectangle(at, grown(box, alongMm, 0))).toBeGreaterThanOrEqual(radiusMm - 0.01)
    }
  })

  it('has a second map of a dense part at the edge of the sheet, in large print too', async () => {
    const chance = seededChance(4)
    const dense = Array.from({ length: 40 }, (): LonLat => {
      return [7.74 + chance() * 0.006, 48.57 - chance() * 0.003]
    })
    const corners: LonLat[] = [
      [7.72, 48.46],
      [7.78, 48.57],
    ]
    const { map } = await draw({ points: places(...corners, ...dense), detailFrame: frame, textPt: 18 })
    const { label, map: detail } = map!.detail!
    expect(detail.markers.length).toBeGreaterThanOrEqual(32)
    expect(label.at[1]).toBeGreaterThanOrEqual(1)
    expect(label.at[1] + label.heightMm).toBeLessThan(map!.heightMm)
  })

  it.each([
    ['on A4', 9],
    ['in large print', 18],
  ])(
    'has every number once %s, in letters as large as asked for, however close the places',
    async (_, textPt) => {
      const chance = seededChance(3)
      const lonLats = Array.from({ length: 1_000 }, (): LonLat => {
        return [7.75 + aroundZero(chance) * 0.012, 48.58 + aroundZero(chance) * 0.008]
      })
      const { map } = await draw({ points: places(...lonLats), detailFrame: frame, textPt })
      const sheets = [map!, ...map!.further]
      const maps = sheets.flatMap((sheet) => [sheet, ...(sheet.detail ? [sheet.detail.map] : [])])
      expect(
        maps.flatMap(({ markers }) => markers.map(({ label }) => Number(label))).toSorted((a, b) => a - b),
      ).toEqual(lonLats.map((_, index) => index + 1))
      for (const { markShape, markers } of maps) {
        expect(markShape.textPt).toBe(textPt)
        for (const [index, { at }] of markers.entries()) {
          for (const other of markers.slice(index + 1)) {
            const between = lengthBeside(at[0] - other.at[0], at[1] - other.at[1], 2 * markShape.alongMm)
            expect(between).toBeGreaterThanOrEqual(2 * markShape.radiusMm)
          }
        }
      }
      expect(sheets.length).toBeGreaterThan(1)
      const [last] = sheets.at(-1)!.numbers!
      expect(last).toMatch(/^Numéros \d+ à 1000$/)
      for (const { tiles, names, widthMm } of map!.further) {
        expect({ tiles, widthMm }).toEqual({ tiles: map!.tiles, widthMm: map!.widthMm })
        expect(names.length).toBeGreaterThan(0)
      }
    },
  )

  it('has one map alone where numbers have room, and where all places are at one address', async () => {
    const few = places([7.75, 48.58], [7.7, 48.55], [7.78, 48.6])
    expect((await draw({ points: few, detailFrame: frame })).map!.detail).toBeNull()
    const together = places(...Array.from({ length: 40 }, (): LonLat => [7.75, 48.58]))
    expect((await draw({ points: together, detailFrame: frame })).map!.detail).toBeNull()
  })

  it('shows a few places at one address, or next door, in a wide ground', async () => {
    const here: LonLat = [7.755, 48.585]
    for (const count of [2, 3, 5, 8])
      for (const apart of [0, 0.0001, 0.0003]) {
        const house: LonLat[] = Array.from({ length: count }, (_, n) => [
          7.75 + n * apart,
          48.58 + (n % 2) * apart,
        ])
        for (const others of [[], [[7.76, 48.6] as LonLat]]) {
          const points = places(...house, ...others)
          const { map } = await draw({ points, here, radiusMetres: 5_000, detailFrame: frame })
          const shown = [map!, ...map!.further].flatMap(({ markers, detail }) => [
            ...markers,
            ...(detail?.map.markers ?? []),
          ])
          expect(shown.map(({ label }) => Number(label)).toSorted((a, b) => a - b)).toEqual(
            points.map(({ label }) => Number(label)),
          )
        }
      }
  })

  it('is the same whenever it is drawn', async () => {
    const request = { territories: [neudorf], points: places([7.765, 48.566], [7.765, 48.566]) }
    expect(await draw(request)).toEqual(await draw(request))
  })
})

describeWithDemonstration('Outlines for a map', ({ database }) => {
  let whole: Awaited<ReturnType<typeof outlinesFor>>
  const box = [7.74, 48.55, 7.8, 48.59] as const
  beforeAll(async () => {
    whole = await outlinesFor(database.db, { box, tolerance: 0, kinds: ['neighbourhood'] })
  })

  it('are cut to what the map shows', () => {
    expect(whole.map(({ id }) => id)).toContain(neudorf)
    for (const [lon, lat] of whole.flatMap(({ rings }) => rings.flat())) {
      expect(lon).toBeGreaterThanOrEqual(box[0] - 1e-9)
      expect(lon).toBeLessThanOrEqual(box[2] + 1e-9)
      expect(lat).toBeGreaterThanOrEqual(box[1] - 1e-9)
      expect(lat).toBeLessThanOrEqual(box[3] + 1e-9)
    }
  })

  it('have no more corners than one sees', async () => {
    const corners = (outlines: typeof whole) => outlines.flatMap(({ rings }) => rings.flat()).length
    const coarse = await outlinesFor(database.db, { box, tolerance: 0.01, kinds: ['neighbourhood'] })
    expect(corners(coarse)).toBeLessThan(corners(whole))
    expect(coarse.map(({ id }) => id)).toEqual(whole.map(({ id }) => id))
  })

  it('are of the kinds asked for, and centres stand in for unknown ones', async () => {
    const communes = await outlinesFor(database.db, { box, tolerance: 0, kinds: ['commune'] })
    expect(communes.map(({ name }) => name)).toContain('Strasbourg')
    expect(communes.every(({ rings, center }) => rings.length === 0 && center !== null)).toBe(true)
  })

  it('are found by an index, however many territories there are', async () => {
    const plan = await database.db.transaction().execute(async (trx) => {
      await sql`set local enable_seqscan = off`.execute(trx)
      const { rows } = await sql<Record<string, string>>`
        explain select id from territory where ${inBoxes(groundOfTerritory, [box])}`.execute(trx)
      return rows.flatMap((row) => Object.values(row)).join('\n')
    })
    expect(plan).toContain('territory_ground')
  })
})
