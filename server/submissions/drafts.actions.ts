// A draft is kept as one goes, and read as the place that it would be.
import type { Locale } from '../../i18n/languages.ts'
import type { SignedIn } from '../accounts/roles.rules.ts'
import type { Dependencies } from '../dependencies.ts'
import type { SentForm } from '../http/form.rules.ts'
import { weekOf } from '../opening-hours/week.ts'
import type { ListedPlace } from '../places/place-card.view.ts'
import { lightFeature } from '../places/place-feature.rules.ts'
import { emptyRecord, factsOfRecord, type Proposal, withProposal } from '../places/place-record.rules.ts'
import { settle } from '../places/settle.actions.ts'
import { writeDraft } from './drafts.queries.ts'
import { communesOfForm } from './form-context.actions.ts'
import { readNewPlace } from './place-form.rules.ts'
import { readTimes } from './proposal-times.actions.ts'
import type { Submission } from './submission.rules.ts'
import { findSubmission, lockSubmission } from './submission-store.queries.ts'
import { type FormPart, type Typed, typedAnew } from './typed.rules.ts'

type Needs = Pick<Dependencies, 'db' | 'now' | 'config'>

/** A secret as it stands in an address. */
export const isReceipt = (text: string): boolean => /^[A-Za-z0-9_-]{22}$/.test(text)

export type KeptDraft = { typed: Typed; isSent: boolean }

/** Keeps one page of a draft. What was sent already is not touched any more. */
export function keepDraft(
  { db, now }: Needs,
  draft: {
    receipt: string
    form: SentForm
    parts: readonly FormPart[]
    locale: Locale
    account?: SignedIn | null
  },
): Promise<KeptDraft> {
  const { receipt, form, parts, locale, account } = draft
  return db.transaction().execute(async (trx) => {
    const known = await lockSubmission(trx, { receipt })
    const before: Record<string, string[]> = known?.typed ?? {}
    if (known && known.state !== 'draft') return { typed: before, isSent: true }
    const typed = parts.reduce((so, part) => typedAnew(so, form, part), before)
    const isKept = await writeDraft(trx, {
      receipt,
      typed,
      locale,
      accountId: account?.id ?? null,
      now: now(),
    })
    return { typed, isSent: !isKept }
  })
}

/** Keeps of a draft where its pin was put. */
export async function keepPoint({ db, now }: Pick<Needs, 'db' | 'now'>, receipt: string, near: string) {
  await db.transaction().execute(async (trx) => {
    const known = await lockSubmission(trx, { receipt })
    if (!known) return
    const { typed, locale, accountId } = known
    await writeDraft(trx, { receipt, typed: { ...typed, near: [near] }, locale, accountId, now: now() })
  })
}

/** The draft or submission of a secret; `undefined` where there is none. */
export const draftOf = async ({ db }: Pick<Needs, 'db'>, receipt: string): Promise<Submission | undefined> =>
  isReceipt(receipt) ? findSubmission(db, { receipt }) : undefined

/** Reads what was typed as a new place. */
export async function readDraft(needs: Needs, typed: Typed, locale: Locale) {
  const communes = await communesOfForm(needs, typed)
  return { ...readNewPlace(typed, { readTimes, communes: communes.meant, locale }), communes }
}

/** Where a new place would stand, and its card. */
export async function previewOf(
  { db, geocoder, config }: Pick<Dependencies, 'db' | 'geocoder' | 'config'>,
  proposal: Proposal,
): Promise<{ card: ListedPlace; isInside: boolean }> {
  const facts = factsOfRecord(withProposal(emptyRecord, proposal))
  const [settled] = await settle(db, geocoder, [{ id: 0, facts, texts: [] }])
  const { approximate, territories } = settled!
  const card = lightFeature({
    ...settled!.facts,
    id: 0,
    approximate,
    territories,
    territoryNames: [],
    source: null,
    licence: null,
    producer: null,
    verifiedAt: null,
    openingWeek: facts.openingHours === null ? null : weekOf(facts.openingHours),
    texts: proposal.texts ?? [],
    vehicle: null,
    stopNames: [],
    validFrom: null,
    validUntil: null,
    notices: [],
    sessionLanguages: [],
    sessionLevels: [],
    sessionTitles: [],
    alsoSaidBy: [],
    besidePlaces: [],
  })
  return { card, isInside: territories.includes(config.territory) || config.territory === 'france' }
}
