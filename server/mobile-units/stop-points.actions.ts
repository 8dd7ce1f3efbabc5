// The points of the addresses in a file of stops, as the address service tells them.
import type { Geocoder } from '../geocoding/address-service.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'

/** An address of a file, whole as it was given, and its commune where that is known. */
export type Question = { text: string; communeCode: string | null }

/** What was answered, by the text of the address: the same square comes back every other week. `null`: nothing sure. */
export type KnownPoints = Map<string, { lonLat: LonLat; communeCode: string | null } | null>

/** An answer of the address service below this score may be another street. */
const leastScore = 0.7

/** Asks what is not known yet, and remembers it. */
export async function learnPoints(
  points: KnownPoints,
  questions: readonly Question[],
  geocoder: Geocoder,
): Promise<void> {
  for (const question of questions) {
    if (!points.has(question.text)) points.set(question.text, await ask(question, geocoder))
  }
}

async function ask({ text, communeCode }: Question, geocoder: Geocoder) {
  const [best] = (await geocoder.search({ text, communeCode: communeCode ?? undefined, limit: 1 })) ?? []
  if (!best || best.precision === 'municipality' || best.score < leastScore) return null
  return { lonLat: best.lonLat, communeCode: best.communeCode }
}
