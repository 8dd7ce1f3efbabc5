import type { AddressTexts } from '../../server/addresses/address-field.view.ts'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import { roundedLonLat } from '../../server/territories/rounded-lon-lat.rules.ts'

const timeoutMs = 10_000

/**
 * A button that asks the browser where it is, only when it is pressed, and tells the rounded position. `undefined`
 * where the browser does not know positions (none, or not over HTTPS).
 */
export function aroundMeButton(
  texts: AddressTexts,
  say: (words: string) => void,
  found: (lonLat: LonLat) => void,
): HTMLButtonElement | undefined {
  if (!('geolocation' in navigator) || !isSecureContext) return undefined
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button-quiet around-me'
  button.textContent = texts.aroundMe
  let isAsking = false
  button.addEventListener('click', () => {
    if (isAsking) return
    isAsking = true
    say(texts.locating)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        isAsking = false
        say(texts.located)
        found(roundedLonLat([coords.longitude, coords.latitude]))
      },
      ({ code, PERMISSION_DENIED }) => {
        isAsking = false
        say(code === PERMISSION_DENIED ? texts.refused : texts.lost)
      },
      { timeout: timeoutMs, maximumAge: 60_000 },
    )
  })
  return button
}
