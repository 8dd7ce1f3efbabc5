/** Between the last change and keeping it. */
const pauseMs = 1_500

/**
 * @summary Keeps the form inside as a draft while one fills it in, and writes the draft's address into the browser, so
 * that reloading and coming back find it. Without a script the buttons of the form do it.
 * @slot A form whose address is the draft's, with an element `data-part="saved"` where it is told.
 * @attr data-saved, data-failed - What is said.
 */
class PlaceDraft extends HTMLElement {
  #timer = 0
  #isGoing = false

  connectedCallback(): void {
    const form = this.querySelector('form')
    if (!form) return
    const later = () => {
      clearTimeout(this.#timer)
      this.#timer = window.setTimeout(() => this.#keep(form), pauseMs)
    }
    form.addEventListener('change', later)
    form.addEventListener('where-chosen', later)
    // What is sent as a whole need not be kept before.
    form.addEventListener('submit', () => {
      this.#isGoing = true
      clearTimeout(this.#timer)
    })
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
  }

  async #keep(form: HTMLFormElement): Promise<void> {
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) body.append(name, String(value))
    body.set('step', 'autosave')
    const isKept = await fetch(form.action, { method: 'POST', body })
      .then(({ status }) => status === 204)
      .catch(() => false)
    if (this.#isGoing) return
    if (isKept && location.pathname !== new URL(form.action).pathname)
      history.replaceState(null, '', form.action)
    const told = this.querySelector<HTMLElement>('[data-part="saved"]')
    if (told) told.textContent = isKept ? this.dataset.saved! : this.dataset.failed!
  }
}

customElements.define('place-draft', PlaceDraft)
