// Work in parts that have nothing to do with one another: what hinders one is no reason to leave the others.
import { failureForLog } from '../http/failure.ts'

/**
 * Does one part.
 * @param part its name for the log: what it is about, never whom
 * @returns what it did, counted; 0 where it failed, which the log tells. The next look tries again.
 */
export type Attempt = (part: string, work: () => Promise<number>) => Promise<number>

/** @param text what the log says of a part that failed */
export function attemptsToldTo(log: { warn(message: object, text: string): void }, text: string): Attempt {
  return async (part, work) => {
    try {
      return await work()
    } catch (error) {
      log.warn({ part, failure: failureForLog(error as Error) }, text)
      return 0
    }
  }
}
