// Tidies up when a run is ended by Ctrl-C and the like, which leave no time for its teardown.

/** Calls the function, which must not wait for anything asynchronous, when the process ends; it may be called twice. */
export function atProcessEnd(tidyUp: () => void): void {
  process.once('exit', tidyUp)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      tidyUp()
      process.kill(process.pid, signal)
    })
  }
}
