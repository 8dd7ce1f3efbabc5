import Combobox from '@github/combobox-nav'
import type { AddressTexts } from '../../server/addresses/address-field.view.ts'
import type { Suggestion } from '../../server/addresses/suggestion.rules.ts'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import { type AroundMe, aroundMe } from './around-me.ts'
import { askSuggestions } from './ask-suggestions.ts'
import { listboxOf, optionOf, statusLine } from './suggestion-parts.ts'

/** What `where-chosen` tells. */
export type WhereChosen = Suggestion | { kind: 'around-me'; lonLat: LonLat }

/** Between the last letter and the question. */
const pauseMs = 200
const fewestLetters = 3

/**
 * @summary The field under "where", completed while one writes; and a button "around me" where the browser knows.
 * What is chosen goes into the fields `near` and `territory` of the form; hidden ones are added where it has none.
 * @slot A label and an `<input>`, as `addressField` renders them. The list stands beside the input, in what holds it.
 * @attr data-texts What it says (`addressTexts`).
 * @attr data-around-me Id of what holds the button "around me" and what is said, when it is not the element itself.
 * @attr data-only A kind: what is proposed is of that kind alone, for a field that is to hold an address.
 * @attr data-submits Sends the form once something is chosen, unless `where-chosen` was prevented.
 * @fires where-chosen What was chosen (`WhereChosen`); bubbles, can be prevented. A place of ours opens its page instead.
 */
class AddressSearch extends HTMLElement {
  #input!: HTMLInputElement
  #list!: HTMLUListElement
  #status!: HTMLParagraphElement
  #combobox!: Combobox
  #texts!: AddressTexts
  #aroundMe: AroundMe | undefined
  #suggestions: Suggestion[] = []
  #timer = 0
  /** What stands in the empty field, as long as no point is chosen. */
  #placeholder = ''
  #question = new AbortController()

