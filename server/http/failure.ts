// What an unexpected error means, and what of it may stand in the log.

/** PostgreSQL says that it is going away, starting or full, or gives a statement up; the network says that it is not there. */
const awayCode = /^(08|53|57P)|^57014$|^(ECONN|E(TIMEDOUT|PIPE|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)$)/
/** The driver's own words for a connection that broke or never came, which carry no code. */
const awayMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

type Failure = Partial<Record<'code' | 'syscall' | 'severity' | 'routine', unknown>> &
  Pick<Error, 'name' | 'message' | 'stack'>

/** Is the database away, rather than something wrong? */
export function isDatabaseAway(error: Error): boolean {
  const { code, syscall, message } = error as Failure
  // A Unix socket that is not there.
  if (code === 'ENOENT' || code === 'EACCES') return syscall === 'connect'
  return awayCode.test(String(code ?? '')) || awayMessage.test(message)
}

/** Text that the database refuses to hold, such as U+0000: the fault of what was asked. */
export function isImpossibleText(error: Error): boolean {
  return /^(22021|22P05)$/.test(String((error as Failure).code ?? ''))
}

/**
 * An error for the log. PostgreSQL repeats in its messages what it was asked, which may say where somebody lives and
 * what they need: of its errors only the code and the place are kept.
 */
export function failureForLog(error: Error): Record<string, unknown> {
  const { name, message, stack = '', code, severity, routine } = error as Failure
  const frames = stack.slice(stack.search(/\n\s+at /) + 1 || stack.length)
  return severity === undefined ? { name, code, message, frames } : { name, code, routine, frames }
}
