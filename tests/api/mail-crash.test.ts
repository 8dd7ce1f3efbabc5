// A process that is killed loses no letter.
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type MailServer, startMailServer } from '../mail/mail-server.ts'
import { describeWithInstance, type Started } from './command-context.ts'

const script = '../tests/mail/letter-process.ts'
/** The first start makes an embedded database, which takes a busy machine a minute or two. */
const patiently = { timeout: 180_000, interval: 20 }
const inAll = { timeout: 400_000 }

describeWithInstance('A letter, when its process is killed', (instance) => {
  let server: MailServer
  const started: Started[] = []
  beforeAll(async () => {
    server = await startMailServer()
  })
  afterAll(async () => {
    // Those that a test which failed left behind.
    for (const { process } of started) process.kill('SIGKILL')
    await server.stop()
  })

  const start = (...does: string[]) => {
    const process = instance.start(script, does, {
      SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      MAIL_FROM: 'contact@reperes.example.org',
      PUBLIC_URL: 'https://reperes.example.org',
    })
    started.push(process)
    return process
  }

  it('after the order was committed, is sent once by the next that starts', inAll, async () => {
    const first = start('order')
    await vi.waitFor(() => expect(first.said).toMatchObject({ output: 'ordered\n' }), patiently)
    first.process.kill('SIGKILL')
    await first.ended
    expect(server.taken).toEqual([])

    const second = start('send')
    await vi.waitFor(() => expect(server.taken).toHaveLength(1), patiently)
    second.process.kill('SIGTERM')
    expect(await second.ended).toMatchObject({ code: 0, output: 'sending\n', errors: '' })
    expect(server.taken.map(({ subject }) => subject)).toEqual(['Bienvenue 1'])
  })

  it('after the server took it and before that was noted, goes again by the same name', inAll, async () => {
    server.taken.length = 0
    server.refusals.data.push('silence')
    const first = start('order', 'send')
    await vi.waitFor(() => expect(server.taken).toHaveLength(1), patiently)
    first.process.kill('SIGKILL')
    await first.ended

    const second = start('wait-over', 'send')
    await vi.waitFor(() => expect(server.taken).toHaveLength(2), patiently)
    second.process.kill('SIGTERM')
    expect(await second.ended).toMatchObject({ code: 0, errors: '' })
    const [before, after] = server.taken
    expect(after?.messageId).toMatch(/^<.+@reperes\.example\.org>$/)
    expect(after?.messageId).toBe(before?.messageId)
  })
})
