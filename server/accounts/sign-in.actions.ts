// Signing in without a password: somebody asks, gets a letter with a link and a code, and shows that they have it.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Locale } from '../../i18n/languages.ts'
import type { Dependencies } from '../dependencies.ts'
import { hashOf, isSameHash, newSecret } from '../http/secrets.ts'
import { accountOfEmail, isAgentAccount } from './accounts.queries.ts'
import { beginSession } from './sessions.actions.ts'
import { deleteSessionByToken } from './sessions.queries.ts'
import {
  countTry,
  insertSignIn,
  lettersSince,
  lockEmail,
  openSignIns,
  signInOfLink,
  triesSince,
  useSignIn,
} from './sign-in.queries.ts'
import { dayMs, lettersWithinMs, mostLetters, mostTries, mostTriesADay, opensForMs } from './sign-in.rules.ts'
import { hashOfCode } from './sign-in-letter.actions.ts'

type Needs = Pick<Dependencies, 'db' | 'now' | 'letters'>

export type Asked = {
  email: string
  locale: Locale
  /** Path to return to. */
  next: string | undefined
  /** The secret of the browser's cookie, where it has one. */
  browser: string | undefined
  origin: string
}

/**
 * Orders a letter for an address, known or not: an account is made at its first use. Asked too often, all is the same
 * but the letter.
 * @returns the secret for the cookie of the browser
 */
export async function askToSignIn({ db, now, letters }: Needs, asked: Asked): Promise<string> {
  const browser = asked.browser ?? newSecret()
  const at = now()
  await db.transaction().execute(async (trx) => {
    await lockEmail(trx, asked.email)
    const since = new Date(at.getTime() - lettersWithinMs)
    const withheld = (await lettersSince(trx, asked.email, since)) >= mostLetters
    const id = await insertSignIn(trx, {
      email: asked.email,
      locale: asked.locale,
      browserHash: hashOf(browser),
      withheld,
      next: asked.next,
      now: at,
      expiresAt: new Date(at.getTime() + opensForMs),
    })
    if (!withheld) await letters.queue(trx, { kind: 'sign-in', id, origin: asked.origin })
  })
  return browser
}

/** What the browser brings besides what is shown: its cookies, and what it is called. */
export type Arriving = { browser: string | undefined; session: string | undefined; device: string }

/** Signed in, with the secret for the cookie; or why not. */
export type Arrival = { token: string; isAgent: boolean; next: string | null } | { fault: SignInFault }
export type SignInFault =
  | 'wrong-code'
  | 'codes-spent'
  | 'unknown-link'
  | 'used-link'
  | 'expired-link'
  | 'other-browser'

/**
 * Signs in by the code, typed in the browser that asked for it. A wrong one counts against every code that was sent there,
 * since any would have opened; against nothing where no letter went out.
 */
export async function signInByCode(
  { db, now }: Needs,
  code: string | undefined,
  arriving: Arriving,
): Promise<Arrival> {
  const { browser } = arriving
  if (browser === undefined) return { fault: 'wrong-code' }
  const at = now()
  return db.transaction().execute(async (trx): Promise<Arrival> => {
    const open = await openSignIns(trx, hashOf(browser), at)
    const since = new Date(at.getTime() - dayMs)
    const isSpent = async (email: string) => (await triesSince(trx, email, since)) >= mostTriesADay
    const right = open.find(
      ({ id, codeHash, tries }) =>
        code !== undefined &&
        codeHash !== null &&
        tries < mostTries &&
        isSameHash(codeHash, hashOfCode(code, id, hashOf(browser))),
    )
    if (right && !(await isSpent(right.email))) {
      return (await arrive(trx, right, arriving, at)) ?? { fault: 'wrong-code' }
    }
    const sent = open.filter(({ codeHash }) => codeHash !== null).map(({ id }) => id)
    // Something that cannot be a code is a slip, not a guess.
    if (code !== undefined && sent.length > 0) await countTry(trx, sent)
    const [latest] = open
    return { fault: latest && (await isSpent(latest.email)) ? 'codes-spent' : 'wrong-code' }
  })
}

/** What stands against a link, without using it: previews and scanners open links too. `undefined`: nothing. */
export async function linkFault(
  { db, now }: Pick<Needs, 'db' | 'now'>,
  token: string,
  browser: string | undefined,
): Promise<SignInFault | undefined> {
  const found = await signInOfLink(db, hashOf(token))
  if (!found) return 'unknown-link'
  if (found.usedAt !== null) return 'used-link'
  if (found.expiresAt <= now()) return 'expired-link'
  const isSame = browser !== undefined && isSameHash(found.browserHash, hashOf(browser))
  return isSame ? undefined : 'other-browser'
}

/** Signs in by the link, opened in the browser that asked for it. */
export async function signInByLink(needs: Needs, token: string, arriving: Arriving): Promise<Arrival> {
  const fault = await linkFault(needs, token, arriving.browser)
  if (fault) return { fault }
  const at = needs.now()
  return needs.db.transaction().execute(async (trx): Promise<Arrival> => {
    const found = await signInOfLink(trx, hashOf(token))
    // Another window may have been quicker, or a new letter has replaced this one.
    return (found && (await arrive(trx, found, arriving, at))) ?? { fault: 'used-link' }
  })
}

/** Uses the question up and begins a session; that of the browser before ends, whoever's it was. */
async function arrive(
  trx: Transaction<Database>,
  signIn: { id: number; email: string; locale: string; next: string | null },
  { session, device }: Arriving,
  now: Date,
): Promise<Arrival | undefined> {
  if (!(await useSignIn(trx, signIn.id, now))) return undefined
  const accountId = await accountOfEmail(trx, signIn.email, signIn.locale, now)
  if (session !== undefined) await deleteSessionByToken(trx, hashOf(session))
  const isAgent = await isAgentAccount(trx, accountId)
  const token = await beginSession(trx, { accountId, isAgent, device, now })
  return { token, isAgent, next: signIn.next }
}
