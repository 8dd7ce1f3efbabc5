// The paper over HTTP: what an address gives, what it refuses, and what is not set twice.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { parse } from 'content-disposition'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { relayedBasemap } from '../../server/basemap/basemap.ts'
import { NotSetError } from '../../server/typesetting/not-set.ts'
import { openTypesetting, type Pdf, type Typesetting } from '../../server/typesetting/typesetting.ts'
import { bytes, json, type LoopbackServer, loopbackServer, onePixel } from '../basemap/loopback-server.ts'
import { type App, appOn } from '../databases/filled-app.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'
import { said, textOf } from './page-text.ts'

const neudorf = 'territory=neighbourhood-67482-neudorf-port-du-rhin'

describeWithDemonstration('A directory as PDF', ({ database }) => {
  const real = openTypesetting({ longestMs: 60_000 })
  const set = new Set<Pdf>()
  /** Counts what is set; the rest is real. */
  const counted: Typesetting = {
    ...real,
    pdf: async (work) => {
      const pdf = await real.pdf(work)
      set.add(pdf)
      return pdf
    },
  }
  let app: App
  beforeAll(async () => {
    app = await appOn(database.db, { typesetting: counted })
  })
  afterAll(async () => {
    await app.close()
    await real.close()
  })
  const ask = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    app.inject({ method, url, headers })

  it('Marc prints Neudorf in French and Arabic: a PDF with a name, that any program may show', async () => {
    const answer = await ask(`/fr/directory.pdf?${neudorf}&print=fr,ar`)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(answer.headers['content-language']).toBe('fr,ar')
    expect(answer.headers['content-disposition']).toMatch(
      /^inline; filename=reperes-neudorf[a-z-]*-2026-11-20\.pdf$/,
    )
    expect(answer.headers['cache-control']).toBe('no-cache')
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it.each(['list', 'large', 'poster'])('the format %s is another paper', async (format) => {
    const answer = await ask(`/de/directory.pdf?${neudorf}&print=de&format=${format}&ink=save`)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-disposition']).toContain('reperes-')
  })

  it('has a name in each language, whatever its area', async () => {
    const areas = [neudorf, 'near=7.765,48.566&radius=2000', 'bbox=7.7,48.5,7.8,48.6', 'ids=1,2', '']
    // Another reader, who has asked for none yet.
    const own = await appOn(database.db)
    for (const locale of locales)
      for (const area of areas) {
        const url = `/fr/directory.pdf?${area}&print=${locale}`
        const { statusCode, headers } = await own.inject({ method: 'HEAD', url })
        expect(statusCode, `${locale} ${area}`).toBe(200)
        const { type, parameters } = parse(String(headers['content-disposition']))
        expect(type).toBe('inline')
        expect(parameters.filename).toMatch(/^reperes-[\p{L}\p{N}-]+-2026-11-20\.pdf$/u)
      }
    await own.close()
  })

  it('the same address gives the same bytes, set once; who has them is told so', async () => {
    const url = `/fr/directory.pdf?${neudorf}&format=list`
    const before = set.size
    const [first, second] = [await ask(url), await ask(url)]
    expect(set.size).toBe(before + 1)
    expect(second.rawPayload.equals(first.rawPayload)).toBe(true)
    const { etag } = first.headers as { etag: string }
    expect(second.headers.etag).toBe(etag)
    const third = await ask(url, { 'if-none-match': etag })
    expect(third.statusCode).toBe(304)
    expect(third.rawPayload).toHaveLength(0)
  })

  it('neither who has it already nor who asks for its head makes anybody set it', async () => {
    const url = `/tr/directory.pdf?${neudorf}&print=tr`
    const before = set.size
    const head = await ask(url, {}, 'HEAD')
    expect(head.statusCode).toBe(200)
    expect(head.headers['content-type']).toBe('application/pdf')
    const { etag } = head.headers as { etag: string }
    expect((await ask(url, { 'if-none-match': `W/"x", ${etag}` })).statusCode).toBe(304)
    expect(set.size).toBe(before)
  })

  it('remembers what the paper says when it is made, and not before', async () => {
    const editions = () => database.db.selectFrom('edition').select('number').execute()
    const url = '/en/directory.pdf?territory=neighbourhood-67482-meinau&print=en'
    const before = (await editions()).length
    await ask(url, {}, 'HEAD')
    expect(await editions()).toHaveLength(before)
    await ask(url)
    await ask(url)
    expect(await editions()).toHaveLength(before + 1)
  })

  it('the picture of the first page says how many pages there are, and remembers nothing', async () => {
    const editions = () => database.db.selectFrom('edition').select('number').execute()
    const before = await editions()
    const answer = await ask('/fr/directory.svg?territory=neighbourhood-67482-robertsau-wacken')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toMatch(/^image\/svg\+xml/)
    expect(Number(answer.headers['x-pages'])).toBeGreaterThan(2)
    expect(answer.payload).toMatch(/^<svg /)
    expect(await editions()).toEqual(before)
    const again = await ask('/fr/directory.svg?territory=neighbourhood-67482-robertsau-wacken', {
      'if-none-match': String(answer.headers.etag),
    })
    expect(again.statusCode).toBe(304)
  })

  it.each([
    ['format=a5', /«\sformat\s».*a5.*a4, list, large, poster/],
    ['print=fr,xx', /«\sprint\s».*xx/],
    ['print=fr,ar,tr', /«\sprint\s»/],
    ['order=size', /«\sorder\s».*size/],
    ['colour=red', /«\scolour\s»/],
    ['services=magic', /«\sservices\s»/],
    ['territory=commune-00000', /«\sterritory\s».*commune-00000/],
  ])('an address with %s is refused by name', async (query, words) => {
    const answer = await ask(`/fr/directory.pdf?${query}`)
    expect(answer.statusCode).toBe(400)
    expect(answer.payload.replaceAll(/<[^>]+>/g, '')).toMatch(words)
    expect(answer.headers).not.toHaveProperty('content-disposition')
  })

  it.each(['pdf', 'svg', 'html'])(
    'one client asks for thirty %s in a minute, then waits; others do not',
    async (ending) => {
      const from = (remoteAddress: string) =>
        app.inject({ url: `/fr/directory.${ending}?format=a5`, remoteAddress })
      const statuses: number[] = []
      for (let count = 0; count < 31; count += 1) statuses.push((await from('10.1.0.1')).statusCode)
      expect(statuses).toEqual([...Array(30).fill(400), 429])
      expect(Number((await from('10.1.0.1')).headers['retry-after'])).toBeGreaterThan(0)
      expect((await from('10.1.0.2')).statusCode).toBe(400)
    },
  )

  it('no search engine keeps a paper or its picture', async () => {
    for (const ending of ['pdf', 'svg'])
      expect((await ask(`/fr/directory.${ending}?${neudorf}`)).headers['x-robots-tag']).toBe('noindex')
  })

  it('names the greatest distance to whoever asks for a greater one', async () => {
    for (const locale of locales) {
      const answer = await ask(`/${locale}/directory.pdf?near=7.765,48.566&radius=200001`)
      expect(answer.statusCode).toBe(400)
      expect(textOf(answer.body)).toMatch(/radius.*200000/)
    }
  })

  it('where no place matches, a page says so and leads back to what was asked for', async () => {
    const answer = await ask('/fr/directory.pdf?q=xylophonistique')
    expect(answer.statusCode).toBe(404)
    expect(answer.payload).toContain('Aucun lieu à imprimer')
    expect(answer.payload).toMatch(/href="\/fr\/directory\?q=xylophonistique/)
  })

  it.each(['pdf', 'svg', 'html'])(
    'as %s says in words which place it does not understand',
    async (ending) => {
      const knowing = await appOn(database.db, { geocoder: { search: async () => [] } })
      const silent = await appOn(database.db, { geocoder: { search: async () => undefined } })
      const without = await appOn(database.db)
      for (const locale of locales) {
        const t = translator(locale)
        const askAt = (at: App, where: string) => at.inject(`/${locale}/directory.${ending}?where=${where}`)
        const unknown = await askAt(knowing, 'Zzyzx-les-Bains')
        expect(unknown.statusCode).toBe(400)
        expect(said(textOf(unknown.body))).toContain(
          said(t('find:whereProblem.notUnderstood', { where: 'Zzyzx-les-Bains' })),
        )
        expect(unknown.body).toContain(`href="/${locale}/directory?where=Zzyzx-les-Bains"`)
        // Who waits for a service that is silent may be answered; where none is, nobody ever is.
        for (const [at, status] of [
          [silent, 503],
          [without, 400],
        ] as const) {
          const away = await askAt(at, 'Zzyzx-les-Bains')
          expect(away.statusCode).toBe(status)
          expect(said(textOf(away.body))).toContain(said(t('find:whereProblem.unavailable')))
          expect(away.headers['retry-after']).toBe(status === 503 ? '30' : undefined)
        }
        const several = await askAt(without, '67550')
        expect(several.statusCode).toBe(400)
        expect(several.body).toContain(`href="/${locale}/directory?territory=commune-67119`)
      }
      await Promise.all([knowing, silent, without].map((each) => each.close()))
    },
  )

  describe('with streets behind its map', () => {
    let server: LoopbackServer
    let folder: string
    /** Neudorf on a ground whose tiles are all the same; a poster is the quickest paper with a map. */
    const poster = async (tile: Parameters<LoopbackServer['answer']>[1]) => {
      server = await loopbackServer()
      folder = mkdtempSync(join(tmpdir(), 'reperes-streets-'))
      const tiles = [`${server.url}/one`]
      const sources = { streets: { type: 'raster', tiles, tileSize: 256, maxzoom: 19 } }
      const layers = [{ id: 'streets', source: 'streets', type: 'raster' }]
      server.answer('/style', json({ version: 8, sources, layers }))
      server.answer('/one', tile)
      const basemap = relayedBasemap({
        styleAddress: `${server.url}/style`,
        dataDir: folder,
        now: () => new Date(),
      })
      basemap.open(() => undefined)
      const works: string[][] = []
      const keys: string[] = []
      const typesetting: Typesetting = {
        ...real,
        pdf: (work) => {
          works.push(Object.keys(work.files).filter((name) => name.startsWith('streets-')))
          keys.push(real.keyOf(work))
          return real.pdf(work)
        },
      }
      const other = await appOn(database.db, { typesetting, basemap })
      const answer = await other.inject(`/fr/directory.pdf?${neudorf}&format=poster`)
      await other.close()
      basemap.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
      return { answer, works, keys }
    }

    it('shows them', async () => {
      const { answer, works } = await poster(bytes('image/png', onePixel))
      expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
      expect(works).toEqual([expect.arrayContaining([expect.stringMatching(/^streets-.*png$/)])])
    })

    it('is set without them where a tile begins and ends well, and is broken inside', async () => {
      const broken = Buffer.from(onePixel)
      const inside = broken.indexOf('IDAT') + 8
      broken.fill(0xff, inside, inside + 6)
      const { answer, works, keys } = await poster(bytes('image/png', broken))
      expect(answer.statusCode).toBe(200)
      expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
      expect(works).toEqual([expect.arrayContaining([expect.stringMatching(/png$/)]), []])
      // Whoever kept it is not told that the paper with streets is the same.
      expect(answer.headers.etag).toBe(`"${keys[1]}"`)
      expect(keys[1]).not.toBe(keys[0])
    })

    it('is set without them where the source of tiles hangs', async () => {
      const { answer, works } = await poster(() => undefined)
      expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
      expect(works).toEqual([[]])
    })
  })

  describe('when there is too much to do', () => {
    const failing = (error: Error): Typesetting => ({
      ...real,
      pdf: async () => {
        await later(1)
        throw error
      },
    })
    const answerOf = async (error: Error) => {
      const editions = () => database.db.selectFrom('edition').select('number').execute()
      const before = await editions()
      const busy = await appOn(database.db, { typesetting: failing(error) })
      const answer = await busy.inject(`/fr/directory.pdf?${neudorf}&print=de,tr`)
      await busy.close()
      expect(await editions(), 'a paper that nobody holds is not remembered').toEqual(before)
      return answer
    }

    it('who finds the line full is asked to come back', async () => {
      const answer = await answerOf(new NotSetError('busy'))
      expect(answer.statusCode).toBe(503)
      expect(answer.headers['retry-after']).toBe('30')
      expect(answer.payload).toContain('Beaucoup d’annuaires se préparent')
      expect(answer.headers).not.toHaveProperty('content-disposition')
    })

    it('whose paper takes too long is told to ask for less', async () => {
      const answer = await answerOf(new NotSetError('too-long'))
      expect(answer.statusCode).toBe(503)
      expect(answer.payload).toContain('trop long à préparer')
    })

    it('a fault of ours is a page that says nothing of it', async () => {
      const answer = await answerOf(new Error('Typst: unknown variable: foo'))
      expect(answer.statusCode).toBe(500)
      expect(answer.payload).not.toContain('Typst')
    })
  })
})
