// Puts before the public what is known and decided: one card for each place or group of twins.
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import { takeTime } from '../../db/pace.ts'
import type { Database } from '../../db/schema.ts'
import { fold } from '../../i18n/fold.ts'
import { weekOf } from '../opening-hours/week.ts'
import { territoryNames } from '../territories/territories.queries.ts'
import { completeness, leadingTwin } from '../twins/leading-twin.rules.ts'
import { placesBeside } from '../twins/twins.queries.ts'
import { documentOf } from './card-words.view.ts'
import { lightFeature, type PublicPlace, wholeFeature } from './place-feature.rules.ts'
import { readPlaces, type StoredPlace } from './place-store.queries.ts'
import {
  type Card,
  type CardTimes,
  type EvaluatedCards,
  evaluateCards,
  writeTimes,
} from './place-times.actions.ts'
import {
  alongTheMap,
  countOlderShape,
  lockPlaces,
  type Publication,
  placesOfOlderShape,
  publish,
  withdraw,
  withTwins,
} from './publication.queries.ts'
import { twinFacts } from './twin-facts.rules.ts'

const batchSize = 500

/**
 * Writes what the public reads of these places, and of all that share a card with one of them: the most complete and
 * recent of each group stands for the others. Places that are not public are taken off. What happens there is evaluated
 * into dates. Called in the transaction that changed them.
 */
export async function publishPlaces(
  trx: Transaction<Database>,
  ids: readonly number[],
  now: Date,
): Promise<void> {
  await lockPlaces(trx, ids)
  const ordered = await alongTheMap(trx, ids)
  const done = new Set<number>()
  for (let start = 0; start < ordered.length; start += batchSize) {
    // Those that share a card with one before are done with it.
    const batch = ordered.slice(start, start + batchSize).filter((id) => !done.has(id))
    if (batch.length === 0) continue
    const all = await withTwins(trx, batch)
    for (const id of all) done.add(id)
    const places = await readPlaces(trx, all)
    const cards = cardsOf(places)
    const shown = new Set(cards.map(({ place }) => place.id))
    await withdraw(
      trx,
      all.filter((id) => !shown.has(id)),
    )
    const names = await territoryNames(trx, [...new Set(cards.flatMap(({ place }) => place.territories))])
    const around = { names, beside: await placesBeside(trx, all) }
    const times = await evaluateCards(trx, cards, now)
    await publish(trx, await publicationsOf(cards, times, around))
    await writeTimes(trx, times)
  }
}

/**
 * Writes anew the cards that an older version of this code wrote.
 * @param say is told their number before, if there are any: a large table takes minutes
 */
export async function renewCards(
  db: Kysely<Database>,
  now: Date,
  say: (count: number) => void,
): Promise<void> {
  const count = await countOlderShape(db)
  if (count > 0) say(count)
  for (;;) {
    const ids = await placesOfOlderShape(db, batchSize)
    if (ids.length === 0) return
    await db.transaction().execute(async (trx) => {
      await takeTime(trx)
      await publishPlaces(trx, ids, now)
    })
  }
}

function cardsOf(places: StoredPlace[]): Card[] {
  const published = places.filter(({ state }) => state === 'published')
  const groups = Map.groupBy(published, ({ id, twinGroup }) => twinGroup ?? -id)
  return [...groups.values()].map((members) => {
    const leader = leadingTwin(
      members.map((member) => ({
        ...twinFacts(member),
        completeness: completeness(member.approximate ? { ...member.facts, lonLat: null } : member.facts),
        updatedAt: member.facts.updatedAt,
      })),
    )
    const twins = members.filter(({ id }) => id !== leader)
    return { place: members.find(({ id }) => id === leader)!, twins }
  })
}

/** What cards say of more than their own places: names of territories, and who stands at the same address. */
type AroundCards = { names: Map<string, string>; beside: Map<number, number[]> }

/**
 * A week of hours that was never read before is computed here, in the thread that also answers: whoever asks meanwhile is
 * answered between two cards.
 */
async function publicationsOf(
  cards: Card[],
  { told, window }: EvaluatedCards,
  around: AroundCards,
): Promise<Publication[]> {
  const publications: Publication[] = []
  for (const [index, card] of cards.entries()) {
    publications.push(publicationOf(card, told[index]!, window.until, around))
    await othersTurn()
  }
  return publications
}

function publicationOf(
  { place, twins }: Card,
  times: CardTimes,
  rolledUntil: string,
  around: AroundCards,
): Publication {
  const shown = publicPlace(place, twins, times, around)
  return {
    placeId: place.id,
    twinIds: twins.map(({ id }) => id),
    sortName: fold(place.facts.name),
    valid: place.validity,
    rolledUntil,
    lonLat: place.facts.lonLat,
    approximate: place.approximate,
    document: documentOf(shown),
    light: JSON.stringify(lightFeature(shown)),
    whole: JSON.stringify(wholeFeature(shown)),
  }
}

/** The names of territories that find a card: that of a country, region or department would find everything. */
export function localNames(territories: readonly string[], names: Map<string, string>): string[] {
  return territories.flatMap((id) => (/^(commune|neighbourhood|area)-/.test(id) ? (names.get(id) ?? []) : []))
}

function publicPlace(
  place: StoredPlace,
  twins: StoredPlace[],
  { sessions, notices }: CardTimes,
  { names, beside }: AroundCards,
): PublicPlace {
  const { facts } = place
  return {
    ...facts,
    id: place.id,
    approximate: place.approximate,
    territories: place.territories,
    territoryNames: localNames(place.territories, names),
    source: place.source?.name ?? null,
    licence: place.source?.licence ?? null,
    producer: place.source?.producer ? place.source.name : null,
    verifiedAt: place.verifiedAt?.toISOString() ?? null,
    openingWeek: facts.openingHours === null ? null : weekOf(facts.openingHours),
    texts: place.texts,
    vehicle: null,
    stopNames: [],
    validFrom: place.validity?.from ?? null,
    validUntil: place.validity?.until ?? null,
    notices,
    sessionLanguages: [...new Set(sessions.flatMap(({ languages }) => languages))],
    sessionLevels: [...new Set(sessions.flatMap(({ level }) => level ?? []))],
    sessionTitles: sessions.flatMap(({ titles }) => Object.values(titles)),
    alsoSaidBy: twins.map(({ source, facts: { updatedAt } }) => ({
      source: source?.name ?? null,
      licence: source?.licence ?? null,
      updatedAt,
    })),
    besidePlaces: [place, ...twins].flatMap(({ id }) => beside.get(id) ?? []),
  }
}
