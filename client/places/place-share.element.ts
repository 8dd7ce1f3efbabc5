/**
 * Adds what a script can do to the address and the code of a place: send it by what the phone has for that, copy it,
 * print the page. Its buttons wait hidden in the page.
 * @attr name, address what is passed on
 * @attr data-copied, data-failed what is said after copying
 */
class PlaceShare extends HTMLElement {
  connectedCallback() {
    const canSend = 'share' in navigator
    for (const button of this.querySelectorAll<HTMLButtonElement>('button[data-does]')) {
      button.hidden = button.dataset.does === 'send' && !canSend
    }
    // How to print without a button.
    this.querySelector('.share-advice')?.remove()
    this.addEventListener('click', this.#act)
    const link = document.querySelector<HTMLAnchorElement>('a[href="#share"]')
    if (canSend) link?.addEventListener('click', this.#sendInstead)
  }

  #act = (event: Event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-does]')
    if (button?.dataset.does === 'send') void this.#send()
    if (button?.dataset.does === 'copy') void this.#copy()
    if (button?.dataset.does === 'print') print()
  }

  /** The link under the thumb leads down to this part of the page; a phone that can send does so at once. */
  #sendInstead = (event: Event) => {
    event.preventDefault()
    void this.#send()
  }

  async #send() {
    const { name, address } = this.#shared
    try {
      await navigator.share({ title: name, url: address })
    } catch (error) {
      // Who changed their mind wants nothing more; a phone that refused leaves the code and the address.
      if ((error as Error).name !== 'AbortError') location.hash = 'share'
    }
  }

  async #copy() {
    const { copied = '', failed = '' } = this.dataset
    try {
      await navigator.clipboard.writeText(this.#shared.address)
      this.#say(copied)
    } catch {
      this.#selectAddress()
      this.#say(failed)
    }
  }

  get #shared() {
    return { name: this.getAttribute('name') ?? '', address: this.getAttribute('address') ?? location.href }
  }

  #say(words: string) {
    const said = this.querySelector('[role="status"]')
    if (!said) return
    // Emptied first: the same words again are read aloud again.
    said.textContent = ''
    requestAnimationFrame(() => {
      said.textContent = words
    })
  }

  #selectAddress() {
    const address = this.querySelector('.share-address bdi')
    if (address) getSelection()?.selectAllChildren(address)
  }
}

customElements.define('place-share', PlaceShare)
