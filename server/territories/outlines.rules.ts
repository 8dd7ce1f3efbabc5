// Reads outlines out of GeoJSON, whatever its makers call a code and a name.
import type { LonLat } from './lon-lat.rules.ts'

/** One outline: a commune by its INSEE code, a neighbourhood by its name. */
export type Outline = {
  kind: 'commune' | 'neighbourhood'
  code: string | null
  name: string | null
  geometry: { type: 'Polygon' | 'MultiPolygon'; coordinates?: unknown }
}

const codeNames = ['code', 'insee', 'code_insee', 'codgeo', 'INSEE_COM', 'insee_com', 'com', 'citycode']
const nameNames = ['nom', 'name', 'libelle', 'quartier', 'NOM', 'nom_quartier', 'l_quartier', 'label']

type Feature = {
  type?: unknown
  properties?: Record<string, unknown> | null
  geometry?: { type?: unknown; coordinates?: unknown } | null
}

/** The polygons of a feature collection that name what they outline; all other features are left out. */
export function outlinesOf(geoJson: unknown, kind: Outline['kind']): Outline[] {
  const features = (geoJson as { features?: unknown } | null)?.features
  if (!Array.isArray(features)) return []
  return features.flatMap((feature: Feature | null): Outline[] => {
    const { type, coordinates } = feature?.geometry ?? {}
    if (type !== 'Polygon' && type !== 'MultiPolygon') return []
    const code = textOf(feature?.properties, codeNames)
    const name = textOf(feature?.properties, nameNames)
    const named = kind === 'commune' ? code : name
    return named === null ? [] : [{ kind, code, name, geometry: { type, coordinates } }]
  })
}

/**
 * What keeps the shape of an outline from being used, `undefined` when nothing does: GeoJSON wants rings of four and
 * more positions that end where they begin, in degrees (RFC 7946, 3.1.6 and 4).
 */
export function shapeFault({ type, coordinates }: Outline['geometry']): string | undefined {
  const polygons = type === 'Polygon' ? [coordinates] : coordinates
  if (!Array.isArray(polygons) || polygons.length === 0) return 'it has no polygon'
  for (const rings of polygons) {
    if (!Array.isArray(rings) || rings.length === 0) return 'a polygon has no ring'
    for (const ring of rings) {
      const fault = ringFault(ring)
      if (fault) return fault
    }
  }
  return undefined
}

function ringFault(ring: unknown): string | undefined {
  if (!Array.isArray(ring) || ring.length < 4) return 'a ring has fewer than four positions'
  if (!ring.every(isPosition)) return 'a position is not [longitude, latitude] in degrees'
  const [first, last] = [ring[0], ring.at(-1)] as [LonLat, LonLat]
  if (first[0] !== last[0] || first[1] !== last[1]) return 'a ring does not end where it begins'
  return enclosedArea(ring) === 0 ? 'a ring encloses nothing' : undefined
}

/** In square degrees, negative for a ring that turns right; from its first position, so that little is rounded. */
function enclosedArea(ring: LonLat[]): number {
  const [lon, lat] = ring[0]!
  const doubled = ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[index + 1] ?? ring[0]!
    return sum + (x - lon) * (nextY - lat) - (nextX - lon) * (y - lat)
  }, 0)
  return doubled / 2
}

function isPosition(position: unknown): position is LonLat {
  if (!Array.isArray(position) || position.length < 2) return false
  const [lon, lat] = position
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
}

function textOf(properties: Record<string, unknown> | null | undefined, names: string[]): string | null {
  for (const name of names) {
    const value = properties && Object.hasOwn(properties, name) ? properties[name] : undefined
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    if (typeof value === 'number') return String(value).padStart(5, '0')
  }
  return null
}
