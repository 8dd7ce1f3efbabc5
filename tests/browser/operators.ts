// Operators of a bus and of a place, for tests in a browser: they sign in, and what they do is counted.

import { sql } from 'kysely'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { readConfig } from '../../server/config.ts'
import { composers } from '../../server/letters.ts'
import type { LetterOrder } from '../../server/mail/letter.rules.ts'
import { bringDates } from '../databases/dated-sessions.ts'
import { fillWithDemonstration, now } from '../databases/filled-app.ts'
import { bringOrganisation, bringPerson, codeOf } from '../databases/people.ts'
import { bringUnit } from '../databases/units-in.ts'
import { openSite, type Site } from './site.ts'

export const operator = 'conductrice@roues.example.org'

export type Operated = { site: Site; unit: number; place: number; orders: LetterOrder[] }

/** A site on which an organisation that agents trust runs a bus and a place. */
export async function openOperatedSite(): Promise<Operated> {
  const orders: LetterOrder[] = []
  const site = await openSite({
    dependencies: {
      now,
      letters: { queue: async (_, order) => void orders.push(order) },
      config: readConfig({ TRUST_PROXY: '127.0.0.1' }),
    },
    fill: fillWithDemonstration,
  })
  const numbers = await bringRun(site.db)
  return { site, orders, ...numbers }
}

async function bringRun(db: Site['db']) {
  const { place } = await bringDates(db)
  const organisationId = await bringOrganisation(db, 'Les Roues du Rhin')
  await sql`update organisation set trusted = true where id = ${organisationId}`.execute(db)
  await sql`update place set organisation_id = ${organisationId} where id = ${place}`.execute(db)
  await bringPerson(db, operator, [{ role: 'contributor', organisationId }], now())
  const at = (name: string, lonLat: [number, number], start: string, address: string) => ({
    name,
    lonLat,
    start,
    address,
    minutes: 120,
    rule: 'FREQ=WEEKLY;INTERVAL=2;UNTIL=20270630',
  })
  const unit = await bringUnit(db, { name: 'Numéribus du Rhin', organisation: 'Les Roues du Rhin' }, [
    at('Marché du Neudorf', [7.7624, 48.5669], '2026-11-24T14:00', 'Place du Marché'),
    at('Parking de la piscine', [7.7561, 48.5571], '2026-11-25T09:00', '4 rue du Bruckhof'),
    at('École Jean-Fischart', [7.7791, 48.5738], '2026-11-26T16:30', '1 rue de l’École'),
  ])
  return { unit, place }
}

let clients = 0

/** A page of somebody who is signed in. */
export async function signedIn({ site, orders }: Operated, options: BrowserContextOptions = {}) {
  clients += 1
  const visit = await site.visit({ ...options, extraHTTPHeaders: { 'x-forwarded-for': `10.1.0.${clients}` } })
  const { page } = visit
  await page.goto(`${site.address}/fr/sign-in`)
  await page.locator('#email').fill(operator)
  await page.locator('main form .button').click()
  await page.waitForURL(/\/sign-in\/code$/)
  const order = orders.at(-1)!
  const letter = await composers[order.kind]!(order, { db: site.db, now, config: readConfig({}) })
  await page.locator('#code').fill(codeOf(letter!))
  await page.locator('main form .button').first().click()
  await page.waitForURL(/\/account$/)
  // Three in a quarter of an hour are a limit of its own.
  await site.db.deleteFrom('sign_in').execute()
  return visit
}

/** Counts taps, fields and choices. */
export function counting(page: Page) {
  let count = 0
  const one = (act: Promise<unknown>) => {
    count += 1
    return act
  }
  return {
    tap: (selector: string, hasText?: string) =>
      one(
        page
          .locator(selector, hasText === undefined ? {} : { hasText })
          .first()
          .click(),
      ),
    fill: (selector: string, value: string) => one(page.locator(selector).first().fill(value)),
    choose: (selector: string) => one(page.locator(selector).first().check()),
    count: () => count,
  }
}
