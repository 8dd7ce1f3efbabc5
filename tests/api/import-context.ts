// What tests of the import share: files of the national standard, an import of them, and all that the database holds.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { rowsOfFile } from '../../server/commands/rows-of-file.ts'
import { noGeocoder } from '../../server/geocoding/address-service.ts'
import { type ImportOptions, importRows } from '../../server/imports/import.actions.ts'
import { standardColumns } from '../../server/imports/standard-columns.rules.ts'

const dataFolder = join(import.meta.dirname, '../../../shared/data')

/** Real files stand beside the project, where they are at all. */
export const hasRealFiles = existsSync(dataFolder)
export const realFile = (name: string) => join(dataFolder, name)

/** A row of the national standard, by its columns; what is left out is empty. */
export type Row = Partial<Record<(typeof standardColumns)[number], string>>

/** Three places that are nobody's twins. */
export const malraux: Row = {
  id: 'malraux',
  nom: 'Médiathèque André Malraux',
  commune: 'Strasbourg',
  code_postal: '67000',
  code_insee: '67482',
  adresse: '1 presqu’île André Malraux',
  latitude: '48.5735',
  longitude: '7.7603',
  telephone: '+33388000001',
  services: 'Accès internet et matériel informatique',
  horaires: 'Tu-Sa 10:00-18:00',
  source: 'Ville',
  date_maj: '2024-03-01',
}
export const meinau: Row = {
  id: 'meinau',
  nom: 'Centre socio-culturel de la Meinau',
  commune: 'Strasbourg',
  code_postal: '67100',
  code_insee: '67482',
  adresse: '1 rue de Bourgogne',
  latitude: '48.5492',
  longitude: '7.7506',
  source: 'Ville',
  date_maj: '2024-03-01',
}
export const schiltigheim: Row = {
  id: 'schiltigheim',
  nom: 'Maison du jeune citoyen',
  commune: 'Schiltigheim',
  code_postal: '67300',
  code_insee: '67447',
  adresse: '7 rue des Pompiers',
  latitude: '48.6073',
  longitude: '7.7489',
  source: 'Ville',
  date_maj: '2024-03-01',
}

/** A file of the standard as its bytes. */
export function fileOf(rows: Row[]): string {
  return stringify(rows, { header: true, columns: [...standardColumns] })
}

export const atNoon = new Date('2026-03-02T12:00:00Z')

type Given = Partial<ImportOptions> & Partial<Omit<Parameters<typeof importRows>[0], 'db'>>

/** Imports a file, read and cleaned as by the command, into the instance of the Eurométropole. */
export function importFile(db: Kysely<Database>, file: string | Readable, given: Given = {}) {
  const { geocoder = noGeocoder, now = () => atNoon, ...options } = given
  const rows = rowsOfFile(typeof file === 'string' ? Readable.from([Buffer.from(file)]) : file)
  return importRows({ db, geocoder, now }, rows, {
    fileName: 'places.csv',
    source: undefined,
    licence: undefined,
    complete: false,
    dryRun: false,
    keepDemonstration: false,
    territory: 'epci-246700488',
    ...options,
  })
}

export const importRowsOf = (db: Kysely<Database>, rows: Row[], given: Given = {}) =>
  importFile(db, fileOf(rows), given)

const placeTables = [
  'source',
  'organisation',
  'place',
  'place_text',
  'place_source',
  'published_place',
  'twin_pair',
  'search_word',
  'history_event',
] as const

/** Every row of every table of places, with the number of the transaction that wrote it last. */
export async function everything(db: Kysely<Database>): Promise<Record<string, unknown[]>> {
  const dump: Record<string, unknown[]> = {}
  for (const table of placeTables) {
    const { rows } = await sql`select xmin::text as written_by, to_jsonb(own) as row
      from ${sql.table(table)} as own order by to_jsonb(own)::text`.execute(db)
    dump[table] = rows
  }
  return dump
}

/** Takes every place away and counts from 1 again; territories stay. */
export async function forgetPlaces(db: Kysely<Database>): Promise<void> {
  const tables = [...placeTables, 'import_run'].map((name) => sql.table(name))
  await sql`truncate ${sql.join(tables)} restart identity cascade`.execute(db)
}
