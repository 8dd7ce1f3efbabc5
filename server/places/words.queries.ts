// How well places say the words of a search, and what was meant by words that no place says.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { saysWholeWord, saysWord } from './words.rules.ts'

/**
 * Best first: who says more of the words whole, be it as a synonym or a procedure; then names before communes before
 * texts; beginnings of longer words tell last.
 */
export function byWords(words: string[]) {
  const whole = sql.join(
    words.map((word) => sql`(search @@ ${saysWholeWord(word)}::tsquery)::int`),
    sql` + `,
  )
  return sql`${whole} desc, ${rank(words.map((word) => `'${word}'`))} desc, ${rank(words.map(saysWord))} desc`
}

const rank = (conditions: string[]) => sql<number>`ts_rank(search, ${conditions.join(' | ')}::tsquery)`

/**
 * The words with each one that no place says replaced by the said word most like it (trigrams); a word that is like
 * none is left out, since it would hide everything else.
 */
export async function correctWords(db: Kysely<Database>, words: string[]): Promise<string[]> {
  const { rows } = await sql<{ word: string | null }>`
    select case
      when exists (select from published_place where search @@ given.said::tsquery) then given.word
      else (
        select known.word from search_word as known
        where known.word % given.word
          and exists (select from published_place where search @@ quote_literal(known.word)::tsquery)
        order by similarity(known.word, given.word) desc, known.word limit 1) end as word
    from unnest(${words}::text[], ${words.map(saysWord)}::text[]) with ordinality as given(word, said, place)
    order by given.place`.execute(db)
  return [...new Set(rows.flatMap(({ word }) => word ?? []))]
}

/** Of these words, those that one place says: the place that says most of them, and says them best. */
export async function wordsSaidTogether(db: Kysely<Database>, words: string[]): Promise<string[]> {
  if (words.length < 2) return words
  const any = words.map(saysWord).join(' | ')
  const said = sql<string[]>`array(
    select given.word from unnest(${words}::text[], ${words.map(saysWord)}::text[]) with ordinality as given(word, said, place)
    where search @@ given.said::tsquery order by given.place)`
  const best = await db
    .selectFrom('published_place')
    .select(said.as('words'))
    .where(sql<boolean>`search @@ ${any}::tsquery`)
    .orderBy(sql`cardinality(${said})`, 'desc')
    .orderBy(byWords(words))
    .orderBy('place_id')
    .limit(1)
    .executeTakeFirst()
  return best?.words ?? words
}
