import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import en from '../../i18n/en/faults.json' with { type: 'json' }
import fr from '../../i18n/fr/faults.json' with { type: 'json' }
import { cleanRow } from '../../server/imports/clean-row.rules.ts'
import { faultRules, textLimits } from '../../server/imports/fault.rules.ts'
import {
  missingColumns,
  standardColumns,
  standardVersion,
} from '../../server/imports/standard-columns.rules.ts'
import { emptyFacts } from '../../server/places/place-facts.rules.ts'
import { clean, cleanFile, context, faultsOf, hasRealFiles, realFile } from './imports-context.ts'

describe('A row is refused', () => {
  it.each([
    ['without an id', { id: '' }, true],
    ['without a name', { nom: ' ' }, true],
    ['with a name of tags only', { nom: '<b></b>' }, true],
    ['with an id so long that two could meet when cut', { id: 'x'.repeat(251) }, true],
    ['with neither commune nor position', { commune: '', code_postal: '', code_insee: '' }, true],
    [
      'with a position but no address',
      { commune: '', code_postal: '', code_insee: '', adresse: '', latitude: '48.5', longitude: '7.7' },
      true,
    ],
    [
      'but not with an address and a position',
      { commune: '', code_postal: '', code_insee: '', latitude: '48.5', longitude: '7.7' },
      false,
    ],
    ['but not for a commune code alone', { commune: '', code_postal: '' }, false],
    ['but not for lack of all else', { pivot: '', adresse: '', date_maj: '', code_postal: '' }, false],
  ])('%s', (_, cells, refused) => {
    const row = clean(cells)
    expect(row.refused).toBe(refused)
    expect(row.faults.some((fault) => fault.outcome === 'refused')).toBe(refused)
  })
})

describe('A row', () => {
  it('with another number of cells than its header is kept and reported', () => {
    const row = cleanRow(
      { row: 7, cells: { id: 'a', nom: 'Mairie', commune: 'Obernai' }, ragged: { expected: 4, found: 3 } },
      context,
    )
    expect(row).toMatchObject({ row: 7, refused: false, facts: { communeCode: '67348' } })
    expect(row.faults[0]).toMatchObject({ row: 7, rule: 'columns', outcome: 'kept', value: '3 / 4' })
  })

  it('cannot reach the prototype of objects', () => {
    const cells = JSON.parse(
      '{"__proto__":"x","constructor":"y","id":"a","nom":"Mairie","commune":"Obernai"}',
    )
    const row = cleanRow({ row: 1, cells }, context)
    expect(row.refused).toBe(false)
    expect(({} as Record<string, unknown>).x).toBeUndefined()
    expect(Object.getPrototypeOf(row.given)).toBe(Object.prototype)
  })

  it('never throws, whatever its cells hold', () => {
    const oddities = [
      '\ufffd',
      '"',
      "'",
      '|;,',
      '\u0000',
      '\ud800',
      '-',
      '9'.repeat(400),
      '&#99999999;',
      '<'.repeat(500),
      '🚍',
      'é'.repeat(9000),
    ]
    for (const oddity of oddities) {
      const cells = Object.fromEntries(standardColumns.map((column) => [column, oddity]))
      const { facts } = cleanRow({ row: 1, cells }, context)
      expect(facts.name.length).toBeLessThanOrEqual(textLimits.name)
      expect(JSON.stringify(facts)).not.toMatch(/\\u0000|\\ud800/)
    }
  })

  it.each(['<', '<script', ' ', 'a', 'é&', 'www.', 'x@', '(', ', ', '0', 'CEDEX ', '|', "L'"])(
    'reads cells of a mebibyte of %j like any other',
    (part) => {
      for (const column of standardColumns) {
        const { facts } = clean({ [column]: `x${part.repeat(2 ** 20 / part.length)}` })
        expect(JSON.stringify(facts).length).toBeLessThan(100_000)
      }
    },
  )
})

describe('The columns of a file', () => {
  it('tell its version', () => {
    expect(standardVersion(standardColumns)).toBe(1)
    expect(standardVersion(['id', 'nom', 'courriel'])).toBe(0)
  })

  it('must hold an id, a name, and a commune or an address', () => {
    expect(missingColumns(['id', 'nom', 'adresse'])).toEqual([])
    expect(missingColumns(['nom', 'latitude'])).toEqual(['id', 'commune or adresse'])
  })
})

describe('Faults are told in words', () => {
  it.each([
    ['English', en],
    ['French', fr],
  ])('in %s, one sentence for each rule', (_, sentences) => {
    expect(Object.keys(sentences).toSorted()).toEqual([...faultRules].toSorted())
  })
})

