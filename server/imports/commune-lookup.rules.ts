// Finds communes by INSEE code, postal code and name, from the official list of communes.
import { foldCommuneName } from './commune-name.rules.ts'

/** A row of the official list (npm package `@etalab/decoupage-administratif`, file `communes.json`). */
export type CommuneRecord = {
  code: string
  nom: string
  type: string
  codesPostaux?: readonly string[]
  /** Of a municipal arrondissement: the code of its city. */
  commune?: string
  /** Of a delegated or associated commune: the code of the commune that it is now part of. */
  chefLieu?: string
}

export type Commune = {
  /** INSEE code. */
  code: string
  name: string
  postalCodes: readonly string[]
  /** Of an arrondissement of Paris, Lyon or Marseille: its city. */
  parent?: { code: string; name: string }
}

export type CommuneLookup = {
  /** By INSEE code. The code of a former commune finds the commune that it is now part of, which has another code. */
  commune: (code: string) => Commune | undefined
  /** Communes of today that this postal code serves; cities, not their arrondissements. */
  communesByPostalCode: (postalCode: string) => readonly Commune[]
  /** By a name folded with `foldCommuneName`: communes of today, arrondissements, and what former communes belong to. */
  communesByName: (foldedName: string) => readonly Commune[]
}

/** Builds the three lookups; about 40 ms for the whole of France, so do it once. */
export function makeCommuneLookup(records: readonly CommuneRecord[]): CommuneLookup {
  const byCode = new Map<string, Commune>()
  const byPostalCode = new Map<string, Commune[]>()
  const byName = new Map<string, Commune[]>()

  for (const record of records) {
    if (record.type !== 'commune-actuelle') continue
    const commune = { code: record.code, name: record.nom, postalCodes: record.codesPostaux ?? [] }
    byCode.set(commune.code, commune)
    add(byName, foldCommuneName(commune.name), commune)
    for (const postalCode of commune.postalCodes) add(byPostalCode, postalCode, commune)
  }
  for (const record of records) {
    const city = record.commune ? byCode.get(record.commune) : undefined
    if (record.type !== 'arrondissement-municipal' || !city) continue
    const parent = { code: city.code, name: city.name }
    const commune = { code: record.code, name: record.nom, postalCodes: record.codesPostaux ?? [], parent }
    byCode.set(commune.code, commune)
    add(byName, foldCommuneName(commune.name), commune)
  }
  for (const record of records) {
    const today = record.chefLieu ? byCode.get(record.chefLieu) : undefined
    if (!today) continue
    if (!byCode.has(record.code)) byCode.set(record.code, today)
    add(byName, foldCommuneName(record.nom), today)
  }
  return {
    commune: (code) => byCode.get(code),
    communesByPostalCode: (postalCode) => byPostalCode.get(postalCode) ?? [],
    communesByName: (foldedName) => byName.get(foldedName) ?? [],
  }
}

function add(index: Map<string, Commune[]>, key: string, commune: Commune): void {
  const found = index.get(key)
  if (!found) index.set(key, [commune])
  else if (!found.includes(commune)) found.push(commune)
}
