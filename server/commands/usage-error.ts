/** A command was called with words that it does not know; the message says which and how to call it. */
export class UsageError extends Error {}
