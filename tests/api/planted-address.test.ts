// An address that a submitter gave us for ourselves is found in nothing that the public can ask for, and in no log.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Directory, rememberEdition } from '../../server/directory/directory.actions.ts'
import { noGeocoder } from '../../server/geocoding/address-service.ts'
import { composers } from '../../server/letters.ts'
import { decideSubmission } from '../../server/moderation/decisions.actions.ts'
import { confirmSubmission } from '../../server/submissions/submission-steps.actions.ts'
import { findSubmission } from '../../server/submissions/submission-store.queries.ts'
import { sendSubmission } from '../../server/submissions/submissions.actions.ts'
import { type App, appOn, now } from '../databases/filled-app.ts'
import { linkOf } from '../databases/people.ts'
import { openPostOffice, type PostOffice } from '../databases/post-office.ts'
import { cardsOf, printed } from '../databases/printed-directories.ts'
import { origin, registration, somebody } from '../databases/submitters.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'

const planted = { name: 'Qxzplant Geheimnis', email: 'qxzplant7f3a@private.example.org' }
const internalNote = 'qxzplant-note: rang twice, nobody came'
const found = /qxzplant/i

describeWithDemonstration('A planted address', ({ database }) => {
  const log: string[] = []
  let app: App
  let office: PostOffice
  let placeId: number
  let edition: string
  let receipt: string
  let paper: Directory

  beforeAll(async () => {
    office = await openPostOffice(database, composers, now)
    const stream = { write: (line: string) => void log.push(line) }
    app = await appOn(database.db, { letters: office.letters, logger: { level: 'trace', stream } })
    const needs = { db: database.db, now, geocoder: noGeocoder, letters: office.letters }
    const agent = await somebody(database.db, 'agent@strasbourg.example.org', 'commune-67482')
    const sending = registration({ contact: planted, note: `Bitte an ${planted.email} antworten.` })
    const sent = await sendSubmission(needs, sending)
    if (sent.outcome !== 'sent') throw new Error(sent.outcome)
    const letter = (await office.sent()).find(({ to }) => to === planted.email)!
    await confirmSubmission(needs, { token: linkOf(letter).split('/').at(-1)!, origin })
    const { id } = sent.submission
    const { version } = (await findSubmission(database.db, { id }))!
    const decided = await decideSubmission(
      needs,
      { agent, submissionId: id, version, origin },
      { step: 'publish', grants: undefined, note: internalNote, subjectVersion: null },
    )
    if (decided.outcome !== 'decided') throw new Error(JSON.stringify(decided))
    placeId = decided.submission.placeId!
    receipt = decided.submission.receipt
    paper = await printed(database.db, { print: 'de,fr' })
    edition = paper.edition.number
    await rememberEdition({ db: database.db, now }, paper.edition)
  })
  afterAll(async () => {
    await app.close()
    await office.close()
  })

  /** What stands for the parameters of a route. Secrets of the submitter are no public address. */
  const filled = (name: string): string => {
    const values: Record<string, string> = {
      locale: 'de',
      id: String(placeId),
      'slug?': 'atelier',
      number: edition,
      code: 'bcdfgh',
      // Secrets of others open nothing.
      receipt: 'AAAAAAAAAAAAAAAAAAAAAA',
      token: 'nothing',
      entry: '1',
      a: '1',
      b: '2',
      // Of the map's ground.
      ...{ source: 's', z: '1', x: '1', y: '1', fontstack: 'f', range: '0-255', file: 'f' },
    }
    if (!(name in values)) throw new Error(`Say in this test what stands for :${name}.`)
    return values[name]!
  }

  it('is in no answer of any public route, in no search and in no export', async () => {
    const routes = app.routeRules
      .filter(({ route, access }) => route.startsWith('GET ') && access === 'public')
      .map(({ route }) => route.slice('GET '.length).replaceAll(/:([\w?]+)/g, (_, name) => filled(name)))
      .filter((route) => !route.includes('*'))
    expect(routes.length).toBeGreaterThan(30)
    const searches = [
      '/de/find?q=atelier&where=meinau',
      `/de/find?q=${encodeURIComponent(planted.email)}`,
      '/de/find?q=qxzplant&print=1',
      '/api/collections/places/items?q=qxzplant',
      '/api/collections/places/items?limit=1000',
      '/api/collections/places/items?limit=1000&detail=light',
    ]
    // What was asked for may stand in the answer: only what comes on its own counts.
    const isAsked = (url: string) => found.test(url)
    for (const url of [...routes, ...searches]) {
      const { body, headers } = await app.inject(url)
      const text = isAsked(url)
        ? body
            .replaceAll(planted.email, '')
            .replaceAll(encodeURIComponent(planted.email), '')
            .replaceAll('qxzplant', '')
        : body
      expect(`${url}: ${found.exec(`${text} ${JSON.stringify(isAsked(url) ? {} : headers)}`)?.[0]}`).toBe(
        `${url}: undefined`,
      )
    }
  })

  it('is on no paper and in no edition, though the place is', () => {
    expect(cardsOf(paper).map(({ id }) => id)).toContain(placeId)
    expect(found.exec(JSON.stringify(paper))).toBeNull()
  })

  it('is in no line of the log, whoever asks for what', async () => {
    await app.inject(`/de/submissions/${receipt}`)
    await app.inject({
      method: 'POST',
      url: '/api/submissions',
      headers: { 'idempotency-key': 'planted-key-1', 'content-type': 'application/json' },
      payload: JSON.stringify({ kind: 'new', place: { name: 'x' }, contact: planted, locale: 'de' }),
    })
    expect(log.length).toBeGreaterThan(0)
    expect(log.filter((line) => found.test(line) || line.includes(receipt))).toEqual([])
  })

  it('is held in the submission, and nowhere where the public reads', async () => {
    const tables = [
      'published_place',
      'published_session',
      'occurrence',
      'place',
      'place_text',
      'history_event',
      'source',
      'organisation',
      'edition',
    ] as const
    for (const table of tables) {
      const rows = await database.db.selectFrom(table).selectAll().execute()
      const held = rows.filter(
        (row) => found.test(JSON.stringify(row)) && !JSON.stringify(row).includes(internalNote),
      )
      expect({ table, held }).toEqual({ table, held: [] })
    }
  })
})
