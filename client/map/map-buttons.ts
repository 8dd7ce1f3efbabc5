// Buttons for everything that a finger or a mouse does by pulling.
import { html, render, svg, type TemplateResult } from 'lit'
import type { Map as DrawnMap } from 'maplibre-gl'
import type { TextKey } from '../../i18n/keys.ts'
import type { Translate } from '../../i18n/translate.ts'

const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">${svg`<path d=${path}/>`}</svg>`

const plus = icon('M12 5v14M5 12h14')
const minus = icon('M5 12h14')
const arrows = icon(
  'M12 3v18M3 12h18M9.5 5.5 12 3l2.5 2.5M9.5 18.5 12 21l2.5-2.5M5.5 9.5 3 12l2.5 2.5M18.5 9.5 21 12l-2.5 2.5',
)

type Way = { name: TextKey; className: string; icon: TemplateResult; by: [number, number] }

/** How far one press moves, in parts of the map's own size. */
const step = 0.35

const ways: Way[] = [
  { name: 'map:move.up', className: 'map-up', icon: icon('M12 19V5m-6 6 6-6 6 6'), by: [0, -step] },
  { name: 'map:move.left', className: 'map-left', icon: icon('M19 12H5m6-6-6 6 6 6'), by: [-step, 0] },
  { name: 'map:move.right', className: 'map-right', icon: icon('M5 12h14m-6-6 6 6-6 6'), by: [step, 0] },
  { name: 'map:move.down', className: 'map-down', icon: icon('M12 5v14m6-6-6 6-6-6'), by: [0, step] },
]

/**
 * Zoom in, zoom out, and four ways to move that fold away.
 * @param map may come later: until then the buttons do nothing
 */
export function mapButtons(map: () => DrawnMap | undefined, t: Translate): HTMLElement {
  const box = document.createElement('div')
  box.className = 'map-buttons'
  let open = false
  const move = ([x, y]: [number, number], originalEvent: Event) => {
    const drawn = map()
    const { clientWidth = 0, clientHeight = 0 } = drawn?.getContainer() ?? {}
    drawn?.panBy([x * clientWidth, y * clientHeight], {}, { originalEvent })
  }
  const draw = () =>
    render(
      html`<div class="map-pad" ?hidden=${!open}>${ways.map(({ name, className, icon, by }) =>
        button(t(name), className, icon, (event) => move(by, event)),
      )}</div>
<div class="map-stack">
${button(t('map:library.zoomIn'), 'map-in', plus, (originalEvent) => map()?.zoomIn({}, { originalEvent }))}
${button(t('map:library.zoomOut'), 'map-out', minus, (originalEvent) => map()?.zoomOut({}, { originalEvent }))}
<button type="button" class="map-move" title=${t('map:move.toggle')} aria-label=${t('map:move.toggle')} aria-expanded=${String(open)} @click=${() => {
        open = !open
        draw()
      }}>${arrows}</button>
</div>`,
      box,
    )
  draw()
  return box
}

function button(name: string, className: string, icon: TemplateResult, press: (event: Event) => void) {
  return html`<button type="button" class=${className} title=${name} aria-label=${name} @click=${press}>${icon}</button>`
}
