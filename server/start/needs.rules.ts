// The eight needs with which people come, in their own words. Each groups services of the closed list.
import { type Code, codesOf } from '../places/vocabularies.rules.ts'

/**
 * In the order in which they are asked most. Texts are in `start.json` under `needs`, pictograms in
 * `pictograms.view.ts`. Who learns the basics is welcome wherever digital things are explained or made for pleasure.
 */
const needServices = {
  paperwork: ['administrative-procedures'],
  messages: ['everyday-skills'],
  work: ['work'],
  school: ['parenting-education'],
  basics: ['everyday-skills', 'understanding', 'leisure-creation'],
  safety: ['safety'],
  access: ['internet-access'],
  equipment: ['affordable-equipment'],
} as const satisfies Record<string, readonly Code<'services'>[]>

export type NeedId = keyof typeof needServices
export type Need = { id: NeedId; services: readonly Code<'services'>[] }

export const needs: readonly Need[] = Object.entries(needServices).map(([id, services]) => ({
  id: id as NeedId,
  services,
}))

/** The need of this name, or `undefined`. */
export function needOf(id: string | undefined): Need | undefined {
  return needs.find((need) => need.id === id)
}

/** The need that means exactly these services, in whatever order. */
export function needOfServices(services: readonly string[]): Need | undefined {
  const asked = services.toSorted().join()
  return needs.find((need) => need.services.toSorted().join() === asked)
}

/** Procedures of an address (`taxes,housing`) that exist, each once. */
export function readProcedures(text: string | undefined): Code<'procedures'>[] {
  const given = new Set((text ?? '').split(','))
  return codesOf('procedures').filter((code) => given.has(code))
}
