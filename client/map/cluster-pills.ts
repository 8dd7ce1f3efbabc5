// Places that stand too close to be told apart: a button says how many, in words, and brings one nearer.
import { html, render } from 'lit'
import { type Map as DrawnMap, type GeoJSONSource, type MapSourceDataEvent, Marker } from 'maplibre-gl'
import type { Translate } from '../../i18n/translate.ts'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import { shiftClear } from './clear-of-marks.ts'
import { dotsSource } from './place-dots.ts'
import { closestZoom } from './view.ts'

/** How often new pills appear while the map moves. */
const pauseMs = 150

type Cluster = { id: number; lonLat: LonLat; count: number; matches: number }

export class ClusterPills {
  readonly #map: DrawnMap
  readonly #t: Translate
  readonly #marks: () => LonLat[]
  readonly #onSameSpot: (ids: number[]) => void
  #shown = new Map<number, Marker>()
  #last = 0

  /**
   * @param marks where numbers stand, which pills do not lie under
   * @param onSameSpot told the places of a cluster that no zoom takes apart
   */
  constructor(map: DrawnMap, t: Translate, marks: () => LonLat[], onSameSpot: (ids: number[]) => void) {
    this.#marks = marks
    this.#map = map
    this.#t = t
    this.#onSameSpot = onSameSpot
    map.on('move', () => {
      // While zooming, tiles of two zooms are there, and each place is in a cluster of both.
      if (!map.isZooming() && performance.now() - this.#last > pauseMs) this.#draw()
    })
    map.on('idle', () => this.#draw())
    map.on('sourcedata', ({ sourceId, isSourceLoaded }: MapSourceDataEvent) => {
      if (sourceId === dotsSource && isSourceLoaded && !map.isZooming()) this.#draw()
    })
  }

  #draw(): void {
    this.#last = performance.now()
    const clusters = this.#clusters()
    for (const [id, marker] of this.#shown) {
      if (clusters.has(id)) continue
      marker.remove()
      this.#shown.delete(id)
    }
    const marks = this.#marks().map((each) => this.#map.project(each))
    for (const cluster of clusters.values()) {
      const marker = this.#shown.get(cluster.id) ?? this.#pill(cluster)
      const shift = shiftClear(this.#map.project(cluster.lonLat), marks)
      marker.setOffset(shift)
      if (!this.#shown.has(cluster.id)) marker.addTo(this.#map)
      this.#shown.set(cluster.id, marker)
    }
  }

  /** What the tiles in view hold; a cluster on the edge of two tiles is in both. */
  #clusters(): Map<number, Cluster> {
    if (!this.#map.getSource(dotsSource)) return new Map()
    const features = this.#map.querySourceFeatures(dotsSource, { filter: ['has', 'point_count'] })
    const bounds = this.#map.getBounds()
    const clusters = new Map<number, Cluster>()
    for (const { geometry, properties } of features) {
      if (geometry.type !== 'Point') continue
      const { cluster_id: id, point_count: count, matches } = properties as Record<string, number>
      const lonLat = geometry.coordinates as LonLat
      if (id !== undefined && bounds.contains(lonLat))
        clusters.set(id, { id, lonLat, count: count!, matches: matches! })
    }
    return clusters
  }

  #pill({ id, lonLat, count, matches }: Cluster): Marker {
    const t = this.#t
    const element = document.createElement('button')
    element.type = 'button'
    element.className = matches > 0 ? 'map-cluster' : 'map-cluster map-quiet'
    const words = t('map:cluster', { count })
    element.setAttribute('aria-label', `${words}. ${t('map:clusterHint')}`)
    render(html`<span>${words}</span>`, element)
    element.addEventListener('click', (event) => {
      event.stopPropagation()
      void this.#open(id, lonLat, count, event)
    })
    return new Marker({ element }).setLngLat(lonLat)
  }

  async #open(id: number, center: LonLat, count: number, originalEvent: Event): Promise<void> {
    const source = this.#map.getSource<GeoJSONSource>(dotsSource)
    // The cluster may be gone when the answer comes: then there is nothing to open.
    const zoom = await source?.getClusterExpansionZoom(id).catch(() => undefined)
    if (!source || zoom === undefined) return
    if (zoom <= closestZoom) {
      this.#map.easeTo({ center, zoom }, { originalEvent })
      return
    }
    const leaves = await source.getClusterLeaves(id, count, 0).catch(() => [])
    this.#onSameSpot(leaves.map((leaf) => Number(leaf.id)))
  }
}
