// Every PostGIS function that the application calls, and nothing else: the one place where geometry meets SQL.
import type { MultiPolygon } from 'geojson'
import { type RawBuilder, sql } from 'kysely'

/** `[longitude, latitude]` in degrees, WGS 84. */
type LonLat = readonly [number, number]
/** `[west, south, east, north]` in degrees. */
export type Box = readonly [number, number, number, number]
type Column = RawBuilder<unknown>

/** A point as SQL, `null` for none. */
export function point(lonLat: LonLat | null): RawBuilder<string> {
  return lonLat === null
    ? sql`null::geometry(Point, 4326)`
    : sql`ST_SetSRID(ST_MakePoint(${lonLat[0]}, ${lonLat[1]}), 4326)`
}

/** A point from two SQL numbers; `null` when one is null. */
export function pointOf(lon: Column, lat: Column): RawBuilder<string> {
  return sql`ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4326)`
}

/**
 * Metres between a point column and a place on earth, on the sphere that PostGIS sorts by (the ellipsoid differs by
 * at most 0.5 %, and an order that disagrees with the figure beside it would be worse).
 */
export function distanceMetres(column: Column, from: LonLat): RawBuilder<number> {
  return sql<number>`ST_Distance(${column}::geography, ${point(from)}::geography, false)`
}

/** Sort key for "nearest first", walked along a GiST index on `(column::geography)`. */
export function nearestFirst(column: Column, from: LonLat): RawBuilder<number> {
  return sql<number>`${column}::geography <-> ${point(from)}::geography`
}

/** Is the point within so many metres? */
export function within(column: Column, from: LonLat, metres: number): RawBuilder<boolean> {
  return sql<boolean>`ST_DWithin(${column}::geography, ${point(from)}::geography, ${metres}, false)`
}

/** Does the point lie in one of the boxes? One box, or two when it crosses the date line. */
export function inBoxes(column: Column, boxes: readonly Box[]): RawBuilder<boolean> {
  const parts = boxes.map(
    ([west, south, east, north]) =>
      sql<boolean>`${column} && ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326)`,
  )
  return sql`(${sql.join(parts, sql` or `)})`
}

/** Does the outline cover the point? */
export function covers(outline: Column, position: Column): RawBuilder<boolean> {
  return sql`ST_Covers(${outline}, ${position})`
}

/**
 * A GeoJSON outline (text) as a valid MultiPolygon in WGS 84.
 * Raises an error of class 22 or XX when the text is not a geometry.
 */
export function outline(geoJson: Column): RawBuilder<string> {
  return sql`ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Force2D(ST_SetSRID(ST_GeomFromGeoJSON(${geoJson}), 4326))), 3))`
}

/** A point surely inside the outline, near its middle. */
export function middle(outlineColumn: Column): RawBuilder<string> {
  return sql`ST_PointOnSurface(${outlineColumn})`
}

/** The box around all points of a column, as an array `{west, south, east, north}`; `null` without any. */
export function extent(column: Column): RawBuilder<number[] | null> {
  const box = sql`ST_Extent(${column})`
  return sql`case when ${box} is null then null
    else array[ST_XMin(${box}), ST_YMin(${box}), ST_XMax(${box}), ST_YMax(${box})] end`
}

/**
 * The part of an outline inside a box, its corners that are less than `tolerance` degrees off a line left out, as a
 * MultiPolygon that may be empty. For drawing: it may touch itself.
 */
export function drawnInside(
  outlineColumn: Column,
  [west, south, east, north]: Box,
  tolerance: number,
): RawBuilder<MultiPolygon> {
  const inside = sql`ST_ClipByBox2D(${outlineColumn}, ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326)::box2d)`
  return sql`ST_Multi(ST_CollectionExtract(ST_Simplify(${inside}, ${tolerance}, true), 3))`
}
