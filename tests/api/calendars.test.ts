// Calendars to subscribe to, read back by others: the same dates as the page and the API give.
import ICAL from 'ical.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { calendarText } from '../../server/ical/calendar-text.ts'
import { publishPlaces } from '../../server/places/publication.actions.ts'
import { wallClock } from '../../server/sessions/day.rules.ts'
import { insertNotice, writeNotices } from '../../server/sessions/notices.queries.ts'
import type { DatedNotice } from '../../server/sessions/session.rules.ts'
import { changeOccurrence } from '../../server/sessions/session-changes.queries.ts'
import {
  bringDates,
  bringSession,
  type DatedNumbers,
  forgetDemonstrationTimes,
} from '../databases/dated-sessions.ts'
import { type App, appOn, now } from '../databases/filled-app.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'
import { hasKhal, readByKhal } from './khal.ts'
import { said, textOf } from './page-text.ts'

function eventsOf(calendar: string) {
  const component = new ICAL.Component(ICAL.parse(calendar))
  return component.getAllSubcomponents('vevent').map((event) => {
    const read = new ICAL.Event(event)
    const text = (name: string) => {
      const value = event.getFirstPropertyValue(name)
      return value === null ? undefined : String(value)
    }
    return {
      uid: read.uid,
      sequence: read.sequence,
      summary: read.summary,
      description: read.description,
      location: read.location,
      start: read.startDate.toJSDate(),
      end: read.endDate.toJSDate(),
      isWholeDay: read.startDate.isDate,
      firstDay: read.startDate.toString().slice(0, 10),
      dayAfter: read.endDate.toString().slice(0, 10),
      status: text('status'),
      url: text('url'),
      geo: event.getFirstPropertyValue('geo') as unknown as number[] | null,
      stamp: text('dtstamp'),
    }
  })
}

