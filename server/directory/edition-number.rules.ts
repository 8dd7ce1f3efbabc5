// The number of an edition: ten digits that people read aloud and type.

const digits = 10

/**
 * The number that a hash gives.
 * @param hash SHA-256 as hexadecimal digits
 * @param turn 0; one more each time the digits before belong to another hash. There are seven turns.
 */
export function editionNumber(hash: string, turn: number): string {
  // From the end: its last digits are all alike likely, its first ones are not.
  const decimal = BigInt(`0x${hash}`).toString().padStart(78, '0')
  const end = decimal.length - turn * digits
  if (turn < 0 || end < digits) throw new RangeError(`A hash gives no number at turn ${turn}.`)
  return decimal.slice(end - digits, end)
}

/** `4829 1305 72` */
export function writtenNumber(number: string): string {
  return [number.slice(0, 4), number.slice(4, 8), number.slice(8)].join(' ')
}

/** A number as people type it – with spaces, points, dashes, or the digits of Arabic – or `undefined`. */
export function readEditionNumber(text: string): string | undefined {
  const typed = text
    .replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replaceAll(/[\s.\-–_/]/g, '')
  return /^\d{10}$/.test(typed) ? typed : undefined
}