describe.skipIf(!hasRealFiles)(
  'The examples of the standard (skipped where the real files are absent)',
  () => {
    it('v1.0.2 has nothing to repair but an address in capitals', async () => {
      const [row] = await cleanFile('schema/exemple-valide_v1.0.2.csv')
      expect(row?.faults).toEqual([
        {
          row: 1,
          column: 'adresse',
          value: '12 BIS RUE DE LECLERCQ',
          rule: 'capitals',
          outcome: 'repaired',
          became: '12 bis rue de Leclercq',
        },
      ])
      expect(row?.facts).toMatchObject({
        kind: 'makerspace',
        fee: ['free-with-conditions', 'paid'],
        care: ['deafness', 'illiteracy', 'foreign-languages'],
        languages: ['en'],
        programmes: ['aidants-connect', 'conseillers-numeriques', 'croix-rouge'],
        labels: [
          'Formé à « Mon Espace Santé »',
          'Arnia/MedNum BFC (Bourgogne-Franche-Comté)',
          'Label et la bête',
        ],
        contactModes: ['walk-in', 'phone'],
        supportModes: ['alone', 'individual', 'workshop', 'remote'],
        itinerant: true,
        lonLat: [5.41423, 43.52609],
        updatedAt: '2024-04-02',
      })
    })

    it('v0 is read whole', async () => {
      const [row] = await cleanFile('schema/exemple_v0_2022-11-14.csv')
      expect(row?.facts).toEqual({
        ...emptyFacts,
        name: 'Anonymal',
        kind: 'makerspace',
        typologies: ['TIERS_LIEUX', 'ASSO'],
        pivot: '43493312300029',
        address: '12 bis rue de Leclercq',
        addressComplement: "Le patio du bois de l'Aulne",
        postalCode: '51100',
        commune: 'Reims',
        communeCode: '51454',
        lonLat: [5.41423, 43.52609],
        services: ['administrative-procedures', 'everyday-skills'],
        audiences: ['families'],
        care: ['visual-impairment'],
        fee: ['free-with-conditions', 'paid'],
        programmes: ['france-services', 'caf-point'],
        labels: ['SudLabs', 'Nièvre médiation numérique'],
        supportModes: ['alone', 'individual'],
        phone: '+33180059880',
        emails: ['contact@laquincaillerie.tl'],
        websites: ['https://www.laquincaillerie.tl/', 'https://m.facebook.com/laquincaillerienumerique/'],
        bookingUrl: 'https://www.rdv-solidarites.fr/',
        accessibilityUrl: expect.stringContaining('https://acceslibre.beta.gouv.fr/'),
        openingHours: 'Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00',
        summary: expect.stringContaining('Notre association'),
        description: expect.stringContaining("Notre parcours d'initiation"),
        organisation: 'Pôle emploi',
        updatedAt: '2022-06-02',
      })
      expect(faultsOf(row!, 'publics_accueillis')).toEqual(['old-value repaired', 'obsolete-value dropped'])
      expect(row?.given).toHaveProperty('labels_nationaux', 'France Services;APTIC;Point relais CAF')
    })
  },
)

type ExpectedErrors = { row: number; id: string; errors: { field: string; kind: string }[] }

const invalidRows: ExpectedErrors[] = hasRealFiles
  ? JSON.parse(readFileSync(realFile('places/invalid-rows_expected-errors.json'), 'utf8'))
  : []

describe.skipIf(!hasRealFiles)('Each of 52 bad rows (skipped where the real files are absent)', async () => {
  const rows = hasRealFiles ? await cleanFile('places/invalid-rows_sample.csv') : []

  it('is read', () => {
    expect(rows.map((row) => row.externalId)).toEqual(invalidRows.map(({ id }) => id))
    expect(rows.filter((row) => row.refused).map((row) => row.row)).toEqual([2, 3, 4, 5, 6, 7])
  })

  it.each(invalidRows)('row $row, $id: all its errors are reported, or the repair is', ({ row, errors }) => {
    const cleaned = rows[row - 1]
    expect(errors.length).toBeGreaterThan(0)
    for (const { field, kind } of errors) {
      const faults = cleaned?.faults.filter((fault) => fault.column === field) ?? []
      expect(faults.map((fault) => fault.rule)).toContainEqual(expect.toSatisfy(answers(kind, field)))
    }
  })
})

/** The rules that answer an error of the schema in a column. */
function answers(kind: string, field: string): (rule: string) => boolean {
  if (kind === 'required') return (rule) => rule === 'required'
  if (kind === 'maxLength') return (rule) => rule === 'summary-too-long'
  if (kind === 'type') return (rule) => rule === 'date-format'
  const byField: Record<string, string[]> = {
    telephone: ['phone-format', 'phone-short-number'],
    code_postal: ['leading-zero'],
    code_insee: ['leading-zero', 'commune-code-invalid'],
  }
  return (rule) => (byField[field] ?? ['old-value', 'unknown-value', 'obsolete-value']).includes(rule)
}
