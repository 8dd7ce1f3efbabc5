// Who may call what: a line for every route that knows people, and the names of those that are for everybody alike.

import { type AgentsObjects, agentsTable } from './access-of-agents.ts'
import { bySecret, submittersTable } from './access-of-submitters.ts'

export const people = ['visitor', 'somebody', 'contributor', 'moderator', 'administrator'] as const
export type Person = (typeof people)[number]

/** What the lines speak of: things of the person who asks, and things of others. */
export type Objects = {
  /** A second session of theirs, and a session of somebody else. */
  ownSession: number
  otherSession: number
  /** The contributor speaks for the first; the moderator and the administrator answer for the first. */
  ownOrganisation: number
  otherOrganisation: number
  ownTerritory: string
  insideTerritory: string
  otherTerritory: string
  /** What lies in the first, and in the last. */
  own: AgentsObjects
  other: AgentsObjects
  /** The contributor's organisation runs the first, in the agents' territory. */
  ownUnit: number
  otherUnit: number
  ownPlace: number
  otherPlace: number
}

export type Line = {
  /** What distinguishes it from other lines of the route: whose thing it is about. */
  of?: string
  at: (objects: Objects) => string
  form?: (objects: Objects) => Record<string, string>
  answers: Record<Person, number>
}

/** The same answer to everybody who is signed in; a visitor is led to the sign-in page, or gets that answer too. */
const signedIn = (status: number, visitor = 303) => ({
  visitor,
  somebody: status,
  contributor: status,
  moderator: status,
  administrator: status,
})
const at = (url: string) => () => url

/** For whoever speaks for the place or unit, and the agents of where it is. @param status what they get */
const ofTheirOwn = (status: number) => ({
  visitor: 303,
  somebody: 403,
  contributor: status,
  moderator: status,
  administrator: status,
})
const ofOthers = ofTheirOwn(403)

/** The pages of a schedule: without more, there is no date to speak of (303), and a form that is empty is wrong (422). */
const schedulePages: [page: string, shown: number, taken: number | null][] = [
  ['', 200, null],
  ['/date', 303, 303],
  ['/round', 200, 422],
  ['/extra', 303, 303],
  ['/change', 303, 303],
  ['/closure', 200, 422],
]

function scheduleLines(
  base: string,
  own: (objects: Objects) => number,
  other: (objects: Objects) => number,
  /** One in the agents' territory that others run. */
  ofAgents?: (objects: Objects) => number,
): Record<string, Line[]> {
  const lines = (page: string, status: number): Line[] => [
    {
      of: 'one’s own',
      at: (objects) => `/fr${base.replace(':id', String(own(objects)))}${page}`,
      answers: ofTheirOwn(status),
    },
    {
      of: 'somebody else’s',
      at: (objects) => `/fr${base.replace(':id', String(other(objects)))}${page}`,
      answers: ofOthers,
    },
    ...(ofAgents
      ? [
          {
            of: 'somebody else’s, in the agents’ territory',
            at: (objects: Objects) => `/fr${base.replace(':id', String(ofAgents(objects)))}${page}`,
            answers: { ...ofTheirOwn(status), contributor: 403 },
          },
        ]
      : []),
  ]
  return Object.fromEntries(
    schedulePages.flatMap(([page, shown, taken]) => [
      [`GET /:locale${base}${page}`, lines(page, shown)],
      ...(taken === null ? [] : [[`POST /:locale${base}${page}`, lines(page, taken)]]),
    ]),
  )
}

