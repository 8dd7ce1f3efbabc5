// What stands around the drawn map: the button to search here, zoom and ways, notices, the strip of cards.
import type { Map as DrawnMap } from 'maplibre-gl'
import type { Translate } from '../../i18n/translate.ts'
import { CardStrip } from './card-strip.ts'
import { mapButtons } from './map-buttons.ts'
import { MapNotices } from './map-notices.ts'
import { PlaceCards } from './place-cards.ts'

type Notice = 'loading' | 'failure' | 'nearest' | 'unplaced' | 'ground'

export type MapFrame = {
  t: Translate
  /** Where the map is drawn. */
  ground: HTMLElement
  /** Hidden until the reader moves the map. */
  searchHere: HTMLButtonElement
  notices: MapNotices<Notice>
  cards: PlaceCards
  strip: CardStrip
  /** All of it, for the page. */
  parts: HTMLElement[]
}

type Told = {
  map: () => DrawnMap | undefined
  onSearchHere: () => void
  /** The reader went to another card, or closed the strip (`null`). */
  onChoice: (id: number | null) => void
}

export function mapFrame(t: Translate, { map, onSearchHere, onChoice }: Told): MapFrame {
  const ground = document.createElement('div')
  ground.className = 'map-ground'
  const searchHere = document.createElement('button')
  searchHere.type = 'button'
  searchHere.className = 'map-search-here'
  searchHere.textContent = t('map:searchHere')
  searchHere.hidden = true
  searchHere.addEventListener('click', () => {
    searchHere.hidden = true
    onSearchHere()
  })
  const pane = document.createElement('div')
  pane.className = 'map-pane'
  pane.append(ground, searchHere, mapButtons(map, t))
  const notices = new MapNotices<Notice>()
  notices.say('loading', t('map:loading'))
  const cards = new PlaceCards(t)
  const strip = new CardStrip(t, cards, onChoice)
  return { t, ground, searchHere, notices, cards, strip, parts: [pane, notices.element, strip.element] }
}
