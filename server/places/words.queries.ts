// How well places say the words of a search, and what was meant by words that no place says.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { mostAlike } from '../../i18n/most-alike.ts'
import { saysWord } from './words.rules.ts'

/**
 * Weights of texts, synonyms, communes and names where a word is said whole. Flat, so that two words in texts count more
 * than one in a name; no lower, so that a name still comes before a text that says the word many times (0.61 to 0.6).
 */
const wholeWeights = '{0.6, 0.7, 0.8, 1}'

/**
 * Least for who answers the words best: who says more of them whole, be it as a synonym or a procedure, names before communes before texts;
 * beginnings of longer words tell last (at most 0.1, where a whole word is 0.36 at least). Two calls of `ts_rank`: each
 * unpacks the words of every match, so that counting words apart would double the time of a search.
 */
export function wordKey(words: string[]): RawBuilder<number> {
  const whole = words.map((word) => `'${word}'`).join(' | ')
  const begun = words.map(saysWord).join(' | ')
  return sql`-ts_rank(${wholeWeights}::real[], search, ${whole}::tsquery) - 0.1 * ts_rank(search, ${begun}::tsquery)`
}

/** Known words like a given one (trigrams) that are weighed against each other letter by letter. */
const mostCompared = 20

/**
 * The words with each one that no place says replaced by the said word most like it; a word that is like none is left
 * out, since it would hide everything else.
 */
export async function correctWords(db: Kysely<Database>, words: string[]): Promise<string[]> {
  const { rows } = await sql<{ word: string; isSaid: boolean; alike: string[] }>`
    select word, "isSaid", case when "isSaid" then '{}' else array(
      select known.word from search_word as known
      where known.word % given.word
        and exists (select from published_place where search @@ quote_literal(known.word)::tsquery)
      order by similarity(known.word, given.word) desc, known.word limit ${mostCompared}) end as alike
    from (
      select word, place, exists (select from published_place where search @@ said::tsquery) as "isSaid"
      from unnest(${words}::text[], ${words.map(saysWord)}::text[]) with ordinality as each(word, said, place)
    ) as given
    order by place`.execute(db)
  const meant: string[] = []
  for (const { word, isSaid, alike } of rows)
    meant.push(...(isSaid ? [word] : (await namedFirst(db, mostAlike(word, alike))).slice(0, 1)))
  return [...new Set(meant)]
}

/** Places in which is looked whether they bear a word in their name: a sample, so that no word costs more. */
const mostAsked = 200

/** Of words that sound alike, first the one that names of places hold: "bibliothèque" before the German "Bibliothek". */
async function namedFirst(db: Kysely<Database>, words: string[]): Promise<string[]> {
  if (words.length < 2) return words
  // Weight A is the name.
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${words}::text[]) with ordinality as each(word, place)
    order by exists (
      select from (
        select search from published_place where search @@ quote_literal(word)::tsquery limit ${mostAsked}
      ) as saying
      where search @@ (quote_literal(word) || ':A')::tsquery) desc, place`.execute(db)
  return rows.map(({ word }) => word)
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
    .orderBy(wordKey(words))
    .orderBy('place_id')
    .limit(1)
    .executeTakeFirst()
  return best?.words ?? words
}
