// The first page of a visit carries its style within itself; the next ones name files. Fetched when nobody waits, they
// lie in the cache when a next page asks for them.
import { readerSavesData } from '../map/saves-data.ts'

const styles = document.querySelectorAll<HTMLStyleElement>('style[data-file]')

/** Without them the next page fetches its own: nobody is told. */
function fetchFiles(): void {
  for (const { dataset } of styles) fetch(dataset.file!, { priority: 'low' }).catch(() => undefined)
}

// For who saves data they would be bytes that maybe no page needs.
if (styles.length > 0 && !readerSavesData()) (window.requestIdleCallback ?? setTimeout)(fetchFiles)
