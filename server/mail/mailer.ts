// What every way of sending a letter has in common.
import type { Letter } from './letter.rules.ts'

/** A letter as it leaves. */
export type WrittenLetter = {
  /** Of its job: names the message, so that one sent twice is recognised. */
  id: string
  letter: Letter
  text: string
  html: string
  date: Date
}

export type Mailer = {
  /**
   * Hands a letter over.
   * @throws RefusedLetterError when trying again is of no use; any other error when it may succeed later.
   */
  send(letter: WrittenLetter): Promise<void>
  close(): Promise<void>
}

/** The letter will never be taken. Says why in codes, and nothing about anybody. */
export class RefusedLetterError extends Error {}

/** The letter was not taken this time. Says why in codes, and nothing about anybody: it is kept with the job. */
export class UnsentLetterError extends Error {}
