// "Is my paper still right?": the page of an edition, for everything that can change.
import { beforeAll, expect, it } from 'vitest'
import { rememberEdition } from '../../server/directory/directory.actions.ts'
import { changeUnit, readUnitRecord } from '../../server/mobile-units/unit-changes.actions.ts'
import { changePlace } from '../../server/places/place-changes.actions.ts'
import { readRecord } from '../../server/places/place-record.queries.ts'
import type { Proposal } from '../../server/places/place-record.rules.ts'
import { publishPlaces } from '../../server/places/publication.actions.ts'
import type { Change } from '../../server/sessions/recurrence.rules.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { bringSession } from '../databases/dated-sessions.ts'
import { type App, appOn, bringPlaces, now, strasbourg } from '../databases/filled-app.ts'
import { printed } from '../databases/printed-directories.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { bringUnit, cancelled } from '../databases/units-in.ts'
import { said, textOf } from './page-text.ts'

const later = () => new Date('2026-11-23T10:00:00Z')
const names = [
  'Partie',
  'Déménagée',
  'Horaires',
  'Téléphone',
  'Nom',
  'Fermée',
  'Hors sujet',
  'Pareille',
  'Ailleurs',
]

const deed = {
  actor: { kind: 'system', id: null } as const,
  now: later(),
  because: { submissionId: null, note: null },
}

