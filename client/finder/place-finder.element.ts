import { AddressOfSearch, type HistoryEntry } from './address-of-search.ts'
import { addressOf, follow, forgetWhere, isSameSearch, partOf, saysWhen, withQuery } from './finder-form.ts'
import { FinderMap } from './finder-map.ts'
import { bringPaper, forgetPaper } from './finder-paper.ts'
import { FoundList } from './found-list.ts'
import { painted } from './painted.ts'
import { closePanelOnEscape, closePanels, closePanelsLeft } from './search-panels.ts'

/** After the last letter of a word, in milliseconds. */
const typingPause = 300
/** An answer that comes sooner is shown before all else: the list is not dimmed, and the address noted afterwards. */
const patienceForAnswer = 150
/** A list that takes longer will not come. */
const patience = 20_000

/**
 * @summary The finder while its reader stays on the page. After each change it fetches itself anew, rendered by the
 * server with the same views, and puts the answer in place: the cards that the screen holds, and once these are painted
 * all else. The page's address is the only truth of the search: back, reload and sharing need nothing more.
 * @listens where-chosen from <address-search>; map-select, map-area from <place-map>
 */
class PlaceFinder extends HTMLElement {
  #asked: AbortController | undefined
  #typing = 0
  readonly #address = new AddressOfSearch()
  #map: FinderMap | undefined

