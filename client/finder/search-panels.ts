// The panels of a search's form, of which one is open at a time.

const openPanels = (form: HTMLFormElement) =>
  form.querySelectorAll<HTMLDetailsElement>('details[name=criteria][open]')

/** The reader has said all there is to say in a panel: it closes, and its name has the focus. */
export function closePanels(form: HTMLFormElement): void {
  for (const panel of openPanels(form)) closeToName(panel)
}

/** A press anywhere else closes the panel that is open. */
export function closePanelsLeft(form: HTMLFormElement, { target, detail }: MouseEvent): void {
  // Enter in a panel presses the form's first button, wherever it stands: nobody pressed elsewhere.
  if (detail === 0) return
  for (const panel of openPanels(form)) if (!panel.contains(target as Node)) panel.open = false
}

/** Escape closes the panel that is open and gives the focus back to its name. */
export function closePanelOnEscape(event: KeyboardEvent): void {
  const { key, target, defaultPrevented } = event
  const panel =
    key === 'Escape' && (target as Element).closest<HTMLDetailsElement>('details[name=criteria][open]')
  if (!panel || defaultPrevented) return
  // Else the browser would empty the field of words as well.
  event.preventDefault()
  closeToName(panel)
}

function closeToName(panel: HTMLDetailsElement): void {
  panel.open = false
  panel.querySelector('summary')?.focus()
}