export const table: Record<string, Line[]> = {
  ...scheduleLines(
    '/mobile/:id/schedule',
    ({ ownUnit }) => ownUnit,
    ({ otherUnit }) => otherUnit,
  ),
  ...scheduleLines(
    '/places/:id/sessions',
    ({ ownPlace }) => ownPlace,
    ({ otherPlace }) => otherPlace,
    ({ own: { places } }) => places[0],
  ),
  'GET /:locale/sign-in': [{ at: at('/fr/sign-in'), answers: signedIn(303, 200) }],
  'POST /:locale/sign-in': [
    { at: at('/fr/sign-in'), form: () => ({ email: 'p@example.org' }), answers: signedIn(303) },
  ],
  'GET /:locale/sign-in/code': [{ at: at('/fr/sign-in/code'), answers: signedIn(303, 200) }],
  'POST /:locale/sign-in/code': [
    { at: at('/fr/sign-in/code'), form: () => ({ code: '123456' }), answers: signedIn(422, 422) },
  ],
  'GET /:locale/sign-in/link/:token': [
    { of: 'nobody', at: at(`/fr/sign-in/link/${'a'.repeat(43)}`), answers: signedIn(200, 200) },
  ],
  'POST /:locale/sign-in/link/:token': [
    { of: 'nobody', at: at(`/fr/sign-in/link/${'a'.repeat(43)}`), answers: signedIn(200, 200) },
  ],
  'POST /:locale/sign-out': [{ at: at('/fr/sign-out'), answers: signedIn(303) }],
  'GET /:locale/account': [{ at: at('/fr/account'), answers: signedIn(200) }],
  'POST /:locale/account': [
    { at: at('/fr/account'), form: () => ({ name: 'A', language: 'fr' }), answers: signedIn(303) },
  ],
  'GET /:locale/account/export': [{ at: at('/fr/account/export'), answers: signedIn(200) }],
  'GET /:locale/account/erasure': [{ at: at('/fr/account/erasure'), answers: signedIn(200) }],
  'POST /:locale/account/erasure': [
    { at: at('/fr/account/erasure'), form: () => ({ word: 'no' }), answers: signedIn(422) },
  ],
  'POST /:locale/account/sessions/:id/end': [
    {
      of: 'one’s own',
      at: ({ ownSession }) => `/fr/account/sessions/${ownSession}/end`,
      answers: signedIn(303),
    },
    {
      of: 'somebody else’s',
      at: ({ otherSession }) => `/fr/account/sessions/${otherSession}/end`,
      answers: signedIn(404),
    },
    { of: 'nobody’s', at: at('/fr/account/sessions/abc/end'), answers: signedIn(404) },
  ],
  'POST /:locale/account/members/:id/remove': [
    {
      of: 'nobody’s',
      at: at('/fr/account/members/99999999/remove'),
      answers: { visitor: 303, somebody: 403, contributor: 404, moderator: 404, administrator: 404 },
    },
  ],
  'POST /:locale/account/invitations': [
    {
      of: 'one’s own organisation',
      at: at('/fr/account/invitations'),
      form: ({ ownOrganisation }) => invitation(`contributor-${ownOrganisation}`),
      answers: { visitor: 303, somebody: 403, contributor: 303, moderator: 422, administrator: 422 },
    },
    {
      of: 'another organisation',
      at: at('/fr/account/invitations'),
      form: ({ otherOrganisation }) => invitation(`contributor-${otherOrganisation}`),
      answers: { visitor: 303, somebody: 403, contributor: 422, moderator: 422, administrator: 422 },
    },
    {
      of: 'one’s own territory',
      at: at('/fr/account/invitations'),
      form: ({ ownTerritory }) => invitation('moderator', ownTerritory),
      answers: { visitor: 303, somebody: 403, contributor: 422, moderator: 422, administrator: 303 },
    },
    {
      of: 'a territory inside one’s own',
      at: at('/fr/account/invitations'),
      form: ({ insideTerritory }) => invitation('administrator', insideTerritory),
      answers: { visitor: 303, somebody: 403, contributor: 422, moderator: 422, administrator: 303 },
    },
    {
      of: 'another territory',
      at: at('/fr/account/invitations'),
      form: ({ otherTerritory }) => invitation('moderator', otherTerritory),
      answers: { visitor: 303, somebody: 403, contributor: 422, moderator: 422, administrator: 422 },
    },
  ],
  ...agentsTable,
  ...submittersTable,
}

function invitation(role: string, territory = ''): Record<string, string> {
  return { 'invite-email': 'colleague@example.org', 'invite-role': role, 'invite-territory': territory }
}

/** For whoever sits at the machine, and a 404 for everybody else. */
export const ofThisMachine = ['GET /outbox', 'GET /outbox/:id']

/** The same for everybody: what they answer is tested where it is made, in the table of `ogc.test.ts` and beside. */
export const forEverybody = [
  'GET /',
  'GET /:locale',
  'GET /:locale/accessibility',
  'GET /:locale/account/erased',
  'GET /:locale/agenda',
  'GET /:locale/directory',
  'GET /:locale/directory.html',
  'GET /:locale/directory.pdf',
  'GET /:locale/directory.svg',
  'GET /:locale/editions',
  'GET /:locale/editions/:number',
  'GET /:locale/agenda.ics',
  'GET /:locale/find',
  'GET /:locale/help',
  'GET /:locale/legal',
  'GET /:locale/mobile/:id',
  'GET /:locale/mobile/:id.ics',
  'GET /:locale/places/:id.ics',
  'GET /:locale/places/:id/:slug?',
  'GET /:locale/privacy',
  'GET /:locale/selection',
  'POST /:locale/selection',
  'GET /:locale/selection/:code',
  'GET /live',
  'GET /ready',
  ...bySecret,
]
