// The colours of the page, for what is drawn where style sheets do not reach.

const tokens = ['paper', 'surface', 'sand', 'mist', 'ink', 'soft', 'line', 'edge', 'sea', 'on-sea'] as const

/** The tokens of `tokens.css` as they stand now, and whether they are the dark ones. */
export type Look = Record<(typeof tokens)[number], string> & { dark: boolean }

const darkScheme = () => matchMedia('(prefers-color-scheme: dark)')

export function readLook(): Look {
  const style = getComputedStyle(document.documentElement)
  const colours = tokens.map((name) => [name, style.getPropertyValue(`--${name}`).trim()] as const)
  return { ...(Object.fromEntries(colours) as Omit<Look, 'dark'>), dark: darkScheme().matches }
}

/** Calls back when the reader changes between light and dark, until the signal ends it. */
export function onLookChange(changed: () => void, signal: AbortSignal): void {
  darkScheme().addEventListener('change', changed, { signal })
}
