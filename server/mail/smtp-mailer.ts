// Letters by way of a mail server.
import { createTransport } from 'nodemailer'
import type { Sender, SmtpServer } from './mail-settings.rules.ts'
import { type Mailer, RefusedLetterError, UnsentLetterError } from './mailer.ts'
import { messageOf } from './message.ts'

/** Milliseconds. A server may think about a letter for a while before it takes it. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 }

/**
 * A mailer that keeps some connections to the server. They are encrypted where the server can, and before a password is
 * sent always; but not on the way to this machine, whose certificate is often nobody's.
 */
export function smtpMailer({ host, port, secure, credentials }: SmtpServer, from: Sender): Mailer {
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    host,
    port,
    secure,
    ...(isThisMachine(host) ? { ignoreTLS: true } : { requireTLS: credentials !== undefined }),
    ...(credentials && { auth: { user: credentials.user, pass: credentials.password } }),
    ...patience,
  })
  return {
    async send(letter) {
      try {
        await transport.sendMail(messageOf(letter, from))
      } catch (error) {
        throw failureOf(error as SmtpError)
      }
    },
    close: async () => transport.close(),
  }
}

type SmtpError = Error & { code?: string; command?: string; responseCode?: number }

/**
 * What a failure means. A lasting refusal (5xx) of whom the letter goes to, or of the letter itself, is the last word. A
 * refused connection, password or sender is for whoever runs this site to repair, and concerns every letter: they wait.
 * The server's own words repeat the address, and are left out.
 */
function failureOf(error: SmtpError): Error {
  if (error instanceof RefusedLetterError) return error
  const { code, command, responseCode } = error
  const why = [code, command, responseCode].filter(Boolean).join(' ') || error.name
  const ofThisLetter = command === 'RCPT TO' || command === 'DATA'
  const isLasting = ofThisLetter && responseCode !== undefined && responseCode >= 500
  return isLasting ? new RefusedLetterError(why) : new UnsentLetterError(why)
}

function isThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}
