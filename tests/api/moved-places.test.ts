// Places that move: who reads of it, and who decides.
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
})
