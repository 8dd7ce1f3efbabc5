import type { Geocoder } from './address-service.ts'

/**
 * The address service for somebody who does not wait: after so many milliseconds it counts as not answering. The
 * question itself runs on, so that its answer can be remembered for the next one.
 */
export function answerWithin(geocoder: Geocoder, patienceMs: number): Geocoder {
  return {
    async search(question) {
      let timer: NodeJS.Timeout | undefined
      const tooLate = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), patienceMs)
      })
      try {
        return await Promise.race([geocoder.search(question), tooLate])
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
