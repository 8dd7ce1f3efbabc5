// npm run invite -- EMAIL --role moderator|administrator --territory ID | --role contributor --organisation NAME
import { parseArgs } from 'node:util'
import { isLocale, type Locale, locales } from '../../i18n/languages.ts'
import {
  inviteByCommand,
  NothingToAnswerForError,
  takeBackByCommand,
} from '../accounts/invitations.actions.ts'
import { agentRoles, type Role } from '../accounts/roles.rules.ts'
import { siteAddress } from '../http/address.ts'
import { emailOf } from '../http/form.rules.ts'
import { openJobs } from '../jobs/jobs.ts'
import { lettersThrough } from '../mail/letters.ts'
import { territoryId } from '../territories/territory.rules.ts'
import { sayAndExit } from './say.ts'
import { runCommand, say } from './session.ts'
import { UsageError } from './usage-error.ts'

const usage = `npm run invite -- EMAIL --role ROLE (--territory ID | --organisation NAME) [options]

Gives somebody a role, makes their account where it is missing, and has a letter sent by the running server.

  --role contributor     speaks for an organisation: wants --organisation
  --role moderator       checks and publishes entries of a territory: wants --territory
  --role administrator   the same, and invites agents: wants --territory

  --territory ID         such as commune-67482, epci-246700488, department-67, or 67482 for a commune
  --organisation NAME    as its places name it; --new-organisation makes one that no place names yet
  --remove               takes that role back instead; the account stays
  --language CODE        of the letter, where the account is new: ${locales.join(', ')} (${locales[0]} unless told)`

const options = {
  role: { type: 'string' },
  territory: { type: 'string' },
  organisation: { type: 'string' },
  'new-organisation': { type: 'boolean', default: false },
  language: { type: 'string', default: locales[0]! },
  remove: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

type Given = {
  email: string
  language: Locale
  isNewOrganisation: boolean
  isTakenBack: boolean
  role: Exclude<Role, { role: 'contributor' }> | { role: 'contributor'; organisation: string }
}

function readArguments(): Given | undefined {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    if (values.help) return undefined
    const [written, ...others] = positionals
    if (written === undefined || others.length > 0) throw new Error('name one e-mail address')
    const email = emailOf(written)
    if (!email) throw new Error(`"${written}" is no e-mail address`)
    const { language } = values
    if (!isLocale(language))
      throw new Error(`"${language}" is no language of the screens: ${locales.join(', ')}`)
    const isNewOrganisation = values['new-organisation']
    return { email, language, isNewOrganisation, isTakenBack: values.remove, role: roleIn(values) }
  } catch (error) {
    throw new UsageError(`${(error as Error).message}.\n\n${usage}`)
  }
}

type Needs = Parameters<typeof inviteByCommand>[0]

type Values = { role?: string; territory?: string; organisation?: string }

function roleIn({ role, territory, organisation }: Values): Given['role'] {
  if (role === 'contributor') {
    if (territory !== undefined) throw new Error('a contributor has an organisation, no territory')
    const name = organisation?.trim()
    if (!name) throw new Error('name the organisation of the contributor with --organisation')
    return { role, organisation: name }
  }
  const agent = agentRoles.find((each) => each === role)
  if (!agent) throw new Error(`--role wants contributor, ${agentRoles.join(' or ')}`)
  if (organisation !== undefined) throw new Error(`to be ${agent} one has a territory, no organisation`)
  if (territory === undefined) throw new Error(`name the territory of the ${agent} with --territory`)
  const id = territoryId(territory)
  if (!id) throw new Error(`"${territory}" is no territory: write for example commune-67482`)
  return { role: agent, territoryId: id }
}

async function begin(): Promise<void> {
  const given = readArguments()
  if (!given) {
    process.stdout.write(`${usage}\n`)
    return
  }
  runCommand('npm run invite', async ({ config, db, database }) => {
    const jobs = await openJobs(database, { warn: (_, text) => say(text) })
    try {
      const needs = { db, now: () => new Date(), letters: lettersThrough(jobs) }
      const origin = siteAddress(config)
      say(await (given.isTakenBack ? takeBack(needs, given, origin) : give(needs, given, origin)))
    } catch (error) {
      throw error instanceof NothingToAnswerForError ? new UsageError(error.message) : error
    } finally {
      await jobs.close()
    }
  })
}

async function give(needs: Needs, given: Given, origin: string): Promise<string> {
  const result = await inviteByCommand(needs, { ...given, locale: given.language, origin })
  return result === 'invited'
    ? `${given.email} is invited; the letter leaves when the server runs.`
    : `${given.email} has this role already: no letter was ordered.`
}

async function takeBack(needs: Needs, given: Given, origin: string): Promise<string> {
  const result = await takeBackByCommand(needs, { ...given, origin })
  return result === 'taken-back'
    ? `${given.email} no longer has this role; the letter that says so leaves when the server runs.`
    : `${given.email} does not have this role: nothing was changed.`
}

begin().catch(sayAndExit)
