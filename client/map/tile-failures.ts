// Does the ground still come? Cached tiles may stand while new ones fail.
import type { Map as DrawnMap, ErrorEvent, MapSourceDataEvent } from 'maplibre-gl'

/** Calls back when tiles of these sources begin to fail, and when a whole view has come again without a failure. */
export function watchTiles(map: DrawnMap, sources: string[], changed: (failing: boolean) => void): void {
  const ofGround = new Set(sources)
  let [failing, failed, came] = [false, false, false]
  map.on('error', (event: ErrorEvent & { sourceId?: string }) => {
    if (event.sourceId === undefined || !ofGround.has(event.sourceId)) return
    failed = true
    if (failing) return
    failing = true
    changed(true)
  })
  map.on('sourcedata', (event: MapSourceDataEvent) => {
    if (event.tile && ofGround.has(event.sourceId)) came = true
  })
  map.on('idle', () => {
    if (failing && came && !failed) {
      failing = false
      changed(false)
    }
    failed = false
    came = false
  })
}
