// The position of a place, from two cells that are swapped, written with commas, zero or elsewhere often enough.
import type { LonLat } from '../places/place-facts.rules.ts'
import type { RowReport } from './row-report.rules.ts'

/** West, south, east, north of each part of France, generously. */
const partsOfFrance: readonly (readonly [west: number, south: number, east: number, north: number])[] = [
  [-5.3, 41.2, 9.7, 51.2], // Metropolitan France and Corsica
  [-61.95, 15.75, -60.95, 16.6], // Guadeloupe
  [-63.25, 17.8, -62.7, 18.2], // Saint-Martin, Saint-Barthélemy
  [-61.3, 14.3, -60.75, 14.95], // Martinique
  [-54.7, 2.05, -51.5, 5.95], // Guyane
  [55.15, -21.45, 55.9, -20.8], // La Réunion
  [44.9, -13.1, 45.4, -12.55], // Mayotte
  [-56.5, 46.7, -56.05, 47.2], // Saint-Pierre-et-Miquelon
  [-178.3, -14.45, -176.05, -13.1], // Wallis-et-Futuna
  [-155, -28.1, -134, -7.5], // Polynésie française
  [157.5, -23.2, 168.6, -17.5], // Nouvelle-Calédonie
]

/** `[longitude, latitude]` in WGS 84, or `null` when the two cells do not give a place in France. */
export function cleanPosition(report: RowReport): LonLat | null {
  report.reportPlaceholder('latitude')
  report.reportPlaceholder('longitude')
  const latitude = readDegrees(report, 'latitude')
  const longitude = readDegrees(report, 'longitude')
  if (latitude === null || longitude === null) {
    if (latitude !== null) report.dropped('latitude', 'position-incomplete')
    if (longitude !== null) report.dropped('longitude', 'position-incomplete')
    return null
  }
  const pair = `${report.cell('latitude')}, ${report.cell('longitude')}`
  if (isInFrance(longitude, latitude)) {
    reportCommas(report)
    return [longitude, latitude]
  }
  report.keepGiven('longitude')
  if (latitude === 0 && longitude === 0) report.dropped('latitude', 'position-zero', pair)
  else if (isInFrance(latitude, longitude)) {
    report.repaired('latitude', 'position-swapped', `${longitude}, ${latitude}`, pair)
    return [latitude, longitude]
  } else report.dropped('latitude', 'position-outside-france', pair)
  return null
}

function readDegrees(report: RowReport, column: 'latitude' | 'longitude'): number | null {
  const given = report.cell(column)
  if (given === '') return null
  if (/^[+-]?\d{1,3}(?:[.,]\d{0,20})?$/.test(given)) return Number(given.replace(',', '.'))
  report.dropped(column, 'position-invalid')
  return null
}

function reportCommas(report: RowReport): void {
  for (const column of ['latitude', 'longitude'] as const) {
    const given = report.cell(column)
    if (given.includes(',')) report.repaired(column, 'decimal-comma', given.replace(',', '.'))
  }
}

/** Is this point in a part of France? */
export function isInFrance(longitude: number, latitude: number): boolean {
  return partsOfFrance.some(
    ([west, south, east, north]) =>
      longitude >= west && longitude <= east && latitude >= south && latitude <= north,
  )
}
