// The commands as people run them: processes with arguments, settings, an exit code and sentences.
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { type Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../db/schema.ts'
import { describeWithInstance, type Ended } from './command-context.ts'
import {
  everything,
  fileOf,
  hasRealFiles,
  malraux,
  meinau,
  type Row,
  realFile,
  schiltigheim,
} from './import-context.ts'

/** A process of the embedded database takes some seconds, the first one ten and more. */
const patience = 120_000

/** One sentence for a person (a way to call it may follow), not the inside of a program. */
function expectOneSentence({ code, output, errors }: Ended, sentence: RegExp): void {
  expect({ errors, code }).toEqual({ errors: expect.stringMatching(sentence), code: 1 })
  expect(errors).not.toMatch(/^\s+at /m)
  expect(errors.trimEnd().split('\n\n')[0]).not.toContain('\n')
  expect(output).toBe('')
}

describeWithInstance('The commands', (instance) => {
  const { run, start, file } = instance
  const isEmbedded = instance.kind === 'embedded'
  const places = () => file('places.csv', fileOf([malraux, meinau, schiltigheim]))
  const whole = () =>
    instance.inDatabase(async (db) => ({
      tables: await everything(db),
      runs: await db.selectFrom('import_run').select(['id', 'summary']).orderBy('id').execute(),
      territories: (await sql`select to_jsonb(own) as row from territory as own order by id`.execute(db))
        .rows,
    }))

  // No database is asked: once is enough, and the embedded one is everywhere.
  describe.skipIf(!isEmbedded)('that are called wrongly', () => {
    const wrong: [what: string, script: string, args: string[], sentence: RegExp][] = [
      ['an unknown option', 'import.ts', ['places.csv', '--fast'], /^Unknown option '--fast'/],
      ['no file', 'import.ts', [], /^name one file/],
      ['two files', 'import.ts', ['a.csv', 'b.csv'], /^name one file/],
      ['a file that is not there', 'import.ts', ['nowhere.csv'], /^There is no file at nowhere\.csv: check/],
      ['a folder', 'import.ts', ['server'], /^server is a folder: name the CSV file inside it\.$/m],
      [
        'another kind of address',
        'import.ts',
        ['ftp://example.org/a.csv'],
        /is not an address that can be read/,
      ],
      ['an address that does not answer', 'import.ts', ['http://127.0.0.1:1/a.csv'], /cannot be reached/],
      [
        'a report over the file itself',
        'import.ts',
        ['package.json', '--refused', './package.json'],
        /package\.json is named twice: give each report a file of its own\.$/m,
      ],
      ['an unknown option', 'demo.ts', ['--add'], /^Unknown option '--add'/],
      [
        'an unknown kind',
        'territories.ts',
        ['a.json', '--kind', 'street'],
        /^"street" is no kind of outline/,
      ],
      ['outlines that are no JSON', 'territories.ts', ['LICENSE'], /^LICENSE is not GeoJSON: export/],
      ['outlines without polygons', 'territories.ts', ['package.json'], /^package\.json holds no outline/],
    ]
    it.each(wrong)('say so at once: %s (%s %j)', async (_, script, args, sentence) => {
      expectOneSentence(await run(join('commands', script), args), sentence)
      // Nothing was begun.
      expect(existsSync(join(instance.folder, 'data'))).toBe(false)
    })

    const settings: [string, Record<string, string>, RegExp][] = [
      ['TERRITORY', { TERRITORY: 'Strasbourg' }, /^TERRITORY is "Strasbourg": write france, region-44,/],
      ['PORT', { PORT: 'http' }, /^PORT is "http": give a number from 0 to 65535/],
      ['DATABASE_URL', { DATABASE_URL: 'mysql://user:s3cret@host/db' }, /^DATABASE_URL is not a PostgreSQL/],
      [
        'a database that is away',
        { DATABASE_URL: 'postgresql://me:s3cret@127.0.0.1:1/places' },
        /^PostgreSQL at 127\.0\.0\.1:1\/places does not answer \(ECONNREFUSED\): start it, or correct/,
      ],
    ]
    it.each(settings)('say so when %s cannot be used', async (_, setting, sentence) => {
      const ended = await run('commands/import.ts', [places()], setting)
      expectOneSentence(ended, sentence)
      expect(ended.errors).not.toContain('s3cret')
    })
  })

  describe('that take in a file', () => {
    it('say in JSON what they did, and keep what was refused and what was wrong in files', {
      timeout: patience,
    }, async () => {
      const nameless: Row = { ...meinau, id: 'nameless', nom: '' }
      const formula: Row = { ...schiltigheim, id: 'formula', nom: '=HYPERLINK("x")', telephone: 'call us' }
      const given = file('mixed.csv', fileOf([malraux, nameless, formula]))
      const [refused, faults] = [join(instance.folder, 'refused.csv'), join(instance.folder, 'faults.csv')]
      const args = [given, '--json', '--dry-run', '--refused', refused, '--faults', faults]
      const { code, output, errors } = await run('commands/import.ts', args)
      expect({ code, errors }).toEqual({ code: 0, errors: expect.stringMatching(/^(No licence.*)?\s*$/) })
      const summary = JSON.parse(output)
      expect(Object.keys(summary).join(' ')).toBe(
        'read new changed unchanged gone outside repaired warned refused twins',
      )
      expect(summary).toMatchObject({ read: 3, new: 2, refused: 1 })

      const refusedRows = table(refused)
      expect(refusedRows).toMatchObject([
        {
          id: 'nameless',
          nom: '',
          commune: 'Strasbourg',
          reasons: 'row 2: nom is required and says nothing.',
        },
      ])
      const faultRows = table(faults)
      expect(Object.keys(faultRows[0]!)).toEqual([
        'row',
        'column',
        'value',
        'rule',
        'outcome',
        'became',
        'words',
      ])
      expect(faultRows).toContainEqual({
        row: '3',
        column: 'telephone',
        value: 'call us',
        rule: 'phone-invalid',
        outcome: 'dropped',
        became: '',
        words: expect.stringMatching(/^row 3: telephone .*call us/),
      })
      const outcomes = faultRows.map(({ outcome }) => outcome)
      expect(outcomes.filter((outcome) => outcome === 'repaired')).toHaveLength(summary.repaired)
      expect(outcomes.filter((each) => each === 'dropped' || each === 'kept')).toHaveLength(summary.warned)
    })

    it('say in words what they did, also of what is piped', { timeout: patience }, async () => {
      const started = start('commands/import.ts', ['-', '--licence', 'Licence Ouverte 2.0'])
      started.process.stdin?.end(fileOf([malraux, meinau, schiltigheim]))
      const { code, output, errors } = await started.ended
      expect({ code, output }).toEqual({ code: 0, output: '' })
      expect(errors).toMatch(/required: 3\n {2}row 1: pivot is required/)
      expect(errors).toMatch(/Done:\n {2}read +3\n {2}new +3\n/)
      expect(errors).not.toContain('No licence was given')
    })
  })

  describe('that cannot do what is asked', () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    const header = fileOf([]).trimEnd()
    const tooLong = `${header}\n${'x'.repeat(10 * 1024 * 1024)}`
    const bad: [string, () => string, RegExp][] = [
      ['a picture', () => file('a.csv', png), /^This is a PNG image, not a CSV file: export it as CSV/],
      ['a JSON file', () => file('b.csv', '[{"id": 1}]'), /^This is a JSON document, not a CSV file/],
      ['an empty file', () => file('c.csv', ''), /^The file is empty: a CSV file with a header line/],
      [
        'a missing column',
        () => file('d.csv', 'id,commune\n1,Paris'),
        /^The file lacks required columns: nom\.$/m,
      ],
      [
        '10 MiB on one line',
        () => file('e.csv', tooLong),
        /^The row that reaches line \d+ is longer than 1 MiB/,
      ],
      [
        'a row too many on the last page',
        () => file('f.csv', `${fileOf(many(1_200))}"open`),
        /^A quotation mark is opened and never closed before the end/,
      ],
    ]
    // Each start of the embedded database takes seconds: there, one file stands for all.
    const tried = isEmbedded ? bad.slice(-1) : bad

    it('say why, and change nothing', { timeout: patience * 2 }, async () => {
      const before = await whole()
      expect(before.tables.place).toHaveLength(3)
      for (const [, path, sentence] of tried)
        expectOneSentence(await run('commands/import.ts', [path(), '--complete']), sentence)
      const elsewhere = await run('commands/import.ts', [places()], { TERRITORY: 'epci-999999999' })
      expectOneSentence(elsewhere, /^TERRITORY is "epci-999999999", which is no territory of France: look/)
      const outline = {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { code: '67482' },
            geometry: { type: 'Polygon', coordinates: [[[1_050_000, 6_840_000]]] },
          },
        ],
      }
      const outlines = await run('commands/territories.ts', [file('bad.geojson', JSON.stringify(outline))])
      expectOneSentence(outlines, /^The outline of 67482 cannot be used \(a ring has fewer than four/)
      expect(await whole()).toEqual(before)
    })

    it('leave everything as it was when they are killed half-way', { timeout: patience }, async () => {
      const before = await whole()
      const faults = join(instance.folder, 'killed.csv')
      const started = start('commands/import.ts', [
        '-',
        '--complete',
        '--source',
        'Ville',
        '--faults',
        faults,
      ])
      // The third batch is asked for when the first is in the database; the fourth never comes.
      started.process.stdin?.write(fileOf(many(1_600)))
      await until(() => existsSync(faults) && /^15\d\d,/m.test(readFileSync(faults, 'utf8')))
      if (!isEmbedded) expect(await placesAreWritten()).toBe(true)
      started.process.kill('SIGKILL')
      expect((await started.ended).code).toBeNull()
      expect(await whole()).toEqual(before)
    })

    it('tell who is at work already', { timeout: patience }, async () => {
      const first = start('commands/import.ts', ['-'])
      first.process.stdin?.write(fileOf(many(40)))
      await until(() => (isEmbedded ? holderIs('npm run import') : importIsRunning()))
      const second = await run('commands/import.ts', [places()])
      if (isEmbedded) {
        const held =
          /^The folder .*data is in use by "npm run import" \(process \d+, since .*\): stop that first/
        expectOneSentence(second, held)
        expectOneSentence(await run('commands/demo.ts', ['--remove']), held)
        expectOneSentence(await run('main.ts'), held)
      } else {
        expectOneSentence(second, /^Another import is running on this database: wait until it has ended/)
      }
      first.process.stdin?.end()
      expect((await first.ended).code).toBe(0)
      expect(await instance.inDatabase(placeCount)).toBe(43)
    })

    it('say that the database went away', { timeout: patience }, async (test) => {
      test.skip(isEmbedded, 'the embedded database goes with its process')
      const started = start('commands/import.ts', ['-'])
      started.process.stdin?.write(fileOf(many(40)))
      await until(importIsRunning)
      await instance.inDatabase((db) =>
        sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`.execute(db),
      )
      started.process.stdin?.end()
      expectOneSentence(
        await started.ended,
        /^PostgreSQL went away while this ran \(.+\): nothing was kept; start it/,
      )
    })

    it('say that the port is taken, when they serve', { timeout: patience }, async () => {
      const other = createServer().listen(0, '127.0.0.1')
      await new Promise((resolve) => other.once('listening', resolve))
      const { port } = other.address() as { port: number }
      const ended = await run('main.ts', [], { PORT: String(port), LOG_LEVEL: 'silent' })
      other.close()
      expectOneSentence(
        ended,
        new RegExp(
          `^Another program listens at 127\\.0\\.0\\.1, port ${port}: stop it, or set PORT to another`,
        ),
      )
    })

    const placesAreWritten = () =>
      instance.inDatabase(async (db) => {
        const { rows } = await sql`select 1 from pg_locks
          where relation = 'place'::regclass and mode = 'RowExclusiveLock'`.execute(db)
        return rows.length > 0
      })
    const holderIs = (command: string) => {
      const holder = join(instance.folder, 'data', 'database.lock.json')
      return existsSync(holder) && readFileSync(holder, 'utf8').includes(command)
    }
    const importIsRunning = () =>
      instance.inDatabase(async (db) => {
        // Migrations take such a lock too, of another number.
        const { rows } = await sql`select 1 from pg_locks join pg_database on pg_database.oid = database
          where locktype = 'advisory' and datname = current_database()
            and objid::bigint = (hashtext('repères import')::bigint & 4294967295)`.execute(db)
        return rows.length > 0
      })
  })

  describe('for invented places', () => {
    it('load them into an empty database only, and take them away', { timeout: patience }, async () => {
      const refused = await run('commands/demo.ts')
      expectOneSentence(refused, /^There are places already, and invented ones are not mixed with them/)
      await instance.inDatabase((db) => sql`truncate place, source cascade`.execute(db))
      const loaded = await run('commands/demo.ts')
      expect(loaded).toMatchObject({
        code: 0,
        errors: expect.stringMatching(/^\d\d invented places were loaded\.$/m),
      })
      const removed = await run('commands/demo.ts', ['--remove'])
      const count = Number.parseInt(loaded.errors, 10)
      expect(removed).toMatchObject({ code: 0, errors: `${count} invented places were removed.\n` })
      expect(await instance.inDatabase(placeCount)).toBe(0)
    })
  })

  describe.skipIf(!hasRealFiles)('for outlines (skipped without the real file)', () => {
    it('take the 33 communes, and tell places where they lie', { timeout: patience }, async () => {
      await run('commands/import.ts', [places()])
      const path = realFile('boundaries/ems-33-communes.geojson')
      const { code, errors } = await run('commands/territories.ts', [path])
      expect({ code, errors }).toEqual({
        code: 0,
        errors:
          '33 outlines were taken, 0 are of no commune here.\n0 places lie elsewhere than was thought.\n',
      })
      await instance.inDatabase(async (db) => {
        const { rows } = await sql`select distinct boundary_source as source from territory
          where kind = 'commune' and boundary is not null`.execute(db)
        // The name of the file: its path would tell the public of this machine.
        expect(rows).toEqual([{ source: 'ems-33-communes.geojson' }])
      })
    })
  })
})

async function placeCount(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from place`.execute(db)
  return rows[0]!.count
}

/** Rows that each lack a SIRET, which is a fault. */
const many = (count: number): Row[] =>
  Array.from({ length: count }, (_, number) => ({
    ...meinau,
    id: `row ${number}`,
    adresse: `${number + 1} rue A`,
  }))

const table = (path: string): Record<string, string>[] =>
  parse(readFileSync(path), { bom: true, columns: true })

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await isTrue()); ) {
    if (Date.now() > end) throw new Error('It did not happen within a minute.')
    await pause(50)
  }
}
