// The directory that the address of a paper asks for.
import type { Locale } from '../../i18n/languages.ts'
import type { WhereState } from '../finder/find.view.ts'
import { Problem, refuse } from '../problems.ts'
import { chosenBy, type LookUpNeeds, type NoSelection } from './chosen-places.actions.ts'
import { type DirectoryResult, directoryOf } from './directory.actions.ts'
import {
  type DirectoryParameters,
  readDirectoryParameters,
  readDirectoryRequest,
  unknownDirectoryParameters,
} from './directory-address.rules.ts'
import { type GatherNeeds, knownTerritories } from './understand-directory.actions.ts'

/** `parameters`: as they were given. */
export type AskedDirectory = {
  result:
    | Exclude<DirectoryResult, { kind: 'where' }>
    | ((NoSelection | { kind: 'where'; where: WhereState }) & { parameters: DirectoryParameters })
  parameters: DirectoryParameters
}

/**
 * Reads all of the address and puts together what it asks for.
 * @param origin where readers reach the site, without a slash at the end
 * @throws Problem naming what cannot be read: whoever holds a paper could not see what is missing
 */
export async function askedDirectory(
  needs: GatherNeeds & LookUpNeeds,
  locale: Locale,
  query: Record<string, unknown>,
  origin: string,
): Promise<AskedDirectory> {
  const [unknown] = unknownDirectoryParameters(query)
  if (unknown !== undefined) throw new Problem('unknown-parameter', { parameter: unknown.slice(0, 100) })
  const parameters = readDirectoryParameters(query, 'paper')
  const { request, faults } = readDirectoryRequest(locale, parameters, needs.now())
  refuse(faults)
  refuse((await knownTerritories(needs, request)).faults)
  const chosen = await chosenBy(needs, request)
  if (chosen.state === 'unknown' || chosen.state === 'ended')
    return { result: noSelection(chosen.state, parameters), parameters }
  const places = chosen.state === 'open' ? chosen.places : undefined
  const result = await directoryOf(needs, request, { origin, chosen: places })
  return { result: result.kind === 'where' ? { ...result, parameters } : result, parameters }
}

/** A code that is slightly wrong can be mended; what has ended comes never back. */
function noSelection(state: NoSelection['state'], parameters: DirectoryParameters) {
  const asked = state === 'ended' ? { ...parameters, selection: undefined } : parameters
  return { kind: 'no-selection' as const, state, parameters: asked }
}
