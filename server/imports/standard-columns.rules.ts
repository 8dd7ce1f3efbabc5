// The columns of the national standard "Lieux de médiation numérique", v1.0.2 and v0.

/** The 32 columns of v1.0.2, in their order. Source: schema v1.0.2. */
export const standardColumns = [
  'id',
  'pivot',
  'nom',
  'commune',
  'code_postal',
  'code_insee',
  'adresse',
  'complement_adresse',
  'latitude',
  'longitude',
  'typologie',
  'telephone',
  'courriels',
  'site_web',
  'horaires',
  'presentation_resume',
  'presentation_detail',
  'source',
  'itinerance',
  'structure_parente',
  'date_maj',
  'services',
  'publics_specifiquement_adresses',
  'prise_en_charge_specifique',
  'frais_a_charge',
  'dispositif_programmes_nationaux',
  'formations_labels',
  'autres_formations_labels',
  'modalites_acces',
  'modalites_accompagnement',
  'fiche_acces_libre',
  'prise_rdv',
] as const

export type StandardColumn = (typeof standardColumns)[number]

/** Columns of v0 that v1 renamed. A v0 file is one that has any of them. */
export const formerColumns = {
  courriel: 'courriels',
  publics_accueillis: 'publics_specifiquement_adresses',
  conditions_acces: 'frais_a_charge',
  labels_nationaux: 'dispositif_programmes_nationaux',
  labels_autres: 'autres_formations_labels',
  accessibilite: 'fiche_acces_libre',
} as const satisfies Record<string, StandardColumn>

export type FormerColumn = keyof typeof formerColumns

/** Columns of v0 that say nothing we keep: an address key of the national address base. */
const droppedColumns = ['cle_ban'] as const

export type FileColumn = StandardColumn | FormerColumn

/** Every column that a file of places may have without being called unknown. */
export const knownColumns: readonly string[] = [
  ...standardColumns,
  ...Object.keys(formerColumns),
  ...droppedColumns,
]

/** `0` when a column of v0 is there, `1` otherwise. */
export function standardVersion(columns: readonly string[]): 0 | 1 {
  return columns.some((column) => Object.hasOwn(formerColumns, column)) ? 0 : 1
}

/**
 * What a file must have and lacks: an id, a name, and a commune or an address. Other required columns of the schema may be
 * absent: each row then says so.
 */
export function missingColumns(columns: readonly string[]): string[] {
  const missing: string[] = ['id', 'nom'].filter((column) => !columns.includes(column))
  const placed = ['commune', 'code_insee', 'adresse'].some((column) => columns.includes(column))
  return placed ? missing : [...missing, 'commune or adresse']
}

/** The columns of the standard that a file has under no name: what it says there is nothing. */
export function absentColumns(columns: readonly string[]): StandardColumn[] {
  const found = new Set(columns.map((column) => (formerColumns as Record<string, string>)[column] ?? column))
  return standardColumns.filter((column) => !found.has(column))
}

const formerNames = new Map(
  Object.entries(formerColumns).map(([former, now]) => [now as string, former as FormerColumn]),
)

/** The name under which this row's file has a column of v1: its own, or the former one. */
export function columnIn(cells: Readonly<Record<string, string>>, column: StandardColumn): FileColumn {
  if (Object.hasOwn(cells, column)) return column
  const former = formerNames.get(column)
  return former && Object.hasOwn(cells, former) ? former : column
}
