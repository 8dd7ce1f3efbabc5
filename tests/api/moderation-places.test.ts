// Agents look after places: fields, state, trust, twins, what is missing; and every change stands in the history.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { readRecord } from '../../server/places/place-record.queries.ts'
import { findPlace } from '../../server/places/places.queries.ts'
import { city, type Desk, moderatorOf, newPlace, openDesk, otherTown } from '../databases/agents-desk.ts'
import { bringPlaces } from '../databases/filled-app.ts'
import { type Browser, bringPerson } from '../databases/people.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { fill, formWith } from './page-forms.ts'
import { said, textOf } from './page-text.ts'

const t = translator('fr')

describeWithDatabase('Looking after places', ({ database }) => {
  let desk: Desk
  let agnes: Browser
  let zoe: Browser

  beforeAll(async () => {
    desk = await openDesk(database)
    agnes = await desk.signedIn('agnes@strasbourg.example', moderatorOf(city))
    zoe = await desk.signedIn('zoe@schiltigheim.example', moderatorOf(otherTown))
    return () => desk.close()
  })
  beforeEach(async () => {
    const library = { kind: 'library' as const, address: '1 rue du Lac', postalCode: '67000' }
    const there = { lonLat: [7.75, 48.58] as [number, number] }
    const said = {
      phone: '+33388000009',
      services: ['work' as const],
      openingHours: 'Mo-Fr 09:00-12:00; PH off',
    }
    await bringPlaces(database.db, [
      { name: 'Bibliothèque du Lac', ...library, ...there, ...said },
      { name: 'Bibliotheque du lac', ...library, ...there },
      { name: 'Club sans rien', address: '80 rue du Bac', lonLat: [7.71, 48.55] },
    ])
  })

  const idOf = async (name: string) =>
    (await database.db.selectFrom('place').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id
  const kept = async (id: number) => (await readRecord(database.db, id))!
  const history = (id: number) =>
    database.db
      .selectFrom('history_event')
      .selectAll()
      .where('place_id', '=', id)
      .orderBy('id', 'desc')
      .execute()

  /** The fields of the form as the page shows them. */
  const formOf = async (id: number) => {
    const { body } = await agnes.get(`/fr/moderation/places/${id}`)
    const form: Record<string, string[]> = {}
    const add = (name: string, value: string) => {
      form[name] = [...(form[name] ?? []), value]
    }
    const part = body.slice(
      body.indexOf('class="form place-form"'),
      body.indexOf('</form>', body.indexOf('class="form place-form"')),
    )
    for (const [, tag] of part.matchAll(/<input ([^>]*)>/g)) {
      const attribute = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag!)?.[1] ?? ''
      if (/type="(checkbox|radio)"/.test(tag!) && !/ checked/.test(tag!)) continue
      add(attribute(' name') || /name="([^"]*)"/.exec(tag!)![1]!, attribute('value').replaceAll('&amp;', '&'))
    }
    for (const [, name, options] of part.matchAll(/<select[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/gs))
      add(name!, /value="([^"]*)" selected/.exec(options!)?.[1] ?? '')
    for (const [, name, text] of part.matchAll(
      /<textarea [^>]*name="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g,
    ))
      add(name!, text!)
    return form
  }

  describe('by editing any field', () => {
    it('changes nothing when the form is sent as it came', async () => {
      const id = await idOf('Bibliothèque du Lac')
      const before = await kept(id)
      const response = await agnes.post(`/fr/moderation/places/${id}`, await formOf(id))
      expect(response.headers.location).toBe(`/fr/moderation/places/${id}?done=same`)
      expect((await kept(id)).record).toEqual({ ...before.record, updatedAt: '2026-11-20' })
    })

    it('shows a number as one dials it', async () => {
      expect((await formOf(await idOf('Bibliothèque du Lac'))).phone).toEqual(['03 88 00 00 09'])
    })

    it('publishes what an agent writes, and keeps it from imports', async () => {
      const id = await idOf('Bibliothèque du Lac')
      const form = {
        ...(await formOf(id)),
        phone: '03 88 12 34 56',
        'day-5': '9h30-12h',
        services: ['work', 'safety'],
      }
      const response = await agnes.post(`/fr/moderation/places/${id}`, form)
      expect(response.headers.location).toBe(`/fr/moderation/places/${id}?done=saved`)
      const { record } = await kept(id)
      expect(record.phone).toBe('+33388123456')
      expect(record.openingHours).toBe('Mo-Fr 09:00-12:00; Sa 09:30-12:00; PH off')
      expect(record.corrected).toEqual(expect.arrayContaining(['phone', 'openingHours', 'services']))
      const [entry] = await history(id)
      expect(entry).toMatchObject({ action: 'changed', actor_kind: 'person' })
    })

    it('writes texts in several languages, each once', async () => {
      const id = await idOf('Bibliothèque du Lac')
      const german = { 'text-1-language': 'de', 'text-1-summary': 'Hilfe am See' }
      const first = {
        ...(await formOf(id)),
        ...german,
        'text-2-language': 'tr',
        'text-2-description': 'Gölde.',
      }
      await agnes.post(`/fr/moderation/places/${id}`, first)
      const texts = async () =>
        (await kept(id)).record.texts.toSorted((a, b) => (a.language < b.language ? -1 : 1))
      expect(await texts()).toEqual([
        { language: 'de', kind: 'summary', text: 'Hilfe am See' },
        { language: 'tr', kind: 'description', text: 'Gölde.' },
      ])
      const shown = await desk.app.inject(`/de/places/${id}/bibliotheque-du-lac`)
      expect(textOf(shown.body)).toContain('Hilfe am See')
      const again = await agnes.post(`/fr/moderation/places/${id}`, await formOf(id))
      expect(again.headers.location).toBe(`/fr/moderation/places/${id}?done=same`)
      const twice = await agnes.post(`/fr/moderation/places/${id}`, {
        ...(await formOf(id)),
        'text-2-language': 'de',
      })
      expect(twice.statusCode).toBe(422)
      expect(twice.body).toContain('href="#text-2-language"')
      const emptied = { ...(await formOf(id)), 'text-2-summary': '', 'text-2-description': '' }
      await agnes.post(`/fr/moderation/places/${id}`, emptied)
      expect(await texts()).toMatchObject([{ language: 'de' }])
      const [entry] = await history(id)
      expect(Object.keys(entry!.after as object)).toEqual(['texts'])
    })

    it('leads to its dates, hidden or not, which an agent changes at once', async () => {
      await bringPlaces(database.db, [{ name: 'Salle à dates', lonLat: [7.72, 48.56] }])
      const id = await idOf('Salle à dates')
      const dates = `/fr/places/${id}/sessions`
      await agnes.post(`/fr/moderation/places/${id}/state`, {
        state: 'hidden',
        version: String((await kept(id)).version),
      })
      expect((await agnes.get(`/fr/moderation/places/${id}`)).body).toContain(`href="${dates}"`)
      expect((await agnes.get(dates)).body).toContain(`href="/fr/moderation/places/${id}"`)
      // To whoever is no agent of it, a hidden place is none.
      expect((await zoe.get(dates)).statusCode).toBe(404)
      const send = async (page: string, named: string, typed: Record<string, string>) => {
        const { body } = await agnes.get(page)
        const asked = await fill(agnes, formWith(body, named), typed)
        expect(asked.statusCode, textOf(asked.body)).toBe(200)
        return fill(agnes, formWith(asked.body, 'seen'), { confirmed: '1' })
      }
      const round = { first: '2026-12-02', from: '14:00', to: '16:00', rhythm: 'w1' }
      await send(`${dates}/round`, 'first', { kind: 'workshop', 'title-fr': 'Photos', ...round })
      await send(`${dates}/closure`, 'firstDay', { what: 'closed', firstDay: '2026-12-24', reason: 'works' })
      const notice = { what: 'notice', firstDay: '2026-12-09', words: 'Entrée par la cour' }
      expect((await send(`${dates}/closure`, 'firstDay', notice)).headers.location).toBe(
        `${dates}?done=published`,
      )
      const { record } = await kept(id)
      expect(record.sessions).toMatchObject([{ kind: 'workshop', titles: { fr: 'Photos' } }])
      expect(record.closures).toMatchObject([
        { kind: 'notice', from: '2026-12-09', reason: null, text: 'Entrée par la cour', language: 'fr' },
        { kind: 'closed', from: '2026-12-24', reason: 'works' },
      ])
      const page = await agnes.get(dates)
      expect(textOf(page.body)).toContain('Le 9 décembre 2026 : Entrée par la cour')
      const [entry] = await history(id)
      expect(entry).toMatchObject({ action: 'changed', actor_kind: 'person' })
    })

    it('tells at the field what is wrong, and keeps what was typed', async () => {
      const id = await idOf('Bibliothèque du Lac')
      const form = { ...(await formOf(id)), phone: 'demain', 'day-0': 'le matin' }
      const response = await agnes.post(`/fr/moderation/places/${id}`, form)
      expect(response.statusCode).toBe(422)
      expect(response.body).toContain('value="demain"')
      expect(response.body).toContain('value="le matin"')
      expect(response.body).toContain('href="#phone"')
    })

    it('refuses what was written over an older version, and keeps it in the form', async () => {
      const id = await idOf('Bibliothèque du Lac')
      const form = await formOf(id)
      await agnes.post(`/fr/moderation/places/${id}`, { ...form, organisation: 'Ville' })
      const second = await agnes.post(`/fr/moderation/places/${id}`, {
        ...form,
        organisation: 'Eurométropole',
      })
      expect(second.statusCode).toBe(409)
      expect(second.body).toContain('value="Eurométropole"')
      expect((await kept(id)).record.organisation).toBe('Ville')
    })

    it('is for agents of the territory', async () => {
      const id = await idOf('Bibliothèque du Lac')
      expect((await zoe.get(`/fr/moderation/places/${id}`)).statusCode).toBe(404)
      expect((await zoe.post(`/fr/moderation/places/${id}`, await formOf(id))).statusCode).toBe(404)
      expect((await zoe.post(`/fr/moderation/places/${id}/state`, { version: '1' })).statusCode).toBe(404)
      expect((await zoe.post(`/fr/moderation/places/${id}/trust`, { trusted: '1' })).statusCode).toBe(404)
    })
  })

  it('hides a place from the public and shows it again', async () => {
    const id = await idOf('Club sans rien')
    const set = async (state: string) =>
      agnes.post(`/fr/moderation/places/${id}/state`, { state, version: String((await kept(id)).version) })
    expect((await set('hidden')).statusCode).toBe(303)
    expect(await findPlace(database.db, id)).toBeUndefined()
    expect((await agnes.get(`/fr/moderation/places/${id}`)).statusCode).toBe(200)
    await set('published')
    expect(await findPlace(database.db, id)).toBeDefined()
  })

  it('trusts an organisation, and takes that back', async () => {
    const id = await idOf('Bibliothèque du Lac')
    await agnes.post(`/fr/moderation/places/${id}`, { ...(await formOf(id)), organisation: 'Ville' })
    const trusted = async () =>
      (
        await database.db
          .selectFrom('organisation')
          .select('trusted')
          .where('name', '=', 'Ville')
          .executeTakeFirstOrThrow()
      ).trusted
    await agnes.post(`/fr/moderation/places/${id}/trust`, { trusted: '1' })
    expect(await trusted()).toBe(true)
    await agnes.post(`/fr/moderation/places/${id}/trust`, { trusted: '' })
    expect(await trusted()).toBe(false)
  })

  describe('of an organisation that is at work elsewhere too', () => {
    const organisation = 'Emplois du Rhin'
    const bring = async () => {
      const own = { organisation, kind: 'employment' as const }
      const there = {
        commune: 'Schiltigheim',
        communeCode: '67447',
        lonLat: [7.749, 48.606] as [number, number],
      }
      await bringPlaces(database.db, [
        { ...own, name: 'Emplois du Rhin Centre', lonLat: [7.752, 48.578] },
        { ...own, ...there, name: 'Emplois du Rhin Nord' },
      ])
      const known = await database.db
        .updateTable('organisation')
        .set({ trusted: false })
        .where('name', '=', organisation)
        .returning('id')
        .executeTakeFirstOrThrow()
      return { id: await idOf('Emplois du Rhin Centre'), organisationId: known.id }
    }
    const isTrusted = async () =>
      (
        await database.db
          .selectFrom('organisation')
          .select('trusted')
          .where('name', '=', organisation)
          .executeTakeFirstOrThrow()
      ).trusted

    it('lets only who answers for all of its places trust it; anybody of one may end that', async () => {
      const { id } = await bring()
      const page = await agnes.get(`/fr/moderation/places/${id}`)
      expect(said(textOf(page.body))).toContain(said(t('moderation:edit.elsewhere')))
      expect(page.body).not.toContain(`${id}/trust"`)
      expect((await agnes.post(`/fr/moderation/places/${id}/trust`, { trusted: '1' })).statusCode).toBe(403)
      expect(await isTrusted()).toBe(false)
      const both = await desk.signedIn('both@example.org', moderatorOf('epci-246700488'))
      expect((await both.post(`/fr/moderation/places/${id}/trust`, { trusted: '1' })).statusCode).toBe(303)
      expect(await isTrusted()).toBe(true)
      expect((await agnes.post(`/fr/moderation/places/${id}/trust`, { trusted: '' })).statusCode).toBe(303)
      expect(await isTrusted()).toBe(false)
    })

    it('shows who speaks for it, and lets the same take that from them', async () => {
      const { id, organisationId } = await bring()
      const email = 'nadia@emplois.example'
      const accountId = await bringPerson(
        database.db,
        email,
        [{ role: 'contributor', organisationId }],
        new Date(),
      )
      const role = await database.db
        .selectFrom('account_role')
        .select('id')
        .where('account_id', '=', accountId)
        .executeTakeFirstOrThrow()
      expect(textOf((await agnes.get(`/fr/moderation/places/${id}`)).body)).toContain(email)
      const remove = (browser: Browser) =>
        browser.post(`/fr/moderation/places/${id}/speakers`, { role: String(role.id) })
      expect((await remove(agnes)).statusCode).toBe(403)
      expect((await remove(zoe)).statusCode).toBe(404)
      const both = await desk.signedIn('both@example.org', moderatorOf('epci-246700488'))
      const before = (await desk.postOffice.sent()).length
      expect((await remove(both)).headers.location).toBe(`/fr/moderation/places/${id}?done=removed`)
      const letters = (await desk.postOffice.sent()).slice(before)
      expect(letters.map(({ to, subject }) => [to, subject])).toEqual([
        [email, t('accounts:letter.takenBack.subject')],
      ])
      const taken = await database.db
        .selectFrom('role_taken_back')
        .innerJoin('account', 'account.id', 'taken_by')
        .select(['account_id as from', 'email as by', 'organisation_id as organisation'])
        .execute()
      expect(taken).toEqual([{ from: accountId, by: 'both@example.org', organisation: organisationId }])
      expect((await remove(both)).statusCode).toBe(404)
      expect(textOf((await agnes.get(`/fr/moderation/places/${id}`)).body)).not.toContain(email)
    })
  })

  describe('by deciding on twins', () => {
    const pair = async () =>
      [await idOf('Bibliothèque du Lac'), await idOf('Bibliotheque du lac')].toSorted((a, b) => a - b) as [
        number,
        number,
      ]
    const decide = async (browser: Browser, seen: string, decision: string) => {
      const [a, b] = await pair()
      return browser.post(`/fr/moderation/twins/${a}/${b}`, { seen, decision })
    }

    it('parts two that the machine joined, joins them again, and records both', async () => {
      const [a, b] = await pair()
      const page = await agnes.get(`/fr/moderation/twins/${a}/${b}`)
      expect(page.statusCode).toBe(200)
      expect((await decide(agnes, '', 'different')).statusCode).toBe(303)
      expect(await findPlace(database.db, a)).toHaveProperty('feature')
      expect(await findPlace(database.db, b)).toHaveProperty('feature')
      expect((await history(a))[0]!.action).toBe('parted')
      expect((await decide(agnes, 'different', 'same')).statusCode).toBe(303)
      const shown = await Promise.all([findPlace(database.db, a), findPlace(database.db, b)])
      expect(shown.filter((each) => each && 'shownAs' in each)).toHaveLength(1)
      expect((await history(b))[0]!.action).toBe('joined')
      expect((await decide(agnes, 'same', '')).statusCode).toBe(303)
    })

    it('tells the second of two agents', async () => {
      await decide(agnes, '', 'different')
      const response = await decide(agnes, '', 'same')
      expect(response.statusCode).toBe(409)
      await decide(agnes, 'different', '')
    })

    it('lists them in their state, for agents of both places only', async () => {
      const { body } = await agnes.get('/fr/moderation/twins?state=same')
      const likely = await agnes.get('/fr/moderation/twins')
      expect(body + likely.body).toContain('Bibliotheque du lac')
      expect((await zoe.get('/fr/moderation/twins?state=same')).body).not.toContain('Bibliotheque du lac')
      expect((await decide(zoe, '', 'different')).statusCode).toBe(404)
    })
  })

  it('lists what lacks most first, with figures of each commune', async () => {
    const { body } = await agnes.get('/fr/moderation/complete')
    expect(said(textOf(body))).toContain(
      said(
        `Club sans rien Strasbourg ${t('moderation:complete.missing.services')} ${t('moderation:complete.missing.hours')} ${t('moderation:complete.missing.phone')}`,
      ),
    )
    expect((await agnes.get(`/fr/moderation/complete?territory=${city}`)).body).toContain('Club sans rien')
    expect((await agnes.get('/fr/moderation/complete?after=3-999999999')).body).not.toContain(
      'Club sans rien',
    )
    expect((await zoe.get('/fr/moderation/complete')).body).not.toContain('Club sans rien')
  })

  describe('keeps the history', () => {
    const planted = 'planted.secret@example.org'
    const publish = async () => {
      const proposed = {
        ...newPlace,
        name: `Maison ${Math.random()}`,
        lonLat: [7.7 + Math.random() / 20, 48.57] as [number, number],
      }
      const { id, version } = await desk.send({
        proposed,
        contact: { name: 'Planted Person', email: planted },
        note: 'planted note',
      })
      const form = { step: 'publish', version: String(version), note: 'planted inside' }
      await agnes.post(`/fr/moderation/submissions/${id}/decision`, form)
      const { place_id: placeId } = await database.db
        .selectFrom('submission')
        .select('place_id')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return placeId!
    }

    it('for everybody without a person, an address or a note, and for agents with them', async () => {
      const id = await publish()
      await agnes.post(`/fr/moderation/places/${id}`, {
        ...(await formOf(id)),
        phone: '03 88 77 77 77',
        description: 'Une porte bleue.',
      })
      const visitor = await desk.app.inject(`/fr/places/${id}/history`)
      expect(visitor.statusCode).toBe(200)
      const text = textOf(visitor.body)
      for (const secret of [planted, 'Planted', 'planted', 'agnes', '38877', '88 77 77', '88 00 00 01'])
        expect(visitor.body + text, secret).not.toContain(secret)
      expect(said(text)).toContain(said(t('moderation:history.tellers.agent')))
      expect(said(text)).toContain(said(t('moderation:history.tellers.proposal')))
      expect(text).toContain('Une porte bleue.')
      const inside = textOf((await agnes.get(`/fr/places/${id}/history`)).body)
      expect(inside).toContain('planted inside')
      expect(inside).toContain('agnes@strasbourg.example')
      // An agent of elsewhere is a visitor here.
      expect(textOf((await zoe.get(`/fr/places/${id}/history`)).body)).not.toContain('planted')
    })

    it('of a place that is hidden for nobody but its agents', async () => {
      const id = await publish()
      await agnes.post(`/fr/moderation/places/${id}/state`, {
        state: 'hidden',
        version: String((await kept(id)).version),
      })
      expect((await desk.app.inject(`/fr/places/${id}/history`)).statusCode).toBe(404)
      expect((await zoe.get(`/fr/places/${id}/history`)).statusCode).toBe(404)
      expect((await agnes.get(`/fr/places/${id}/history`)).statusCode).toBe(200)
    })

    it('and brings any earlier version back, in one entry', async () => {
      const id = await publish()
      const before = await kept(id)
      const [first] = await history(id)
      await agnes.post(`/fr/moderation/places/${id}`, {
        ...(await formOf(id)),
        phone: '03 88 77 77 77',
        summary: 'Autre',
      })
      await agnes.post(`/fr/moderation/places/${id}`, { ...(await formOf(id)), 'day-6': '10h-12h' })
      const confirm = await agnes.get(`/fr/places/${id}/history/${first!.id}`)
      expect(confirm.statusCode).toBe(200)
      const version = String((await kept(id)).version)
      const response = await agnes.post(`/fr/places/${id}/history/${first!.id}`, { version })
      expect(response.statusCode).toBe(303)
      expect((await kept(id)).record).toEqual(before.record)
      expect((await history(id))[0]!.action).toBe('restored')
      const again = await agnes.post(`/fr/places/${id}/history/${first!.id}`, { version })
      expect(again.statusCode).toBe(409)
      expect((await zoe.post(`/fr/places/${id}/history/${first!.id}`, { version })).statusCode).toBe(404)
    })
  })
})
