// What the page of a selection does with script is fetched on that page alone.
if (document.querySelector('selection-sheet')) {
  // Without the network the page works as it stands.
  import('./selection-sheet.element.ts').catch(() => undefined)
}
