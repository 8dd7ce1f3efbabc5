// What the basemap's servers answered, in one SQLite file that several processes may share.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export type StoredAnswer = {
  /** Where it was asked; a style may name another address for the same tile tomorrow. */
  address: string
  state: 'found' | 'empty' | 'unknown'
  body: Buffer
  contentType: string
  gzipped: boolean
  etag: string | undefined
  fetchedAt: Date
}

/** Never throws: a cache that fails is one that knows nothing. */
export type DiskCache = {
  read(key: string): StoredAnswer | undefined
  write(key: string, answer: StoredAnswer): void
  close(): void
}

export const noDiskCache: DiskCache = {
  read: () => undefined,
  write: () => undefined,
  close: () => undefined,
}

type Options = {
  now: () => Date
  /** Told once, when the cache cannot be opened, read or written. */
  say: (message: string) => void
  mostBytes?: number
}

const fileName = 'basemap.sqlite'
/** Changed with the table below: what was stored otherwise is thrown away. */
const layout = 1
/** Use is noted at most so often, or each reading would be a writing. */
const noteUseEveryMs = 60 * 60 * 1000
/** When it cannot be noted (the disk is full, another process writes), it is tried again so much later. */
const restAfterFailedNoteMs = 60 * 1000
/** While this process waits for another that writes, it serves nobody: a lost row costs less. */
const longestWaitMs = 20
/** What a row takes beside its body. */
const rowBytes = 300
const sqliteBusy = 5

/** Opens the cache in a folder, which is made when it is missing. */
export function openDiskCache(
  folder: string,
  { now, say, mostBytes = 1024 * 1024 * 1024 }: Options,
): DiskCache {
  const file = join(folder, fileName)
  let said = false
  let closed = false
  const attempt = <T>(work: () => T): T | undefined => {
    // What was being fetched when the service stopped.
    if (closed) return undefined
    try {
      return work()
    } catch (error) {
      const { errcode, message } = error as { errcode?: number; message: string }
      // Another process is writing: this once we go without.
      if (errcode !== sqliteBusy && !said) {
        said = true
        say(`the map's ground is not kept in ${file}: ${message}`)
      }
      return undefined
    }
  }
  const db = attempt(() => {
    mkdirSync(folder, { recursive: true })
    return openFile(file)
  })
  if (!db) return noDiskCache
  const store = attempt(() => storeIn(db, now, mostBytes))
  if (!store) {
    db.close()
    return noDiskCache
  }
  return {
    read(key) {
      const row = attempt(() => store.read(key))
      // What was read is given, whatever becomes of the note.
      if (row?.isUseForgotten) attempt(() => store.noteUse(key))
      return row?.answer
    },
    write: (key, answer) => attempt(() => store.write(key, answer)),
    close() {
      attempt(() => db.close())
      closed = true
    },
  }
}

function openFile(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 250 })
  try {
    db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma journal_size_limit = 16777216')
    const { user_version } = db.prepare('pragma user_version').get() as { user_version: number }
    if (user_version !== layout) db.exec('drop table if exists answer')
    db.exec(`
      create table if not exists answer (
        key text primary key, address text not null, state text not null, body blob not null,
        content_type text not null, gzipped integer not null, etag text,
        fetched_at integer not null, used_at integer not null, bytes integer not null
      ) strict;
      create index if not exists answer_by_use on answer (used_at, bytes);
      pragma user_version = ${layout};
      pragma busy_timeout = ${longestWaitMs}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

type Row = {
  address: string
  state: StoredAnswer['state']
  body: Uint8Array
  content_type: string
  gzipped: number
  etag: string | null
  fetched_at: number
  used_at: number
}

function storeIn(db: DatabaseSync, now: () => Date, mostBytes: number) {
  const select = db.prepare(
    'select address, state, body, content_type, gzipped, etag, fetched_at, used_at from answer where key = ?',
  )
  const noteUse = db.prepare('update answer set used_at = ? where key = ?')
  const replace = db.prepare('insert or replace into answer values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const sum = db.prepare('select coalesce(sum(bytes), 0) as total from answer')
  const byUse = db.prepare('select used_at, rowid, bytes from answer order by used_at, rowid')
  const forgetUpTo = db.prepare('delete from answer where (used_at, rowid) <= (?, ?)')
  let writtenSinceCounted = Number.POSITIVE_INFINITY
  let noteAgainAtMs = Number.NEGATIVE_INFINITY

  const forgetOldest = (bytesToFree: number) => {
    let freed = 0
    let last: number[] | undefined
    for (const { used_at, rowid, bytes } of byUse.iterate() as Iterable<Record<string, number>>) {
      freed += bytes!
      last = [used_at!, rowid!]
      if (freed >= bytesToFree) break
    }
    if (last) forgetUpTo.run(...last)
  }

  return {
    read(key: string): { answer: StoredAnswer; isUseForgotten: boolean } | undefined {
      const row = select.get(key) as Row | undefined
      if (!row) return undefined
      const time = now().getTime()
      const isUseForgotten = time - row.used_at > noteUseEveryMs && time >= noteAgainAtMs
      return { answer: answerOf(row), isUseForgotten }
    },
    noteUse(key: string): void {
      const time = now().getTime()
      noteAgainAtMs = time + restAfterFailedNoteMs
      db.exec('pragma busy_timeout = 0')
      try {
        noteUse.run(time, key)
        noteAgainAtMs = Number.NEGATIVE_INFINITY
      } finally {
        db.exec(`pragma busy_timeout = ${longestWaitMs}`)
      }
    },
    write(key: string, { address, state, body, contentType, gzipped, etag, fetchedAt }: StoredAnswer): void {
      const bytes = body.length + rowBytes
      const fetched = fetchedAt.getTime()
      const about = [contentType, gzipped ? 1 : 0, etag ?? null, fetched, now().getTime(), bytes] as const
      replace.run(key, address, state, body, ...about)
      writtenSinceCounted += bytes
      // Counting reads one small index; still, not at each of a thousand tiles.
      if (writtenSinceCounted < mostBytes / 100) return
      writtenSinceCounted = 0
      const { total } = sum.get() as { total: number }
      // A little at a time: meanwhile this process serves nobody.
      if (total > mostBytes) forgetOldest(total - mostBytes * 0.98)
    },
  }
}

function answerOf(row: Row): StoredAnswer {
  return {
    address: row.address,
    state: row.state,
    body: Buffer.from(row.body.buffer, row.body.byteOffset, row.body.byteLength),
    contentType: row.content_type,
    gzipped: row.gzipped === 1,
    etag: row.etag ?? undefined,
    fetchedAt: new Date(row.fetched_at),
  }
}
