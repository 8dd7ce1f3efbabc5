// khal, a calendar for terminals, as one more reader of our calendars.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const hasKhal = (() => {
  try {
    execFileSync('khal', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

export type KhalEvent = { start: string; end: string; title: string; isCancelled: boolean; uid: string }

/** What khal shows of a calendar between two days, each event once, by the clock of the territory. */
export function readByKhal(calendar: string, from: string, days: number): KhalEvent[] {
  const folder = mkdtempSync(join(tmpdir(), 'reperes-khal-'))
  try {
    mkdirSync(join(folder, 'calendar'))
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const configuration = file('khal.conf', configurationIn(folder))
    const khal = (...words: string[]) =>
      execFileSync('khal', ['-c', configuration, ...words], {
        encoding: 'utf8',
        env: {
          ...process.env,
          LC_ALL: 'C.UTF-8',
          HOME: folder,
          XDG_CACHE_HOME: folder,
          XDG_DATA_HOME: folder,
        },
      })
    khal('import', '--batch', file('given.ics', calendar))
    const format = '{start-long}|{end-long}|{cancelled}|{uid}|{title}'
    const lines = khal('list', '--format', format, '--day-format', '', from, `${days}d`).split('\n')
    // An event that lasts over days is shown on each.
    const each = [...new Set(lines.filter((line) => line.includes('|')))]
    return each.map((line) => {
      const [start = '', end = '', cancelled = '', uid = '', ...title] = line.split('|')
      return { start, end, title: title.join('|'), isCancelled: cancelled.trim() === 'CANCELLED', uid }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const configurationIn = (folder: string) => `[calendars]
[[read]]
path = ${join(folder, 'calendar')}
[locale]
local_timezone = Europe/Paris
default_timezone = Europe/Paris
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[default]
default_calendar = read
[sqlite]
path = ${join(folder, 'khal.db')}
`
