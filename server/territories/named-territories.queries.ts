// From the name of a territory, as one writes it, to the territory.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { fold } from '../../i18n/fold.ts'
import { mostAlikeName, nameForComparing } from './alike-territory.rules.ts'
import { shown, territory } from './territories.queries.ts'
import type { Territory } from './territory.rules.ts'

/**
 * Communes and neighbourhoods whose name holds these words at the beginning of a word, or whose postal code it is:
 * whole names first, then larger ones.
 */
export async function searchTerritories(
  db: Kysely<Database>,
  text: string,
  limit: number,
): Promise<Territory[]> {
  const name = fold(text)
  if (name === '') return []
  const rows = await db
    .selectFrom('territory')
    .select(shown)
    .where('kind', 'in', ['commune', 'neighbourhood'])
    .where(
      sql<boolean>`(search_name like ${`${name}%`} or search_name like ${`% ${name}%`} or postal_codes @> array[${name}])`,
    )
    .orderBy(sql`search_name = ${name}`, 'desc')
    .orderBy(sql`search_name like ${`${name} %`}`, 'desc')
    .orderBy(sql`population desc nulls last`)
    .orderBy('search_name')
    .limit(limit)
    .execute()
  return rows.map(territory)
}

/** So many names that share letters with what was written are compared with it. */
const mostCompared = 40

/**
 * The commune or neighbourhood that somebody meant who misspelt its name; `undefined` when none is alike, or two are as
 * much. For texts that `searchTerritories` does not know.
 */
export async function territoryAlike(db: Kysely<Database>, text: string): Promise<Territory | undefined> {
  const written = nameForComparing(text)
  if (written === undefined) return undefined
  const rows = await db
    .selectFrom('territory')
    .select(shown)
    .where('kind', 'in', ['commune', 'neighbourhood'])
    .where(sql<boolean>`word_similarity(${written}, search_name) > 0.3`)
    .orderBy(sql`word_similarity(${written}, search_name)`, 'desc')
    .orderBy('id')
    .limit(mostCompared)
    .execute()
  const meant = mostAlikeName(written, rows)
  return meant && territory(meant)
}
