// The map of a page, as a test looks at it.
import type { Locator, Page } from 'playwright-core'

/** On two busy cores the processor draws what a graphics card would. */
const timeout = 30_000

/** The map of a page, when every place stands on it. */
export async function mapOf(page: Page): Promise<Locator> {
  await page.locator('place-map[data-state="ready"]').waitFor({ timeout })
  return page.locator('place-map')
}

/** Waits for the ground of a page's map: streets (`style`), or outlines alone. */
export async function groundOf(map: Locator, ground: 'style' | 'outlines'): Promise<void> {
  await map.and(map.page().locator(`[data-ground="${ground}"]`)).waitFor({ timeout })
}

/** Ids of the places on a map, in order. */
export const idsOn = (map: Locator): Promise<number[]> =>
  map.evaluate((element) => (element as HTMLElement & { placeIds: number[] }).placeIds)

/** Ids of the places in the list, card by card. */
export const listedOn = (page: Page): Promise<number[]> =>
  page.locator('#results .card').evaluateAll((cards) => cards.map(({ dataset }) => Number(dataset.id)))
