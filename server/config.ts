// The only reader of the environment: settings checked once, at start.
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { type MailSettings, mailSettingsOf } from './mail/mail-settings.rules.ts'
import { territoryId } from './territories/territory.rules.ts'

export type Config = {
  host: string
  port: number
  /** Folder of the embedded database and of caches. */
  dataDir: string
  /** PostgreSQL, or `undefined` for the embedded database. */
  databaseUrl: string | undefined
  /** Addresses of the proxies that are believed when they say for whom they ask; none: who connects is who asks. */
  trustProxy: string[]
  /** Id of the territory that this instance serves. */
  territory: string
  /** May demonstration data be loaded into an empty database? */
  demonstration: boolean
  /** Where readers reach the site, without a slash at the end; `undefined`: as each request says. */
  publicUrl: string | undefined
  /** The national address service, or `undefined` for none. */
  geocoderUrl: string | undefined
  /** Style of the map's ground (MapLibre style JSON), or `undefined` for outlines alone. */
  basemapStyle: string | undefined
  /** Who answers for this site, as the law wants it told; what is not set is said to be missing. */
  publisher: Publisher
  /** Phone number of people who help with this site. */
  helpPhone: HelpPhone | undefined
  mail: MailSettings
  logLevel: string
  /** Was the process started by an npm script, with a shell between npm and itself? */
  startedByNpm: boolean
}

export type Publisher = {
  name: string | undefined
  address: string | undefined
  email: string | undefined
  /** The person responsible for what is published (*directeur de la publication*). */
  director: string | undefined
  /** Name and address of the company that hosts the site. */
  host: string | undefined
}

export type HelpPhone = {
  /** For a `tel:` link: `+33388000000`, or a short number (`3939`). */
  dialled: string
  /** As French readers write it: `03 88 00 00 00`. */
  written: string
}

/** A setting that cannot be used; the message says which and what is expected. */
export class ConfigError extends Error {}

/**
 * Reads the settings (table in the README).
 * @throws ConfigError for the first setting that cannot be used.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const text = (name: string) => environment[name]?.trim() || undefined
  return {
    host: text('HOST') ?? '127.0.0.1',
    port: portOf(text('PORT') ?? '3000'),
    dataDir: resolve(text('DATA_DIR') ?? 'data'),
    databaseUrl: databaseUrlOf(text('DATABASE_URL')),
    trustProxy: proxiesOf(text('TRUST_PROXY')),
    territory: territoryOf(text('TERRITORY') ?? 'epci-246700488'),
    demonstration: switchOf('DEMO', text('DEMO') ?? '1'),
    publicUrl: webAddressOf('PUBLIC_URL', text('PUBLIC_URL')),
    geocoderUrl:
      text('GEOCODER_URL') === 'none'
        ? undefined
        : webAddressOf('GEOCODER_URL', text('GEOCODER_URL') ?? 'https://data.geopf.fr/geocodage'),
    basemapStyle:
      text('BASEMAP_STYLE') === 'none'
        ? undefined
        : webAddressOf(
            'BASEMAP_STYLE',
            text('BASEMAP_STYLE') ?? 'https://tiles.openfreemap.org/styles/liberty',
          ),
    publisher: {
      name: text('PUBLISHER_NAME'),
      address: text('PUBLISHER_ADDRESS'),
      email: emailOf('PUBLISHER_EMAIL', text('PUBLISHER_EMAIL')),
      director: text('PUBLISHER_DIRECTOR'),
      host: text('PUBLISHER_HOST'),
    },
    helpPhone: helpPhoneOf(text('HELP_PHONE')),
    mail: mailOf(text),
    logLevel: oneOf('LOG_LEVEL', text('LOG_LEVEL') ?? 'info', logLevels),
    startedByNpm: text('npm_lifecycle_event') !== undefined,
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new ConfigError(`PORT is "${text}": give a number from 0 to 65535, for example PORT=3000.`)
}

function databaseUrlOf(text: string | undefined): string | undefined {
  if (text === undefined || /^postgres(ql)?:\/\//.test(text)) return text
  // The value is not repeated: it may hold a password.
  throw new ConfigError(
    'DATABASE_URL is not a PostgreSQL address: write postgresql://user:password@host:5432/database, or leave it out for the embedded database.',
  )
}

function proxiesOf(text: string | undefined): string[] {
  const proxies = text?.split(',').map((each) => each.trim()) ?? []
  if (proxies.every(isProxy)) return proxies
  throw new ConfigError(
    `TRUST_PROXY is "${text}": give the addresses of the proxies before this server, for example 127.0.0.1,10.0.0.0/8.`,
  )
}

function isProxy(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const most = isIP(address) === 6 ? 128 : 32
  return (
    isIP(address) !== 0 &&
    rest.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  )
}

function territoryOf(text: string): string {
  const id = territoryId(text)
  if (id) return id
  throw new ConfigError(
    `TERRITORY is "${text}": write france, region-44, department-67, epci-246700488, commune-67482 or neighbourhood-67482-neudorf.`,
  )
}

function switchOf(name: string, text: string): boolean {
  if (text === '1' || text === '0') return text === '1'
  throw new ConfigError(`${name} is "${text}": write 1 for yes or 0 for no.`)
}

function webAddressOf(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (/^https?:\/\/[^\s]+$/.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '')
  throw new ConfigError(`${name} is "${text}": write a whole address that begins with http:// or https://.`)
}

function emailOf(name: string, text: string | undefined): string | undefined {
  if (text === undefined || /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text)) return text
  throw new ConfigError(`${name} is "${text}": write one e-mail address, for example contact@example.org.`)
}

function mailOf(text: (name: string) => string | undefined): MailSettings {
  const settings = mailSettingsOf(text('SMTP_URL'), text('MAIL_FROM'))
  if ('fault' in settings) throw new ConfigError(settings.fault)
  // Otherwise links would lead where a request says that the site is, and a stranger's request writes to somebody else.
  if (settings.server && !text('PUBLIC_URL')) {
    throw new ConfigError(
      'SMTP_URL needs PUBLIC_URL: say where readers reach this site, for links in letters, for example PUBLIC_URL=https://reperes.example.org.',
    )
  }
  return settings
}

function helpPhoneOf(text: string | undefined): HelpPhone | undefined {
  if (text === undefined) return undefined
  const digits = text.replace(/[\s.]/g, '')
  // Numbers of four digits (39 39) are dialled in France only and have no international form.
  if (/^[13]\d{3}$/.test(digits)) return { dialled: digits, written: digits.replace(/(..)(..)/, '$1 $2') }
  const number = parsePhoneNumberFromString(text, 'FR')
  if (number?.isValid() && !number.ext) {
    const written = number.country === 'FR' ? number.formatNational() : number.formatInternational()
    return { dialled: number.number, written }
  }
  throw new ConfigError(
    `HELP_PHONE is "${text}": write one phone number, for example 03 88 00 00 00 or +33 3 88 00 00 00.`,
  )
}

function oneOf(name: string, text: string, allowed: string[]): string {
  if (allowed.includes(text)) return text
  throw new ConfigError(`${name} is "${text}": write one of ${allowed.join(', ')}.`)
}
