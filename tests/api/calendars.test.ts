// Calendars to subscribe to, read back by others: the same dates as the page and the API give.
import ICAL from 'ical.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { calendarText } from '../../server/ical/calendar-text.ts'
import { publishPlaces } from '../../server/places/publication.actions.ts'
import { wallClock } from '../../server/sessions/day.rules.ts'
import { insertNotice } from '../../server/sessions/notices.queries.ts'
import { changeOccurrence } from '../../server/sessions/session-store.queries.ts'
import {
  bringDates,
  bringSession,
  type DatedNumbers,
  forgetDemonstrationTimes,
} from '../databases/dated-sessions.ts'
import { type App, appOn, now } from '../databases/filled-app.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'
import { hasKhal, readByKhal } from './khal.ts'

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
    const days = 'from=2026-11-20&until=2026-12-31'
    const events = eventsOf(await calendarAt(`/fr/agenda.ics?${query}&${days}`))
    expect(events.length).toBeGreaterThan(0)
    expect(events.map(({ uid }) => idOf(uid))).toEqual(await idsOnPage(`${query}&${days}`))
  })

  it('hold the dates of the API, to the minute, with the cancelled and the moved ones', async () => {
    const events = eventsOf(await calendarAt('/fr/agenda.ics'))
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
      const calendar = await calendarAt('/fr/agenda.ics')
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
    expect(events[1]!.description).toContain('L’animatrice est malade.')
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
      const said = {
        kind: 'closed',
        from: '2026-12-21',
        until: '2027-01-03',
        reason: 'works',
        text: 'Peinture.',
        language: 'fr',
      } as const
      await insertNotice(trx, { placeId }, said, now())
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
