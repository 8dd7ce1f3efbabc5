// The process that sets documents: Typst, with our fonts, on data that are never read as Typst.
import { giveWay } from './giving-way.ts'
import type { Setting, SettingReply } from './setting.ts'

giveWay()
// Typst and the fonts are read afterwards: that takes as long as a short paper.
const { setPages } = await import('./set-pages.ts')

/** A large document takes half a gigabyte, which Typst keeps for the next one. */
const mostBytes = 300 * 1024 * 1024

process.on('message', (setting: Setting) => {
  const answer = reply(setting)
  process.send!({ ...answer, isFull: process.memoryUsage.rss() > mostBytes })
})

function reply(setting: Setting): SettingReply {
  try {
    return setPages(setting)
  } catch (error) {
    return { fault: (error as Error).message }
  }
}
