// Where somebody goes once they are signed in: back to a page of ours, and nowhere else.

const longest = 2_000

/**
 * The path of ours to return to, or `undefined`. What a browser could take for another host is refused: `//host`,
 * `/\host`, a scheme, and control characters, which browsers drop (`/⇥/host`).
 */
export function returnPath(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > longest || !/^\/[^/\\]/.test(text)) return undefined
  // Spaces and controls are never needed in a path; beyond them, what a browser reads decides.
  if (/[\p{Cc}\s\\]/u.test(text) || !URL.canParse(text, 'https://here.invalid')) return undefined
  const { origin, pathname, search } = new URL(text, 'https://here.invalid')
  // Dots may have made another path of it: `/.//host`.
  if (origin !== 'https://here.invalid' || pathname.startsWith('//')) return undefined
  // A fragment never reaches us, and a sign-in page is no place to return to.
  return /^\/[a-z]{2}\/sign-(in|out)(?=[/?]|$)/.test(pathname) ? undefined : pathname + search
}
