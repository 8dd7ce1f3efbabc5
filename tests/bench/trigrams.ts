// Search as it is often built, for comparison: trigrams over all the text of every place.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'

/** Writes the text of every place beside it, with the index that trigrams want. */
export async function prepareTrigrams(db: Kysely<Database>): Promise<void> {
  const said = ['name', 'address', 'postalCode', 'commune', 'organisation', 'summary', 'description']
  const texts = sql.join(said.map((name) => sql`properties ->> ${sql.lit(name)}`))
  await sql`
    create table bench_text as
    select place_id, translate(lower(concat_ws(' ', ${texts})), 'àâäéèêëîïôöùûüç’', 'aaaeeeeiioouuuc ') as words
    from published_place, lateral (select whole::jsonb -> 'properties' as properties) as feature`.execute(db)
  await sql`create index on bench_text using gin (words gin_trgm_ops)`.execute(db)
  await sql`analyze bench_text`.execute(db)
}

/** The twenty places whose text is most like these words. */
export async function trigramSearch(db: Kysely<Database>, words: string): Promise<unknown> {
  const { rows } = await sql`
    select light from bench_text join published_place using (place_id)
    where ${words} <% words order by ${words} <<-> words limit 20`.execute(db)
  return rows
}
