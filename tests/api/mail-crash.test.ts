// A process that is killed loses no letter.
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { type MailServer, startMailServer } from '../mail/mail-server.ts'
import { describeWithInstance, type Started } from './command-context.ts'

const script = '../tests/mail/letter-process.ts'
/** Each start opens the database, which takes a busy machine its time. */
const patiently = { timeout: 120_000, interval: 20 }
const inAll = { timeout: 300_000 }

/** A new embedded database takes some 15 seconds to make, on a busy machine minutes: the run has made one. */
function unpackDatabase(dumpFile: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  execFileSync('tar', ['-xf', dumpFile, '-C', folder], { stdio: ['ignore', 'ignore', 'ignore'] })
}

describeWithInstance('A letter, when its process is killed', (instance) => {
  let server: MailServer
  const started: Started[] = []
  beforeAll(async () => {
    server = await startMailServer()
    const source = inject('database')
    if ('dumpFile' in source) unpackDatabase(source.dumpFile, join(instance.folder, 'data', 'database'))
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