  connectedCallback(): void {
    this.addEventListener('submit', (event) => this.#submit(event))
    this.addEventListener('input', (event) => this.#type(event))
    this.addEventListener('change', (event) => this.#change(event))
    this.addEventListener('click', (event) => this.#follow(event))
    this.addEventListener('where-chosen', () => this.#leave())
    this.addEventListener('keydown', closePanelOnEscape)
    addEventListener('popstate', this.#goBack)
    addEventListener('beforeprint', this.#bringPaper)
    addEventListener('online', this.#tryAgain)
    document.addEventListener('click', this.#leavePanel)
    this.#map = new FinderMap(this, (area) => this.#askArea(area))
    this.#map.start()
  }

  disconnectedCallback(): void {
    removeEventListener('popstate', this.#goBack)
    removeEventListener('beforeprint', this.#bringPaper)
    removeEventListener('online', this.#tryAgain)
    document.removeEventListener('click', this.#leavePanel)
  }

  #bringPaper = (): void => bringPaper(this, this.results.dataset.address!)

  /** The network is back: what could not come is asked for once more. */
  #tryAgain = (): void => {
    this.#address.note()
    if (!this.#isShown(location.pathname + location.search))
      void this.#ask(location.pathname + location.search, { history: 'none' })
  }

  get form(): HTMLFormElement {
    return this.querySelector('form.search')!
  }

  get results(): HTMLElement {
    return this.querySelector('#results')!
  }

  /** How many pixels lie between the head of the list and the lower edge of the screen. */
  get #room(): number {
    return innerHeight - this.results.getBoundingClientRect().top
  }

  #goBack = (): void => {
    this.#address.forget()
    // A step within the page: to its content, to a card.
    if (!this.#map?.isWindow && this.#isShown(location.pathname + location.search)) return
    if (this.#map?.closesOnBack()) {
      // What was searched on the map stays when it is left: one step further than what was before it.
      if (!this.#isShown(location.pathname + location.search))
        history.pushState(null, '', this.results.dataset.address)
      return
    }
    void this.#ask(location.pathname + location.search, { history: 'none' })
  }

  #submit(event: Event): void {
    event.preventDefault()
    this.#leave()
  }

  #leave(): void {
    closePanels(this.form)
    this.#askForm()
  }

  #type({ target }: Event): void {
    if (!(target instanceof HTMLInputElement) || target.name !== 'q') return
    clearTimeout(this.#typing)
    this.#typing = window.setTimeout(() => this.#askForm('replace'), typingPause)
  }

  #change({ target }: Event): void {
    if (target instanceof HTMLSelectElement && target.name === 'territory') forgetWhere(this.form)
    const isWhen = target instanceof HTMLInputElement && ['open', 'on', 'time'].includes(target.name)
    if (isWhen && !saysWhen(this.form, target)) return
    const isChoice = target instanceof HTMLSelectElement || (target as HTMLInputElement).type === 'checkbox'
    if (isChoice || isWhen) this.#askForm()
  }

  /** Links to searches are followed in place. */
  #follow(event: MouseEvent): void {
    const link = (event.target as Element).closest('a')
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (!link || !isPlain || !this.results.contains(link)) return
    const address = new URL(link.href)
    if (address.pathname !== new URL(this.form.action).pathname || address.searchParams.has('print')) return
    event.preventDefault()
    void this.#ask(address.pathname + address.search, {
      history: 'push',
      focus: link.rel === 'next' || link.rel === 'prev' ? 'top' : 'count',
    })
  }

  #leavePanel = (event: MouseEvent): void => closePanelsLeft(this.form, event)

  #askForm(history: 'push' | 'replace' = 'push'): void {
    clearTimeout(this.#typing)
    this.#address.note()
    const address = addressOf(this.form, new URL(location.href))
    if (!this.#isShown(address)) void this.#ask(address, { history })
  }

  #isShown(address: string): boolean {
    return isSameSearch(address, this.results.dataset.address!)
  }

  #askArea(area: string): void {
    this.#address.note()
    const query = new URL(location.href).searchParams
    for (const name of ['near', 'radius', 'where', 'territory', 'offset']) query.delete(name)
    query.set('bbox', area)
    // "Back" from the window of the map closes it, however often one searched there.
    const history = this.#map?.isWindow ? 'replace' : 'push'
    void this.#ask(withQuery(location.pathname, query), { history, keepsView: true })
  }

  /** Brings the finder to an address. @param focus where the focus goes, when what had it is gone */
  async #ask(address: string, { history: entry, focus, keepsView = false }: Asking): Promise<void> {
    this.#asked?.abort()
    this.#address.note()
    const asked = new AbortController()
    this.#asked = asked
    const answering = fetch(partOf(address, 'finder'), { signal: asked.signal })
    this.#address.noteLater(entry, address)
    const limit = setTimeout(() => asked.abort(), patience)
    const waiting = setTimeout(() => this.#sayItLasts(), patienceForAnswer)
    this.results.setAttribute('aria-busy', 'true')
    // Measured while the answer is on its way.
    const room = this.#room
    try {
      const response = await answering
      if (!response.ok) throw new Error(`${response.status}`)
      const text = await response.text()
      clearTimeout(waiting)
      if (this.#asked !== asked) return
      const list = new FoundList(text, room)
      this.#showList(list, focus)
      await painted()
      // A later search may fail: no list stays cut.
      list.complete()
      if (this.#asked === asked) this.#followList(list, keepsView)
    } catch {
      if (this.#asked === asked) this.#fail(address)
    } finally {
      clearTimeout(limit)
      clearTimeout(waiting)
    }
  }

  #sayItLasts(): void {
    this.#address.note()
    this.results.classList.add('awaited')
  }

  /** What the reader waits for, and nothing else: all that is done here an old phone does before it paints. */
  #showList({ results }: FoundList, focus: Asking['focus']): void {
    const hadFocus = this.results.contains(document.activeElement)
    results.setAttribute('aria-busy', 'true')
    this.results.replaceWith(results)
    this.querySelector('.failed')!.setAttribute('hidden', '')
    const count = results.querySelector<HTMLElement>('#count')!
    if (hadFocus || focus) count.focus({ preventScroll: true })
    if (focus === 'top') results.scrollIntoView()
  }

  /** Brings everything else to the list that stands there now. */
  #followList({ results, title, form }: FoundList, keepsView: boolean): void {
    this.#address.note()
    follow(this.form, form)
    forgetPaper()
    const address = results.dataset.address!
    if (address !== location.pathname + location.search) history.replaceState(history.state, '', address)
    document.title = title
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]'))
      link.href = `/${link.hreflang}${address.replace(/^\/[a-z]+/, '')}`
    this.#announce([...results.querySelectorAll('.notice p:first-child, #count')])
    results.removeAttribute('aria-busy')
    this.#map?.refresh(keepsView)
  }

  #fail(address: string): void {
    this.#address.note()
    this.results.removeAttribute('aria-busy')
    this.results.classList.remove('awaited')
    const notice = this.querySelector<HTMLElement>('.failed')!
    notice.querySelector('a')!.href = address
    notice.removeAttribute('hidden')
    this.#announce([notice])
  }

  #announce(elements: Element[]): void {
    const status = this.querySelector('[role=status].announcement')!
    status.textContent = elements.map(({ textContent }) => textContent?.trim()).join(' ')
  }
}

type Asking = { history: HistoryEntry; focus?: 'count' | 'top'; keepsView?: boolean }

customElements.define('place-finder', PlaceFinder)
