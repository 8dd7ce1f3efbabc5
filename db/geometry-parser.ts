// How values of PostgreSQL are read, the same on both databases; first of all geometry, as GeoJSON.
import type { Geometry } from 'geojson'
import { Geometry as BinaryGeometry } from 'wkx'

/** Reads the text form of one value. */
export type ValueParser = (text: string) => unknown

/** Parsers by the number (`oid`) that PostgreSQL gives to a type. */
export type ValueParsers = Record<number, ValueParser>

/** Asks how this database numbers the types of PostGIS: `create extension` hands the numbers out anew each time. */
export const geometryTypesQuery = `select oid::int4 as oid from pg_type where typname in ('geometry', 'geography')`

/**
 * A geometry or geography as GeoJSON, coordinates `[longitude, latitude]` in degrees as stored.
 * @param hexadecimal PostGIS binary (EWKB) as hexadecimal digits, the form in which both drivers receive it.
 */
export function parseGeometry(hexadecimal: string): Geometry {
  return BinaryGeometry.parse(Buffer.from(hexadecimal, 'hex')).toGeoJSON() as Geometry
}

/** Numbers of types built into PostgreSQL, which never change. */
export const builtIn = {
  textArray: 1009,
  int8: 20,
  int8Array: 1016,
  date: 1082,
  dateArray: 1182,
  timestamp: 1114,
}

/**
 * `bigint` (ids, counts) as a number: ours stay far below 2^53. `date` as `YYYY-MM-DD` and `timestamp` as
 * `YYYY-MM-DDTHH:MM`: a day and a clock on the wall have no time zone, and a `Date` would give them one.
 */
export const scalarParsers: ValueParsers = {
  [builtIn.int8]: Number,
  [builtIn.date]: (text) => text,
  [builtIn.timestamp]: (text) => text.slice(0, 16).replace(' ', 'T'),
}
