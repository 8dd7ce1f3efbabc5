// The map of a directory on a page: the same drawing as on paper, as SVG.
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit'
import type { MapDrawing, PaperPoint } from './directory-document.rules.ts'

/** Words around the drawing, in the language of the page. */
export type MapWords = {
  /** Of this map among others of the page, for ids: `map`, `map-detail`. */
  id: string
  /** What the picture is. */
  title: string
  /** Where the same is said in words: "The list below says the same". */
  description: string
  north: string
  here: string
  /** Where the page finds a picture of streets; without it there are none. */
  tileAddress?: (file: string) => string
}

const mmPerPoint = 25.4 / 72
const ink = '#16232b'
const sand = '#f3eee3'
/** From one line of a name to the next, in sizes. */
const lineHeight = 1.05

/**
 * One map with its foot. Its name is an attribute, since Lit writes nothing into a `<title>`. Its detail, if it has one, is a map
 * of its own (`map.detail.map`).
 */
export function mapDrawingView(map: MapDrawing, words: MapWords): TemplateResult {
  const { widthMm, heightMm } = map
  const clip = `${words.id}-sheet`
  return html`<svg
    class="drawn-map"
    role="img"
    aria-label=${words.title}
    aria-describedby="${words.id}-description"
    direction="ltr"
    viewBox="-0.5 -0.5 ${widthMm + 1} ${heightMm + map.footMm + 1}"
    xmlns="http://www.w3.org/2000/svg"
  >
    <desc id="${words.id}-description">${words.description}</desc>
    <clipPath id=${clip}><rect width=${widthMm} height=${heightMm} /></clipPath>
    <rect width=${widthMm} height=${heightMm} fill="#fff" />
    <g clip-path="url(#${clip})">
      ${ground(map, words)} ${map.detail ? detailFrame(map.detail) : nothing} ${map.names.map(nameView)}
      ${markers(map)} ${map.here ? hereSign(map.here) : nothing}
    </g>
    <rect width=${widthMm} height=${heightMm} fill="none" stroke=${ink} stroke-width="0.3" />
    ${foot(map, words)}
  </svg>`
}

function ground(
  { tiles, outlines, here, radiusMm, widthMm, heightMm }: MapDrawing,
  words: MapWords,
): SVGTemplateResult {
  const streets = words.tileAddress ? tiles : []
  const tint = streets.length > 0 ? 'none' : sand
  const circle = (fill: string, stroke: string) =>
    here && radiusMm !== null
      ? svg`<circle cx=${here[0]} cy=${here[1]} r=${radiusMm} fill=${fill} stroke=${stroke} stroke-width="0.3"
          stroke-dasharray="1.1 0.8" />`
      : nothing
  return svg`
    ${streets.map(
      ({ file, at, sizeMm }) => svg`<image href=${words.tileAddress!(file)} x=${at[0]} y=${at[1]}
        width=${sizeMm} height=${sizeMm} />`,
    )}
    ${streets.length > 0 ? svg`<rect width=${widthMm} height=${heightMm} fill="#fff" fill-opacity="0.55" />` : nothing}
    ${circle(tint, 'none')}
    ${outlines
      .filter(({ isArea }) => isArea)
      .map(({ rings }) => svg`<path d=${pathOf(rings, 'Z')} fill=${tint} fill-rule="evenodd" />`)}
    ${outlines.map(outlineView)} ${circle('none', ink)}`
}

function outlineView({ kind, isArea, lines }: MapDrawing['outlines'][number]): SVGTemplateResult {
  const isFine = kind === 'neighbourhood' && !isArea
  const width = isFine ? 0.12 : isArea ? 0.35 : 0.2
  return svg`<path d=${pathOf(lines, '')} fill="none" stroke=${ink} stroke-width=${width} stroke-linejoin="round"
    stroke-dasharray=${isFine ? '0.8 0.55' : 'none'} />`
}

function pathOf(lines: readonly PaperPoint[][], end: string): string {
  return lines.map((line) => `M${line.map(([x, y]) => `${x} ${y}`).join('L')}${end}`).join('')
}

function nameView({ text, kind, at, sizePt }: MapDrawing['names'][number]): SVGTemplateResult {
  const size = sizePt * mmPerPoint
  const lines = text.split('\n')
  const [x, y] = at
  return svg`<text text-anchor="middle" font-size=${size} font-weight=${kind === 'commune' ? '700' : '500'} fill=${ink}
    stroke="#fff" stroke-width="0.9" stroke-linejoin="round" paint-order="stroke">${lines.map(
      (line, index) =>
        svg`<tspan x=${x} y=${y + (index - lines.length / 2 + 0.8) * lineHeight * size}>${line}</tspan>`,
    )}</text>`
}

