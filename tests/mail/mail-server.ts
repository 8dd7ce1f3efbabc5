// A mail server on this machine, which takes letters, refuses them, is away, or does not answer.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

type Refusal = { code: number; text: string }

export type MailServer = {
  port: number
  /** Letters that were taken, in order. */
  taken: Email[]
  /** Answers to the next letters, before it takes them again; `'silence'` takes one without saying so. */
  refusals: { rcpt: Refusal[]; data: (Refusal | 'silence')[] }
  /** Times that somebody began a letter. */
  tries: number
  start(): Promise<void>
  stop(): Promise<void>
}

/** Starts on a free port. */
export async function startMailServer(): Promise<MailServer> {
  let running: SMTPServer | undefined
  const server: MailServer = {
    port: 0,
    taken: [],
    refusals: { rcpt: [], data: [] },
    tries: 0,
    async start() {
      running = new SMTPServer({
        disabledCommands: ['STARTTLS', 'AUTH'],
        closeTimeout: 100,
        onRcptTo(_, __, answer) {
          server.tries += 1
          answer(asError(server.refusals.rcpt.shift()))
        },
        async onData(stream, _, answer) {
          const letter = await PostalMime.parse(Buffer.concat(await stream.toArray()))
          const refusal = server.refusals.data.shift()
          if (refusal === undefined || refusal === 'silence') server.taken.push(letter)
          if (refusal !== 'silence') answer(asError(refusal))
        },
      })
      running.on('error', () => {})
      running.listen(server.port, '127.0.0.1')
      await once(running.server, 'listening')
      server.port = (running.server.address() as AddressInfo).port
    },
    stop: () => new Promise((resolve) => (running ? running.close(() => resolve()) : resolve())),
  }
  await server.start()
  return server
}

function asError(refusal: Refusal | undefined): Error | undefined {
  return refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code })
}
