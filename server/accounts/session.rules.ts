// How long one stays signed in, and how a browser is called in the list of sessions.

const hour = 3_600_000
const day = 24 * hour
/** Agents can publish and read what is private: half a day of work at most. */
const agentMs = 12 * hour
/** Others stay signed in for a month after their last visit, half a year at most. */
const slidingMs = 30 * day
const longestMs = 180 * day
/** A visit is written down once in this time: not at every page. */
const noticedMs = hour

/** When a session ends that was begun then and used now. */
export function sessionEnd(createdAt: Date, usedAt: Date, isAgent: boolean): Date {
  const latest = createdAt.getTime() + (isAgent ? agentMs : longestMs)
  return new Date(Math.min(latest, usedAt.getTime() + slidingMs))
}

/** How long the browser keeps the cookie; how long it opens anything is decided here, at each visit. */
export function cookieMs(isAgent: boolean): number {
  return isAgent ? agentMs : longestMs
}

/** Should this visit be written down? */
export function isWorthNoting(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= noticedMs
}

/** The first that fits is meant: most browsers also name those that they descend from. */
const browsers: [name: string, pattern: RegExp][] = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\b(OPR|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|Chromium|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
]
const systems: [name: string, pattern: RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

/** A browser in short words, such as `Firefox, Linux`; nothing more of the header is kept. `?` when it says nothing. */
export function deviceOf(userAgent: string | undefined): string {
  const named = (known: [string, RegExp][]) => known.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0]
  return [named(browsers), named(systems)].filter((name) => name !== undefined).join(', ') || '?'
}
