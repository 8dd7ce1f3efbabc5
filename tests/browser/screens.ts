// Every screen of the site, in the states in which readers meet it.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { bringDates } from '../databases/dated-sessions.ts'
import { bringPlaces, type Light, now, search } from '../databases/filled-app.ts'
import type { Site } from './site.ts'

export type Screen = {
  name: string
  /** After the language: `/find?services=work`. */
  path: string
}

/** One place that says everything, one that says next to nothing, one that is gone. */
const full = 'France Services Les Trois Ponts'
const sparse = 'Bibliothèque La Page Buissonnière'
const gone = 'Atelier du Quai Disparu'
const openCode = 'AAAA2222'
const endedCode = 'ZZZZ9999'

/** To the invented places, dates by hand and a place that its source gave up. */
export async function fillForScreens(db: Kysely<Database>): Promise<void> {
  await bringDates(db)
  const source = { source: 'screens', complete: true }
  const address = { address: '1 quai des Bateliers', lonLat: [7.7546, 48.5805] as [number, number] }
  await bringPlaces(db, [{ name: gone, ...address }, { name: 'Atelier qui reste' }], source)
  await bringPlaces(db, [{ name: 'Atelier qui reste' }], source)
}

/** The screens of a site that `fillForScreens` filled. */
export async function screensOf(site: Site): Promise<Screen[]> {
  const { features } = await search<Light['properties']>(site.app, 'limit=1000&detail=light')
  const placeOf = (name: string) =>
    `/places/${features.find(({ properties }) => properties.name === name)!.id}`
  const { id } = await site.db
    .selectFrom('place')
    .select('id')
    .where('name', '=', gone)
    .executeTakeFirstOrThrow()
  return Object.entries({
    start: '',
    where: '?need=work',
    'where, with procedures': '?need=paperwork&procedures=taxes,pension',
    'finder of all': '/find',
    'finder with criteria': '/find?near=7.75,48.58&services=work&languages=tr&unknown=true',
    'finder on a holiday': '/find?open=2026-12-26T10:00',
    'finder, last page': '/find?offset=60',
    'finder, nothing found': '/find?services=safety&languages=ps&fee=paid&q=mediatheque',
    'finder, not understood': '/find?where=zzzz&services=nonsense&near=here',
    'list to print': '/find?services=work&print=all',
    agenda: '/agenda',
    'agenda with criteria': '/agenda?near=7.75,48.58&radius=20000&session=workshop,stop&from=2026-11-26',
    'agenda, nothing found': '/agenda?level=beginner&languages=tr&from=2026-11-26',
    'agenda, not understood': '/agenda?where=zzzz&session=concert&from=yesterday',
    'place that says everything': placeOf(full),
    'place that says little': placeOf(sparse),
    'place that is gone': `/places/${id}`,
    'place that never was': '/places/999999',
    'page that never was': '/nothing',
    help: '/help',
    accessibility: '/accessibility',
    legal: '/legal',
    privacy: '/privacy',
  }).map(([name, path]) => ({ name, path }))
}

/** The screens on which something is put together for paper, on the same site. */
export async function paperScreensOf(site: Site): Promise<Screen[]> {
  const { features } = await search<Light['properties']>(site.app, 'limit=4&detail=light')
  const { id } = await site.db
    .selectFrom('place')
    .select('id')
    .where('name', '=', gone)
    .executeTakeFirstOrThrow()
  const numbers = features.map((each) => each.id)
  const selections = [
    { code: openCode, places: [...numbers, id], languages: ['fr', 'ar'] },
    { code: endedCode, places: [], languages: [], forgotten_at: now() },
  ]
  for (const selection of selections)
    await site.db
      .insertInto('selection')
      .values({ ...selection, created_at: now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  const area = 'territory=neighbourhood-67482-neudorf-port-du-rhin'
  return Object.entries({
    'selection, empty': '/selection',
    'selection in two languages': `/selection?places=${numbers}&print=fr,ar`,
    'selection, one that is gone and a word': `/selection?places=${id},${numbers[0]},x&q=mediatheque`,
    'selection, code not whole': '/selection?code=K4T',
    'selection that was shared': `/selection/${openCode}`,
    'selection that has ended': `/selection/${endedCode}`,
    'selection that never was': '/selection/K4TX7RM2',
    'directory to be put together': '/directory',
    'directory with its first page': `/directory?${area}&print=fr,ar`,
    'directory, nothing found': '/directory?services=safety&languages=ps&fee=paid',
    'directory, not understood': '/directory?where=zzzz&format=a5',
    'directory, no such selection': '/directory?selection=K4TX7RM2',
    'directory as a page': `/directory.html?${area}&print=fr,ar`,
  }).map(([name, path]) => ({ name, path }))
}

/** What the agenda folds away, by the ids of the summaries. */
export const agendaPanels = [
  'summary-when',
  'summary-where',
  'summary-session',
  'summary-languages',
  'summary-filters',
] as const

/** What the finder folds away: its panels, each by the id of its summary. */
export const finderPanels = ['summary-what', 'summary-where', 'summary-languages', 'summary-filters'] as const
