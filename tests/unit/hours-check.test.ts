import { createReadStream, existsSync } from 'node:fs'
import { parse } from 'csv-parse'
import { describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { checkHours, type HoursFault } from '../../server/opening-hours/check.ts'
import { weekOf } from '../../server/opening-hours/week.ts'
import { givenHoursInWords, hoursInWords } from '../../server/sessions/hours.view.ts'

const refused: [text: string, reason: HoursFault][] = [
  ['', 'empty'],
  [' ; ', 'empty'],
  [`Mo 09:00-12:00 ${'x'.repeat(1000)}`, 'too-long'],
  ['Du lundi au vendredi : 9h - 12h', 'not-a-schedule'],
  ['Mardi, Jeudi : 9h-12h Vendredi : 16h-19h Le samedi sur rendez-vous', 'not-a-schedule'],
  ['Mo-Fr 8h-12h', 'not-a-schedule'],
  ['Mo-Fr sunrise-sunset', 'not-a-schedule'],
  ['Mo-Fr 09:00-12:00 😀', 'not-a-schedule'],
  ['Mo 08:22', 'syntax'],
  ['Mo-Fr 09:00-12:00-14:00', 'syntax'],
  ['Mo 09:00-12:0014:00-16:30', 'syntax'],
  ['Mo-Fr 09:00-12:00 "sur rdv', 'syntax'],
  ['|| "sur rdv"', 'syntax'],
  ['Mo-Fr', 'no-times'],
  ['Mo-Fr 09:00-12:00; Sa', 'no-times'],
  ['Th 09:00-12:00,14:00-14:00', 'zero-length'],
  ['Mo,Tu 13:30-15:30; Th 00:00-00:00', 'zero-length'],
  ['Fr 19:00-11:00', 'reversed'],
  ['Mo 14:00-05:00', 'reversed'],
  ['Mo-Fr 17:00+', 'open-end'],
  ['Tu-Fr 09:00-12:00,14:00-17:00; Mo 14-17;9-12,14-17', 'overrides-all'],
  ['Mo-Fr 09:00-12:00; off', 'overrides-all'],
]

describe('hours that come from outside', () => {
  it.each(refused)('are refused when nobody can have meant what the library reads: %s', (text, reason) => {
    expect(checkHours(text)).toEqual({ valid: false, reason })
    expect(weekOf(text)).toBeNull()
  })

  it('are refused at once when they are a flood', () => {
    const begun = performance.now()
    expect(checkHours(`${';'.repeat(40_000)}x`)).toEqual({ valid: false, reason: 'too-long' })
    expect(performance.now() - begun).toBeLessThan(1_000)
  })

  it('are stored in one spelling', () => {
    expect(checkHours('  Mo–Fr  09:00–12:00;\n PH off ; ')).toEqual({
      valid: true,
      text: 'Mo-Fr 09:00-12:00; PH off',
    })
    expect(checkHours('Mo 09:00-12:00 « sur rdv »')).toMatchObject({ text: 'Mo 09:00-12:00 "sur rdv"' })
  })

  it('never make the check throw', () => {
    const pieces = [
      'Mo',
      'PH',
      'SH',
      '-',
      ',',
      ';',
      '09:00',
      '-12:00',
      '"',
      '||',
      'week',
      '53',
      '[1]',
      'Jan',
      'off',
    ]
    // A small generator with a fixed seed: the same 2,000 broken texts at every run.
    let seed = 7
    const next = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return pieces[seed % pieces.length]
    }
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: 1 + (round % 9) }, next).join(round % 2 ? ' ' : '')
      expect(checkHours(text)).toHaveProperty('valid')
    }
  })
})

describe('the hours of the national file', () => {
  const file = new URL('../../../shared/data/places/france-dev.csv', import.meta.url)

  async function distinctHours(): Promise<string[]> {
    const rows = createReadStream(file).pipe(parse({ columns: true, bom: true }))
    const texts = new Set<string>()
    for await (const { horaires } of rows as AsyncIterable<{ horaires: string }>) {
      if (horaires.trim() !== '') texts.add(horaires)
    }
    return [...texts]
  }

  it('all parse or are kept, and none shows its syntax to a reader', async ({ skip }) => {
    if (!existsSync(file)) skip('the national file is not beside this project (../shared/data)')
    const texts = await distinctHours()
    const counts: Record<string, number> = {}
    const shownAsSyntax: string[] = []
    for (const text of texts) {
      const check = checkHours(text)
      const outcome = check.valid ? 'valid' : check.reason
      counts[outcome] = (counts[outcome] ?? 0) + 1
      const week = weekOf(text)
      const t = translator('fr')
      const lines = week ? hoursInWords(week, t) : givenHoursInWords(text, t)
      if (lines.length === 0 || lines.some((line) => /\b(?:Mo|Tu|Th|Fr|Sa|Su|off)\b/.test(line)))
        shownAsSyntax.push(text)
    }
    expect(shownAsSyntax).toEqual([])
    expect(counts).toEqual({
      valid: 3618,
      'not-a-schedule': 56,
      syntax: 41,
      'zero-length': 11,
      'overrides-all': 4,
      reversed: 2,
    })
  })
})
