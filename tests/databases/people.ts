// People who sign in as people do: they ask, get a letter, and type its code.
import type { InjectOptions } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { accountToInvite, insertRole } from '../../server/accounts/accounts.queries.ts'
import type { Role } from '../../server/accounts/roles.rules.ts'
import type { Letter } from '../../server/mail/letter.rules.ts'
import { organisationIds, organisationKey } from '../../server/places/place-organisations.queries.ts'
import type { App } from './filled-app.ts'
import type { PostOffice } from './post-office.ts'

/** A browser with its cookies. */
export type Browser = {
  get(url: string, headers?: Record<string, string>): ReturnType<App['inject']>
  /** Sends a form, as from our own page unless headers say otherwise. */
  post(
    url: string,
    form?: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ): ReturnType<App['inject']>
  cookies: Map<string, string>
}

/** Opens a browser without any cookie. @param from its address */
export function openBrowser(app: App, from = '127.0.0.1'): Browser {
  const cookies = new Map<string, string>()
  const ask = async (options: InjectOptions) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.inject({
      ...options,
      remoteAddress: from,
      headers: { ...(cookie && { cookie }), ...options.headers },
    })
    for (const { name, value, maxAge } of response.cookies) {
      if (maxAge === 0) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    get: (url, headers = {}) => ask({ url, headers }) as ReturnType<App['inject']>,
    post: (url, form = {}, headers = { 'sec-fetch-site': 'same-origin' }) =>
      ask({
        method: 'POST',
        url,
        payload: formOf(form),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          ...headers,
        },
      }) as ReturnType<App['inject']>,
  }
}

function formOf(form: Record<string, string | string[]>): string {
  const sent = new URLSearchParams()
  for (const [name, values] of Object.entries(form))
    for (const value of [values].flat()) sent.append(name, value)
  return String(sent)
}

/** The code of a letter, as one types it. */
export function codeOf(letter: Letter): string {
  const code = letter.parts.find((part) => part.kind === 'code')
  if (!code) throw new Error('The letter has no code.')
  return code.text
}

/** The address of the button of a letter, without the site's own. */
export function linkOf(letter: Letter): string {
  const button = letter.parts.find((part) => part.kind === 'button')
  if (!button) throw new Error('The letter has no button.')
  return button.href.replace(/^https?:\/\/[^/]+/, '')
}

/** Signs in by the real route. @returns the browser, from then on somebody's */
export async function signIn(
  app: App,
  postOffice: PostOffice,
  email: string,
  browser = openBrowser(app),
): Promise<Browser> {
  await browser.post('/fr/sign-in', { email })
  const letter = (await postOffice.sent()).findLast(({ to }) => to === email)
  if (!letter) throw new Error(`No letter came to ${email}.`)
  const { statusCode, body } = await browser.post('/fr/sign-in/code', { code: codeOf(letter) })
  if (statusCode !== 303) throw new Error(`${email} is not let in: ${statusCode} ${body}`)
  return browser
}

/** Makes an account with roles, as the command line does. @returns its number */
export async function bringPerson(
  db: Kysely<Database>,
  email: string,
  roles: readonly Role[],
  now: Date,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const accountId = await accountToInvite(trx, email, 'fr', now)
    for (const role of roles) {
      await insertRole(trx, {
        accountId,
        role: role.role,
        organisationId: role.role === 'contributor' ? role.organisationId : null,
        territoryId: role.role === 'contributor' ? null : role.territoryId,
        grantedBy: null,
        now,
      })
    }
    return accountId
  })
}

/** Makes an organisation. @returns its number */
export async function bringOrganisation(db: Kysely<Database>, name: string): Promise<number> {
  const ids = await db
    .transaction()
    .execute((trx) => organisationIds(trx, [{ facts: { organisation: name } }]))
  return ids.get(organisationKey(name))!
}
