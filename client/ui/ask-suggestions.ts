import type { Suggestions } from '../../server/addresses/suggestion.rules.ts'

/**
 * Asks what the typed text may mean. `undefined` when nobody answers: without a network, after an error of the server,
 * or when the question was given up.
 */
export async function askSuggestions(
  text: string,
  signal: AbortSignal,
): Promise<Suggestions | 'too-many' | undefined> {
  try {
    const response = await fetch(`/api/addresses?q=${encodeURIComponent(text)}`, { signal })
    if (response.status === 429) return 'too-many'
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}
