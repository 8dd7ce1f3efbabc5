// Where a place is, as a form says it: a line as one writes it, a commune, a point.
import type { PlaceRecord } from '../places/place-record.rules.ts'
import { parseLonLat } from '../territories/lon-lat.rules.ts'
import { type FormFault, formFault } from './form-fault.rules.ts'
import { type Typed, typedText } from './typed.rules.ts'

/** A commune that the form offers, or that its words may mean. */
export type FormCommune = { code: string; name: string; postalCodes: readonly string[] }

/** Address, commune and point of a form, by the names of the API. */
export function addressOfForm(typed: Typed, communes: readonly FormCommune[], base: PlaceRecord) {
  const written = splitAddress(typedText(typed, 'address'))
  const postalCode = written.postalCode || typedText(typed, 'postalCode')
  const commune = communeTyped(typedText(typed, 'commune'), { ...written, postalCode }, communes)
  const isSame = written.address === (base.address ?? '') && commune?.code === base.communeCode
  const near = typedText(typed, 'near')
  // Without a script the point of the old address stays beside a new one.
  const point = !isSame && near === base.lonLat?.join() ? undefined : parseLonLat(near)
  const faults: FormFault[] =
    commune === undefined && typedText(typed, 'commune') !== ''
      ? [formFault('commune', 'commune-unknown', typedText(typed, 'commune').slice(0, 60))]
      : []
  const input = {
    address: written.address,
    ...(commune && { commune: commune.name, communeCode: commune.code }),
    // A postal code that nobody typed is that of the address until now.
    ...(postalCode !== '' && { postalCode }),
    ...(postalCode === '' && !isSame && { postalCode: onlyPostalCode(commune) }),
    ...(point && { lonLat: point }),
    ...(!point && !isSame && { lonLat: null }),
  }
  return { input, faults }
}

const onlyPostalCode = (commune: FormCommune | undefined): string | null =>
  commune?.postalCodes.length === 1 ? commune.postalCodes[0]! : null

/** By its code from the list, by its name where it was written, else as the address names it. */
function communeTyped(
  text: string,
  written: { postalCode: string; town: string },
  communes: readonly FormCommune[],
): FormCommune | undefined {
  const plain = (name: string) =>
    name
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[^a-zA-Z]+/g, ' ')
      .trim()
      .toLowerCase()
  const chosen = communes.find(({ code }) => code === text)
  if (chosen) return chosen
  const named = communes.filter(({ name }) => plain(name) === plain(text || written.town))
  const here = named.find(({ postalCodes }) => postalCodes.includes(written.postalCode))
  return here ?? (named.length === 1 ? named[0] : undefined)
}

/** `12 rue de la Course, 67000 Strasbourg` → its street, postal code and town; a street alone stays one. */
export function splitAddress(text: string): { address: string; postalCode: string; town: string } {
  const [, address, postalCode, town] = /^(.+?)[\s,]+(\d{5})\s+(\D+)$/.exec(text) ?? []
  return town === undefined
    ? { address: text, postalCode: '', town: '' }
    : { address: address!, postalCode: postalCode!, town: town.trim() }
}
