import { addressOf, follow, forgetWhere, partOf, saysWhen } from '../finder/finder-form.ts'

/** After a choice one may make another; after a letter there is mostly another. */
const choicePause = 250
const typingPause = 700
/** Longer than a paper takes to be set when several wait. */
const patience = 30_000

/**
 * Shows the paper anew after each change of the form: how much it is, and its first page. What a later change made
 * useless is dropped. The address of the page says what is shown.
 * @attr data-failed what is said when nothing comes
 */
class DirectoryBuilder extends HTMLElement {
  #waiting = 0
  #asked: AbortController | undefined
  /** Was the directory asked for by its button, or by Enter? On a phone it stands far below. */
  #isAwaited = false

  connectedCallback(): void {
    const { form } = this
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.#leavePanels()
      this.#isAwaited = true
      this.#askSoon(0)
    })
    form.addEventListener('change', (event) => this.#change(event))
    form.addEventListener('input', (event) => this.#type(event))
    this.addEventListener('where-chosen', () => {
      this.#leavePanels()
      this.#askSoon(0)
    })
    this.addEventListener('keydown', (event) => this.#closePanel(event))
    document.addEventListener('click', this.#leavePanel)
    addEventListener('popstate', this.#goBack)
  }

  disconnectedCallback(): void {
    document.removeEventListener('click', this.#leavePanel)
    removeEventListener('popstate', this.#goBack)
  }

  get form(): HTMLFormElement {
    return this.querySelector('form')!
  }

  get result(): HTMLElement {
    return this.querySelector('#result')!
  }

  #goBack = (): void => location.reload()

  #change({ target }: Event): void {
    if (target instanceof HTMLSelectElement && target.name === 'territory') forgetWhere(this.form)
    const isField = target instanceof HTMLInputElement
    if (isField && ['open', 'on', 'time'].includes(target.name) && !saysWhen(this.form, target)) return
    // Words for a place wait for what is chosen among the proposals, or for Enter.
    if (!isField || target.name !== 'where') this.#askSoon(choicePause)
  }

  #type({ target }: Event): void {
    const isText = target instanceof HTMLInputElement && ['search', 'text'].includes(target.type)
    if (isText && target.name !== 'where') this.#askSoon(typingPause)
  }

  #askSoon(pause: number): void {
    clearTimeout(this.#waiting)
    this.#waiting = window.setTimeout(() => void this.#ask(), pause)
  }

  async #ask(): Promise<void> {
    this.#asked?.abort()
    const asked = new AbortController()
    this.#asked = asked
    const limit = setTimeout(() => asked.abort(), patience)
    this.result.setAttribute('aria-busy', 'true')
    try {
      const address = addressOf(this.form, new URL(location.href))
      const response = await fetch(partOf(address, 'result'), { signal: asked.signal })
      if (!response.ok) throw new Error(`${response.status}`)
      const text = await response.text()
      if (this.#asked === asked) this.#show(text)
    } catch {
      if (this.#asked !== asked) return
      this.result.removeAttribute('aria-busy')
      this.#announce(this.dataset.failed!)
      const notice = this.querySelector<HTMLElement>('.builder-failed')!
      notice.hidden = false
      this.#bringIntoSight(notice)
    } finally {
      clearTimeout(limit)
    }
  }

  #show(text: string): void {
    const answer = new DOMParser().parseFromString(text, 'text/html')
    const result = answer.querySelector<HTMLElement>('#result')!
    const hadFocus = this.result.contains(document.activeElement)
    this.result.replaceWith(result)
    this.querySelector('.builder-failed')?.setAttribute('hidden', '')
    if (hadFocus) result.querySelector<HTMLElement>('#count')?.focus({ preventScroll: true })
    follow(this.form, answer.querySelector('form')!)
    document.title = answer.querySelector<HTMLElement>('directory-builder')!.dataset.title!
    const address = result.dataset.address!
    history.replaceState(null, '', address)
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]'))
      link.href = `/${link.hreflang}${address.replace(/^\/[a-z]+/, '')}`
    const told = result.querySelectorAll('.notice p:first-child, #count')
    this.#announce([...told].map(({ textContent }) => textContent.trim()).join(' '))
    this.#bringIntoSight(result.querySelector<HTMLElement>('#count')!)
  }

  /** Whoever asked for it sees the answer; whoever only chose stays where they are. */
  #bringIntoSight(answer: HTMLElement): void {
    const { top, bottom } = answer.getBoundingClientRect()
    if (this.#isAwaited && (top < 0 || bottom > innerHeight)) {
      answer.focus({ preventScroll: true })
      answer.scrollIntoView({ block: 'start' })
    }
    this.#isAwaited = false
  }

  #announce(words: string): void {
    this.querySelector('.announcement')!.textContent = words
  }

  #openPanels(): NodeListOf<HTMLElement> {
    return this.form.querySelectorAll('details[name=criteria][open]')
  }

  #leavePanels(): void {
    for (const panel of this.#openPanels()) {
      panel.removeAttribute('open')
      panel.querySelector('summary')?.focus()
    }
  }

  /** A press anywhere else closes the panel that is open. */
  #leavePanel = ({ target, detail }: MouseEvent): void => {
    // Enter presses the first button of the form, wherever it stands.
    if (detail === 0) return
    for (const panel of this.#openPanels()) if (!panel.contains(target as Node)) panel.removeAttribute('open')
  }

  #closePanel(event: KeyboardEvent): void {
    const panel = event.key === 'Escape' && (event.target as Element).closest('details[name=criteria][open]')
    if (!panel || event.defaultPrevented) return
    event.preventDefault()
    panel.removeAttribute('open')
    panel.querySelector('summary')?.focus()
  }
}

customElements.define('directory-builder', DirectoryBuilder)
