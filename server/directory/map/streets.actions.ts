// Streets behind a map on paper, through the relay: what does not come in time is left out.
import type { Basemap } from '../../basemap/basemap.ts'
import { type RasterGround, rasterGroundOf } from '../../basemap/raster-ground.ts'
import { UpstreamError } from '../../basemap/upstream-error.ts'
import type { MapDrawing } from '../directory-document.rules.ts'
import { type GroundTile, groundTiles } from './ground-tiles.rules.ts'
import type { View } from './projection.rules.ts'

export type Streets = {
  tiles: MapDrawing['tiles']
  files: { name: string; bytes: Buffer }[]
  attribution: string | null
}

/** A ground of paper. */
export const noStreets: Streets = { tiles: [], files: [], attribution: null }

/** For the style and all tiles together. */
const patienceMs = 3_000

/** The pictures under a view. Never fails. */
export async function streetsUnder(basemap: Basemap, view: View, patience = patienceMs): Promise<Streets> {
  const late = Symbol('late')
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<typeof late>((resolve) => {
    timer = setTimeout(resolve, patience, late)
  })
  const inTime = async <T>(answer: Promise<T>): Promise<T | undefined> => {
    const first = await Promise.race([answer.catch(() => undefined), deadline])
    return first === late ? undefined : first
  }
  try {
    const ground = await inTime(groundOf(basemap))
    if (!ground) return noStreets
    const tiles = groundTiles(view, ground)
    const pictures = await Promise.all(
      tiles.map((tile) => inTime(pictureOf(basemap, ground, tile, nameOf(tiles[0]!)))),
    )
    return streetsOf(tiles, pictures, ground)
  } finally {
    clearTimeout(timer)
  }
}

const nameOf = ({ z, x, y }: GroundTile) => `streets-${z}-${x}-${y}`

/** `null` where the style has no streets for paper, and where none is configured that could be used. */
async function groundOf(basemap: Basemap): Promise<RasterGround | null> {
  try {
    return rasterGroundOf(await basemap.style()) ?? null
  } catch (error) {
    if (error instanceof UpstreamError && error.fault === 'unusable') return null
    throw error
  }
}

/** `nothing`: there is a tile without a picture. */
type Picture = { bytes: Buffer; ending: string } | 'nothing'

async function pictureOf(
  basemap: Basemap,
  { source, rowsFromSouth }: RasterGround,
  { z, x, y }: GroundTile,
  map: string,
): Promise<Picture | undefined> {
  const row = rowsFromSouth ? 2 ** z - 1 - y : y
  const answer = await basemap.tile(source, { z, x, y: row }, { client: `paper ${map}` })
  if (answer?.state !== 'found') return 'nothing'
  const ending = endings.find(([type]) => type === answer.contentType)
  return ending?.[2](answer.body) ? { bytes: answer.body, ending: ending[1] } : undefined
}

/** A picture that was cut off would keep the whole paper from being set. */
const endings: [type: string, ending: string, isWhole: (bytes: Buffer) => boolean][] = [
  ['image/png', 'png', (bytes) => bytes.subarray(-8, -4).toString('latin1') === 'IEND'],
  ['image/jpeg', 'jpg', (bytes) => bytes.subarray(-2).toString('hex') === 'ffd9'],
  ['image/webp', 'webp', (bytes) => bytes.length >= 12 && bytes.readUInt32LE(4) + 8 === bytes.length],
]

function streetsOf(
  tiles: readonly GroundTile[],
  pictures: readonly (Picture | undefined)[],
  { attribution }: RasterGround,
): Streets {
  const streets: Streets = {
    ...noStreets,
    tiles: [],
    files: [],
  }
  tiles.forEach((tile, index) => {
    const picture = pictures[index]
    if (picture === undefined || picture === 'nothing') return
    const name = `${nameOf(tile)}.${picture.ending}`
    streets.tiles.push({ file: name, at: tile.at, sizeMm: tile.sizeMm })
    streets.files.push({ name, bytes: picture.bytes })
  })
  return streets.tiles.length > 0 ? { ...streets, attribution: attribution || null } : streets
}
