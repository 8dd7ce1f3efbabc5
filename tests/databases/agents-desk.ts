// People who propose and agents who decide, over a real database with a real post office.

import type { Role } from '../../server/accounts/roles.rules.ts'
import { beginSession } from '../../server/accounts/sessions.actions.ts'
import { noGeocoder } from '../../server/geocoding/address-service.ts'
import { composers } from '../../server/letters.ts'
import type { Proposal } from '../../server/places/place-record.rules.ts'
import type { Submission } from '../../server/submissions/submission.rules.ts'
import { updateSubmission } from '../../server/submissions/submission-store.queries.ts'
import { type Sending, sendSubmission } from '../../server/submissions/submissions.actions.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { type App, appOn, now, strasbourg } from './filled-app.ts'
import { type Browser, bringPerson, openBrowser } from './people.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'
import type { TestDatabase } from './test-database.ts'

export const city = 'commune-67482'
export const otherTown = 'commune-67447'

/** A new place that says all that it must. */
export const newPlace: Proposal = {
  name: 'Maison des Deux Rives',
  kind: 'social-centre',
  organisation: 'Association des Deux Rives',
  address: '15 rue du Rhin',
  postalCode: '67000',
  commune: 'Strasbourg',
  communeCode: '67482',
  lonLat: [7.79, 48.57],
  services: ['administrative-procedures', 'everyday-skills'],
  openingHours: 'Mo-Fr 09:00-12:00',
  phone: '+33388000001',
  emails: ['contact@deuxrives.example'],
}

export type Desk = {
  app: App
  postOffice: PostOffice
  /** What was sent and is confirmed. */
  send(given?: Partial<Sending>): Promise<Submission>
  /** A browser of somebody with these roles; the same person again under the same address. */
  signedIn(email: string, ...roles: Role[]): Promise<Browser>
  /** Moves the clock on. */
  pass(ms: number): void
  close(): Promise<void>
}

export async function openDesk(database: TestDatabase): Promise<Desk> {
  let time = now().getTime()
  const clock = () => new Date(time)
  await keepTerritories(database.db, strasbourg)
  const postOffice = await openPostOffice(database, composers, clock)
  const { letters } = postOffice
  const app = await appOn(database.db, { now: clock, letters })
  let sent = 0
  const people = new Map<string, number>()
  return {
    app,
    postOffice,
    pass: (ms) => {
      time += ms
    },
    async send(given = {}) {
      sent += 1
      time += 1_000
      const needs = { db: database.db, now: clock, geocoder: noGeocoder, letters }
      const result = await sendSubmission(needs, {
        kind: 'new',
        placeId: null,
        unitId: null,
        proposed: newPlace,
        besidePlaces: [],
        note: null,
        contact: { name: 'Ayşe Demir', email: `ayse${sent}@example.org` },
        locale: 'fr',
        idempotencyKey: `form-${sent}-${time}`,
        account: null,
        forSomebody: false,
        draft: null,
        origin: 'http://localhost',
        ...given,
      })
      if (!('submission' in result)) throw new Error(`It was not sent: ${result.outcome}`)
      const { id, state } = result.submission
      if (state === 'unconfirmed') {
        await database.db.transaction().execute((trx) => updateSubmission(trx, id, { state: 'waiting' }))
      }
      return { ...result.submission, state: 'waiting', version: result.submission.version + 1 }
    },
    async signedIn(email, ...roles) {
      const accountId = people.get(email) ?? (await bringPerson(database.db, email, roles, clock()))
      people.set(email, accountId)
      const begin = { accountId, isAgent: roles.length > 0, device: 'Firefox, Linux', now: clock() }
      const token = await database.db.transaction().execute((trx) => beginSession(trx, begin))
      const browser = openBrowser(app)
      browser.cookies.set('__Host-session', token)
      return browser
    },
    async close() {
      await app.close()
      await postOffice.close()
    },
  }
}

export const moderatorOf = (territoryId: string): Role => ({ role: 'moderator', territoryId })
