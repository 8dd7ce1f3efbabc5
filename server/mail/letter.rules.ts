// What we write to one person: told once, shown as text and as HTML.
import type { Locale } from '../../i18n/languages.ts'

/** A letter as the domain composes it, whole sentences in the language of whoever reads it. */
export type Letter = {
  /** One e-mail address. */
  to: string
  locale: Locale
  subject: string
  parts: LetterPart[]
}

export type LetterPart =
  | { kind: 'paragraph'; text: string }
  /** The one thing to do, as a link of its own line. */
  | { kind: 'button'; label: string; href: string }
  /** To be typed somewhere: shown large, its digits apart from all else. */
  | { kind: 'code'; text: string }
  /** Somebody else's words, in their language. */
  | { kind: 'quote'; text: string; language: string }

/**
 * A letter to be written: it names what it tells, not what it says. It is composed when it is sent, so that neither a
 * secret nor an e-mail address waits in the queue, and whoever is erased meanwhile gets none.
 */
export type LetterOrder = {
  /** Names who composes it: `sign-in`, `submission-published`, … */
  kind: string
  /** Of the row that it tells of. */
  id: number
  /** Where its links lead: the site's own address, without a slash at the end. */
  origin: string
}
