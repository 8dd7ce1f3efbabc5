import {
  carriedNote,
  carryNote,
  dropNote,
  keepPlaces,
  keepPrint,
  keptPlaces,
  keptPrint,
} from '../places/kept.ts'

/**
 * The page of a selection: the list that this browser keeps follows what is changed here, and the note stays in its field
 * from page to page. It is never sent: it lies in this tab until its list is looked at again, and is taken out then.
 * @attr data-kept the places of the sheet
 * @attr data-print its languages, where they are not the usual ones of the page
 * @attr data-shared has the sheet a code?
 */
class SelectionSheet extends HTMLElement {
  /** Where a link leads that changes the list. */
  #nextPlaces: string | undefined

  get #places(): string {
    return this.dataset.kept ?? ''
  }

  connectedCallback(): void {
    this.#followTwins()
    const kept = keptPlaces().join()
    if (this.hasAttribute('data-shared')) {
      // The list has its code now; the next one begins.
      if (kept === this.#places) keepPlaces([])
    } else if (kept !== '' && this.#places === '' && !new URL(location.href).searchParams.has('places')) {
      const address = new URL(location.href)
      address.searchParams.set('places', kept)
      const print = keptPrint()
      if (print && !address.searchParams.has('print')) address.searchParams.set('print', print)
      location.replace(address)
      return
    } else if (kept !== '' && kept === this.#places) keepPrint(this.dataset.print)
    this.#tellOther(kept)
    this.#bringNote()
    this.addEventListener('click', this.#change)
    this.querySelector('.selection-share')?.addEventListener('submit', this.#leaveMissing)
    // By whichever way one leaves, and comes back.
    addEventListener('pagehide', this.#carryNote)
    addEventListener('pageshow', this.#bringNote)
    this.querySelector('textarea')?.addEventListener('input', this.#copyNote)
    this.#focusOnTarget()
  }

  /** Of two places that are one now, the sheet shows one: so does the list. */
  #followTwins(): void {
    const asked = new URL(location.href).searchParams.get('places')
    const isKept = asked !== null && asked === keptPlaces().join()
    if (isKept && asked !== this.#places) keepPlaces(numbers(this.#places))
  }

  /** What is not there any more gets no code: without it, the list and its note are those of the code. */
  #leaveMissing = (): void => {
    const missing = [...this.querySelectorAll('.sheet-missing')].map(({ id }) =>
      Number(id.replace('place-', '')),
    )
    const rest = numbers(this.#places).filter((place) => !missing.includes(place))
    if (missing.length === 0 || rest.length === 0) return
    if (keptPlaces().join() === this.#places) keepPlaces(rest)
    this.#nextPlaces = rest.join()
  }

  /** A list that came from elsewhere is not kept unless somebody says so. */
  #tellOther(kept: string): void {
    const other = this.querySelector<HTMLElement>('.selection-other')
    if (!other) return
    other.hidden = kept === this.#places
    if (kept === '') other.hidden = true
  }

  #change = (event: MouseEvent): void => {
    const target = event.target as Element
    if (target.closest('[data-does=adopt]')) {
      keepPlaces(numbers(this.#places))
      keepPrint(this.dataset.print)
      this.querySelector<HTMLElement>('.selection-other')!.hidden = true
      this.querySelector<HTMLElement>('h1')?.focus()
    }
    const link = target.closest<HTMLElement>('a[data-places]')
    if (!link) return
    const kept = keptPlaces().join()
    if (kept === '' || kept === this.#places) {
      keepPlaces(numbers(link.dataset.places!))
      if (link.dataset.places !== '') keepPrint(this.dataset.print)
    }
    this.#nextPlaces = link.dataset.places!
  }

  /** A note is about one person's list: it is not for the next one in the same tab. */
  #carryNote = (): void => {
    const note = this.querySelector('textarea')?.value
    const places = this.#nextPlaces ?? this.#places
    if (places === '') dropNote()
    else if (note) carryNote({ note, places, isOfKept: places === keptPlaces().join() })
  }

  #bringNote = (): void => {
    const area = this.querySelector('textarea')
    this.#nextPlaces = undefined
    const { note, places, isOfKept } = carriedNote()
    if (area && note !== undefined && places !== undefined) {
      const isGrown = isOfKept && keptPlaces().join() === this.#places && isPartOf(places, this.#places)
      if (places === this.#places || isGrown) {
        dropNote()
        area.value = note
      }
    }
    this.#copyNote()
  }

  /** On paper the note stands as text: a field would cut what is longer than it is high. */
  #copyNote = (): void => {
    const typed = this.querySelector('.sheet-note-typed')
    if (typed) typed.textContent = this.querySelector('textarea')!.value
    this.querySelector('.sheet-note')?.classList.add('is-copied')
  }

  /** Whoever moved a place stands at its way on, to move it further. */
  #focusOnTarget(): void {
    const id = decodeURIComponent(location.hash.slice(1))
    const target = id && document.getElementById(id)
    if (!target || !this.contains(target)) return
    const stop = target.matches('a') ? target : target.querySelector<HTMLElement>('h3 a, .sheet-ways a')
    stop?.focus()
  }
}

const numbers = (list: string): number[] => (list === '' ? [] : list.split(',').map(Number))

/** In the finder a list of this browser gets places more, or loses some: it is the same person's. */
function isPartOf(one: string, other: string): boolean {
  const [fewer, more] = [numbers(one), numbers(other)].toSorted((a, b) => a.length - b.length)
  return fewer!.every((place) => more!.includes(place))
}

customElements.define('selection-sheet', SelectionSheet)
