// The process that sets documents: Typst, with our fonts, on data that are never read as Typst.
import { giveWay } from './giving-way.ts'
import type { Setting, SettingReply } from './setting.ts'

giveWay()
// Typst and the fonts are read afterwards: that takes as long as a short paper.
const { setPages } = await import('./set-pages.ts')

const megabyte = 1024 * 1024
/**
 * A large document takes half a gigabyte, which Typst keeps for the next one: that is worth it after its first page alone, since
 * the whole of it, or the same with a change, is asked for next.
 */
const mostBytes = { pdf: 300 * megabyte, 'first-page': 600 * megabyte }

process.on('message', (setting: Setting) => {
  const answer = reply(setting)
  process.send!({ ...answer, isFull: process.memoryUsage.rss() > mostBytes[setting.output] })
})

function reply(setting: Setting): SettingReply {
  try {
    return setPages(setting)
  } catch (error) {
    return { fault: (error as Error).message }
  }
}
