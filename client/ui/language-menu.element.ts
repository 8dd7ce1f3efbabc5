/**
 * @summary Closes the language menu inside it as menus close: by Escape, by a press elsewhere, and when the focus goes on.
 * The menu itself is a `<details>`, which opens and closes without this.
 */
class LanguageMenu extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('keydown', this.#closeOnEscape)
    this.addEventListener('focusout', this.#closeOnLeaving)
    document.addEventListener('pointerdown', this.#closeOnPressElsewhere)
  }

  disconnectedCallback(): void {
    document.removeEventListener('pointerdown', this.#closeOnPressElsewhere)
  }

  get #menu(): HTMLDetailsElement | null {
    return this.querySelector('details')
  }

  #close(): void {
    if (this.#menu) this.#menu.open = false
  }

  #closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#menu?.open) return
    this.#close()
    this.querySelector('summary')?.focus()
  }

  #closeOnLeaving = ({ relatedTarget }: FocusEvent): void => {
    // Without a next target the press was on something that takes no focus: pressing elsewhere is listened to apart.
    if (relatedTarget instanceof Node && !this.contains(relatedTarget)) this.#close()
  }

  #closeOnPressElsewhere = ({ target }: PointerEvent): void => {
    if (target instanceof Node && !this.contains(target)) this.#close()
  }
}

customElements.define('language-menu', LanguageMenu)
