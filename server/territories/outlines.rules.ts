// Reads outlines out of GeoJSON, whatever its makers call a code and a name.

/** One outline: a commune by its INSEE code, a neighbourhood by its name. */
export type Outline = {
  kind: 'commune' | 'neighbourhood'
  code: string | null
  name: string | null
  geometry: object
}

const codeNames = ['code', 'insee', 'code_insee', 'codgeo', 'INSEE_COM', 'insee_com', 'com', 'citycode']
const nameNames = ['nom', 'name', 'libelle', 'quartier', 'NOM', 'nom_quartier', 'l_quartier', 'label']

type Feature = {
  type?: unknown
  properties?: Record<string, unknown> | null
  geometry?: { type?: unknown } | null
}

/** The polygons of a feature collection that name what they outline; all other features are left out. */
export function outlinesOf(geoJson: unknown, kind: Outline['kind']): Outline[] {
  const features = (geoJson as { features?: unknown } | null)?.features
  if (!Array.isArray(features)) return []
  return features.flatMap((feature: Feature | null): Outline[] => {
    const geometry = feature?.geometry
    if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return []
    const code = textOf(feature?.properties, codeNames)
    const name = textOf(feature?.properties, nameNames)
    const named = kind === 'commune' ? code : name
    return named === null ? [] : [{ kind, code, name, geometry }]
  })
}

function textOf(properties: Record<string, unknown> | null | undefined, names: string[]): string | null {
  for (const name of names) {
    const value = properties && Object.hasOwn(properties, name) ? properties[name] : undefined
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    if (typeof value === 'number') return String(value).padStart(5, '0')
  }
  return null
}
