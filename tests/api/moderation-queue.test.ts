// What waits in an agent's territories: in order, page by page, by kind, territory and words.
import { beforeAll, describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { readConfig } from '../../server/config.ts'
import { countQueue, queueCounts, readQueue } from '../../server/moderation/queue.queries.ts'
import { wholeQueue } from '../../server/moderation/queue-address.rules.ts'
import type { Submission } from '../../server/submissions/submission.rules.ts'
import { endOfLetter } from '../../server/submissions/submission-letters.actions.ts'
import { askReasons, refuseReasons } from '../../server/submissions/submission-state.rules.ts'
import { updateSubmission } from '../../server/submissions/submission-store.queries.ts'
import { city, type Desk, moderatorOf, newPlace, openDesk, otherTown } from '../databases/agents-desk.ts'
import type { Browser } from '../databases/people.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { said, textOf } from './page-text.ts'

const t = translator('fr')

describeWithDatabase('The queue', ({ database }) => {
  let desk: Desk
  let agnes: Browser
  const sent: Submission[] = []
  const ids = () => sent.map(({ id }) => id)

  beforeAll(async () => {
    desk = await openDesk(database)
    agnes = await desk.signedIn('agnes@strasbourg.example', moderatorOf(city))
    for (const name of ['Médiathèque du Port', 'Club du Parc', 'Atelier des Quais'])
      sent.push(await desk.send({ proposed: { ...newPlace, name } }))
    const elsewhere = {
      commune: 'Schiltigheim',
      communeCode: '67447',
      lonLat: [7.749, 48.606] as [number, number],
    }
    sent.push(await desk.send({ proposed: { ...newPlace, ...elsewhere, name: 'Maison Rouge' } }))
    return () => desk.close()
  })

  it('holds what lies in one’s territories, the oldest first, and nothing else', async () => {
    const own = await readQueue(database.db, [city], wholeQueue, 10)
    expect(own.map(({ id }) => id)).toEqual(ids().slice(0, 3))
    const other = await readQueue(database.db, [otherTown], wholeQueue, 10)
    expect(other.map(({ name }) => name)).toEqual(['Maison Rouge'])
    const all = await readQueue(database.db, ['epci-246700488'], wholeQueue, 10)
    expect(all.map(({ id }) => id)).toEqual(ids())
    expect(await readQueue(database.db, [], wholeQueue, 10)).toEqual([])
  })

  it('goes on after any entry, whatever was decided meanwhile', async () => {
    const [first] = await readQueue(database.db, [city], wholeQueue, 1)
    const after = { at: first!.at.getTime(), id: first!.id }
    const rest = await readQueue(database.db, [city], { ...wholeQueue, after }, 10)
    expect(rest.map(({ id }) => id)).toEqual(ids().slice(1, 3))
  })

  it('is found by words without accents, by who sent it, and by its number', async () => {
    const found = async (words: string) =>
      (await readQueue(database.db, [city], { ...wholeQueue, words }, 10)).map(({ name }) => name)
    expect(await found('mediatheque')).toEqual(['Médiathèque du Port'])
    expect(await found('PARC club')).toEqual(['Club du Parc'])
    expect(await found('ayse3@example.org')).toEqual(['Atelier des Quais'])
    expect(await found("100% d'ici")).toEqual([])
    expect(await countQueue(database.db, [city], { ...wholeQueue, words: 'quais' })).toBe(1)
  })

  it('counts what each filter would leave', async () => {
    const counts = await queueCounts(database.db, ['epci-246700488'], wholeQueue)
    expect(counts.states.get('waiting')).toBe(4)
    expect(counts.kinds.get('new')).toBe(4)
    expect(counts.territories.find(({ id }) => id === city)?.count).toBe(3)
  })

  it('shows nothing of drafts and of addresses that are not confirmed', async () => {
    const hidden = await desk.send({ proposed: { ...newPlace, name: 'Secret' } })
    const trx = database.db.transaction()
    await trx.execute((each) => updateSubmission(each, hidden.id, { state: 'unconfirmed' }))
    expect(textOf((await agnes.get('/fr/moderation')).body)).not.toContain('Secret')
    expect((await agnes.get(`/fr/moderation/submissions/${hidden.id}`)).statusCode).toBe(404)
  })

  it('says how long each waits, and keeps the filter on the way', async () => {
    desk.pass(3 * 24 * 3_600_000)
    agnes = await desk.signedIn('agnes@strasbourg.example')
    const { body, statusCode } = await agnes.get('/fr/moderation?kind=new&q=quais')
    expect(statusCode).toBe(200)
    expect(said(textOf(body))).toContain(said('il y a 3 jours'))
    expect(body).toContain(`/fr/moderation/submissions/${ids()[2]}?kind=new&amp;q=quais`)
    expect(said(textOf(body))).toContain(said(t('moderation:queue.count.waiting', { count: 1 })))
  })

  it.each(['?state=nowhere&kind=x&territory=<b>&after=1', '?q=%25_%00', '?after=99999999999999-1'])(
    'leaves what it does not understand: %s',
    async (query) => {
      expect((await agnes.get(`/fr/moderation${query}`)).statusCode).toBe(200)
    },
  )

  it('runs nothing that somebody typed', async () => {
    const name = '<script>alert(1)</script>'
    const { id } = await desk.send({
      proposed: { ...newPlace, name, organisation: name },
      note: name,
      contact: { name, email: 'x@example.org' },
    })
    for (const url of [
      '/fr/moderation',
      `/fr/moderation/submissions/${id}`,
      `/fr/moderation/submissions/${id}/proposal`,
    ])
      expect((await agnes.get(url)).body).not.toContain('<script>alert')
  })

  describe.each(['en', 'de', 'tr', 'ar'] as const)('in %s', (locale) => {
    it('is said in the agent’s language', async () => {
      const { body } = await agnes.get(`/${locale}/moderation`)
      expect(said(textOf(body))).toContain(said(translator(locale)('moderation:queue.title')))
    })
  })

  describe('where a letter cannot be delivered', () => {
    const told = said(t('moderation:submitter.undelivered', { date: '#' })).split('#')[1]!
    const pageOf = async ({ id }: Submission) =>
      said(textOf((await agnes.get(`/fr/moderation/submissions/${id}`)).body))

    it('tells agents, until one is', async () => {
      const email = 'gone@example.org'
      desk.postOffice.refused.add(email)
      const submission = await desk.send({ contact: { name: null, email } })
      const decide = async (step: string) => {
        const body = (await agnes.get(`/fr/moderation/submissions/${submission.id}`)).body
        const [, version] = /name="version" value="(\d+)"/.exec(body)!
        const [, subject = ''] = /name="subject" value="(\d*)"/.exec(body) ?? []
        const form = {
          step,
          version: version!,
          subject,
          reason: step === 'ask' ? askReasons[0] : refuseReasons[0],
        }
        const response = await agnes.post(`/fr/moderation/submissions/${submission.id}/decision`, form)
        expect(response.statusCode, textOf(response.body)).toBe(303)
      }
      await decide('ask')
      await desk.postOffice.sent()
      expect(await pageOf(submission)).toContain(told)
      expect(await pageOf(sent[0]!)).not.toContain(told)
      const asked = said(textOf((await agnes.get('/fr/moderation?state=asked')).body))
      expect(asked.split(said(t('moderation:queue.undelivered')))).toHaveLength(2)
      desk.postOffice.refused.delete(email)
      await decide('refuse')
      await desk.postOffice.sent()
      expect(await pageOf(submission)).not.toContain(told)
    })

    it('tells the submitter, who says where it can be', async () => {
      const email = 'mistyped@example.org'
      desk.postOffice.refused.add(email)
      const { id, receipt } = await desk.send({ contact: { name: null, email } })
      await database.db.transaction().execute((trx) => updateSubmission(trx, id, { state: 'unconfirmed' }))
      await desk.postOffice.sent()
      const page = async () => said(textOf((await desk.app.inject(`/fr/submissions/${receipt}`)).body))
      expect(await page()).toContain(said(t('add:receipt.again.undelivered')))
      await agnes.post(`/fr/submissions/${receipt}/confirmation`, { contactEmail: 'right@example.org' })
      expect(await page()).not.toContain(said(t('add:receipt.again.undelivered')))
      const refusedLate = { isTaken: false, to: email }
      await endOfLetter({ kind: 'submission-confirm', id, origin: '' }, refusedLate, {
        db: database.db,
        now: () => new Date(),
        config: readConfig({}),
      })
      expect(await page()).not.toContain(said(t('add:receipt.again.undelivered')))
    })
  })
})
