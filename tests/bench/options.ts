// What the command line asks for.
import { parseArgs } from 'node:util'

export type Options = {
  /** One run for each number of places; growth is told from the first to the last. */
  places: number[]
  /** Each work is measured for so many times one second, and the others between. */
  rounds: number
  /** Connections that ask at once, each waiting for its answer before it asks again. */
  clients: number
  json: boolean
  /** Names of works, or all. */
  only: string[] | undefined
}

export const usage = `npm run bench [-- --places N[,N…] --seconds S --clients C --only WORK[,WORK…] --json]`

/** The command line cannot be understood; the message says why. */
export class UsageError extends Error {}

/** @throws UsageError */
export function readOptions(args: string[]): Options {
  const values = parsed(args)
  return {
    places: (values.places ?? '17500').split(',').map((text) => positive('places', text)),
    rounds: positive('seconds', values.seconds ?? '3'),
    clients: positive('clients', values.clients ?? '16'),
    json: values.json ?? false,
    only: values.only?.split(','),
  }
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args,
      options: { places: text, seconds: text, clients: text, only: text, json: { type: 'boolean' } },
    }).values
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${usage}`)
  }
}

function positive(name: string, text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number > 0) return number
  throw new UsageError(`--${name} is "${text}": give whole numbers above 0.\n${usage}`)
}
