// Fetches the map of a place's page when somebody is about to see it.
import { readerSavesData } from './saves-data.ts'

/** So early that the map stands there when one arrives at it by scrolling. */
const ahead = '200px'

/** Watches every `<place-spot>` of the page. What is inside it stays for readers who save data. */
export function drawSpotsOnSight(): void {
  const spots = document.querySelectorAll('place-spot')
  if (spots.length === 0 || readerSavesData()) return
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      watch.disconnect()
      // Without the network, the link inside the element stays.
      import('./place-spot.element.ts').catch(() => undefined)
    },
    { rootMargin: ahead },
  )
  for (const spot of spots) watch.observe(spot)
}

drawSpotsOnSight()
