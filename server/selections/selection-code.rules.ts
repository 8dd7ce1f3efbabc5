// The code of a selection: read aloud on the telephone, copied from paper, typed on any keyboard.

/**
 * Signs that neither look nor sound alike in our languages: no 0 and O, 1 and I, and of the letters that rhyme (B, C, D, E, G,
 * P, T, V; M, N; F, S) one each. 20 of them in 8 places are 25 thousand million codes.
 */
export const codeSigns = '23456789AFHKLMRTWXYZ'
export const codeLength = 8

const wellFormed = new RegExp(`^[${codeSigns}]{${codeLength}}$`)

/** A code as somebody types it: spaces, dashes, small letters and the digits of other keyboards are no matter. */
export function readSelectionCode(text: string): string | undefined {
  const code = text
    .normalize('NFKC')
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.codePointAt(0)! & 15))
    .replaceAll(/[\s\p{Pd}\p{Cf}._]/gu, '')
    .toUpperCase()
  return wellFormed.test(code) ? code : undefined
}

/** `K4TX 7RM2`: in two breaths. */
export function codeForReading(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}
