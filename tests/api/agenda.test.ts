// The agenda as people read it.
import { beforeAll, expect, it } from 'vitest'
import {
  bringDates,
  bringSession,
  type DatedNumbers,
  forgetDemonstrationTimes,
} from '../databases/dated-sessions.ts'
import { type App, appOn, now } from '../databases/filled-app.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'
import { said, textOf } from './page-text.ts'

describeWithDemonstration('The agenda', ({ database }) => {
  let app: App
  let numbers: DatedNumbers

  beforeAll(async () => {
    await forgetDemonstrationTimes(database.db, now())
    numbers = await bringDates(database.db)
    app = await appOn(database.db)
  })

  const pageAt = async (path: string) => {
    const response = await app.inject(path)
    expect(response.statusCode, path).toBe(200)
    return response.body
  }
  /** The dates of a page, by the ids of the API. */
  const datesAt = async (query = '') =>
    [...(await pageAt(`/fr/agenda${query}`)).matchAll(/<li class="date[^"]*" id="d-([^"]+)"/g)].map(
      ([, id]) => id,
    )
  const dates = (session: number, ...days: string[]) => days.map((day) => `${session}-${day}`)

  it('shows what still comes in the next thirty days, day by day, and no opening hours', async () => {
    const { mouse, turkish, openDay, evening, market } = numbers
    expect(await datesAt()).toEqual([
      ...dates(evening, '20261120T1800'),
      ...dates(turkish, '20261124T0900'),
      ...dates(market, '20261125T0930'),
      ...dates(mouse, '20261126T1400'),
      ...dates(openDay, '20261128T1000'),
      ...dates(turkish, '20261201T0900'),
      ...dates(mouse, '20261203T1400'),
      ...dates(turkish, '20261208T0900'),
      ...dates(market, '20261209T0930'),
      ...dates(mouse, '20261210T1400', '20261217T1400'),
    ])
    const text = said(textOf(await pageAt('/fr/agenda')))
    expect(text).toContain('11 dates')
    expect(text).toContain('vendredi 20 novembre aujourd’hui')
    expect(text).toContain('20 novembre – 19 décembre 2026')
  })

  it('says of each date when, what, where, for whom, in which languages and at which price', async () => {
    const page = await pageAt('/fr/agenda?from=2026-11-26&until=2026-11-26')
    expect(said(textOf(page))).toContain(
      '14 h – 16 h Atelier Premiers pas avec la souris France Services Les Trois Ponts , Strasbourg ' +
        '3 quai du Martin-Pêcheur, 67000 Strasbourg · 03 53 01 00 01 français العربية Débutant Personnes âgées Gratuit Inscription obligatoire S’inscrire',
    )
    expect(page).toContain(`href="/fr/places/${numbers.place}/france-services-les-trois-ponts"`)
    expect(page).toContain('<bdi lang="ar">العربية</bdi>'.replace('<bdi lang="ar">', '<li lang="ar"><bdi>'))
    expect(page).toContain('href="https://example.org/inscription?atelier=souris,1"')
    expect(await pageAt('/fr/agenda?session=stop')).toContain(`href="/fr/mobile/${numbers.unit}"`)
  })

  it('gives titles in the reader’s language, else in French, marked as such', async () => {
    const page = await pageAt('/ar/agenda')
    expect(page).toContain('<bdi lang="ar">الخطوات الأولى مع الفأرة</bdi>')
    expect(page).toContain('<bdi lang="fr">Portes ouvertes, essais ; café</bdi>')
  })

  it('strikes a cancelled date through, with the word and the note, and offers no booking', async () => {
    const page = await pageAt('/fr/agenda?from=2026-12-03&until=2026-12-03')
    expect(page).toMatch(/<s><time[^>]*>14\sh\s–\s16\sh<\/time><\/s>/)
    expect(page).toContain('<s><bdi lang="fr">Premiers pas avec la souris</bdi></s>')
    expect(said(textOf(page))).toContain(said('Annulé : L’animatrice est malade.'))
    expect(page).not.toContain('example.org')
  })

  it('says of a moved date from when to when', async () => {
    const page = await pageAt('/fr/agenda?from=2026-12-11&until=2026-12-11')
    expect(said(textOf(page))).toContain(
      said(
        'Déplacé : du jeudi 10 décembre, 14 h au vendredi 11 décembre, 10 h. À savoir : La salle est prise jeudi.',
      ),
    )
    expect(await datesAt('?from=2026-12-10&until=2026-12-10')).toEqual([])
  })

  it('shows what has begun and goes on', async () => {
    expect(await datesAt('?from=2026-11-29&until=2026-11-29')).toEqual(
      dates(numbers.openDay, '20261128T1000'),
    )
    expect(said(textOf(await pageAt('/fr/agenda?from=2026-11-29&until=2026-11-29')))).toContain(
      '10 h – dimanche 29 novembre, 18 h',
    )
  })

  it.each([
    ['session=stop', 'market'],
    ['session=workshop', 'evening mouse'],
    // The bus helps in French; at this market, in Alsatian too: what a session says wins.
    ['languages=gsw', 'market'],
    ['languages=tr', 'turkish'],
    ['languages=ar,tr', 'turkish mouse'],
    ['level=beginner', 'mouse'],
    ['audiences=seniors&session=workshop&level=beginner', 'mouse'],
    ['services=safety&session=workshop', 'evening'],
    // The bus as a whole is free; the open day costs something, whatever its library says.
    ['fee=paid', 'openDay'],
    ['fee=free&session=stop', 'market'],
    ['accessibility=step-free&session=stop', 'market'],
    ['near=7.7624,48.5669&radius=500', 'market'],
    ['where=Neudorf&session=stop&territory=commune-67482', 'market'],
    ['territory=commune-67482', 'market mouse'],
    ['territory=67482&session=workshop', 'mouse'],
  ])('filters by %s', async (query, expected) => {
    const found = new Set((await datesAt(`?${query}`)).map((id) => Number(id!.split('-')[0])))
    const names = Object.entries(numbers).filter(
      ([name, number]) => !['place', 'library', 'unit'].includes(name) && found.has(number),
    )
    expect(names.map(([name]) => name).toSorted()).toEqual(expected.split(' ').toSorted())
  })

  it('tells what it could not read, and counts the rest', async () => {
    const text = said(
      textOf(await pageAt('/fr/agenda?session=concert&from=2020-01-01&languages=tr&near=here')),
    )
    expect(text).toContain('Certains critères n’ont pas pu être lus')
    expect(text).toContain(said('Type – « concert » n’existe pas ici.'))
    expect(text).toContain(said('Quand ? – choisissez un jour du 20 novembre 2026 au 20 novembre 2027.'))
    expect(text).toContain(said('Où ? – deux nombres'))
    expect(said(textOf(await pageAt('/fr/agenda?kind=concert')))).toContain(said('Type – « concert »'))
    expect(text).toContain('3 dates')
  })

  it('leads on to later dates, and back', async () => {
    const first = await pageAt('/fr/agenda?languages=fr')
    const later = /rel="next" href="([^"]+)"/.exec(first)![1]!.replaceAll('&amp;', '&')
    expect(later).toBe('/fr/agenda?languages=fr&from=2026-12-20&until=2027-01-18')
    expect(/rel="prev" href="([^"]+)"/.exec(await pageAt(later))![1]).toBe(
      '/fr/agenda?languages=fr&amp;until=2026-12-19',
    )
  })

  it('shows ways out of an empty page: the next date, what each criterion hides, everything', async () => {
    const page = await pageAt('/fr/agenda?session=stop&from=2026-12-20&until=2026-12-31')
    const text = said(textOf(page))
    expect(text).toContain('Aucune date')
    expect(text).toContain('Prochaine date : mercredi 9 juin')
    expect(page).toContain('href="/fr/agenda?session=stop&amp;from=2027-06-09"')
    const hidden = said(textOf(await pageAt('/fr/agenda?languages=tr&level=beginner')))
    expect(hidden).toContain('Sans « Débutant » : 3 dates')
    expect(hidden).toContain('Sans « Türkçe (turc) » : 4 dates')
  })

  it('ends a page with a whole day when there are too many dates, and goes on from the next', async () => {
    const { db } = database
    const day = (index: number) =>
      new Date(Date.UTC(2026, 11, 20) + index * 86_400_000).toISOString().slice(0, 10)
    const many = Array.from({ length: 300 }, (_, index) => ({
      start: `${day(Math.floor(index / 20))}T${String(index % 20).padStart(2, '0')}:00`,
      end: `${day(Math.floor(index / 20))}T${String(index % 20).padStart(2, '0')}:30`,
    }))
    const id = await db
      .transaction()
      .execute((trx) => bringSession(trx, { placeId: numbers.library }, { level: 'excluded' }, many))
    const seen = await datesAt('?level=excluded&from=2026-12-20')
    expect(seen).toHaveLength(240)
    const page = await pageAt('/fr/agenda?level=excluded&from=2026-12-20')
    const later = /rel="next" href="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&')
    expect(later).toContain('from=2027-01-01')
    expect(await datesAt(later.replace('/fr/agenda', ''))).toHaveLength(60)
    await db.deleteFrom('session').where('id', '=', id).execute()
  })

  it('says when nothing is announced at all', async () => {
    const later = await appOn(database.db, { now: () => new Date('2027-07-01T10:00:00Z') })
    const { body } = await later.inject('/de/agenda')
    expect(said(textOf(body))).toContain('Für die nächsten 30 Tage ist nichts angekündigt.')
  })

  it('is found from the start and from every page', async () => {
    for (const path of ['/fr', '/fr/find', '/fr/help'])
      expect(await pageAt(path)).toContain('href="/fr/agenda"')
    expect(await pageAt(`/fr/places/${numbers.place}/france-services-les-trois-ponts`)).toContain(
      `/fr/places/${numbers.place}.ics"`,
    )
  })
})
