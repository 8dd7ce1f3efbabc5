// Which cards stand beside the map for a chosen place.
import type { PlaceOnMap } from './all-places.ts'
import type { NumberedPlace } from './place-marks.ts'

/** The places of these ids that are on the map. */
export function numberedPlaces(
  ids: readonly { id: number; number: number | undefined }[],
  places: ReadonlyMap<number, PlaceOnMap>,
): NumberedPlace[] {
  return ids.flatMap(({ id, number }) => {
    const place = places.get(id)
    return place ? [{ place, number }] : []
  })
}

type Cards = {
  listed: readonly NumberedPlace[]
  /** Places of one spot that were opened together. */
  group: readonly NumberedPlace[]
  /** Does the map hide the list? */
  isFullScreen: boolean
}

/** In full screen the cards stand for the list; elsewhere they show only what the list does not. */
export function cardsFor(
  place: PlaceOnMap,
  { listed, group, isFullScreen }: Cards,
): readonly NumberedPlace[] {
  const has = (cards: readonly NumberedPlace[]) => cards.some((card) => card.place === place)
  if (has(group)) return group
  if (!has(listed)) return [{ place, number: undefined }]
  return isFullScreen ? listed : []
}
