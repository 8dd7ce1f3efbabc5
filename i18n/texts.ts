// Every text of every language, for the server. The browser gets `texts-in-browser.ts` instead (see vite.config.ts).
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { tr } from './tr.ts'

export const texts = { fr, en, de, tr, ar }
