// What is asked for: seeded requests around the places that the database holds.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { fold } from '../../i18n/fold.ts'
import { addDays, dayInFrance, weekdayOf } from '../../server/sessions/day.rules.ts'
import type { Request } from './load.ts'
import { type Random, seededRandom } from './random.ts'

const items = '/api/collections/places/items'
/** How many places a box of a map holds. */
const inBox = 200

type Sample = { id: number; lon: number; lat: number; name: string; commune: string }

export type Requests = Record<
  'box' | 'nearest' | 'open' | 'openAtNight' | 'words' | 'trigrams' | 'place' | 'page',
  Request[]
>

/** The same requests for the same places. */
export async function makeRequests(db: Kysely<Database>): Promise<Requests> {
  const random = seededRandom(7)
  const samples = await sample(db, 2_000)
  const searches = samples.slice(0, 600).map(({ lon, lat }) => {
    // People stand somewhere near a place, not on it.
    const near = `${(lon + random.normal() * 0.01).toFixed(5)},${(lat + random.normal() * 0.01).toFixed(5)}`
    return `near=${near}&${filterOf(random)}`
  })
  const words = samples.map((place) => wordsAsked(place, random))
  return {
    box: (await boxesAround(db, samples.slice(0, 120))).map((box) => ({
      path: `${items}?bbox=${box}&limit=1000&detail=light`,
    })),
    nearest: searches.map((search) => ({ path: `${items}?${search}&limit=20&detail=light` })),
    open: searches.map((search) => ({
      path: `${items}?${search}&open=${weekdayAt('10:30')}&limit=20&detail=light`,
    })),
    openAtNight: searches.map((search) => ({
      path: `${items}?${search}&open=${weekdayAt('04:10')}&limit=20&detail=light`,
    })),
    page: searches.map((search) => ({ path: `/fr/find?${search}` })),
    words: words.map((q) => ({ path: `${items}?q=${encodeURIComponent(q)}&limit=20&detail=light` })),
    trigrams: words.map((q) => ({ path: `/trigrams?q=${encodeURIComponent(fold(q))}` })),
    place: samples.map(({ id }) => ({ path: `${items}/${id}` })),
  }
}

/** The next Wednesday after today, at an hour: when most places are open, or nearly none. */
function weekdayAt(time: string): string {
  const today = dayInFrance(new Date())
  return `${addDays(today, ((2 - weekdayOf(today) + 7) % 7) + 7)}T${time}`
}

async function sample(db: Kysely<Database>, count: number): Promise<Sample[]> {
  const { rows } = await sql<Sample>`
    select place_id as id, (feature #>> '{geometry,coordinates,0}')::float8 as lon,
      (feature #>> '{geometry,coordinates,1}')::float8 as lat,
      feature #>> '{properties,name}' as name, feature #>> '{properties,commune}' as commune
    from (select place_id, light::jsonb as feature from published_place
      where not approximate and position is not null order by hashint8(place_id) limit ${count}) as chosen`.execute(
    db,
  )
  return rows
}

/** Boxes, one around each sample, which hold about as many places as a map of a town shows. */
async function boxesAround(db: Kysely<Database>, samples: Sample[]): Promise<string[]> {
  const boxes: string[] = []
  for (const { lon, lat } of samples) {
    const { rows } = await sql<{ reach: number }>`
      select max(greatest(abs(ST_X(position) - ${lon}), abs(ST_Y(position) - ${lat}))) as reach
      from (select position from published_place
        order by position <-> ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4326) limit ${inBox}) as nearest`.execute(
      db,
    )
    // The square holds what the circle holds, and its corners: a little less than the circle's reach.
    const reach = rows[0]!.reach * 0.9
    boxes.push([lon - reach, lat - reach, lon + reach, lat + reach].map((each) => each.toFixed(5)).join(','))
  }
  return boxes
}

/** Mostly what many places offer, at times what few do. */
function filterOf(random: Random): string {
  return random.pick([
    'services=administrative-procedures',
    'services=everyday-skills',
    'services=work',
    'services=work,internet-access',
    'services=understanding&fee=free',
    'kind=library',
    'kind=france-services,town-hall',
    'services=administrative-procedures&languages=ar',
    'accessibility=step-free&services=internet-access',
    'services=affordable-equipment',
    'languages=fsl',
  ])
}

/** What somebody types who looks for this place: part of its name, its town, or both; often not to the end. */
function wordsAsked({ name, commune }: Sample, random: Random): string {
  const nameWords = name.split(' ').filter((word) => word.length > 3)
  const chosen = random.pick([
    [random.pick(nameWords), commune],
    [commune],
    nameWords.slice(0, 2),
    nameWords,
    [...nameWords, commune],
  ])
  const text = chosen.filter(Boolean).join(' ')
  return random.chance(0.3) && text.length > 8 ? text.slice(0, -2) : text
}
