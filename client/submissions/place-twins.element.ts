import { drawSpotsOnSight } from '../map/map-on-sight.ts'

const pauseMs = 500
const fewestLetters = 4
/** What tells a twin. */
const telling = ['name', 'kind', 'address', 'commune', 'near', 'phone'] as const

/**
 * @summary Shows, while one types, the places that may be the same, and takes what one says of them: "another service
 * here" and "it is new" stay on the page, "it is us" leads on. Without a script a page of its own asks.
 * @attr data-address Where it asks.
 */
class PlaceTwins extends HTMLElement {
  #timer = 0
  #question = new AbortController()
  #asked = ''

  connectedCallback(): void {
    const form = this.closest('form')
    if (!form) return
    const later = () => {
      clearTimeout(this.#timer)
      this.#timer = window.setTimeout(() => this.#ask(form), pauseMs)
    }
    form.addEventListener('input', later)
    form.addEventListener('where-chosen', later)
    this.addEventListener('click', (event) => this.#said(event, form))
    later()
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.#question.abort()
  }

  async #ask(form: HTMLFormElement): Promise<void> {
    const query = new URLSearchParams()
    const typed = new FormData(form)
    for (const name of telling) {
      const value = String(typed.get(name) ?? '').trim()
      if (value !== '') query.set(name, value)
    }
    const isEnough = ['name', 'address', 'phone'].some(
      (name) => (query.get(name)?.length ?? 0) >= fewestLetters,
    )
    if (String(query) === this.#asked) return
    this.#asked = String(query)
    this.#question.abort()
    this.#question = new AbortController()
    const html = isEnough ? await this.#answer(query, this.#question.signal) : ''
    if (html === undefined || html === this.innerHTML) return
    this.innerHTML = html
    drawSpotsOnSight()
  }

  /** The part of the page, rendered by the server; `undefined` when nobody answers. */
  async #answer(query: URLSearchParams, signal: AbortSignal): Promise<string | undefined> {
    try {
      const response = await fetch(`${this.dataset.address}?${query}`, { signal })
      return response.ok ? await response.text() : undefined
    } catch {
      return undefined
    }
  }

  #said(event: Event, form: HTMLFormElement): void {
    const pressed = (event.target as Element).closest<HTMLButtonElement>('button[name="twin"]')
    if (!pressed || pressed.value.startsWith('same-')) return
    event.preventDefault()
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) body.append(name, String(value))
    body.set('twin', pressed.value)
    body.set('part', '1')
    fetch(pressed.formAction, { method: 'POST', body }).then(
      ({ ok }) => {
        if (ok) this.replaceChildren()
        else form.requestSubmit(pressed)
      },
      () => form.requestSubmit(pressed),
    )
  }
}

customElements.define('place-twins', PlaceTwins)
