// Work that may wait: whoever searches meanwhile comes first.
import { execFileSync } from 'node:child_process'
import { constants, setPriority } from 'node:os'

/**
 * This process works with what others leave of the processors. A low priority alone lets it finish its turn of some
 * milliseconds before somebody who is woken, at each step of an answer; among Linux's idle processes it stops at once.
 */
export function giveWay(): void {
  setPriority(constants.priority.PRIORITY_LOW)
  if (process.platform !== 'linux') return
  try {
    execFileSync('chrt', ['--all-tasks', '--idle', '--pid', '0', String(process.pid)], { stdio: 'ignore' })
  } catch {
    // Without `chrt` (util-linux) the low priority stays.
  }
}
