// What the steps of a draft share: the draft of the address, or where else to go.
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { emailFaults } from '../http/form.rules.ts'
import { type FieldError, fieldErrors } from '../http/form.view.ts'
import { frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import type { HourlyLimit } from '../http/request-limit.ts'
import { lostDraftView } from './add.view.ts'
import { draftOf, readDraft } from './drafts.actions.ts'
import { formErrors } from './form-errors.view.ts'
import type { Submission } from './submission.rules.ts'
import { submissionPath } from './submission.view.ts'
import { type Typed, typedText } from './typed.rules.ts'

export type SubmissionPagesOptions = Dependencies & {
  /** How much one client may send in an hour, over pages and API. */
  limit: HourlyLimit
}

export const OfDraft = Type.Object({ locale: Type.String(), receipt: Type.String() })
export const shown = { 200: page, 303: elsewhere, 404: page }
export const sent = { 204: Type.Null(), 303: elsewhere, 404: page, 422: page, 429: page }

/** The draft of an address; `undefined` once the answer is given: it was sent already, or it is lost. */
export async function openDraft(
  dependencies: Dependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ draft: Submission; locale: Locale } | undefined> {
  const params = request.params as { locale: string; receipt: string }
  const locale = localeInAddress(params.locale)
  const draft = await draftOf(dependencies, params.receipt)
  if (draft?.state === 'draft') return { draft, locale }
  if (draft) {
    await reply.redirect(submissionPath({ ...draft, locale }), 303)
    return undefined
  }
  const t = translator(locale)
  const frame = await frameOf(request, locale, dependencies)
  await sendPage(reply, frame, { title: t('add:lost.title'), main: lostDraftView(t), noIndex: true }, 404)
  return undefined
}

/** What keeps a draft from being sent. */
export async function errorsOfDraft(
  dependencies: Dependencies,
  typed: Typed,
  locale: Locale,
): Promise<FieldError[]> {
  const t = translator(locale)
  const { faults } = await readDraft(dependencies, typed, locale)
  const own = fieldErrors(emailFaults('contactEmail', typedText(typed, 'contactEmail')), t)
  return [...formErrors(faults, t), ...own]
}
