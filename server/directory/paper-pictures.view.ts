// The kinds of paper, drawn small: what a page of each looks like from afar.
import { type SVGTemplateResult, svg } from 'lit'
import type { PaperFormat } from './directory-document.rules.ts'

const line = (x: number, y: number, length: number) => svg`<path d=${`M${x} ${y}h${length}`}/>`

/** A disc with nothing in it, at the head of a card or on a map. */
const disc = (x: number, y: number, r = 2) =>
  svg`<circle cx=${x} cy=${y} r=${r} fill="currentColor" stroke="none"/>`

const card = (x: number, y: number) =>
  svg`${disc(x + 1.5, y, 1.5)}${line(x + 5, y, 7)}${line(x, y + 3.5, 12)}${line(x, y + 6.5, 9)}`

const outline = 'M8 20l6-7 10 3 9-4 4 11-6 12-12 4-9-6z'

/** Two sheets, one behind the other, and cards in two columns. */
const booklet = svg`<path d="M9 6V3h32v48h-4"/><path d="M5 7h32v49H5z"/>
${[14, 27, 40].map((y) => svg`${card(8, y)}${card(22.5, y)}`)}`

const list = svg`<path d="M5 4h36v52H5z"/>
${[10, 16, 22, 28, 34, 40, 46].map((y) => svg`${disc(10, y, 1.4)}${line(14, y, 12)}${line(30, y, 7)}`)}`

const large = svg`<path d="M5 4h36v52H5z"/><g stroke-width="3.4"><path d="M11 15h24M11 24h18"/><path d="M11 38h24M11 47h14"/></g>`

const poster = svg`<path d="M5 4h36v52H5z"/><path d="M10 9h20"  stroke-width="3.4"/><path d=${outline} transform="translate(1 3)"/>
${disc(18, 24)}${disc(27, 28)}${disc(22, 34)}<path d="M30 44h7v7h-7z" fill="currentColor" stroke="none"/>${line(10, 46, 14)}${line(10, 50, 10)}`

const drawings: Record<PaperFormat, SVGTemplateResult> = { a4: booklet, list, large, poster }

/** The words beside it say the same. */
export function paperPicture(format: PaperFormat) {
  return svg`<svg class="paper-picture" viewBox="0 0 46 60" width="46" height="60" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${drawings[format]}</svg>`
}
