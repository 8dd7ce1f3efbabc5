import type { AddressTexts } from '../../server/addresses/address-field.view.ts'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import { roundedLonLat } from '../../server/territories/rounded-lon-lat.rules.ts'

const timeoutMs = 10_000

/** A button, and the way to want its answer no longer. */
export type AroundMe = { button: HTMLButtonElement; cancel(): void }

/**
 * A button that asks the browser where it is, only when it is pressed, and tells the rounded position. `undefined`
 * where the browser does not know positions (none, or not over HTTPS).
 */
export function aroundMe(
  texts: AddressTexts,
  say: (words: string) => void,
  found: (lonLat: LonLat) => void,
): AroundMe | undefined {
  if (!('geolocation' in navigator) || !isSecureContext) return undefined
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button-quiet around-me'
  button.textContent = texts.aroundMe
  /** The question whose answer is still wanted. */
  let question: symbol | undefined
  button.addEventListener('click', () => {
    if (question) return
    const own = Symbol()
    question = own
    say(texts.locating)
    const answered = (words: string) => {
      question = undefined
      say(words)
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (question !== own) return
        answered(texts.located)
        found(roundedLonLat([coords.longitude, coords.latitude]))
      },
      ({ code, PERMISSION_DENIED }) => {
        if (question === own) answered(code === PERMISSION_DENIED ? texts.refused : texts.lost)
      },
      { timeout: timeoutMs, maximumAge: 60_000 },
    )
  })
  return {
    button,
    cancel: () => {
      question = undefined
    },
  }
}
