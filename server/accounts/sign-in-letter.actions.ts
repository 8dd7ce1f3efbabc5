// The letter with which somebody signs in. Its secrets are made here, when it is written: none waits in a queue.
import { isLocale, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { hashOf, newCode, newSecret } from '../http/secrets.ts'
import type { Composer } from '../mail/composers.ts'
import { signInToWrite, writeSecrets } from './sign-in.queries.ts'
import { awaitedForMs, opensForMs } from './sign-in.rules.ts'

/**
 * What is kept of a code. Six digits can be tried out by whoever reads the table; they open nothing without the cookie
 * of the browser that asked, of which the table knows no more than its hash.
 */
export function hashOfCode(code: string, signInId: number, browserHash: string): string {
  return hashOf(`${signInId} ${browserHash} ${code}`)
}

/**
 * Writes the letter of a question to sign in, with a new link and a new code; those of an earlier try of the same letter
 * open nothing any more. `null` when nobody waits for it: it was used, forgotten, or is an hour old.
 */
export const composeSignIn: Composer = async ({ id, origin }, { db, now }) => {
  const at = now()
  return db.transaction().execute(async (trx) => {
    const asked = await signInToWrite(trx, id)
    if (!asked || asked.usedAt !== null || asked.withheld) return null
    if (at.getTime() - asked.createdAt.getTime() > awaitedForMs) return null
    const [token, code] = [newSecret(), newCode()]
    await writeSecrets(trx, id, {
      tokenHash: hashOf(token),
      codeHash: hashOfCode(code, id, asked.browserHash),
      expiresAt: new Date(at.getTime() + opensForMs),
    })
    const locale = isLocale(asked.locale) ? asked.locale : locales[0]!
    const t = translator(locale)
    return {
      to: asked.email,
      locale,
      subject: t('accounts:letter.signIn.subject'),
      parts: [
        { kind: 'paragraph', text: t('accounts:letter.signIn.code') },
        // In two groups, as one reads it aloud; the field takes it with the space or without.
        { kind: 'code', text: `${code.slice(0, 3)} ${code.slice(3)}` },
        { kind: 'paragraph', text: t('accounts:letter.signIn.link') },
        {
          kind: 'button',
          label: t('accounts:letter.signIn.button'),
          href: `${origin}/${locale}/sign-in/link/${token}`,
        },
        { kind: 'paragraph', text: t('accounts:letter.signIn.limit') },
        { kind: 'paragraph', text: t('accounts:letter.signIn.notYou') },
      ],
    }
  })
}
