// Work that is looked for again and again, because what is to do stands in the database.

const halfHourMs = 30 * 60_000

/**
 * Looks at once and then every half hour, never twice at a time. Any number of processes may look: one that dies leaves
 * the work to the others.
 * @param look must not throw; it is told whether it may go on
 * @returns ends the looking, once the look of the moment is over
 */
export function everyHalfHour(look: (mayGoOn: () => boolean) => Promise<void>): () => Promise<void> {
  let isEnding = false
  let work = Promise.resolve()
  const lookAgain = () => {
    work = work.then(() => (isEnding ? undefined : look(() => !isEnding)))
  }
  const timer = setInterval(lookAgain, halfHourMs)
  timer.unref()
  lookAgain()
  return async () => {
    isEnding = true
    clearInterval(timer)
    await work
  }
}
