// The national address service (Géoplateforme), spoken to through one narrow door.
// API: `GET {base}/search?q=&limit=&citycode=&postcode=&lat=&lon=`, GeoJSON answers; q of 3–200 characters.

import { cut } from '../../i18n/cut.ts'

/** One address that the service proposes. */
export type FoundAddress = {
  label: string
  lonLat: [longitude: number, latitude: number]
  /** INSEE code of the commune. */
  communeCode: string
  /** How exactly the point stands: a house, a street, a hamlet, or only the commune. */
  precision: 'housenumber' | 'street' | 'locality' | 'municipality'
  /** How well it fits what was asked, 0 to 1. */
  score: number
}

export type AddressQuestion = {
  text: string
  communeCode?: string | undefined
  postalCode?: string | undefined
  /** Prefer what is near. */
  near?: [longitude: number, latitude: number] | undefined
  limit?: number
  /** Is it the beginning of what somebody is still writing? Such questions give way to whole ones. */
  typing?: boolean
}

/** `undefined` when the service does not answer: the caller goes on without it. */
export type Geocoder = { search(question: AddressQuestion): Promise<FoundAddress[] | undefined> }

/** What stands in when no service is configured: it never answers. */
export const noGeocoder: Geocoder = { search: async () => undefined }

type Options = { timeoutMs?: number; fetch?: typeof fetch }

/** Speaks to the address service at `baseUrl` (set by the operator, therefore trusted). Never throws. */
export function addressService(baseUrl: string, options: Options = {}): Geocoder {
  const { timeoutMs = 2_000, fetch: ask = fetch } = options
  return {
    async search(question) {
      // The service refuses a text that begins with a sign.
      const text = cut(question.text.replace(/^[^\p{L}\p{N}]+/u, '').trim(), 200)
      if (text.length < 3) return []
      const url = new URL(`${baseUrl}/search`)
      url.searchParams.set('q', text)
      url.searchParams.set('limit', String(question.limit ?? 5))
      if (question.communeCode) url.searchParams.set('citycode', question.communeCode)
      if (question.postalCode) url.searchParams.set('postcode', question.postalCode)
      if (question.near) {
        url.searchParams.set('lon', String(question.near[0]))
        url.searchParams.set('lat', String(question.near[1]))
      }
      try {
        const response = await ask(url, {
          signal: AbortSignal.timeout(timeoutMs),
          headers: { accept: 'application/json' },
        })
        if (response.ok) return foundAddresses(await response.json())
        // It answers, but cannot read this question: the next one may be better. (Too slow or too many is no answer.)
        const { status } = response
        return status >= 400 && status < 500 && status !== 408 && status !== 429 ? [] : undefined
      } catch {
        return undefined
      }
    },
  }
}

const precisions = ['housenumber', 'street', 'locality', 'municipality'] as const

/** Reads an answer of the service; features that are not as its contract says are left out. */
export function foundAddresses(answer: unknown): FoundAddress[] {
  const features = (answer as { features?: unknown })?.features
  if (!Array.isArray(features)) return []
  return features.flatMap((feature): FoundAddress[] => {
    const [lon, lat] = feature?.geometry?.coordinates ?? []
    const { label, citycode, score, type } = feature?.properties ?? {}
    const precision = precisions.find((known) => known === type)
    if (typeof lon !== 'number' || typeof lat !== 'number' || !precision) return []
    if (typeof label !== 'string' || typeof citycode !== 'string' || typeof score !== 'number') return []
    return [{ label, lonLat: [lon, lat], communeCode: citycode, precision, score }]
  })
}