function markers({ markers: all, markShape, detail }: MapDrawing): SVGTemplateResult {
  const led = all.filter(({ hasLeader }) => hasLeader)
  const lines = (stroke: string, width: number) =>
    led.map(
      ({ at, point }) => svg`<line x1=${at[0]} y1=${at[1]} x2=${point[0]} y2=${point[1]} stroke=${stroke}
        stroke-width=${width} stroke-linecap="round" />`,
    )
  const dot = (radius: number, fill: string) =>
    led.map(({ point: [x, y] }) => svg`<circle cx=${x} cy=${y} r=${radius} fill=${fill} />`)
  return svg`${lines('#fff', 0.55)} ${lines('#000', 0.22)} ${detail ? detailLabel(detail) : nothing}
    ${all.map((marker) => shapeOf(marker, { ...markShape, radiusMm: markShape.radiusMm + 0.32 }, '#fff', 'none'))}
    ${dot(0.85, '#fff')} ${dot(0.6, '#000')}
    ${all.map((marker) => markerView(marker, markShape))}`
}

type Marker = MapDrawing['markers'][number]
type MarkShape = MapDrawing['markShape']

function markerView(marker: Marker, shape: MarkShape): SVGTemplateResult {
  const [x, y] = marker.at
  const isPlace = marker.kind === 'place'
  const size = shape.textPt * mmPerPoint
  return svg`${isPlace ? shapeOf(marker, shape, '#000', 'none') : shapeOf(marker, shape, '#fff', '#000')}
    <text x=${x} y=${y + 0.34 * size} text-anchor="middle" font-size=${size} font-weight="700"
      fill=${isPlace ? '#fff' : '#000'}>${marker.label}</text>`
}

/** Places have round ends and stops are square, so that they differ without colour. */
function shapeOf(
  { kind, at: [x, y] }: Marker,
  { radiusMm, alongMm }: MarkShape,
  fill: string,
  stroke: string,
) {
  if (kind === 'place') {
    return svg`<rect x=${x - radiusMm - alongMm} y=${y - radiusMm} width=${2 * (radiusMm + alongMm)} height=${2 * radiusMm}
        rx=${radiusMm} fill=${fill} />`
  }
  const [halfWidth, halfHeight] = [radiusMm * 0.86 + alongMm, radiusMm * (alongMm > 0 ? 0.95 : 0.86)]
  return svg`<rect x=${x - halfWidth} y=${y - halfHeight} width=${2 * halfWidth} height=${2 * halfHeight} rx=${radiusMm * 0.35}
        fill=${fill} stroke=${stroke} stroke-width="0.4" />`
}

function hereSign([x, y]: PaperPoint): SVGTemplateResult {
  return svg`<circle cx=${x} cy=${y} r="2.6" fill="#fff" />
    <circle cx=${x} cy=${y} r="2.1" fill="#fff" stroke="#000" stroke-width="0.5" />
    <circle cx=${x} cy=${y} r="0.8" fill="#000" />`
}

function detailFrame({ at, widthMm, heightMm, points }: NonNullable<MapDrawing['detail']>) {
  const [x, y] = at
  return svg`<rect x=${x} y=${y} width=${widthMm} height=${heightMm} fill="none" stroke="#000" stroke-width="0.42" />
    ${points.map(([left, top]) => svg`<circle cx=${left} cy=${top} r="0.45" fill="#000" />`)}`
}

/** Over lines and under the points that they lead to. */
function detailLabel({ label, map }: NonNullable<MapDrawing['detail']>) {
  const size = map.markShape.textPt * mmPerPoint
  const lineMm = label.heightMm / label.lines.length
  return svg`<rect x=${label.at[0]} y=${label.at[1]} width=${label.widthMm} height=${label.heightMm} fill="#000" />
    ${label.lines.map(
      (line, index) => svg`<text x=${label.at[0] + label.widthMm / 2}
        y=${label.at[1] + lineMm * (index + 0.5) + size * 0.34} text-anchor="middle" font-size=${size}
        font-weight="700" fill="#fff">${line}</text>`,
    )}`
}

function foot(map: MapDrawing, words: MapWords): SVGTemplateResult {
  const { widthMm, heightMm, scale, here, attribution } = map
  // Drawn for letters of 9 points, and as much larger as these are; then there is no room beside the bar.
  const size = map.markShape.textPt / 9
  const madeBy = size > 1 ? { x: 0, y: 12, anchor: 'start' } : { x: widthMm, y: 6.8, anchor: 'end' }
  const bar = scale.lengthMm / size
  const north = bar + 6
  const sign = north + 14
  return svg`<g transform="translate(0 ${heightMm}) scale(${size})" fill=${ink} font-size="3.2">
    <text x="0" y="5">${scale.words[0]}</text>
    <path d="M0 5.8V7.4H${bar}V5.8" fill="none" stroke=${ink} stroke-width="0.32" />
    <path d="M${north} 7.4l1.7 -5l1.7 5l-1.7 -1.1z" />
    <text x=${north + 4.6} y="6.2" font-weight="700">${words.north}</text>
    ${here ? svg`${hereSign([sign + 2.6, 5])}<text x=${sign + 6.4} y="6.2">${words.here}</text>` : nothing}
    ${attribution ? svg`<text x=${madeBy.x} y=${madeBy.y} text-anchor=${madeBy.anchor}>${attribution}</text>` : nothing}
  </g>`
}
