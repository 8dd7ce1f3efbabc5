// A process that sets documents as the name of the template asks: at once, late, never, badly, or dying.
import { setTimeout as later } from 'node:timers/promises'
import type { Setting, SettingReply } from '../../server/typesetting/setting.ts'

const reply = (text: string): SettingReply => ({ bytes: Buffer.from(`${text} by ${process.pid}`), pages: 1 })

process.on('message', async ({ template, output }: Setting) => {
  const name = template.split('/').at(-1)!
  if (name === 'dies.typ') process.exit(3)
  if (name === 'faulty.typ')
    return process.send!({ fault: 'expected length, found string' } satisfies SettingReply)
  // As Typst does: nothing is heard meanwhile, and no signal is handled.
  if (name === 'endless.typ') for (;;);
  if (name === 'large.typ') return process.send!({ ...reply(output), isFull: true })
  if (name === 'late.typ') await later(300)
  return process.send!(reply(output))
})
