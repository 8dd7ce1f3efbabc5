// Places that move, or of which only the commune is known: who decides on them, and where the map shows them.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { readPlaces } from '../../server/places/place-store.queries.ts'
import type { Submission } from '../../server/submissions/submission.rules.ts'
import { findSubmission } from '../../server/submissions/submission-store.queries.ts'
import { city, type Desk, moderatorOf, openDesk, otherTown } from '../databases/agents-desk.ts'
import { bringPlaces } from '../databases/filled-app.ts'
import type { Browser } from '../databases/people.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { fill, formsOf, formWith } from './page-forms.ts'
import { said, textOf } from './page-text.ts'

const t = translator('fr')

describeWithDatabase('A place', ({ database }) => {
  let desk: Desk
  let agnes: Browser
  let zoe: Browser
  let placeId: number
  let places = 0

  beforeAll(async () => {
    desk = await openDesk(database)
    agnes = await desk.signedIn('agnes@strasbourg.example', moderatorOf(city))
    zoe = await desk.signedIn('zoe@schiltigheim.example', moderatorOf(otherTown))
    return () => desk.close()
  })

  const bring = async (facts: Partial<Parameters<typeof bringPlaces>[1][number]>) => {
    places += 1
    const name = `Maison numéro ${places}`
    await bringPlaces(database.db, [{ address: `${places} rue du Lac`, postalCode: '67000', ...facts, name }])
    const { id } = await database.db
      .selectFrom('place')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    return id
  }
  const kept = async () => (await readPlaces(database.db, [placeId]))[0]!
  const review = (browser: Browser, { id }: Submission) => browser.get(`/fr/moderation/submissions/${id}`)
  const publish = async (browser: Browser, submission: Submission) =>
    fill(browser, formWith((await review(browser, submission)).body, 'step', 'publish'))
  const undo = async (browser: Browser, submission: Submission) => {
    const form = formsOf((await review(browser, submission)).body).find(({ action }) =>
      action.includes('/undo'),
    )
    return fill(browser, form!)
  }

  describe('that somebody wants to move into another commune', () => {
    const away = {
      address: '2 rue Principale',
      postalCode: '67300',
      commune: 'Schiltigheim',
      communeCode: '67447',
      lonLat: [7.749, 48.606] as [number, number],
    }
    beforeEach(async () => {
      placeId = await bring({ lonLat: [7.75, 48.58] })
    })
    const change = (proposed: Submission['proposed'] = away) =>
      desk.send({ kind: 'change', placeId, proposed })

    it('is read by the agents of both, and decided on by those of where it is', async () => {
      const sent = await change()
      for (const agent of [agnes, zoe]) expect((await review(agent, sent)).statusCode).toBe(200)
      const { body } = await review(zoe, sent)
      expect(textOf(body)).toContain(said(t('moderation:review.elsewhere')))
      expect(formsOf(body).filter(({ action }) => /decision|undo/.test(action))).toEqual([])
      expect((await zoe.get(`/fr/moderation/submissions/${sent.id}/proposal`)).statusCode).toBe(404)
      const form = { step: 'publish', version: String(sent.version), subject: String((await kept()).version) }
      const theirs = await zoe.post(`/fr/moderation/submissions/${sent.id}/decision`, form)
      expect(theirs.statusCode).toBe(404)
      expect((await kept()).facts.commune).toBe('Strasbourg')
      expect((await publish(agnes, sent)).statusCode).toBe(303)
      expect(await kept()).toMatchObject({
        facts: { commune: 'Schiltigheim' },
        territories: expect.arrayContaining([otherTown]),
      })
    })

    it('comes back by the agent who moved it, though it is another’s by then', async () => {
      const sent = await change()
      await publish(agnes, sent)
      expect((await undo(agnes, sent)).statusCode).toBe(303)
      expect((await kept()).facts.commune).toBe('Strasbourg')
      expect((await findSubmission(database.db, { id: sent.id }))!.state).toBe('waiting')
    })

    it('is still theirs where nobody knows the other', async () => {
      const sent = await change({
        address: '1 place',
        commune: 'Nulle-Part',
        communeCode: null,
        lonLat: null,
      })
      expect((await review(zoe, sent)).statusCode).toBe(404)
      expect((await review(agnes, sent)).statusCode).toBe(200)
    })
  })

  describe('of which only the commune is known', () => {
    const editing = async (typed: Record<string, string>) => {
      const { body } = await agnes.get(`/fr/moderation/places/${placeId}`)
      return fill(agnes, formWith(body, 'addressComplement'), typed)
    }
    beforeEach(async () => {
      placeId = await bring({})
      expect((await kept()).approximate).toBe(true)
    })

    it('stays so when something else of it is completed', async () => {
      const before = await kept()
      expect((await editing({ phone: '03 88 00 00 11' })).statusCode).toBe(303)
      const { facts, approximate, territories, twinKeys } = await kept()
      expect(facts).toMatchObject({ phone: '+33388000011', lonLat: before.facts.lonLat })
      expect(approximate).toBe(true)
      expect(territories).toEqual(before.territories)
      expect(
        twinKeys.filter((key) => !before.twinKeys.includes(key)).filter((key) => !key.includes('33388')),
      ).toEqual([])
    })

    it('is so again when an address that gave it a point is taken back', async () => {
      const before = await kept()
      const proposed = { address: '15 rue du Rhin', lonLat: [7.79, 48.57] as [number, number] }
      const sent = await desk.send({ kind: 'change', placeId, proposed })
      await publish(agnes, sent)
      expect(await kept()).toMatchObject({ approximate: false, facts: { lonLat: [7.79, 48.57] } })
      expect((await undo(agnes, sent)).statusCode).toBe(303)
      const after = await kept()
      expect(after.approximate).toBe(true)
      expect(after.facts.lonLat).toEqual(before.facts.lonLat)
      expect(after.territories).toEqual(before.territories)
    })

    it('is so again in an earlier version, also where a file gave it a point', async () => {
      const name = `Maison numéro ${places}`
      const found = {
        address: `${places} rue du Lac`,
        postalCode: '67000',
        lonLat: [7.75, 48.58] as [number, number],
      }
      await bringPlaces(database.db, [{ ...found, name }])
      expect((await kept()).approximate).toBe(false)
      const { id: entry } = await database.db
        .selectFrom('history_event')
        .select('id')
        .where('place_id', '=', placeId)
        .where('action', '=', 'created')
        .executeTakeFirstOrThrow()
      const { body } = await agnes.get(`/fr/places/${placeId}/history/${entry}`)
      expect((await fill(agnes, formWith(body, 'version'))).statusCode).toBe(303)
      expect((await kept()).approximate).toBe(true)
    })
  })
})
