// Invented places for the pages that are measured: one territory, as full as one wants.
import type { Kysely } from 'kysely'
import type { Database } from '../../../db/schema.ts'
import { communeCentres, franceCommunes } from '../../../seeds/reference.ts'
import type { LonLat, PlaceFacts } from '../../../server/places/place-facts.rules.ts'
import { keepTerritories } from '../../../server/territories/territories.actions.ts'
import { bringPlaces, strasbourg } from '../../databases/filled-app.ts'
import { type Random, seededRandom } from '../random.ts'
import { placeMaker } from '../synthetic-places.ts'

/** Fills a database with so many places in the 33 communes of the Eurométropole, by the code that imports real ones. */
export async function bringManyPlaces(db: Kysely<Database>, amount: number): Promise<void> {
  await keepTerritories(db, strasbourg)
  const centres = await communeCentres()
  const records = (await franceCommunes()).filter(
    ({ code, type }) => type === 'commune-actuelle' && code in centres,
  )
  const people = new Map(records.map(({ code, population = 0 }) => [code, population]))
  const random = seededRandom(20_260_102)
  const makePlace = placeMaker(records, random)
  const places = Array.from({ length: amount }, (_, index): PlaceFacts & { name: string } => {
    const facts = makePlace()
    const code = facts.communeCode!
    // A number in the name: two places of one name at one address would be taken for one.
    const name = `${facts.name} ${index + 1}`
    return { ...facts, name, lonLat: facts.lonLat && pointIn(centres[code]!, people.get(code)!, random) }
  })
  await bringPlaces(db, places, { source: 'bench' })
}

/** The synthetic communes lie anywhere in France: here each has its own centre, and spreads as its people need room. */
function pointIn([lon, lat]: LonLat, people: number, random: Random): LonLat {
  const radiusDegrees = 0.004 + Math.sqrt(people) / 20_000
  const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6
  return [
    rounded(lon + random.normal() * radiusDegrees),
    rounded(lat + random.normal() * radiusDegrees * 0.7),
  ]
}
