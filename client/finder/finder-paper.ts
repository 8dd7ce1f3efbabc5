// The printed list of the finder. It comes with the page; after a change it is fetched anew when somebody prints.
import { partOf } from './finder-form.ts'

/** Takes away the printed list of an earlier search. */
export function forgetPaper(): void {
  document.querySelector('section.printed')?.remove()
}

/**
 * Puts the printed list of this search behind the finder, if there is none. The browser waits for nothing between the
 * order and the paper, so this request blocks; without an answer the cards are printed.
 */
export function bringPaper(finder: HTMLElement, address: string): void {
  if (document.querySelector('section.printed')) return
  const request = new XMLHttpRequest()
  request.open('GET', partOf(address, 'paper'), false)
  try {
    request.send()
  } catch {
    return
  }
  const answer = new DOMParser().parseFromString(request.responseText, 'text/html')
  const list = request.status === 200 && answer.querySelector('section.printed')
  if (list) finder.after(list)
}
