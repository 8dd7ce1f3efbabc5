// The numbers of signing in, all from the design of trust.

export const minuteMs = 60_000
/** How long link and code open, from when the letter is written. */
export const opensForMs = 15 * minuteMs
/** An order that waited longer than this in the queue is not written any more: nobody waits for it. */
export const awaitedForMs = 60 * minuteMs
/** How long the browser that asked is known: longer than the letter may take. */
export const browserKnownMs = awaitedForMs + opensForMs

/** Letters for one address in `lettersWithinMs`; further questions are answered alike, without a letter. */
export const mostLetters = 3
export const lettersWithinMs = 15 * minuteMs

/** Wrong codes for one question. */
export const mostTries = 5
/**
 * Wrong codes for one address in a day, from all browsers together: whoever goes on asking and guessing has 20 chances
 * in a million a day. Beyond, only the link opens.
 */
export const mostTriesADay = 20
export const dayMs = 24 * 60 * minuteMs

/** The code in what somebody typed: they may put spaces or dashes between digits, or write them in another script. */
export function codeIn(text: string): string | undefined {
  const digits = text
    .normalize('NFKC')
    .replaceAll(/[٠-٩۰-۹]/g, (digit) => String((digit.charCodeAt(0) & 0xf) % 10))
  const code = digits.replaceAll(/[\s\u200e\u200f.-]/g, '')
  return /^\d{6}$/.test(code) ? code : undefined
}
