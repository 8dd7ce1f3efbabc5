/**
 * An address from data as the `href` of a link, or `undefined` when a browser should not follow it.
 * Lit escapes attributes but lets `javascript:` through; every address from data passes here.
 */
export function safeLink(address: string | null | undefined): string | undefined {
  if (!address || !/^(https?|mailto|tel|geo):/i.test(address)) return undefined
  return URL.canParse(address) ? address : undefined
}

/** The `href` of a link that writes to an e-mail address, and to nobody else: `a@b.fr?bcc=…` would. */
export function mailtoOf(email: string): string {
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}`
}
