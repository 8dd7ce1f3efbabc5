// Readers who pay for each megabyte: a map is half of one.

/** Does the reader's browser ask for little data? Then no map is fetched unasked. */
export function readerSavesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  return connection?.saveData === true || matchMedia('(prefers-reduced-data: reduce)').matches
}
