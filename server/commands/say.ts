// How a command ends when it cannot do what was asked: one clear sentence, a non-zero exit.
import { DatabaseAwayError } from '../../db/connect.ts'
import { FolderLockedError } from '../../db/folder-lock.ts'
import { ConfigError } from '../config.ts'
import { UnreadableFileError } from '../files/unreadable-file-error.ts'
import { UnknownTerritoryError } from '../territories/territories.actions.ts'
import { UsageError } from './usage-error.ts'

const clear = [
  ConfigError,
  DatabaseAwayError,
  FolderLockedError,
  UnknownTerritoryError,
  UnreadableFileError,
  UsageError,
]

/** Ends the process with the sentence of an error that speaks to a person, or with the whole error of a fault of ours. */
export function sayAndExit(error: unknown): never {
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exit(1)
}

function sentenceOf(error: unknown): string {
  if (clear.some((kind) => error instanceof kind)) return (error as Error).message
  const { code, message, stack } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE')
    return `${message.replace(/^listen EADDRINUSE: /, '')}: stop the other program, or set PORT to another number.`
  if (code === 'EACCES' && message.includes('listen'))
    return 'This port needs more rights: set PORT to a number above 1023.'
  return stack ?? String(error)
}
