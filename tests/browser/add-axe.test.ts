// What axe finds on the forms about a place and on receipts, in every language, light and dark: nothing.
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { changePlace } from '../../server/places/place-changes.actions.ts'
import { writeDraft } from '../../server/submissions/drafts.queries.ts'
import { insertSubmission, recordEvent } from '../../server/submissions/submission-store.queries.ts'
import { type Light, now, search } from '../databases/filled-app.ts'
import { bringPerson } from '../databases/people.ts'
import { registration } from '../databases/submitters.ts'
import { findingsOf } from './axe.ts'
import { openSite, overflowOf, type Site } from './site.ts'

const draft = 'D'.repeat(22)
const wrong = 'W'.repeat(22)
const asked = 'A'.repeat(22)

describe.skipIf('skip' in inject('browser'))('axe finds nothing', () => {
  let site: Site
  let paths: [name: string, path: string][]
  let changed: number
  let agent: number

  beforeAll(async () => {
    site = await openSite()
    const [place] = (await search<Light['properties']>(site.app, 'limit=1&kind=library')).features
    const { name } = place!.properties
    changed = place!.id
    agent = await bringPerson(site.db, 'agnes@strasbourg.example', [], now())
    await site.db.transaction().execute(async (trx) => {
      const typed = {
        name: [name],
        kind: ['library'],
        address: ['1 rue Neuve'],
        commune: ['67482'],
        near: ['7.75,48.58'],
        services: ['work'],
        hours: ['open'],
        'hours-1-days': ['mo'],
        'hours-1-from': ['9'],
        'hours-1-to': ['12'],
        languages: ['tr', 'ar'],
        summary: ['Un lieu calme.'],
        phone: ['0388000000'],
        contactEmail: ['a@example.org'],
      }
      await writeDraft(trx, { receipt: draft, typed, locale: 'fr', accountId: null, now: now() })
      await writeDraft(trx, {
        receipt: wrong,
        typed: { ...typed, phone: ['1'], 'hours-1-to': ['8'], name: [''] },
        locale: 'fr',
        accountId: null,
        now: now(),
      })
      const { proposed, contact } = registration()
      const id = await insertSubmission(
        trx,
        {
          receipt: asked,
          kind: 'new',
          state: 'asked',
          placeId: null,
          unitId: null,
          baseVersion: null,
          proposed,
          typed: {},
          besidePlaces: [],
          note: null,
          contact,
          accountId: null,
          enteredBy: null,
          locale: 'de',
          licence: null,
          territories: [],
          sentAt: now(),
          decidedAt: null,
          idempotencyKey: null,
          confirmationHash: null,
        },
        now(),
      )
      await recordEvent(trx, {
        submissionId: id,
        at: now(),
        step: 'ask',
        state: 'asked',
        accountId: null,
        reason: 'hours',
        message: { text: 'Wann genau?', language: 'de' },
        note: null,
        replaced: null,
        historyEventId: null,
      })
    })
    paths = [
      ['a new place', '/add'],
      ['a draft with faults', `/add/${wrong}?check=1`],
      ['its twins', `/add/${draft}/twins`],
      ['what may be said too', `/add/${draft}/more`],
      ['the last look', `/add/${draft}/check`],
      ['a lost draft', `/add/${'X'.repeat(22)}`],
      ['a change', `/places/${place!.id}/change`],
      ['a closure', `/places/${place!.id}/closure`],
      ['a claim', `/places/${place!.id}/claim`],
      ['a receipt', `/submissions/${asked}`],
      ['a link that was never sent', '/submissions/confirm/nothing'],
    ]
  })
  afterAll(async () => site?.close())
  afterEach(() => site.endVisits())

  it.each(locales)('on forms and receipts in %s', { timeout: 240_000 }, async (locale) => {
    const found: string[] = []
    const { page, errors } = await site.visit({
      viewport: { width: 360, height: 780 },
      reducedMotion: 'reduce',
      colorScheme: locale === 'fr' || locale === 'ar' ? 'dark' : 'light',
    })
    for (const [name, path] of paths) {
      await page.goto(`${site.address}/${locale}${path}`)
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '')
      })
      found.push(...(await findingsOf(page)).map((finding) => `${name}, ${finding}`))
      if ((await overflowOf(page)) > 0) found.push(`${name} is wider than its screen`)
    }
    expect(found).toEqual([])
    expect(errors).toEqual([])
  })

  it.each(locales)(
    'on a change that came too late, which keeps what was typed, in %s',
    { timeout: 120_000 },
    async (locale) => {
      const write = (phone: string, addressComplement: string) =>
        site.db.transaction().execute((trx) => {
          const actor = { kind: 'person' as const, id: agent }
          const because = { submissionId: null, note: null }
          return changePlace(trx, changed, { phone, addressComplement }, { actor, now: now(), because })
        })
      const found: string[] = []
      for (const width of [360, 1280]) {
        await write('+33388000001', `Porte ${width} ${locale}`)
        const { page, errors } = await site.visit({
          viewport: { width, height: 800 },
          reducedMotion: 'reduce',
        })
        await page.goto(`${site.address}/${locale}/places/${changed}/change`)
        await page.locator('#phone').fill('03 88 00 00 03')
        await page.locator('#contactEmail').fill('a@example.org')
        await write('+33388000002', `Escalier ${width} ${locale}`)
        await page.locator('main form').last().locator('.button').last().click()
        const told = page.locator('.error-summary:focus')
        await told.waitFor()
        expect(await told.textContent()).toContain(translator(locale)('add:receipt.overtaken.text'))
        expect(await told.textContent()).toContain('03 88 00 00 02')
        expect(await page.locator('#phone').inputValue()).toBe('03 88 00 00 03')
        expect(await page.locator('#addressComplement').inputValue()).toBe(`Escalier ${width} ${locale}`)
        found.push(...(await findingsOf(page)).map((finding) => `${width}: ${finding}`))
        if ((await overflowOf(page)) > 0) found.push(`it is wider than ${width}`)
        expect(errors).toEqual([])
      }
      expect(found).toEqual([])
    },
  )
})
