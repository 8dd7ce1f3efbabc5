// What the machine of axe finds on a page. It knows a third of what can be wrong: nothing found is where looking begins.
import axe, { type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Beyond the tags: text of 7:1, and targets that a finger finds. */
const rules = { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } }
/** What can differ between day and night: nothing else in the page does. */
const ofColours = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block']

type Axe = { axe: typeof axe }

/**
 * What is wrong on the page as it stands, by daylight and by night: a line for each rule.
 * @param part selector of what is judged: all of the page unless told
 */
export async function findingsOf(page: Page, part = 'html'): Promise<string[]> {
  // By the browser's own door: the page itself lets no script of others in.
  await page.evaluate(axe.source)
  await page.evaluate(() => {
    // What waits below the screen to be laid out has no true size yet.
    const whole = new CSSStyleSheet()
    whole.replaceSync('* { content-visibility: visible !important }')
    document.adoptedStyleSheets = [whole]
  })
  const run = async (look: 'light' | 'dark', options: RunOptions) => {
    await page.emulateMedia({ colorScheme: look })
    const { violations } = await page.evaluate(
      ([selector, given]) => (window as unknown as Axe).axe.run(selector, given),
      [part, { ...options, resultTypes: ['violations'] }] satisfies [string, RunOptions],
    )
    return violations.map(({ id, nodes }) => {
      const parts = nodes.map(({ html }) => html.slice(0, 200))
      return `${look}, ${id}: ${parts.join(' | ')}`
    })
  }
  return [...(await run('light', { runOnly: tags, rules })), ...(await run('dark', { runOnly: ofColours }))]
}
