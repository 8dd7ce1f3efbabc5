// Work that waits for the screen.

/** Resolves when the next frame is on its way to the screen; where nobody looks and none is made, at once. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    // A slow screen is not kept waiting by what comes after; one that is turned off meanwhile does not keep it back.
    setTimeout(resolve, document.hidden ? 0 : 1_000)
    requestAnimationFrame(() => (window.requestIdleCallback ?? setTimeout)(() => resolve()))
  })
}
