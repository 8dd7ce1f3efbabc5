// The drawn map with its places: marks with numbers, dots, pills, and what a press on each means.
import type { Map as DrawnMap, MapLibreEvent } from 'maplibre-gl'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import type { PlaceOnMap } from './all-places.ts'
import { type Covered, clearOfCard, coveredBy } from './clear-of-card.ts'
import { ClusterPills } from './cluster-pills.ts'
import { drawMap, type MapWish } from './draw-map.ts'
import { dotsDrawing, dotsLayer, dotsOf, dotsSource, keepRoom, setDots } from './place-dots.ts'
import { type NumberedPlace, PlaceMarks } from './place-marks.ts'
import { SearchedPoint } from './searched-point.ts'
import { type Box, boxAround, boxForSearch, fitOptions } from './view.ts'

/** A finger is this wide around the point that it means, in pixels. */
const fingerPixels = 22
/** Nearer to the edge than this, a mark counts as unseen. */
const edgePixels = 48

export type PlacesWish = Omit<MapWish, 'drawing'> & {
  /** The reader pressed places: one, or several that stand on one spot. */
  onPress: (ids: number[]) => void
  /** The reader, and not the program, moved the map. */
  onMoved: () => void
}

export class PlacesDrawn {
  readonly map: DrawnMap
  readonly #marks: PlaceMarks
  readonly #searched: SearchedPoint
  #dots = dotsOf([])
  #marked = dotsOf([])

  constructor(wish: PlacesWish) {
    const { t, onPress, onMoved } = wish
    this.map = drawMap({ ...wish, drawing: (look) => dotsDrawing(this.#dots, this.#marked, look) })
    this.map.on('style.load', () => keepRoom(this.map))
    this.#marks = new PlaceMarks(
      this.map,
      t,
      (id) => onPress([id]),
      (position) => this.#reveal(position),
    )
    this.#searched = new SearchedPoint(this.map, t)
    const kept = () => [...this.#marks.positions(), ...this.#searched.position()]
    new ClusterPills(this.map, t, kept, onPress)
    this.map.on('click', ({ point }) => {
      const id = this.#dotAt(point)
      if (id !== undefined) onPress([id])
    })
    this.map.on('mousemove', ({ point }) => {
      // Asking what is under a hand that pulls the map would cost a third of each frame.
      if (this.map.isMoving()) return
      this.map.getCanvas().style.cursor = this.#dotAt(point) === undefined ? '' : 'pointer'
    })
    this.map.on('moveend', ({ originalEvent }: MapLibreEvent<unknown>) => {
      if (originalEvent) onMoved()
    })
  }

  /**
   * Draws these places; resolves when they stand.
   * @param searched where the reader searched from
   */
  async show(
    places: readonly PlaceOnMap[],
    listed: readonly NumberedPlace[],
    searched: LonLat | undefined,
  ): Promise<void> {
    const numbered = new Set(listed.map(({ place }) => place.id))
    this.#dots = dotsOf(places.filter(({ id }) => !numbered.has(id)))
    this.#marked = dotsOf(listed.map(({ place }) => place))
    this.#marks.show(listed)
    this.#searched.show(searched)
    // Before its style is there, a map has no source that could take places.
    if (!this.map.getSource(dotsSource)) await this.map.once('style.load')
    setDots(this.map, this.#dots, this.#marked)
    while (!this.map.isSourceLoaded(dotsSource)) await this.map.once('sourcedata')
  }

  /** Moves the map so that these points are seen, at once when it has not been seen itself. */
  fit(points: readonly LonLat[]): void {
    const container = this.map.getContainer()
    const box = boxAround(points)
    if (!box) return
    if (container.clientWidth === 0) this.map.once('resize', () => this.fit(points))
    else this.map.fitBounds(box, fitOptions(container))
  }

  /** @param card the card of the place, which may stand above the map */
  select(id: number | null, place: PlaceOnMap | undefined, move: boolean, card?: HTMLElement): void {
    this.#marks.select(id, place)
    const position = place?.geometry?.coordinates
    if (!position || !move) return
    // The strip of cards may just have taken some of the map's room.
    this.map.resize()
    this.#reveal(position, card && coveredBy(card, this.map.getContainer()))
  }

  /** Moves the map only when this point is at its edge or beyond, or covered. */
  #reveal(position: LonLat, covered?: Covered): void {
    const { x, y } = this.map.project(position)
    const { clientWidth, clientHeight } = this.map.getContainer()
    const middle = { x: clientWidth / 2, y: clientHeight / 2 }
    const seen =
      x > edgePixels &&
      x < clientWidth - edgePixels &&
      y > 2 * edgePixels &&
      y < clientHeight - edgePixels / 2
    const wanted = seen ? { x, y } : middle
    const at = covered ? clearOfCard(wanted, covered, { width: clientWidth, height: clientHeight }) : wanted
    if (at.x === x && at.y === y) return
    this.map.easeTo({ center: position, offset: [at.x - middle.x, at.y - middle.y] })
  }

  /** What is seen, as a box to search in. */
  box(): Box {
    return boxForSearch(this.map.getBounds().toArray().flat() as Box)
  }

  /** The nearest dot under a finger. */
  #dotAt({ x, y }: { x: number; y: number }): number | undefined {
    if (!this.map.getLayer(dotsLayer)) return undefined
    const found = this.map.queryRenderedFeatures(
      [
        [x - fingerPixels, y - fingerPixels],
        [x + fingerPixels, y + fingerPixels],
      ],
      { layers: [dotsLayer] },
    )
    const near = found.flatMap(({ id, geometry }) => {
      if (geometry.type !== 'Point' || id === undefined) return []
      const at = this.map.project(geometry.coordinates as LonLat)
      return [{ id: Number(id), far: Math.hypot(at.x - x, at.y - y) }]
    })
    return near.toSorted((a, b) => a.far - b.far)[0]?.id
  }
}
