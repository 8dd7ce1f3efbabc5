// Directories as somebody prints them, over a test's database.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { readConfig } from '../../server/config.ts'
import { type Directory, directoryOf } from '../../server/directory/directory.actions.ts'
import {
  readDirectoryParameters,
  readDirectoryRequest,
} from '../../server/directory/directory-address.rules.ts'
import type { DirectoryCard } from '../../server/directory/directory-document.rules.ts'
import { noGeocoder } from '../../server/geocoding/address-service.ts'
import { now } from './filled-app.ts'

type Asked = { clock?: () => Date; chosen?: number[] | undefined }

/** What a directory with these parameters says, or why there is none. */
export function askForDirectory(
  db: Kysely<Database>,
  query: Record<string, string>,
  { clock = now, chosen }: Asked = {},
) {
  const parameters = readDirectoryParameters(query, 'paper')
  const { request, faults } = readDirectoryRequest('fr', parameters, clock())
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  const needs = { db, geocoder: noGeocoder, config: readConfig({ HELP_PHONE: '03 88 00 00 00' }), now: clock }
  return directoryOf(needs, request, { origin: 'https://reperes.example', chosen })
}

/** A directory that there is. */
export async function printed(
  db: Kysely<Database>,
  query: Record<string, string>,
  asked: Asked = {},
): Promise<Directory> {
  const result = await askForDirectory(db, query, asked)
  if (result.kind !== 'directory') throw new Error(JSON.stringify(result))
  return result
}

export const cardsOf = ({ document }: Directory): DirectoryCard[] =>
  document.sections.flatMap(({ cards }) => cards)