  connectedCallback(): void {
    const input = this.querySelector('input')
    if (!input || this.#input) return
    this.#input = input
    this.#texts = JSON.parse(this.dataset.texts!)
    this.#placeholder = input.placeholder === this.#texts.chosenPoint ? '' : input.placeholder
    input.autocomplete = 'off'
    this.#list = listboxOf(`${input.id}-suggestions`, this.#texts.suggestions)
    this.#status = statusLine()
    input.parentElement!.append(this.#list)
    this.#combobox = new Combobox(input, this.#list, { tabInsertsSuggestions: false })
    this.#listen()
    // Where one stands is no address that could be written down.
    if (!this.dataset.only) {
      this.#aroundMe = aroundMe(
        this.#texts,
        (words) => this.#say(words),
        (lonLat) => this.#goAround(lonLat),
      )
    }
    const holder = document.getElementById(this.dataset.aroundMe ?? '') ?? this
    holder.append(...(this.#aroundMe ? [this.#aroundMe.button] : []), this.#status)
  }

  disconnectedCallback(): void {
    if (!this.#input) return
    this.#close()
    this.#aroundMe?.cancel()
  }

  #listen(): void {
    this.#input.addEventListener('input', () => this.#edited())
    // Before the combobox's own listener, which starts anew with each list.
    this.#input.addEventListener('keydown', (event) => this.#pressed(event))
    this.#input.addEventListener('blur', () => this.#close())
    // The field keeps the focus, or the list would close before it is clicked.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault())
    this.#list.addEventListener('combobox-commit', (event) => {
      const index = [...this.#list.children].indexOf(event.target as Element)
      if (this.#suggestions[index]) this.#choose(this.#suggestions[index])
    })
  }

  /** Words that were changed by hand no longer mean the point or the territory that was chosen. */
  #edited(): void {
    this.#aroundMe?.cancel()
    for (const name of ['near', 'point', 'territory']) this.#fill(name, '')
    this.#input.placeholder = this.#placeholder
    this.#say('')
    this.#close()
    const text = this.#input.value.trim()
    if (text.length >= fewestLetters) this.#timer = window.setTimeout(() => this.#ask(text), pauseMs)
  }

  async #ask(text: string): Promise<void> {
    const { signal } = this.#question
    const answer = await askSuggestions(text, signal)
    if (signal.aborted || document.activeElement !== this.#input) return
    if (!answer || answer === 'too-many') {
      this.#say(answer ? this.#texts.slowDown : this.#texts.away)
      return
    }
    const { addressService } = answer
    const { only } = this.dataset
    const suggestions = answer.suggestions.filter(({ kind }) => !only || kind === only)
    if (suggestions.length > 0) this.#open(suggestions)
    if (addressService === 'away') this.#say(this.#texts.away)
    else if (suggestions.length === 0) this.#say(this.#texts.none)
    else this.#say(this.#texts.count.replace('#', String(suggestions.length)), true)
  }

  #open(suggestions: Suggestion[]): void {
    this.#suggestions = suggestions
    this.#list.replaceChildren(
      ...suggestions.map((suggestion, index) =>
        optionOf(suggestion, `${this.#list.id}-${index}`, this.#texts.kinds),
      ),
    )
    this.#list.hidden = false
    this.#combobox.start()
  }

  /** Closes the list, and forgets what is still being asked. */
  #close(): void {
    clearTimeout(this.#timer)
    this.#question.abort()
    this.#question = new AbortController()
    if (this.#list.hidden) return
    this.#list.hidden = true
    this.#combobox.stop()
  }

  #pressed(event: KeyboardEvent): void {
    if (this.#list.hidden) return
    const first = event.key === 'Home'
    if (event.key === 'Escape') this.#close()
    // While one writes, these keys move in the text.
    else if ((first || event.key === 'End') && this.#input.hasAttribute('aria-activedescendant')) {
      this.#combobox.clearSelection()
      this.#combobox.navigate(first ? 1 : -1)
    } else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  #choose(suggestion: Suggestion): void {
    const { kind, label, lonLat, territory, place } = suggestion
    this.#close()
    this.#aroundMe?.cancel()
    if (kind === 'place') {
      location.assign(`/${document.documentElement.lang}/places/${place}`)
      return
    }
    this.#input.value = label
    this.#fill('point', '')
    this.#fill('territory', territory ?? '')
    this.#fill('near', kind === 'address' && lonLat ? lonLat.map((degrees) => degrees.toFixed(5)).join() : '')
    this.#say('')
    this.#tell(suggestion)
  }

  #goAround(lonLat: LonLat): void {
    this.#close()
    this.#input.value = ''
    this.#input.placeholder = this.#texts.chosenPoint
    for (const name of ['point', 'territory']) this.#fill(name, '')
    this.#fill('near', lonLat.join())
    this.#tell({ kind: 'around-me', lonLat })
  }

  #tell(detail: WhereChosen): void {
    const event = new CustomEvent('where-chosen', { detail, bubbles: true, cancelable: true })
    if (this.dispatchEvent(event) && 'submits' in this.dataset) this.#input.form?.requestSubmit()
  }

  /** Sets a field of the form: a list that it has, else a hidden field. A list without this value stays empty. */
  #fill(name: string, value: string): void {
    const field = this.#input.form?.elements.namedItem(name)
    if (field instanceof HTMLSelectElement) {
      field.value = value
      if (field.selectedIndex < 0) field.value = ''
      return
    }
    if (field instanceof HTMLInputElement) field.remove()
    if (value === '') return
    const hidden = document.createElement('input')
    hidden.type = 'hidden'
    hidden.name = name
    hidden.value = value
    this.append(hidden)
  }

  /** @param onlyAloud the list itself shows it */
  #say(words: string, onlyAloud = false): void {
    this.#status.classList.toggle('visually-hidden', onlyAloud)
    this.#status.textContent = words
  }
}

customElements.define('address-search', AddressSearch)
