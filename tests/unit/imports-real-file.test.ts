import { describe, expect, it } from 'vitest'
import { textLimits } from '../../server/imports/fault.rules.ts'
import { codesOf, listVocabularyNames } from '../../server/places/vocabularies.rules.ts'
import { cleanFile, hasRealFiles } from './imports-context.ts'

describe.skipIf(!hasRealFiles)('7,890 real rows (skipped where the real files are absent)', async () => {
  const rows = hasRealFiles ? await cleanFile('places/france-dev.csv') : []

  it('are all read, and only those that nobody could find are refused', () => {
    expect(rows).toHaveLength(7890)
    const refused = rows.filter((row) => row.refused)
    expect(refused).toHaveLength(12)
    for (const row of refused) expect(row.faults.map((fault) => fault.rule)).toContain('no-location')
  })

  it('hold nothing that the database would refuse', () => {
    for (const { facts, refused } of rows) {
      if (refused) continue
      expect(facts.name.length).toBeGreaterThan(0)
      expect(facts.name.length).toBeLessThanOrEqual(textLimits.name)
      expect(facts.summary?.length ?? 0).toBeLessThanOrEqual(textLimits.summary)
      expect(facts.phone ?? '+33388000000').toMatch(/^(?:\+\d{6,15}|\d{2,6})$/)
      expect(facts.postalCode ?? '67000').toMatch(/^\d{5}$/)
      expect(facts.updatedAt ?? '2024-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/)
      for (const list of listVocabularyNames)
        expect(codesOf(list)).toEqual(expect.arrayContaining(facts[list]))
    }
  })

  it('have these faults, and no others', () => {
    const counts: Record<string, number> = {}
    for (const { rule, outcome } of rows.flatMap((row) => row.faults)) {
      counts[`${rule} ${outcome}`] = (counts[`${rule} ${outcome}`] ?? 0) + 1
    }
    expect(counts).toMatchInlineSnapshot(`
      {
        "capitals repaired": 3870,
        "commune-code-contradicts repaired": 6,
        "commune-code-former repaired": 4,
        "commune-code-invalid repaired": 1,
        "commune-name repaired": 4256,
        "commune-unknown kept": 17,
        "date-format repaired": 517,
        "date-invalid dropped": 94,
        "email-format repaired": 2,
        "hours-not-understood kept": 123,
        "link-format repaired": 5,
        "link-is-email repaired": 2,
        "markup repaired": 12,
        "no-location refused": 12,
        "obsolete-value dropped": 1101,
        "old-value repaired": 1683,
        "phone-format repaired": 552,
        "phone-short-number kept": 6,
        "pivot-invalid dropped": 12,
        "pivot-unknown repaired": 4617,
        "position-zero dropped": 2,
        "postal-code-contradicts repaired": 1,
        "required dropped": 456,
        "wrong-encoding repaired": 4,
      }
    `)
  })
})
