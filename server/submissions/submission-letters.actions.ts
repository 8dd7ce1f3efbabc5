// The letters that a submitter gets. What waits in the queue names the submission; what it says is read when it is sent.
import { type Translate, translator } from '../../i18n/translate.ts'
import { hashOf, newSecret } from '../http/secrets.ts'
import type { Composer, ComposerNeeds, LetterEnd } from '../mail/composers.ts'
import type { Letter, LetterPart } from '../mail/letter.rules.ts'
import { placePath, unitPath } from '../places/place-address.rules.ts'
import { readPlaces } from '../places/place-store.queries.ts'
import type { Submission, SubmissionEvent } from './submission.rules.ts'
import { decisionWords, submissionPath } from './submission.view.ts'
import { eventToTell, markTold, markUndelivered } from './submission-letters.queries.ts'
import { findSubmission, writeConfirmation } from './submission-store.queries.ts'
import { organisationGiven } from './submitter-role.queries.ts'

/**
 * Asks whether the address is the submitter's. The secret is made now, and only its hash is kept. Nothing that was typed
 * stands in this letter: anybody can type an address, and must not write to it through us.
 */
export const composeConfirmation: Composer = async ({ id, origin }, needs) => {
  const submission = await findSubmission(needs.db, { id })
  if (submission?.state !== 'unconfirmed') return null
  const token = newSecret()
  await writeConfirmation(needs.db, id, hashOf(token))
  const href = `${origin}/${submission.locale}/submissions/confirm/${token}`
  return letterTo(submission, needs, 'confirm', (t) => [
    { kind: 'button', label: t('submissions:letter.confirm.button'), href },
    { kind: 'paragraph', text: t('submissions:letter.confirm.limit') },
    { kind: 'paragraph', text: t('submissions:letter.confirm.notYou') },
  ])
}

/** Says that the submission came, and where it can be followed. */
export const composeReceived: Composer = async ({ id, origin }, needs) => {
  const submission = await findSubmission(needs.db, { id })
  if (!submission || submission.state === 'withdrawn') return null
  return letterTo(submission, needs, 'received', (t) => [
    {
      kind: 'button',
      label: t('submissions:letter.received.button'),
      href: `${origin}${submissionPath(submission)}`,
    },
  ])
}

/** Says what was decided; nothing where the decision was taken back before anybody heard of it. */
export const composeDecided: Composer = async ({ id, origin }, needs) => {
  const told = await eventToTell(needs.db, id)
  if (!told?.isLast) return null
  const { submission, event, wasTold } = told
  const name = letterOf[event.step as keyof typeof letterOf]
  if (!name || (name === 'reopened' && !wasTold)) return null
  const organisation = name === 'published' ? await organisationOf(needs, submission, event) : undefined
  const letter = await letterTo(submission, needs, name, (t) => [
    ...words(event, t),
    {
      kind: 'button',
      label: t(`submissions:letter.${name}.button`),
      href: `${origin}${name === 'published' ? publishedPath(submission) : submissionPath(submission)}`,
    },
    ...(name === 'published' && submission.kind !== 'closure'
      ? [{ kind: 'paragraph' as const, text: t('submissions:letter.published.more') }]
      : []),
    ...(organisation === undefined ? [] : rightOf(submission, organisation, origin, t)),
    ...(name === 'refused'
      ? [{ kind: 'paragraph' as const, text: t('submissions:letter.refused.appeal') }]
      : []),
  ])
  if (letter) await markTold(needs.db, id, needs.now())
  return letter
}

/** Agents read of a letter that will never come, and so does the submitter on the receipt. */
export const endOfLetter: LetterEnd = ({ id }, { isTaken, to }, { db, now }) =>
  markUndelivered(db, { submissionId: id }, to, isTaken ? null : now())

/** The same of a letter that tells what was decided: its order names that. */
export const endOfDecided: LetterEnd = ({ id }, { isTaken, to }, { db, now }) =>
  markUndelivered(db, { eventId: id }, to, isTaken ? null : now())

/** For which organisation the submitter may speak from now on. */
async function organisationOf({ db }: ComposerNeeds, { contact }: Submission, event: SubmissionEvent) {
  if (!contact) return undefined
  const { at: grantedAt, accountId: grantedBy } = event
  return organisationGiven(db, { email: contact.email, grantedAt, grantedBy })
}

/** What they may do, and how they come in. */
function rightOf(
  { contact, locale }: Submission,
  organisation: string,
  origin: string,
  t: Translate,
): LetterPart[] {
  return [
    { kind: 'paragraph', text: t('submissions:letter.published.right', { organisation }) },
    { kind: 'paragraph', text: t('accounts:letter.invitation.how', { email: contact!.email }) },
    {
      kind: 'button',
      label: t('accounts:letter.invitation.button'),
      href: `${origin}/${locale}/sign-in`,
    },
  ]
}

const letterOf = { publish: 'published', ask: 'asked', refuse: 'refused', undo: 'reopened' } as const

function words({ step, reason, message }: SubmissionEvent, t: Translate): LetterPart[] {
  const sentence = decisionWords(step, reason, t)
  return [
    ...(sentence ? [{ kind: 'paragraph' as const, text: sentence }] : []),
    ...(message
      ? [
          { kind: 'paragraph' as const, text: t('submissions:letter.said') },
          { kind: 'quote' as const, ...message },
        ]
      : []),
  ]
}

/** A place that closed has no page; the submission tells of it. */
function publishedPath(submission: Submission): string {
  const { kind, placeId, unitId, locale, proposed } = submission
  if (unitId !== null) return unitPath(locale, unitId)
  if (placeId === null || kind === 'closure') return submissionPath(submission)
  return placePath(locale, placeId, proposed.name ?? '')
}

async function letterTo(
  submission: Submission,
  { db }: ComposerNeeds,
  name: 'confirm' | 'received' | 'published' | 'asked' | 'refused' | 'reopened',
  parts: (t: Translate) => LetterPart[],
): Promise<Letter | null> {
  const { contact, locale, kind, proposed, placeId } = submission
  if (!contact) return null
  const t = translator(locale)
  const [place] = placeId === null || proposed.name ? [] : await readPlaces(db, [placeId])
  const of = {
    name: proposed.name || place?.facts.name || t('submissions:letter.unnamed'),
    kind: t(`submissions:kinds.${kind}`),
  }
  return {
    to: contact.email,
    locale,
    subject: t(`submissions:letter.${name}.subject`, of),
    parts: [{ kind: 'paragraph', text: t(`submissions:letter.${name}.body`, of) }, ...parts(t)],
  }
}
