// The secret by which a submitter follows a submission.
import { randomBytes } from 'node:crypto'

/** 128 random bits, as text for an address. */
export const newReceipt = (): string => randomBytes(16).toString('base64url')
