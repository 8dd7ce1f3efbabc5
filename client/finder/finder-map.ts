// The map of the finder: when it is fetched, where it stands, and what it and the list tell each other.
import type { PlaceMap } from '../map/place-map.element.ts'
import { readerSavesData } from '../map/saves-data.ts'

const wide = matchMedia('(min-width: 64em)')

/** Keeps the map beside the list on a wide screen, and in a window of its own on a narrow one. */
export class FinderMap {
  readonly #finder: HTMLElement
  readonly #askArea: (area: string) => void
  #map: PlaceMap | undefined
  #window: HTMLDialogElement | undefined

  constructor(finder: HTMLElement, askArea: (area: string) => void) {
    this.#finder = finder
    this.#askArea = askArea
  }

  get #place(): HTMLElement {
    return this.#finder.querySelector('.map-beside')!
  }

  start(): void {
    const bar = this.#finder.querySelector('.find-bar')!
    bar.removeAttribute('hidden')
    bar.querySelector('button')!.addEventListener('click', () => {
      history.pushState({ map: true }, '')
      void this.#openWindow()
    })
    const finder = this.#finder
    finder.addEventListener('map-select', (event) => this.#markCard((event as CustomEvent).detail.id))
    finder.addEventListener('map-area', (event) =>
      this.#askArea((event as CustomEvent).detail.bbox.join(',')),
    )
    const point = (event: Event) => this.#pointAtCard(event)
    finder.addEventListener('focusin', point)
    finder.addEventListener('pointerover', point)
    wide.addEventListener('change', () => this.#standBeside())
    this.#standBeside()
    // One comes back from a place that was chosen on the map.
    if (history.state?.map && !wide.matches) void this.#openWindow()
  }

  /** The list changed. @param keepsView the reader chose what the map shows */
  refresh(keepsView = false): void {
    const results = this.#finder.querySelector<HTMLElement>('#results')!
    const cards = [...results.querySelectorAll<HTMLLIElement>('.card')]
    const listed = cards.map((card) => ({ id: Number(card.dataset.id), number: card.value, card }))
    void this.#map?.show({ address: results.dataset.places!, listed, fit: !keepsView })
    const title = this.#window?.querySelector('header b')
    if (title) title.textContent = this.#count
  }

  /** Does the map stand in a window of its own now? */
  get isWindow(): boolean {
    return this.#window !== undefined
  }

  get #announcement(): HTMLElement {
    return this.#finder.querySelector('.announcement')!
  }

  get #count(): string {
    return this.#finder.querySelector('#count')!.textContent
  }

  /** Was it the open window that "back" meant? */
  closesOnBack(): boolean {
    if (!this.#window) return false
    this.#window.close()
    return true
  }

  #standBeside(): void {
    if (wide.matches && this.#window) history.back()
    if (!wide.matches || this.#place.querySelector('place-map')) return
    if (readerSavesData()) this.#offer()
    else whenIdle(() => void this.#bring(this.#place, false))
  }

  /** Says why there is no map, and how to have it all the same. */
  #offer(): void {
    const { save = '', show = '' } = this.#place.dataset
    const text = document.createElement('p')
    const button = buttonOf(show, () => void this.#bring(this.#place, false))
    text.append(save, document.createElement('br'), button)
    this.#place.replaceChildren(text)
  }

  /** Puts the map into `place`, after what stands there in full screen, else instead of it. */
  async #bring(place: HTMLElement, isFullScreen: boolean): Promise<void> {
    const put = (element: HTMLElement) =>
      isFullScreen ? place.append(element) : place.replaceChildren(element)
    try {
      await import('../map/place-map.element.ts')
    } catch {
      const text = document.createElement('p')
      text.textContent = this.#place.dataset.failed ?? ''
      put(text)
      return
    }
    if (!place.isConnected) return
    const map = document.createElement('place-map') as PlaceMap
    map.toggleAttribute('full-screen', isFullScreen)
    put(map)
    this.#map = map
    this.refresh()
  }

  async #openWindow(): Promise<void> {
    const { label = '', close = '' } = this.#place.dataset
    const opened = document.createElement('dialog')
    opened.className = 'map-window'
    opened.setAttribute('aria-label', label)
    const header = document.createElement('header')
    const title = document.createElement('b')
    title.textContent = this.#count
    header.append(
      title,
      buttonOf(close, () => history.back()),
    )
    // What is announced must stand in what is not inert.
    opened.append(header, this.#announcement)
    this.#finder.append(opened)
    opened.addEventListener('cancel', (event) => {
      event.preventDefault()
      history.back()
    })
    opened.addEventListener('close', () => this.#forgetWindow(opened))
    opened.showModal()
    this.#window = opened
    await this.#bring(opened, true)
  }

  #forgetWindow(opened: HTMLDialogElement): void {
    this.#finder.append(this.#announcement)
    opened.remove()
    this.#window = undefined
    // The one beside the list, when the screen was wide before.
    this.#map = this.#place.querySelector<PlaceMap>('place-map') ?? undefined
    this.refresh()
    const card = this.#finder.querySelector<HTMLElement>('.card[aria-current]')
    card?.scrollIntoView({ block: 'center' })
  }

  #markCard(id: number | null): void {
    for (const card of this.#finder.querySelectorAll<HTMLElement>('#results .card')) {
      const isMeant = card.dataset.id === String(id)
      if (!isMeant) card.removeAttribute('aria-current')
      else {
        card.setAttribute('aria-current', 'true')
        if (wide.matches) card.scrollIntoView({ block: 'nearest' })
      }
    }
  }

  /** What the reader looks at in the list shows on the map, which stays where it is. */
  #pointAtCard({ target }: Event): void {
    const card = (target as Element).closest<HTMLElement>('#results .card')
    if (card && this.#map) this.#map.select(Number(card.dataset.id), { move: false })
  }
}

/** After everything that the reader waits for. */
function whenIdle(work: () => void): void {
  const idle = () => (window.requestIdleCallback ?? ((then) => setTimeout(then, 200)))(work)
  if (document.readyState === 'complete') idle()
  else addEventListener('load', idle, { once: true })
}

function buttonOf(text: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button-quiet'
  button.textContent = text
  button.addEventListener('click', press)
  return button
}
