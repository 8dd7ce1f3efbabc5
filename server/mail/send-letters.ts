// Takes letters from the queue, has them composed, and hands them to the mailer.
import { failureForLog } from '../http/failure.ts'
import type { Job, Jobs } from '../jobs/jobs.ts'
import type { ComposerNeeds, Composers, LetterEnds } from './composers.ts'
import type { LetterOrder } from './letter.rules.ts'
import { type Mailer, RefusedLetterError, UnsentLetterError, type WrittenLetter } from './mailer.ts'
import { writeLetter } from './write-letter.ts'

type Log = { info(message: object, text: string): void; warn(message: object, text: string): void }

type Sending = { composers: Composers; ends: LetterEnds; needs: ComposerNeeds; mailer: Mailer; log: Log }

/**
 * Sends what is ordered, from now on. Each letter leaves once. Only where the mail server took one and its answer is lost,
 * or our note of it (a connection cut at that moment, a process that dies or hangs for half a minute), it leaves a second
 * time, with the same Message-ID. What fails is tried for a day; a letter that is refused for good is given up, and
 * whoever ordered it is told (`ends`). The log names the order, never whom the letter is for.
 */
export function sendLetters(jobs: Jobs, sending: Sending): Promise<void> {
  return jobs.work('letter', (job) => sendLetter(job, sending))
}

async function sendLetter({ id, order }: Job<LetterOrder>, sending: Sending): Promise<void> {
  const { composers, ends, needs, mailer, log } = sending
  const named = { job: id, letter: order.kind, of: order.id }
  try {
    const compose = composers[order.kind]
    // A newer version, running beside this one, may know it.
    if (!compose) throw new UnsentLetterError('nobody here composes it')
    const letter = await compose(order, needs)
    if (!letter) return log.info(named, 'a letter has nobody to go to any more')
    const written = await writeLetter(letter, { origin: order.origin, ...needs.config })
    const { to } = letter
    const refusal = await refusalOf(mailer, { id, letter, ...written, date: needs.now() })
    if (refusal) {
      log.warn({ ...named, reason: refusal.message }, 'a letter was refused for good')
      await ends[order.kind]?.(order, { isTaken: false, to }, needs)
    } else {
      log.info(named, 'a letter was sent')
      // What is not noted of a letter that left is no reason to let it leave again.
      await ends[order.kind]?.(order, { isTaken: true, to }, needs).catch(() => undefined)
    }
  } catch (error) {
    throw toldSafely(error as Error, named, log)
  }
}

/** @returns why the letter will never be taken; `undefined` when it was */
async function refusalOf(mailer: Mailer, letter: WrittenLetter): Promise<RefusedLetterError | undefined> {
  try {
    await mailer.send(letter)
    return undefined
  } catch (error) {
    if (error instanceof RefusedLetterError) return error
    throw error
  }
}

/** What the log and the queue keep of a failure: nothing that a composer, the database or a mail server said of somebody. */
function toldSafely(error: Error, named: object, log: Log): UnsentLetterError {
  const told = error instanceof UnsentLetterError ? error : new UnsentLetterError('not composed or not kept')
  const { message: _, ...failure } = failureForLog(error)
  log.warn(
    { ...named, reason: told.message, ...(told !== error && { failure }) },
    'a letter could not be sent and will be tried again',
  )
  return told
}
