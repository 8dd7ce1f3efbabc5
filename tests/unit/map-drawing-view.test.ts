import { describe, expect, it } from 'vitest'
import type { MapDrawing } from '../../server/directory/directory-document.rules.ts'
import { mapDrawingView } from '../../server/directory/map-drawing.view.ts'
import { renderHtml } from '../../server/http/render.ts'

const map: MapDrawing = {
  widthMm: 100,
  heightMm: 80,
  footMm: 8,
  outlines: [
    {
      kind: 'commune',
      isArea: true,
      rings: [
        [
          [10, 10],
          [90, 10],
          [50, 70],
          [10, 10],
        ],
      ],
      lines: [
        [
          [10, 10],
          [90, 10],
        ],
      ],
    },
  ],
  names: [{ text: 'Illkirch-\nGraffenstaden', kind: 'commune', at: [50, 20], sizePt: 10 }],
  markers: [
    { label: '12', kind: 'place', at: [30, 30], point: [36, 30], hasLeader: true },
    { label: 'A', kind: 'stop', at: [60, 30], point: [60, 30], hasLeader: false },
  ],
  markShape: { radiusMm: 2.5, alongMm: 0, textPt: 9 },
  scale: { lengthMm: 30, words: ['1 km', '1 كم'] },
  here: [50, 50],
  radiusMm: 25,
  detail: null,
  numbers: null,
  further: [],
  tiles: [{ file: 'streets-1-1-1.png', at: [0, 0], sizeMm: 50 }],
  attribution: '© <OSM>',
  unplaced: [],
}
const words = {
  id: 'map',
  title: 'La carte',
  description: 'La liste dit la même chose.',
  north: 'N',
  here: 'Vous êtes ici',
}
const rendered = (drawing: MapDrawing, more = {}) =>
  renderHtml(mapDrawingView(drawing, { ...words, ...more }))

describe('The drawn map on a page', () => {
  it('says what it is to those who do not see it', async () => {
    const html = await rendered(map)
    expect(html).toContain('role="img"')
    expect(html).toContain('aria-label="La carte"')
    expect(html).toContain('aria-describedby="map-description"')
    expect(html).toContain('<desc id="map-description">La liste dit la même chose.</desc>')
  })

  it('has places as discs and stops as squares, a line and a dot where a number was moved', async () => {
    const html = await rendered(map)
    expect(html).toMatch(/<rect x="27.5" y="27.5" width="5" height="5"\s+rx="2.5" fill="#000"/)
    expect(html).toMatch(/<rect x="57.85" y="27.85" width="4.3" height="4.3"/)
    expect(html.match(/<line x1="30" y1="30" x2="36" y2="30"/g)).toHaveLength(2)
    expect(html).toMatch(/<circle cx="36" cy="30" r="0.6"/)
    expect(html).toMatch(/>12<\/text>/)
    expect(html).toMatch(/>A<\/text>/)
  })

  it('has marks as long as their numbers where these crowd', async () => {
    const html = await rendered({ ...map, markShape: { radiusMm: 1.5, alongMm: 2, textPt: 9 } })
    expect(html).toMatch(/<rect x="26.5" y="28.5" width="7" height="3"\s+rx="1.5" fill="#000"/)
    expect(html).toMatch(/font-size="3.17\d*" font-weight="700"\s+fill="#fff">12</)
  })

  it('draws the lines of outlines and closes the tinted area', async () => {
    const html = await rendered(map)
    expect(html).toContain('d="M10 10L90 10" fill="none"')
    expect(html).toContain('d="M10 10L90 10L50 70L10 10Z" fill="#f3eee3"')
  })

  it('has names on their lines, the scale, the circle and the sign', async () => {
    const html = await rendered(map)
    expect(html).toMatch(/<tspan[^>]*>Illkirch-<\/tspan>/)
    expect(html).toMatch(/<tspan[^>]*>Graffenstaden<\/tspan>/)
    expect(html).toContain('>1 km</text>')
    expect(html).toMatch(/<circle cx="50" cy="50" r="25"/)
    expect(html).toContain('>Vous êtes ici</text>')
    expect(html).toContain('© &lt;OSM&gt;')
    expect(await rendered({ ...map, here: null, radiusMm: null })).not.toContain('Vous êtes ici')
  })

  it('has streets only where the page can show them, and has no style of its own', async () => {
    expect(await rendered(map)).not.toContain('<image')
    const html = await rendered(map, { tileAddress: (file: string) => `/tiles/${file}` })
    expect(html).toContain('href="/tiles/streets-1-1-1.png"')
    expect(html).not.toContain('style=')
  })
})
