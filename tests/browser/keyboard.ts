// How somebody moves who has no mouse.
import type { Locator } from 'playwright-core'

/** Longer than the longest way through one of our screens. */
const mostPresses = 80

/** Presses Tab until the focus is there. @throws when the keyboard does not lead there */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page()
  for (let count = 0; count < mostPresses; count += 1) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`the keyboard does not lead to ${target}`)
}
