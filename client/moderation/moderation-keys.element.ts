/**
 * @summary Keys for those who decide all day: each leads to what carries it (`data-key`), and Enter does it. Nothing is
 * decided by one letter. Keys rest in fields, with a modifier, and where they are turned off (WCAG 2.1.4).
 * @attr data-keys - `on` or `off`
 */
class ModerationKeys extends HTMLElement {
  readonly #end = new AbortController()

  connectedCallback(): void {
    this.#setKeys(remembered() !== 'off')
    const { signal } = this.#end
    document.addEventListener('keydown', this.#press, { signal })
    this.querySelector('[data-keys-switch]')?.addEventListener('change', this.#switch, { signal })
    this.querySelector<HTMLElement>('[data-keys-help]')?.removeAttribute('hidden')
  }

  disconnectedCallback(): void {
    this.#end.abort()
  }

  get #isOn(): boolean {
    return this.dataset.keys === 'on'
  }

  #setKeys(isOn: boolean): void {
    this.dataset.keys = isOn ? 'on' : 'off'
    const box = this.querySelector<HTMLInputElement>('[data-keys-switch]')
    if (box) box.checked = isOn
  }

  #switch = ({ target }: Event): void => {
    const isOn = (target as HTMLInputElement).checked
    this.#setKeys(isOn)
    remember(isOn ? 'on' : 'off')
  }

  #press = (event: KeyboardEvent): void => {
    const { key, target } = event
    if (key === 'Escape' && isTyping(target)) (target as HTMLElement).blur()
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !event.repeat
    if (!this.#isOn || !isPlain || isTyping(target)) return
    if (key === '?') {
      this.#help(event)
      return
    }
    const name = arrows[key] ?? key.toLowerCase()
    if (!/^[a-z]$/.test(name)) return
    // The part of the page that is looked at comes first; what was done just before stands above it.
    const found =
      this.querySelector<HTMLElement>(`[data-key="${name}"]`) ??
      document.querySelector<HTMLElement>(`[data-key="${name}"]`)
    if (!found) return
    event.preventDefault()
    this.#lead(found)
  }

  /** Links are followed; a part that is folded opens and its first field takes the focus; a button waits for Enter. */
  #lead(found: HTMLElement): void {
    if (found instanceof HTMLAnchorElement) {
      found.click()
      return
    }
    const folded = found.closest('details')
    if (found.matches('summary') && folded) {
      folded.open = true
      folded.querySelector<HTMLElement>('input:not([type="hidden"]), button, a')?.focus()
      return
    }
    found.focus()
  }

  #help(event: KeyboardEvent): void {
    const help = this.querySelector<HTMLDetailsElement>('[data-keys-help]')
    if (!help) return
    event.preventDefault()
    help.open = !help.open
    if (help.open) help.querySelector('summary')?.focus()
  }
}

const arrows: Record<string, string> = { ArrowRight: 'j', ArrowLeft: 'k' }
const storageName = 'moderation-keys'

/** Is somebody writing, or choosing in a field that has keys of its own? */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select')) return true
  return target instanceof HTMLInputElement && !['checkbox', 'button', 'submit'].includes(target.type)
}

/** Where storage is forbidden, keys are on for as long as the page. */
function remembered(): string | null {
  try {
    return localStorage.getItem(storageName)
  } catch {
    return null
  }
}

function remember(value: string): void {
  try {
    localStorage.setItem(storageName, value)
  } catch {
    // It holds until the page is left.
  }
}

customElements.define('moderation-keys', ModerationKeys)