describeWithDatabase('The page of an edition', ({ database }) => {
  let app: App
  let number: string
  const ids = new Map<string, number>()
  const numbers = new Map<string, number>()

  const change = (name: string, proposal: Proposal) =>
    database.db.transaction().execute((trx) => {
      return changePlace(trx, ids.get(name)!, proposal, deed)
    })
  const pageAt = async (path: string, status = 200) => {
    const response = await app.inject(path)
    expect(response.statusCode, path).toBe(status)
    return response.body
  }
  const textAt = async (path: string, status = 200) => said(textOf(await pageAt(path, status)))
  /** What the page says of one place, under its number on the paper. */
  const entryOf = async (name: string) => {
    const text = await textAt(`/fr/editions/${number}`)
    const [, entry] = text.split(`Numéro ${numbers.get(name)} sur le papier`)
    return entry?.split(
      /Numéro \d+ sur le papier|Le bus et les services|Nouveaux lieux|Imprimer le papier/,
    )[0]
  }
  const place = (name: string, index: number) => ({
    name: `Maison ${name}`,
    address: `${index + 1} rue de la ${name}`,
    lonLat: [7.74 + index / 100, 48.57] as [number, number],
    phone: `+3338800010${index}`,
    openingHours: 'Mo-Fr 09:00-12:00',
    services: ['work' as const],
    updatedAt: '2026-11-01',
  })

  beforeAll(async () => {
    await keepTerritories(database.db, strasbourg)
    await bringPlaces(database.db, names.map(place))
    const lonLat: [number, number] = [7.75, 48.58]
    const week = 'FREQ=WEEKLY'
    await bringUnit(database.db, { name: 'Le Bus bavard', services: ['work'], vehicle: 'bus' }, [
      { name: 'Place du Lavoir', lonLat, start: '2026-11-24T14:00', rule: week },
      { name: 'Quai des Grues', lonLat, start: '2026-11-26T09:00' },
    ])
    const directory = await printed(database.db, { territory: 'commune-67482', services: 'work' })
    number = directory.edition.number
    expect(await rememberEdition({ db: database.db, now }, directory.edition)).toBe(true)
    for (const card of directory.document.sections.flatMap(({ cards }) => cards)) {
      const name = card.name.replace('Maison ', '')
      ids.set(name, card.id)
      numbers.set(name, card.number)
    }
    app = await appOn(database.db, { now: later })
  })

  it('says plainly that nothing changed, and since when', async () => {
    const text = await textAt(`/fr/editions/${number}`)
    expect(text).toContain('Rien n’a changé depuis le 20 novembre 2026. Ce papier est à jour.')
    expect(text).toContain('Strasbourg')
    expect(text).not.toContain('sur le papier')
  })

  it('leads to a fresh PDF in each format, with the same question and the languages of the paper', async () => {
    const body = await pageAt(`/ar/editions/${number}`)
    for (const format of ['a4', 'list', 'large', 'poster'])
      expect(body).toContain(
        `/ar/directory.pdf?territory=commune-67482&amp;services=work&amp;print=fr&amp;format=${format}"`,
      )
  })

  it('tells what is gone, moved, renamed, closed, or has new hours or another phone, under its number', async () => {
    await change('Partie', { state: 'hidden' })
    await change('Déménagée', { address: '99 quai Neuf', lonLat: [7.79, 48.6] })
    await change('Horaires', { openingHours: 'Tu 10:00-18:00' })
    await change('Téléphone', { phone: '+33388999999' })
    await change('Nom', { name: 'Atelier du Pont' })
    const works = { kind: 'closed', from: '2026-11-25', until: '2026-12-04', reason: 'works' } as const
    await change('Fermée', { closures: [{ ...works, text: null, language: 'fr' }] })
    await change('Hors sujet', { services: ['safety'] })
    expect(await entryOf('Partie')).toMatch(/Maison Partie .*n’est plus dans l’annuaire/)
    expect(await entryOf('Déménagée')).toContain('Nouvelle adresse : 99 quai Neuf, Strasbourg')
    expect(await entryOf('Horaires')).toContain('Nouveaux horaires : Mardi : 10 h – 18 h')
    expect(await entryOf('Téléphone')).toContain('Nouveau téléphone : 03 88 99 99 99')
    expect(await entryOf('Nom')).toContain('S’appelle maintenant : Atelier du Pont')
    expect(await entryOf('Fermée')).toContain('Sera fermé du 25 novembre au 4 décembre 2026 : travaux')
    expect(await entryOf('Hors sujet')).toContain('Ne correspond plus')
    expect(await entryOf('Pareille')).toBeUndefined()
    expect(await entryOf('Ailleurs')).toBeUndefined()
    expect(await textAt(`/fr/editions/${number}`)).toContain('7 changements depuis le 20 novembre 2026')
  })

  it('tells a single day of other hours, and a closure of the paper that is taken back', async () => {
    const closure = { kind: 'closed', from: '2026-12-07', until: '2026-12-11', reason: null } as const
    await change('Pareille', { closures: [{ ...closure, text: null, language: 'fr' }] })
    const { edition } = await printed(database.db, { q: 'Maison Pareille' })
    await rememberEdition({ db: database.db, now }, edition)
    const textNow = () => textAt(`/fr/editions/${edition.number}`)
    expect(await textNow()).toContain('Rien n’a changé')
    await change('Pareille', { closures: [], openingHours: 'Mo-Fr 09:00-12:00; 2026 Dec 01 off' })
    const text = await textNow()
    expect(text).toContain('N’est plus fermé du 7 au 11 décembre 2026.')
    expect(text).toMatch(/Ces jours-là : Mardi 1er décembre : Fermé\s+Nous ne pouvons pas dire/)
    await change('Pareille', { openingHours: 'Mo-Fr 09:00-12:00' })
  })

  it('names places that the same question finds since', async () => {
    await bringPlaces(database.db, [{ ...place('Nouvelle', 9), name: 'Maison Nouvelle' }])
    const [, added] = (await textAt(`/fr/editions/${number}`)).split('Nouveaux lieux')
    expect(added).toContain('Maison Nouvelle')
    expect(added).not.toContain('Maison Pareille')
  })

  it('strikes bus dates that are cancelled since, and adds new ones', async () => {
    await database.db.transaction().execute(async (trx) => {
      const unit = await trx.selectFrom('mobile_unit').select('id').executeTakeFirstOrThrow()
      const { sessions } = await readUnitRecord(trx, unit.id)
      const [weekly, once] = sessions
      const changes = [cancelled('2026-11-24T14:00', 'Le bus est en panne')]
      const extra = { ...once!, id: null, recurrence: { ...once!.recurrence, start: '2026-11-28T09:00' } }
      const round = [{ ...weekly!, changes }, once!, extra] as typeof sessions
      await changeUnit(trx, unit.id, { sessions: round }, deed)
    })
    const body = await pageAt(`/fr/editions/${number}`)
    expect(said(body)).toMatch(/<s>(?:(?!<\/s>).)*24 novembre(?:(?!<\/s>).)*Place du Lavoir/)
    const [, stops] = said(textOf(body)).split('Le bus et les services mobiles')
    expect(stops).toContain('Annulé : Le bus est en panne')
    expect(stops).toMatch(/Nouvelle date Samedi 28 novembre, .* Quai des Grues/)
    expect(stops).not.toContain('26 novembre')
  })

  it('tells a workshop and a stop that were moved beyond the weeks of the paper, and to when', async () => {
    const placeId = ids.get('Pareille')!
    const always = { publicHolidays: 'kept', schoolHolidays: 'kept' } as const
    const once = { rule: null, exceptions: [], extraDates: [], ...always }
    await database.db.transaction().execute(async (trx) => {
      for (const day of ['25', '26', '27']) {
        const start = `2026-11-${day}T14:00`
        const recurrence = { ...once, kind: 'dates' as const, start, durationMinutes: 120 }
        await bringSession(trx, { placeId }, { titles: { fr: 'La souris' }, recurrence }, [])
      }
      await publishPlaces(trx, [placeId], now())
    })
    const lonLat: [number, number] = [7.75, 48.58]
    const busId = await bringUnit(database.db, { name: 'Le Bus lent', services: ['work'] }, [
      { name: 'Place du Lavoir', lonLat, start: '2026-12-01T14:00' },
    ])
    const { edition } = await printed(database.db, { q: 'Maison Pareille' })
    await rememberEdition({ db: database.db, now }, edition)
    const bus = await printed(database.db, { ids: String(busId) })
    await rememberEdition({ db: database.db, now }, bus.edition)
    const moved = (originalStart: string, day: string): Change => ({
      ...{ originalStart, kind: 'moved', start: `${day}T10:00`, end: `${day}T12:00`, note: null },
    })
    await database.db.transaction().execute(async (trx) => {
      const [first, second, third] = (await readRecord(trx, placeId))!.record.sessions
      const sessions = [
        { ...first!, changes: [moved('2026-11-25T14:00', '2027-01-12')] },
        { ...second!, changes: [moved('2026-11-26T14:00', '2027-03-02')] },
        third!,
      ]
      await changePlace(trx, placeId, { sessions }, deed)
      const unit = await readUnitRecord(trx, busId)
      const stops = unit.sessions.map((stop) => ({
        ...stop,
        changes: [moved('2026-12-01T14:00', '2027-01-15')],
      }))
      await changeUnit(trx, busId, { sessions: stops }, deed)
    })
    const text = await textAt(`/fr/editions/${edition.number}`)
    expect(text).toContain('Déplacé : La souris, mercredi 25 novembre à 14 h → mardi 12 janvier à 10 h')
    // What lies beyond the days that are written is not called cancelled either.
    expect(text).toContain('N’a pas lieu : jeudi 26 novembre à 14 h')
    expect(text).not.toContain('27 novembre')
    expect(text).not.toContain('Annulé')
    const ofBus = await textAt(`/fr/editions/${bus.edition.number}`)
    expect(ofBus).toMatch(/Déplacé : Vendredi 15 janvier.*Place du Lavoir/)
    expect(ofBus).not.toContain('Annulé')
    await change('Pareille', { sessions: [] })
  })

  it('says when the dates of the paper are over', async () => {
    const month = await appOn(database.db, { now: () => new Date('2026-12-20T10:00:00Z') })
    const { body } = await month.inject(`/fr/editions/${number}`)
    expect(said(textOf(body))).toContain('Les dates imprimées du bus et des ateliers sont passées.')
    expect(await textAt(`/fr/editions/${number}`)).not.toContain('sont passées')
  })

  it('is one for all who ask within a day what is open now', async () => {
    const at = (minute: string) =>
      printed(database.db, { open: 'now' }, { clock: () => new Date(`2026-11-20T10:${minute}:00Z`) })
    const [first, second] = [await at('00'), await at('07')]
    expect(second.edition.number).toBe(first.edition.number)
    const friday = await printed(database.db, { open: '2026-11-20T11:00' })
    expect(friday.edition.number).not.toBe(first.edition.number)
  })

  it('does not read "now" again at the hour of the reader: closed at night is no news', async () => {
    const { edition } = await printed(database.db, { open: 'now' })
    await rememberEdition({ db: database.db, now }, edition)
    const night = await appOn(database.db, { now: () => new Date('2026-11-20T22:00:00Z') })
    const { body } = await night.inject(`/fr/editions/${edition.number}`)
    expect(edition.facts.places.length).toBeGreaterThan(0)
    expect(said(textOf(body))).not.toContain('Ne correspond plus')
    expect(said(textOf(body))).toContain('Nous ne pouvons pas dire si d’autres lieux s’y ajoutent.')
  })

  it('takes the number as people type it', async () => {
    const typed = `${number.slice(0, 4)} ${number.slice(4, 8)} ${number.slice(8)}`
    for (const path of [
      `/tr/editions?number=${encodeURIComponent(typed)}`,
      `/tr/editions/${encodeURIComponent(typed)}`,
    ]) {
      const response = await app.inject(path)
      expect([response.statusCode, response.headers.location]).toEqual([303, `/tr/editions/${number}`])
    }
  })

  it('helps whoever types a number that no paper has', async () => {
    const unknown = await pageAt('/fr/editions/0000000000', 404)
    expect(said(textOf(unknown))).toContain('Aucun papier n’a le numéro 0000 0000 00.')
    expect(unknown).toMatch(/<input[^>]*name="number"[^>]*value="0000 0000 00"/)
    const words = await pageAt('/fr/editions?number=%3Cb%3Edouze', 404)
    expect(said(textOf(words))).toContain('« <b>douze » n’est pas un numéro d’édition.')
    expect(await pageAt('/fr/editions')).toContain('name="number"')
  })

  it('keeps nothing of a person', async () => {
    const row = await database.db.selectFrom('edition').selectAll().executeTakeFirstOrThrow()
    expect(Object.keys(row).toSorted()).toEqual(['facts', 'hash', 'made_at', 'number', 'parameters'])
    const [known] = (row.facts as { places: object[] }).places
    expect(Object.keys(known!).toSorted()).toEqual([
      'address',
      'closures',
      'days',
      'events',
      'hours',
      'id',
      'lonLat',
      'more',
      'name',
      'number',
      'phone',
    ])
  })
})
