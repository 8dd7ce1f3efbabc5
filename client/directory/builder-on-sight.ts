// What the builder of directories does with script is fetched on its page alone.
if (document.querySelector('directory-builder')) {
  // Without the network the form works as it stands.
  import('./directory-builder.element.ts').catch(() => undefined)
}
