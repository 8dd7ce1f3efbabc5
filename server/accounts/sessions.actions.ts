// Who is signed in: reading it from the cookie of a request, and ending it.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { isLocale, locales } from '../../i18n/languages.ts'
import type { Dependencies } from '../dependencies.ts'
import { clearCookie, cookieOf } from '../http/cookies.ts'
import { hashOf, newSecret } from '../http/secrets.ts'
import { isAgent, type SignedIn } from './roles.rules.ts'
import { isWorthNoting, sessionEnd } from './session.rules.ts'
import { deleteSessionByToken, findSession, insertSession, noteVisit } from './sessions.queries.ts'

/**
 * Who sends a request. Roles are those of now, and so is the length of the session: whoever becomes an agent has an
 * agent's half day. A cookie that opens nothing any more is taken away.
 */
export async function readSignedIn(
  { db, now }: Pick<Dependencies, 'db' | 'now'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedIn | null> {
  const token = cookieOf(request, 'session')
  if (token === undefined) return null
  const found = await findSession(db, hashOf(token))
  const at = now()
  const agent = found !== undefined && isAgent(found.roles)
  const isOver =
    !found || found.email === null || found.expires_at <= at || sessionEnd(found.created_at, at, agent) <= at
  if (isOver) {
    clearCookie(reply, 'session')
    return null
  }
  const { id, email, name, roles, sessionId } = found
  if (isWorthNoting(found.last_seen_at, at)) {
    const expiresAt = sessionEnd(found.created_at, at, agent)
    await noteVisit(db, { sessionId, accountId: id, now: at, expiresAt })
  }
  const locale = isLocale(found.locale) ? found.locale : locales[0]!
  return { id, email: email!, name, locale, roles, sessionId }
}

/** Begins a session in the transaction that used up what opened it. @returns the secret for the cookie */
export async function beginSession(
  trx: Transaction<Database>,
  session: { accountId: number; isAgent: boolean; device: string; now: Date },
): Promise<string> {
  const token = newSecret()
  const expiresAt = sessionEnd(session.now, session.now, session.isAgent)
  await insertSession(trx, { ...session, tokenHash: hashOf(token), expiresAt })
  return token
}

/** Signs out the browser of a request. */
export async function signOut(
  { db }: Pick<Dependencies, 'db'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const token = cookieOf(request, 'session')
  if (token !== undefined) await deleteSessionByToken(db, hashOf(token))
  clearCookie(reply, 'session')
}
