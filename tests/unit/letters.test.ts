// What a letter looks like when it leaves, and what cannot be smuggled into one.
import { createTransport } from 'nodemailer'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { ConfigError, readConfig } from '../../server/config.ts'
import type { Letter } from '../../server/mail/letter.rules.ts'
import { letterText } from '../../server/mail/letter-text.rules.ts'
import { RefusedLetterError } from '../../server/mail/mailer.ts'
import { messageOf } from '../../server/mail/message.ts'
import { writeLetter } from '../../server/mail/write-letter.ts'

const site = {
  origin: 'https://reperes.example.org',
  helpPhone: { dialled: '+33388000000', written: '03 88 00 00 00' },
}
const link = `https://reperes.example.org/fr/sign-in/${'x'.repeat(90)}?a=1&b=2`
const letter: Letter = {
  to: 'reader@example.org',
  locale: 'fr',
  subject: 'Votre code : 204 518',
  parts: [
    { kind: 'paragraph', text: 'Bonjour, vous avez demandé à entrer. '.repeat(4).trim() },
    { kind: 'button', label: 'Entrer', href: link },
    { kind: 'code', text: '204518' },
    { kind: 'quote', text: 'Öffnungszeiten fehlen.\nBitte ergänzen. '.repeat(5).trim(), language: 'de' },
  ],
}
const from = { name: 'Repères', address: 'contact@reperes.example.org' }
const id = '0f6c1b1e-5f0e-4d0c-9a53-2f3c9c7e0001'

describe('A letter as text', () => {
  const text = letterText(letter, ['Pourquoi ce message ?'])

  it('has short lines, and its link whole on a line of its own', () => {
    const lines = text.split('\n')
    expect(lines.filter((line) => line.length > 72)).toEqual([link])
  })

  it('sets the code apart, marks what somebody else said, and ends with its foot', () => {
    expect(text).toContain('\n\n    204518\n\n')
    expect(text).toMatch(/\n\n> Öffnungszeiten fehlen\.\n> Bitte ergänzen\. Öffnungszeiten/)
    expect(text).toMatch(/\n\n-- \nPourquoi ce message \?\n$/)
  })

  it('loses no word where lines are broken', () => {
    const words = Array.from({ length: 200 }, (_, number) => 'm'.repeat((number % 17) + 1)).join(' ')
    const broken = letterText({ parts: [{ kind: 'paragraph', text: words }] }, [])
    expect(broken.split('\n\n-- ')[0]!.replaceAll('\n', ' ')).toBe(words)
  })
})

