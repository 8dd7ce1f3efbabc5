// Letters as files, for an instance without a mail server: whoever runs it reads them there.
import { chmod, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import PostalMime from 'postal-mime'
import { newReceipt } from '../http/secrets.ts'
import type { Sender } from './mail-settings.rules.ts'
import type { Mailer } from './mailer.ts'
import { messageOf } from './message.ts'

export type OutboxLetter = { id: string; to: string; subject: string; date: Date; text: string }

export type Outbox = {
  /** Whoever shows it may read: that a request comes from this machine does not tell who sends it through a proxy. */
  key: string
  /** The last hundred, the newest first. */
  letters(): Promise<OutboxLetter[]>
  /** One of them, or `undefined`. */
  letter(id: string): Promise<OutboxLetter | undefined>
}

const mostShown = 100
const fileName = /^([\w-]{1,64})\.eml$/

const forgettable = /\.(eml|unfinished)$/

export const outboxFolder = (dataDir: string): string => join(dataDir, 'outbox')

/** Letters to people are kept there for as long as what was never confirmed. */
export const outboxDays = 7

/** Writes each letter whole or not at all; one that is sent again replaces itself. Only this user may read the folder. */
export function outboxMailer(folder: string, from: Sender): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    async send(letter) {
      const { message } = await transport.sendMail(messageOf(letter, from))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await chmod(folder, 0o700)
      const unfinished = join(folder, `${letter.id}.unfinished`)
      await writeFile(unfinished, message as Buffer, { mode: 0o600 })
      await rename(unfinished, join(folder, `${letter.id}.eml`))
    },
    close: async () => {},
  }
}

/** Reads what an `outboxMailer` wrote there. The first time its key is made; all processes on the folder share it. */
export async function outboxIn(folder: string): Promise<Outbox> {
  const key = await keyIn(folder)
  const letter = async (id: string) => {
    const file = `${id}.eml`
    if (!fileName.test(file)) return undefined
    const content = await readFile(join(folder, file)).catch(unlessMissing)
    return content && letterIn(id, content)
  }
  return {
    key,
    letter,
    async letters() {
      const files = (await readdir(folder).catch(unlessMissing)) ?? []
      const ids = files.flatMap((file) => fileName.exec(file)?.[1] ?? [])
      const dated = await Promise.all(
        ids.map(async (id) => ({ id, at: (await stat(join(folder, `${id}.eml`))).mtimeMs })),
      )
      const last = dated.sort((a, b) => b.at - a.at).slice(0, mostShown)
      const letters = await Promise.all(last.map(({ id }) => letter(id)))
      return letters.filter((each) => each !== undefined)
    },
  }
}

/**
 * Deletes letters that were written before, and what a process that died left of one; also where a mail server was set
 * since.
 * @returns how many
 */
export async function forgetLetters(folder: string, before: Date): Promise<number> {
  const files = ((await readdir(folder).catch(unlessMissing)) ?? []).filter((file) => forgettable.test(file))
  let count = 0
  for (const file of files) {
    const path = join(folder, file)
    // Another process may have been quicker.
    const written = await stat(path).catch(unlessMissing)
    if (!written || written.mtimeMs >= before.getTime()) continue
    await rm(path, { force: true })
    count += 1
  }
  return count
}

async function keyIn(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'key')
  const made = newReceipt()
  const unfinished = join(folder, `key-${made}.unfinished`)
  await writeFile(unfinished, made, { mode: 0o600 })
  // Unlike a file that is opened and then written, a link is there whole, and only once.
  await link(unfinished, file).catch(unlessThere)
  await rm(unfinished)
  return readFile(file, 'utf8')
}

async function letterIn(id: string, content: Buffer): Promise<OutboxLetter> {
  const { to, subject = '', date, text = '' } = await PostalMime.parse(content)
  return { id, to: to?.[0]?.address ?? '', subject, date: new Date(date ?? 0), text }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function unlessThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'EEXIST') throw error
}
