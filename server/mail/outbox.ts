// Letters as files, for an instance without a mail server: whoever runs it reads them there.
import { chmod, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import PostalMime from 'postal-mime'
import type { Sender } from './mail-settings.rules.ts'
import type { Mailer } from './mailer.ts'
import { messageOf } from './message.ts'

export type OutboxLetter = { id: string; to: string; subject: string; date: Date; text: string }

export type Outbox = {
  /** The last hundred, the newest first. */
  letters(): Promise<OutboxLetter[]>
  /** One of them, or `undefined`. */
  letter(id: string): Promise<OutboxLetter | undefined>
}

const mostShown = 100
const fileName = /^([\w-]{1,64})\.eml$/

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

/** Reads what an `outboxMailer` wrote there. */
export function outboxIn(folder: string): Outbox {
  const letter = async (id: string) => {
    const file = `${id}.eml`
    if (!fileName.test(file)) return undefined
    const content = await readFile(join(folder, file)).catch(unlessMissing)
    return content && letterIn(id, content)
  }
  return {
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

async function letterIn(id: string, content: Buffer): Promise<OutboxLetter> {
  const { to, subject = '', date, text = '' } = await PostalMime.parse(content)
  return { id, to: to?.[0]?.address ?? '', subject, date: new Date(date ?? 0), text }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
