// Every letter that we write: each domain composes its own, and is named here once.
import type { Composers } from './mail/composers.ts'

export const composers: Composers = {}