describe('A letter as HTML', () => {
  it('has a link that can be pressed and one that can be read, and the code', async () => {
    const { html } = await writeLetter(letter, site)
    const escaped = link.replaceAll('&', '&amp;')
    expect(html.split(`href="${escaped}"`)).toHaveLength(3)
    expect(html).toContain(`>${escaped}</a>`)
    expect(html).toContain('letter-spacing:8px">204518</p>')
    expect(html).toContain('<blockquote lang="de" dir="auto"')
  })

  it('fetches nothing and has no marks of its making', async () => {
    const { html } = await writeLetter(letter, site)
    expect(html).not.toMatch(/<(img|link|script|iframe|style|form)\b|\bsrc=|url\(|@import|<!--/)
  })

  it.each(locales)('says in %s, from the right side, who writes, why, and who helps', async (locale) => {
    const { html, text } = await writeLetter({ ...letter, locale }, site)
    const dir = locale === 'ar' ? 'rtl' : 'ltr'
    expect(html).toContain(`<html lang="${locale}" dir="${dir}">`)
    expect(html).toContain(`<div lang="${locale}" dir="${dir}"`)
    expect(text.includes('\u206603 88 00 00 00\u2069')).toBe(locale === 'ar')
    for (const words of ['Repères', 'reperes.example.org', '03 88 00 00 00']) {
      expect(html).toContain(words)
      expect(text).toContain(words)
    }
  })

  it('runs nothing that somebody wrote into it', async () => {
    const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\u202e'
    const { html } = await writeLetter(
      {
        ...letter,
        subject: `</title>${hostile}`,
        parts: [
          { kind: 'paragraph', text: hostile },
          { kind: 'quote', text: hostile, language: '"><script>' },
          { kind: 'button', label: hostile, href: 'javascript:alert(1)' },
          { kind: 'code', text: hostile },
        ],
      },
      site,
    )
    expect(html).not.toMatch(/<script|<img|javascript:/)
  })
})

describe('A letter as a message', () => {
  const sent = async (changed: Partial<Letter>) => {
    const transport = createTransport({ streamTransport: true, buffer: true })
    const written = await writeLetter({ ...letter, ...changed }, site)
    const date = new Date('2026-11-20T10:00:00Z')
    const { message } = await transport.sendMail(
      messageOf({ id, letter: { ...letter, ...changed }, ...written, date }, from),
    )
    return PostalMime.parse(message as Buffer)
  }
  const headerOf = (parsed: Awaited<ReturnType<typeof sent>>, name: string) =>
    parsed.headers.filter(({ key }) => key === name).map(({ value }) => value)

  it('is named by its job, says when, from whom, and that a program wrote it', async () => {
    const parsed = await sent({})
    expect(parsed.messageId).toBe(`<${id}@reperes.example.org>`)
    expect(parsed.from).toMatchObject(from)
    expect(parsed.to).toEqual([{ name: '', address: 'reader@example.org' }])
    expect(parsed.date).toBe('2026-11-20T10:00:00.000Z')
    expect(headerOf(parsed, 'auto-submitted')).toEqual(['auto-generated'])
    expect(headerOf(parsed, 'content-language')).toEqual(['fr'])
    expect(parsed.headers.map(({ key }) => key)).not.toContain('x-mailer')
    expect(parsed.text).toContain(link)
    expect(parsed.html).toContain('204518')
  })

  it('gets no header more from what stands in its subject', async () => {
    const parsed = await sent({ subject: 'Bonjour\r\nBcc: spy@example.org\r\n\r\n<b>body</b>\u0000' })
    expect(parsed.subject).toBe('Bonjour Bcc: spy@example.org <b>body</b>')
    expect(parsed.bcc).toBeUndefined()
  })

  it.each([
    'reader@example.org, spy@example.org',
    'reader@example.org;spy@example.org',
    'reader@example.org\r\nBcc: spy@example.org',
    'Reader <reader@example.org>',
    '"a b"@example.org',
    'group:reader@example.org',
    'reader',
    '',
  ])('goes to one address or to nobody: %j', async (to) => {
    await expect(sent({ to })).rejects.toThrow(RefusedLetterError)
  })
})

describe('Settings of the mail', () => {
  const mail = (settings: Record<string, string>) =>
    readConfig({ PUBLIC_URL: 'https://reperes.example.org', ...settings }).mail

  it('name a server, its password written as addresses are', () => {
    expect(
      mail({ SMTP_URL: 'smtp://site%40example.org:p%2Fss@mail.example.org', MAIL_FROM: 'a@example.org' }),
    ).toEqual({
      server: {
        host: 'mail.example.org',
        port: 587,
        secure: false,
        credentials: { user: 'site@example.org', password: 'p/ss' },
      },
      from: { name: 'Repères', address: 'a@example.org' },
    })
    const secure = mail({ SMTP_URL: 'smtps://[::1]', MAIL_FROM: 'Aide numérique <a@example.org>' })
    expect(secure.server).toEqual({ host: '::1', port: 465, secure: true, credentials: undefined })
    expect(secure.from).toEqual({ name: 'Aide numérique', address: 'a@example.org' })
  })

  it('may be left out: letters are files then', () => {
    expect(mail({})).toEqual({ server: undefined, from: { name: 'Repères', address: 'reperes@localhost' } })
  })

  it.each([
    [{ SMTP_URL: 'mail.example.org', MAIL_FROM: 'a@example.org' }, /SMTP_URL is not the address/],
    [{ SMTP_URL: 'smtp://u:secret@h/path', MAIL_FROM: 'a@example.org' }, /SMTP_URL is not the address/],
    [{ SMTP_URL: 'smtp://mail.example.org' }, /SMTP_URL needs MAIL_FROM/],
    [{ MAIL_FROM: 'contact' }, /MAIL_FROM is "contact"/],
    [{ MAIL_FROM: 'a@example.org\nBcc: b@example.org' }, /MAIL_FROM is/],
    [
      { SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'a@example.org', PUBLIC_URL: '' },
      /SMTP_URL needs PUBLIC_URL/,
    ],
  ])('that cannot be used are told, without a password: %j', (settings, words) => {
    const reading = () => mail(settings)
    expect(reading).toThrow(ConfigError)
    expect(reading).toThrow(words)
    expect(reading).not.toThrow('secret')
  })
})
