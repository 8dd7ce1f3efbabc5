// The process that sets documents: Typst, with our fonts, on data that are never read as Typst.
import { setPriority } from 'node:os'
import { setPages } from './set-pages.ts'
import type { Setting, SettingReply } from './setting.ts'

// Readers who search come first.
setPriority(10)

process.on('message', (setting: Setting) => process.send!(reply(setting)))

function reply(setting: Setting): SettingReply {
  try {
    return setPages(setting)
  } catch (error) {
    return { fault: (error as Error).message }
  }
}
