// A whole directory: what paper and its HTML version say, the points of its map, and its edition.
import { createHash } from 'node:crypto'
import { translator } from '../../i18n/translate.ts'
import { qrCode } from '../http/qr-code.ts'
import { absentAmong } from './chosen-places.actions.ts'
import type { DirectoryRequest } from './directory-address.rules.ts'
import { directoryCard } from './directory-card.view.ts'
import type { DirectoryDocument } from './directory-document.rules.ts'
import { directoryDocument } from './directory-document.view.ts'
import type { DirectoryFacts } from './directory-facts.rules.ts'
import { sectionsOf } from './directory-order.rules.ts'
import { type DirectoryPoints, pointsOf } from './directory-points.rules.ts'
import { editionFacts, editionText, keptParameters } from './edition.rules.ts'
import { type Edition, insertEdition, numberOfEdition } from './editions.queries.ts'
import { type Gathered, gatherDirectory } from './gather-directory.actions.ts'
import { inTurns } from './in-turns.actions.ts'
import type { GatherNeeds } from './understand-directory.actions.ts'

/** `document.map` is `null`: whoever prints draws it from `map`. */
export type Directory = {
  kind: 'directory'
  document: DirectoryDocument
  map: DirectoryPoints
  edition: Edition
  facts: DirectoryFacts
}

/** A directory, or why there is none: see `Gathered`. */
export type DirectoryResult = Directory | Exclude<Gathered, { kind: 'facts' }>

/**
 * Puts a directory together. It changes nothing.
 * @param origin where readers reach the site, without a slash at the end: see `baseUrl`
 * @param chosen the places of a selection, in its order
 */
export async function directoryOf(
  needs: GatherNeeds,
  request: DirectoryRequest,
  { origin, chosen }: { origin: string; chosen?: readonly number[] | undefined },
): Promise<DirectoryResult> {
  const gathered = await gatherDirectory(needs, request, chosen)
  if (gathered.kind !== 'facts') return gathered
  const { facts } = gathered
  const sections = sectionsOf(facts)
  const hash = createHash('sha256').update(editionText(facts, request.languages)).digest('hex')
  const number = await numberOfEdition(needs.db, hash)
  const frame = { ...request, edition: number, origin, helpPhone: needs.config.helpPhone?.written ?? null }
  const ts = request.languages.map(translator)
  const cards = await inTurns(
    sections.flatMap(({ places }) => places),
    (place) => directoryCard(place, { ...facts, ts, origin, codeOf: (address) => qrCode(address, true) }),
  )
  const byNumber = new Map(cards.map((card) => [card.number, card]))
  const absent = await absentAmong(needs, chosen ?? request.search.ids ?? [], facts)
  const document = directoryDocument(facts, sections, byNumber, { ...frame, codeOf: qrCode }, absent)
  return {
    kind: 'directory',
    document,
    map: pointsOf(sections, facts),
    edition: { number, hash, parameters: keptParameters(facts), facts: editionFacts(facts, sections) },
    facts,
  }
}

/**
 * Remembers what a paper says, so that its page can tell what changed. To be called when a PDF is first made, before it is sent.
 * @returns `false`, hardly ever: another paper took the number meanwhile, and this one wants to be put together once more
 */
export function rememberEdition(
  { db, now }: Pick<GatherNeeds, 'db' | 'now'>,
  edition: Edition,
): Promise<boolean> {
  return insertEdition(db, edition, now())
}
