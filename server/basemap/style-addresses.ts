// Addresses in a style: where they lead, and whether they may be followed.

/**
 * A whole address, from one that may be relative to where it was read. Whoever trusts a style trusts what it names,
 * over https, or over http where the style itself came so.
 */
export function trustedAddress(text: unknown, base: string): string | undefined {
  if (typeof text !== 'string' || !URL.canParse(text, base)) return undefined
  const address = new URL(text, base)
  const isTrusted =
    address.protocol === 'https:' || (address.protocol === 'http:' && base.startsWith('http:'))
  // `{z}` is a place to fill in, which must be found again.
  return isTrusted ? address.href.replaceAll('%7B', '{').replaceAll('%7D', '}') : undefined
}

/** `true` when all that is to be filled in is what we know. */
export function asksOnlyFor(template: string, ...names: string[]): boolean {
  const filled = names.reduce((text, name) => text.replaceAll(`{${name}}`, ''), template)
  return !/[{}]/.test(filled)
}

export type TilePosition = { z: number; x: number; y: number }

/** The address of a tile; several servers share the work by position, as MapLibre does it. */
export function tileAddress(templates: readonly string[], { z, x, y }: TilePosition): string {
  const template = templates[(x + y) % templates.length]!
  const values = { z: String(z), x: String(x), y: String(y), ratio: '' }
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), template)
}

/** The address of 256 letters of a font. */
export function glyphsAddress(template: string, fontstack: string, range: string): string {
  const stack = encodeURIComponent(fontstack).replaceAll('%2C', ',')
  return template.replaceAll('{fontstack}', stack).replaceAll('{range}', range)
}

/** The address of a sprite's file: the ending goes to the path, before what follows a question mark. */
export function spriteAddress(address: string, ending: string): string {
  const url = new URL(address)
  url.pathname += ending
  return url.href
}
