import type { LonLat } from './lon-lat.rules.ts'

export const territoryKinds = ['region', 'department', 'epci', 'commune', 'neighbourhood', 'area'] as const
export type TerritoryKind = (typeof territoryKinds)[number] | 'country'

const codePatterns: Record<(typeof territoryKinds)[number], RegExp> = {
  region: /^\d{2,3}$/,
  department: /^(\d{2,3}|2[AB])$/,
  epci: /^\d{9}$/,
  commune: /^([013-9]\d|2[AB1-9])\d{3}$/,
  neighbourhood: /^[a-z0-9-]{1,80}$/,
  area: /^[a-z0-9-]{1,80}$/,
}

/**
 * Id of a territory as written in a setting, an address or the API: `france`, kind and code (`commune-67482`),
 * or a bare five-character code, which means a commune. `undefined` when it is none of these.
 */
export function territoryId(text: string): string | undefined {
  if (text === 'france') return 'france'
  if (codePatterns.commune.test(text)) return `commune-${text}`
  const dash = text.indexOf('-')
  const kind = territoryKinds.find((known) => known === text.slice(0, dash))
  return kind && codePatterns[kind].test(text.slice(dash + 1)) ? text : undefined
}

/** Has it too many communes to list them? There one writes the name. */
export function isTooWideToList({ kind }: Pick<Territory, 'kind'>): boolean {
  return kind === 'country' || kind === 'region'
}

/** A territory as pages and rules need it. */
export type Territory = {
  id: string
  kind: TerritoryKind
  code: string
  name: string
  center: LonLat | null
}
