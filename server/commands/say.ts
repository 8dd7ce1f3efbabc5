// How a command ends when it cannot do what was asked: one clear sentence, a non-zero exit.
import { DatabaseAwayError } from '../../db/connect.ts'
import { FolderLockedError } from '../../db/folder-lock.ts'
import { ConfigError } from '../config.ts'
import { UnreadableFileError } from '../files/unreadable-file-error.ts'
import { ImportRunningError } from '../imports/imports.queries.ts'
import { UnknownTerritoryError, UnusableOutlineError } from '../territories/territories.actions.ts'
import { UsageError } from './usage-error.ts'

const clear = [
  ConfigError,
  DatabaseAwayError,
  FolderLockedError,
  ImportRunningError,
  UnknownTerritoryError,
  UnreadableFileError,
  UnusableOutlineError,
  UsageError,
]

/** Ends the process with the sentence of an error that speaks to a person, or with the whole error of a fault of ours. */
export function sayAndExit(error: unknown): never {
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exit(1)
}

type SystemError = Error & {
  code?: string
  syscall?: string
  address?: string
  port?: number
  hostname?: string
}

function sentenceOf(error: unknown): string {
  if (clear.some((kind) => error instanceof kind)) return (error as Error).message
  if (!(error instanceof Error)) return String(error)
  return ofListening(error) ?? ofDatabase(error) ?? error.stack ?? error.message
}

function ofListening({ code, syscall, address, port, hostname, message }: SystemError): string | undefined {
  if (syscall === 'getaddrinfo' && hostname !== undefined)
    return `HOST is "${hostname}", which is no address of this machine: leave it out, or write 0.0.0.0 for all addresses.`
  if (syscall !== 'listen') return undefined
  const at = port === undefined ? address : `${address}, port ${port}`
  const sentences: Record<string, string> = {
    EADDRINUSE: `Another program listens at ${at}: stop it, or set PORT to another number.`,
    EADDRNOTAVAIL: `${address} is no address of this machine: correct HOST.`,
    EACCES: 'This port needs more rights: set PORT to a number above 1023.',
  }
  return sentences[code ?? ''] ?? message
}

/** What PostgreSQL says when it ends or refuses while a command runs. Codes: its manual, appendix A. */
function ofDatabase({ code = '', message }: SystemError): string | undefined {
  const isCut =
    /^(08|57P0|ECONNRESET$|EPIPE$)/.test(code) || /^(Connection term|Client has enc)/.test(message)
  if (isCut)
    return `PostgreSQL went away while this ran (${message}): nothing was kept; start it and try again.`
  if (code === '42501')
    return `PostgreSQL refuses this to the user of DATABASE_URL (${message}): give that user the right, or name another.`
  if (code.startsWith('53')) return `PostgreSQL has no room left (${message}): make room and try again.`
  return undefined
}
