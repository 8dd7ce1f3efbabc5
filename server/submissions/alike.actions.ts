// Looks for the twins of a draft, and keeps what its writer says of them.
import type { Locale } from '../../i18n/languages.ts'
import type { Dependencies } from '../dependencies.ts'
import { emptyRecord, factsOfRecord, type Proposal, withProposal } from '../places/place-record.rules.ts'
import { twinFacts } from '../places/twin-facts.rules.ts'
import { placesAlike } from '../twins/twin-search.actions.ts'
import { signsOf } from '../twins/twin-search.rules.ts'
import type { AlikeCard } from './alike.view.ts'
import { readDraft } from './drafts.actions.ts'
import { writeTwinsAsked } from './drafts.queries.ts'
import { type Typed, typedList } from './typed.rules.ts'

type Needs = Pick<Dependencies, 'db' | 'now' | 'config'>

/** Where a draft keeps about which places its writer was asked. */
export const askedField = 'twinsAsked'

/** Public places like what is typed, of those about which nobody was asked yet. */
export async function alikeTo(needs: Needs, typed: Typed, locale: Locale): Promise<AlikeCard[]> {
  const { proposal } = await readDraft(needs, typed, locale)
  const asked = typedList(typed, askedField)
  const alike = await alikeOf(needs, proposal)
  return alike.filter(({ place }) => !asked.includes(String(place.id)))
}

async function alikeOf({ db }: Pick<Needs, 'db'>, proposal: Proposal): Promise<AlikeCard[]> {
  const facts = factsOfRecord(withProposal(emptyRecord, proposal))
  if (facts.name === '' && facts.address === null && facts.phone === null && facts.pivot === null) return []
  const found = await placesAlike(db, twinFacts({ id: 0, facts, approximate: false, source: null }))
  return found.map(({ light, ...verdict }) => ({ place: JSON.parse(light), signs: signsOf(verdict) }))
}

/** Keeps what the writer said: which places they looked at, and beside which theirs stands. */
export async function settleTwins(
  { db }: Pick<Needs, 'db'>,
  receipt: string,
  { asked, beside }: { asked: readonly number[]; beside: readonly number[] },
): Promise<void> {
  await writeTwinsAsked(db, receipt, askedField, { asked, beside })
}
