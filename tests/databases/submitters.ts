// People of the tests: who proposes, who decides.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { accountOfEmail, heldRoles, insertRole } from '../../server/accounts/accounts.queries.ts'
import type { SignedIn } from '../../server/accounts/roles.rules.ts'
import type { Sending } from '../../server/submissions/submissions.actions.ts'
import { now } from './filled-app.ts'

export const origin = 'https://reperes.example.org'

/** Somebody with an account, as a request carries them. @param territory where they are a moderator, if anywhere */
export async function somebody(db: Kysely<Database>, email: string, territory?: string): Promise<SignedIn> {
  const id = await db.transaction().execute(async (trx) => {
    const accountId = await accountOfEmail(trx, email, 'fr', now())
    const role = { accountId, role: 'moderator' as const, organisationId: null, grantedBy: null, now: now() }
    if (territory) await insertRole(trx, { ...role, territoryId: territory })
    return accountId
  })
  return { id, email, name: null, locale: 'fr', roles: await heldRoles(db, id), sessionId: 1 }
}

let keys = 0

/** Mrs Öztürk registers her association's room in the Meinau, in German. */
export function registration(more: Partial<Sending> = {}): Sending {
  keys += 1
  return {
    kind: 'new',
    placeId: null,
    unitId: null,
    proposed: {
      name: 'Atelier numérique de la Meinau',
      kind: 'association',
      address: '4 rue du Bruckhof',
      postalCode: '67100',
      commune: 'Strasbourg',
      communeCode: '67482',
      lonLat: [7.7561, 48.5571],
      services: ['administrative-procedures', 'everyday-skills'],
      openingHours: 'Tu,Th 14:00-18:00',
      phone: '+33388445566',
      organisation: 'Meinau Solidaire',
    },
    besidePlaces: [],
    note: null,
    contact: { name: 'Ayşe Öztürk', email: 'ayse.ozturk@meinau-solidaire.example.org' },
    locale: 'de',
    idempotencyKey: `registration-${keys}`,
    account: null,
    forSomebody: false,
    draft: null,
    origin,
    ...more,
  }
}