describeWithDemonstration('Calendars', ({ database }) => {
  let app: App
  let numbers: DatedNumbers

  beforeAll(async () => {
    await forgetDemonstrationTimes(database.db, now())
    numbers = await bringDates(database.db)
    app = await appOn(database.db)
  })

  const calendarAt = async (path: string) => {
    const response = await app.inject(path)
    expect(response.statusCode, path).toBe(200)
    expect(response.headers['content-type']).toBe('text/calendar; charset=utf-8')
    return response.body
  }
  const idsOnPage = async (query: string) => {
    const { body } = await app.inject(`/fr/agenda?${query}`)
    return [...body.matchAll(/<li class="date[^"]*" id="d-([^"]+)"/g)].map(([, id]) => id)
  }
  const idOf = (uid: string) => uid.replace('@localhost', '')

  it.each([
    '',
    'session=workshop',
    'languages=tr',
    'near=7.7624,48.5669&radius=500',
    'level=beginner&fee=free',
  ])('hold the dates of the page with the same criteria: %s', async (query) => {
    for (const days of ['', '&from=2026-11-20&until=2026-12-31', '&from=2026-12-01', '&until=2026-12-05']) {
      const events = eventsOf(await calendarAt(`/fr/agenda.ics?${query}${days}`))
      expect(events.length).toBeGreaterThan(0)
      expect(events.map(({ uid }) => idOf(uid))).toEqual(await idsOnPage(`${query}${days}`))
    }
  })

  it('are offered by the page for what it shows, with the days that they hold', async () => {
    const offered = async (path: string) => {
      const { body } = await app.inject(path)
      const address = /href="webcal:\/\/[^/]*([^"]*)"/.exec(body)![1]!.replaceAll('&amp;', '&')
      return { address, text: said(textOf(/<aside class="subscribe.*?<\/aside>/s.exec(body)![0])) }
    }
    const usual = await offered('/fr/agenda?session=workshop,concert&where=Nulle-part-sur-Ill')
    expect(usual.address).toBe('/fr/agenda.ics?session=workshop')
    expect(usual.text).toContain(said('ordinateur : toujours les 30 jours à venir.'))
    const dated = await offered('/fr/agenda?from=2026-12-01&until=2026-12-10')
    expect(dated.address).toBe('/fr/agenda.ics?from=2026-12-01&until=2026-12-10')
    expect(dated.text).toContain(said('ordinateur : 1er – 10 décembre 2026.'))
    for (const { address } of [usual, dated]) await calendarAt(address)
  })

  it('say themselves which days they hold, and roll on with the days', async () => {
    const lines = async (path: string) => (await calendarAt(path)).replaceAll('\r\n ', '')
    expect(await lines('/fr/agenda.ics')).toContain(
      'X-WR-CALDESC:Les 30 jours à venir\\, avec vos critères.\r\n',
    )
    expect(await lines('/en/agenda.ics?from=2026-12-01&until=2026-12-10')).toContain(
      'X-WR-CALDESC:Dates: 1 to 10 December 2026\\, with your criteria.\r\n',
    )
    const later = await appOn(database.db, { now: () => new Date('2027-05-20T10:00:00Z') })
    const { body } = await later.inject('/fr/agenda.ics')
    expect(eventsOf(body).map(({ uid }) => idOf(uid))).toEqual([`${numbers.market}-20270609T0930`])
  })

  it('stay calendars when the days for which somebody subscribed are over', async () => {
    const path = '/fr/agenda.ics?from=2026-11-24&until=2026-12-05'
    const during = await appOn(database.db, { now: () => new Date('2026-12-02T10:00:00Z') })
    const { body } = await during.inject(path)
    expect(eventsOf(body).map(({ uid }) => idOf(uid))).toEqual([`${numbers.mouse}-20261203T1400`])
    const after = await appOn(database.db, { now: () => new Date('2026-12-20T10:00:00Z') })
    const over = await after.inject(path)
    expect(over.statusCode).toBe(200)
    expect(eventsOf(over.body)).toEqual([])
  })

  it.each([
    ['/fr/agenda.ics?session=concert', '« concert » n’existe pas. Valeurs possibles : workshop'],
    ['/fr/agenda.ics?kind=concert', '« concert » n’existe pas.'],
    ['/fr/agenda.ics?languages=français', '« français » n’est pas un code de langue.'],
    ['/fr/agenda.ics?level=beginner&langage=tr', 'Le paramètre « langage » n’existe pas ici.'],
    ['/fr/agenda.ics?from=demain', '« demain » n’est pas un jour'],
    ['/fr/agenda.ics?until=2031-01-01', '« 2031-01-01 » est hors des dates connues'],
    ['/fr/agenda.ics?near=ici', 'deux nombres sont attendus'],
  ])('refuse what they cannot read, in words: %s', async (path, words) => {
    const response = await app.inject(encodeURI(path))
    expect(response.statusCode).toBe(400)
    expect(said(textOf(response.body))).toContain(said(words))
  })

  it('refuse a place that nobody knows, and wait for the address service where it is away', async () => {
    const path = '/fr/agenda.ics?where=Nulle-part-sur-Ill'
    const knowing = await appOn(database.db, { geocoder: { search: async () => [] } })
    const refused = await knowing.inject(path)
    expect(refused.statusCode).toBe(400)
    expect(said(textOf(refused.body))).toContain(said('« Nulle-part-sur-Ill » n’est pas un endroit que'))
    const silent = await appOn(database.db, { geocoder: { search: async () => undefined } })
    const away = await silent.inject(path)
    expect(away.statusCode).toBe(503)
    expect(said(textOf(away.body))).toContain('recherche d’adresse ne répond pas')
    // Without any service, nobody knows it later.
    expect((await app.inject(path)).statusCode).toBe(400)
  })

  it('of a place refuse what is neither true nor false', async () => {
    const response = await app.inject(`/fr/places/${numbers.place}.ics?openings=oui`)
    expect(response.statusCode).toBe(400)
  })

  it('that would be too long end with a whole day, and say so', async () => {
    const { db } = database
    const day = (index: number) =>
      new Date(Date.UTC(2026, 11, 1) + index * 86_400_000).toISOString().slice(0, 10)
    const many = Array.from({ length: 1_008 }, (_, index) => ({
      start: `${day(Math.floor(index / 48))}T${String(Math.floor((index % 48) / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`,
      end: `${day(Math.floor(index / 48))}T${String(Math.floor((index % 48) / 2)).padStart(2, '0')}:${index % 2 ? '45' : '15'}`,
    }))
    const id = await db
      .transaction()
      .execute((trx) => bringSession(trx, { placeId: numbers.library }, { level: 'excluded' }, many))
    const path = '/fr/agenda.ics?level=excluded&from=2026-12-01&until=2026-12-31'
    const calendar = await calendarAt(path)
    expect(eventsOf(calendar)).toHaveLength(960)
    expect(said(calendar.replaceAll('\r\n ', ''))).toContain(
      said('Trop de dates (1 000 au plus) : ce calendrier s’arrête le 20 décembre 2026.'),
    )
    const page = said(textOf((await app.inject(path.replace('.ics', ''))).body))
    expect(page).toContain(said('celui-ci s’arrête avant la fin. Ajoutez un critère.'))
    const ofPlace = await calendarAt(`/fr/places/${numbers.library}.ics`)
    expect(said(ofPlace.replaceAll('\r\n ', ''))).toContain('ce calendrier s’arrête le 20 décembre 2026.')
    await db.deleteFrom('session').where('id', '=', id).execute()
  })

  it('hold the dates of the API, to the minute, with the cancelled and the moved ones', async () => {
    const events = eventsOf(await calendarAt('/fr/agenda.ics?until=2027-06-30'))
    const { features } = (
      await app.inject('/api/collections/sessions/items?limit=1000&datetime=2026-11-20T10:00:00Z/..')
    ).json()
    const told = (features as { id: string; properties: Record<string, string> }[]).map(
      ({ id, properties }) => ({
        id,
        start: Date.parse(properties.start!),
        end: Date.parse(properties.end!),
        isCancelled: properties.state === 'cancelled',
      }),
    )
    expect(events).toHaveLength(12)
    expect(
      events.map(({ uid, start, end, status }) => ({
        id: idOf(uid),
        start: start.getTime(),
        end: end.getTime(),
        isCancelled: status === 'CANCELLED',
      })),
    ).toEqual(told)
    const moved = events.find(({ uid }) => uid.includes('20261210T1400'))!
    expect(wallClock(moved.start)).toBe('2026-12-11T10:00')
    expect(moved.description).toContain('Déplacé')
  })

  describe.skipIf(!hasKhal)('for khal (skipped where there is no khal)', () => {
    it('are the same dates, cancelled ones included', async () => {
      const calendar = await calendarAt('/fr/agenda.ics?until=2027-06-30')
      const own = eventsOf(calendar)
      const read = readByKhal(calendar, '2026-11-20', 365)
      const byUid = (a: { uid: string }, b: { uid: string }) => a.uid.localeCompare(b.uid)
      expect(read.toSorted(byUid)).toEqual(
        own
          .map(({ uid, start, end, summary, status }) => ({
            uid,
            start: wallClock(start),
            end: wallClock(end),
            title: summary,
            isCancelled: status === 'CANCELLED',
          }))
          .toSorted(byUid),
      )
      expect(read.filter(({ isCancelled }) => isCancelled).map(({ title }) => title)).toEqual([
        'Annulé\u00a0: Premiers pas avec la souris',
        'Annulé\u00a0: Le Bus bavard',
      ])
    })

    it('are the days of a closure', async () => {
      const closed = { firstDay: '2026-12-24', lastDay: '2026-12-31' }
      const [event] = readByKhal(textOfOne({ when: closed }), '2026-12-20', 20)
      expect(event).toMatchObject({ start: '2026-12-24', end: '2026-12-31', title: 'Premiers pas' })
    })
  })

  it('say where, how to take part, and where the page is', async () => {
    const [event] = eventsOf(await calendarAt('/fr/agenda.ics?level=beginner'))
    expect(event).toMatchObject({
      summary: 'Premiers pas avec la souris',
      location: 'France Services Les Trois Ponts, 3 quai du Martin-Pêcheur, 67000 Strasbourg',
      geo: [48.5823, 7.7442],
      status: 'CONFIRMED',
      sequence: 0,
      stamp: '2026-11-01T08:00:00Z',
    })
    expect(event!.url).toBe(`http://localhost:80/fr/places/${numbers.place}/france-services-les-trois-ponts`)
    expect(event!.description.split('\n')).toEqual([
      'On apprend à tenir la souris, à cliquer, à ouvrir un dossier ; sans se presser.',
      'Débutant · Personnes âgées · Gratuit · Inscription obligatoire',
      'Langues\u00a0: français et arabe',
      'S’inscrire\u00a0: https://example.org/inscription?atelier=souris,1',
      `Page à jour\u00a0: ${event!.url}`,
    ])
  })

  it('speak the reader’s language, from right to left too', async () => {
    const calendar = await calendarAt('/ar/agenda.ics?level=beginner')
    const events = eventsOf(calendar)
    expect(events[0]!.summary).toBe('الخطوات الأولى مع الفأرة')
    expect(events[1]!.summary.replaceAll(/[\u2068\u2069]/g, '')).toBe('أُلغي: الخطوات الأولى مع الفأرة')
    // Quoted, for a calendar cannot say that the words are French.
    expect(events[1]!.description).toContain('أُلغي: «\u2068L’animatrice est malade.\u2069»')
    const [, french] = eventsOf(await calendarAt('/fr/agenda.ics?level=beginner'))
    expect(french!.description).toMatch(/^Annulé\u00a0: L’animatrice est malade\.\n/)
  })

  it('fold their lines at 75 bytes, whatever the script', async () => {
    for (const locale of ['fr', 'ar']) {
      const calendar = await calendarAt(`/${locale}/agenda.ics`)
      const lines = calendar.split('\r\n')
      expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
      expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      expect(calendar.endsWith('END:VCALENDAR\r\n')).toBe(true)
    }
  })

  it('tell how often to ask again, and answer 304 while nothing changed', async () => {
    const first = await app.inject('/fr/agenda.ics')
    expect(first.body).toContain('\r\nX-WR-CALNAME:Agenda de l’aide numérique\r\n')
    expect(first.body).toContain('\r\nREFRESH-INTERVAL;VALUE=DURATION:PT3H\r\n')
    const headers = { 'if-none-match': String(first.headers.etag) }
    expect((await app.inject({ url: '/fr/agenda.ics', headers })).statusCode).toBe(304)
    const later = await appOn(database.db, { now: () => new Date('2026-11-20T16:00:00Z') })
    expect((await later.inject({ url: '/fr/agenda.ics', headers })).statusCode).toBe(304)
  })

  it('count the changes of a session', async () => {
    const { db } = database
    const hour = { start: '2026-12-05T10:00', end: '2026-12-05T11:00' }
    const { place, id } = await db.transaction().execute(async (trx) => {
      const owner = { placeId: numbers.library }
      const id = await bringSession(trx, owner, { level: 'nearly-autonomous' }, [hour])
      const change = {
        originalStart: hour.start,
        start: null,
        end: null,
        kind: 'cancelled',
        note: null,
      } as const
      await changeOccurrence(trx, id, change)
      return { place: owner.placeId, id }
    })
    const { version, changed_at } = await db
      .selectFrom('session')
      .select(['version', 'changed_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(version).toBe(2)
    expect(changed_at.getTime()).toBeGreaterThan(Date.parse('2026-11-01T08:00:00Z'))
    expect(place).toBe(numbers.library)
    await db.deleteFrom('session').where('id', '=', id).execute()
  })

  it('of a place hold what it announces; its opening hours for whoever asks', async () => {
    const { place, mouse } = numbers
    const announced = eventsOf(await calendarAt(`/fr/places/${place}.ics`))
    expect(announced.map(({ uid }) => idOf(uid))).toEqual(
      ['20261126T1400', '20261203T1400', '20261210T1400', '20261217T1400'].map((date) => `${mouse}-${date}`),
    )
    const all = eventsOf(await calendarAt(`/fr/places/${place}.ics?openings=true`))
    const { numberMatched } = (
      await app.inject(
        `/api/collections/sessions/items?placeId=${place}&kind=opening,workshop&datetime=2026-11-20T10:00:00Z/..`,
      )
    ).json()
    expect(all.length).toBeGreaterThan(50)
    expect(all).toHaveLength(numberMatched)
    const opening = all.find(({ uid }) => uid.startsWith(`place-${place}-`))!
    expect(opening.summary).toBe('Ouvert\u00a0: France Services Les Trois Ponts')
  })

  it('of a place hold the days on which it is closed, whole', async () => {
    const { db } = database
    const placeId = numbers.library
    await db.transaction().execute(async (trx) => {
      const notice = {
        kind: 'closed',
        from: '2026-12-21',
        until: '2027-01-03',
        reason: 'works',
        text: 'Peinture.',
        language: 'fr',
      } as const
      await insertNotice(trx, { placeId }, notice, now())
      await publishPlaces(trx, [placeId], now())
    })
    const closure = eventsOf(await calendarAt(`/fr/places/${placeId}.ics`)).find(
      ({ isWholeDay }) => isWholeDay,
    )
    expect(closure).toMatchObject({
      uid: `closure-${placeId}-20261221@localhost`,
      summary: 'Fermé\u00a0: Bibliothèque La Page Buissonnière',
      firstDay: '2026-12-21',
      dayAfter: '2027-01-04',
    })
    expect(closure!.description).toContain('Peinture.')
  })

  it('tell calendars that a closure changed, and of no other that it did', async () => {
    const { db } = database
    const placeId = numbers.library
    const said = { kind: 'closed', reason: 'works', text: null, language: 'fr' } as const
    const first = { ...said, from: '2027-03-01', until: '2027-03-05' }
    const other = { ...said, from: '2027-04-01', until: '2027-04-05' }
    const closuresAfter = async (wanted: DatedNotice[], at: string) => {
      await db.transaction().execute(async (trx) => {
        await writeNotices(trx, { placeId }, wanted, new Date(at))
        await publishPlaces(trx, [placeId], now())
      })
      const events = eventsOf(await calendarAt(`/fr/places/${placeId}.ics`))
      return new Map(events.filter(({ isWholeDay }) => isWholeDay).map((event) => [event.firstDay, event]))
    }
    const before = await closuresAfter([first, other], '2026-11-20T09:00:00Z')
    // On screen a closure is changed by taking it away and saying it anew.
    await closuresAfter([other], '2026-11-20T09:05:00Z')
    const after = await closuresAfter([{ ...first, until: '2027-03-12' }, other], '2026-11-20T09:06:00Z')
    const [was, is] = [before.get('2027-03-01')!, after.get('2027-03-01')!]
    expect(is.uid).toBe(was.uid)
    expect(is.dayAfter).toBe('2027-03-13')
    expect(is.sequence).toBeGreaterThan(was.sequence)
    expect(is.stamp).toBe('2026-11-20T09:06:00Z')
    expect(after.get('2027-04-01')).toEqual(before.get('2027-04-01'))
    await closuresAfter([], '2026-11-20T09:10:00Z')
  })

  it('of a place tell two closures that begin on one day apart', async () => {
    const { db } = database
    const placeId = numbers.library
    const closed = { kind: 'closed', from: '2027-02-01', reason: null, text: null, language: 'fr' } as const
    await db.transaction().execute(async (trx) => {
      await insertNotice(trx, { placeId }, { ...closed, until: '2027-02-01' }, now())
      await insertNotice(trx, { placeId }, { ...closed, until: '2027-02-05' }, now())
      await publishPlaces(trx, [placeId], now())
    })
    const events = eventsOf(await calendarAt(`/fr/places/${placeId}.ics`))
    const those = events.filter(({ firstDay }) => firstDay === '2027-02-01')
    expect(those.map(({ uid, dayAfter }) => [uid, dayAfter])).toEqual([
      [`closure-${placeId}-20270201@localhost`, '2027-02-02'],
      [`closure-${placeId}-20270201-2@localhost`, '2027-02-06'],
    ])
  })

  it('of a unit hold its stops, of a year', async () => {
    const events = eventsOf(await calendarAt(`/fr/mobile/${numbers.unit}.ics`))
    expect(events.map(({ uid, status }) => [idOf(uid), status])).toEqual([
      [`${numbers.market}-20261125T0930`, 'CONFIRMED'],
      [`${numbers.market}-20261209T0930`, 'CANCELLED'],
      [`${numbers.market}-20270609T0930`, 'CONFIRMED'],
    ])
    expect(events[0]).toMatchObject({
      summary: 'Le Bus bavard',
      location: 'Place du Marché du Neudorf, place du Marché, 67100 Strasbourg',
    })
  })

  it.each([
    '/fr/places/999999.ics',
    '/fr/mobile/1.ics',
    '/fr/mobile/x.ics',
    '/xx/agenda.ics',
    '/fr/places/0.ics',
  ])('are not at %s', async (path) => expect((await app.inject(path)).statusCode).toBe(404))
})

function textOfOne(event: Partial<Parameters<typeof calendarText>[0]['events'][number]>): string {
  return calendarText({
    name: 'Un agenda',
    language: 'fr',
    source: 'https://reperes.example/fr/agenda.ics',
    events: [
      {
        uid: '1-20261126T1400@reperes.example',
        sequence: 0,
        changed: new Date('2026-11-01T08:00:00Z'),
        title: 'Premiers pas',
        description: '',
        when: { start: new Date('2026-11-26T13:00:00Z'), end: new Date('2026-11-26T15:00:00Z') },
        isCancelled: false,
        location: null,
        url: 'https://reperes.example/fr/places/1',
        ...event,
      },
    ],
  })
}

describe('A calendar as text', () => {
  it('keeps whatever is written in texts, and lets nothing out of them', () => {
    const nasty = 'a, b; c\\d "e"\nEND:VEVENT\r\nBEGIN:VALARM\u0000\u202e — 🚌 آخر'
    const [event, ...others] = eventsOf(textOfOne({ title: nasty, description: nasty }))
    expect(others).toEqual([])
    expect(event!.summary).toBe('a, b; c\\d "e"\nEND:VEVENT\nBEGIN:VALARM — 🚌 آخر')
    expect(event!.description).toBe(event!.summary)
  })

  it('does not let a name begin a line of its own', () => {
    const text = calendarText({
      name: 'Chez Léa\r\nBEGIN:VEVENT, etc.',
      language: 'fr',
      source: 'https://a.example',
      events: [],
    })
    expect(text).toContain('X-WR-CALNAME:Chez Léa BEGIN:VEVENT\\, etc.\r\n')
    expect(eventsOf(text)).toEqual([])
  })

  it('tells the same instants on the nights in which clocks change', () => {
    const night = { start: new Date('2026-10-25T00:30:00Z'), end: new Date('2026-10-25T01:30:00Z') }
    const [event] = eventsOf(textOfOne({ when: night }))
    expect(event).toMatchObject(night)
  })
})
