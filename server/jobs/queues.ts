// What waits to be done, by queue, and for how long it may be tried.
import type { LetterOrder } from '../mail/letter.rules.ts'

/** What each queue's jobs hold: numbers of rows, never what somebody wrote, an address or a secret. */
export type Orders = { letter: LetterOrder }
export type QueueName = keyof Orders

const minute = 60
const hour = 60 * minute

/** Settings of pg-boss, in seconds. */
export const queueSettings = {
  letter: {
    // Tried again after 15 to 30 seconds, then twice as long each time, at most an hour: for a day in all.
    retryDelay: 15,
    retryBackoff: true,
    retryDelayMax: hour,
    retryLimit: 31,
    // A process that dies with a letter in its hands no longer says that it lives: another takes the letter over.
    heartbeatSeconds: 30,
    expireInSeconds: 5 * minute,
    // What is done is soon forgotten; what nobody took in two weeks tells nobody anything any more.
    deleteAfterSeconds: hour,
    retentionSeconds: 14 * 24 * hour,
  },
} satisfies Record<QueueName, object>

/** How often processes look after jobs that were left lying, and forget those that are done. */
export const supervision = {
  superviseIntervalSeconds: 30,
  monitorIntervalSeconds: 30,
  maintenanceIntervalSeconds: 20 * minute,
}
