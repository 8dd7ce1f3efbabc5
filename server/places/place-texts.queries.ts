// What is told of a place in whole sentences, language by language.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { PlaceFacts } from './place-facts.rules.ts'
import type { PlaceText } from './place-feature.rules.ts'

type Told = { id: number; facts: PlaceFacts; texts: PlaceText[] }
type TextOfPlace = PlaceText & { place_id: number }

function frenchTexts({ id, facts }: Told): TextOfPlace[] {
  return (['summary', 'description'] as const).flatMap((kind) => {
    const text = facts[kind]
    return text ? [{ place_id: id, language: 'fr', kind, text }] : []
  })
}

const otherTexts = ({ id, texts }: Told): TextOfPlace[] => texts.map((text) => ({ place_id: id, ...text }))

async function writeTexts(trx: Transaction<Database>, texts: TextOfPlace[]): Promise<void> {
  const rows = texts.map((text) => ({ ...text, origin: 'author' as const, of_version: null }))
  if (rows.length > 0) await trx.insertInto('place_text').values(rows).execute()
}

/** Writes the texts of new places. */
export async function writeAllTexts(trx: Transaction<Database>, places: Told[]): Promise<void> {
  await writeTexts(
    trx,
    places.flatMap((place) => [...frenchTexts(place), ...otherTexts(place)]),
  )
}

/** Writes the French texts anew; others stay as they are, with who wrote them and from which version. */
export async function rewriteFrenchTexts(trx: Transaction<Database>, places: Told[]): Promise<void> {
  await trx
    .deleteFrom('place_text')
    .where('language', '=', 'fr')
    .where(
      'place_id',
      'in',
      places.map(({ id }) => id),
    )
    .execute()
  await writeTexts(trx, places.flatMap(frenchTexts))
}

/**
 * Makes the texts in other languages than French those that are wanted. One that stays word for word keeps who wrote it
 * and from which version.
 */
export async function rewriteOtherTexts(
  trx: Transaction<Database>,
  placeId: number,
  wanted: readonly PlaceText[],
): Promise<void> {
  const kept = await trx
    .selectFrom('place_text')
    .select(['language', 'kind', 'text'])
    .where('place_id', '=', placeId)
    .where('language', '<>', 'fr')
    .execute()
  const key = ({ language, kind, text }: PlaceText) => JSON.stringify([language, kind, text])
  const [before, after] = [new Set(kept.map(key)), new Set(wanted.map(key))]
  for (const text of kept.filter((each) => !after.has(key(each)))) {
    await trx
      .deleteFrom('place_text')
      .where('place_id', '=', placeId)
      .where('language', '=', text.language)
      .where('kind', '=', text.kind)
      .execute()
  }
  await writeTexts(
    trx,
    wanted.filter((text) => !before.has(key(text))).map((text) => ({ place_id: placeId, ...text })),
  )
}
