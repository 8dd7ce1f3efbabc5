// Secrets that open something: made by chance, kept as hashes only.
import { hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** 256 random bits, as text for a link or a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Six random digits. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** What is kept of a secret. One of 256 bits needs no salt and no slowness: nobody can try them. */
export function hashOf(secret: string): string {
  return hash('sha256', secret, 'base64url')
}

/** Are two hashes the same? It takes the same time whatever they share. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** 128 random bits, as text for an address that whoever gets it may show to others. */
export function newReceipt(): string {
  return randomBytes(16).toString('base64url')
}
