// The first page of a document that Typst drew as SVG, page under page.

/**
 * Cuts what comes after the first page, and the letters that only later pages have.
 * @throws Error when Typst draws pages in another way than was known
 */
export function firstPageOf(svg: string): string {
  const [first, second] = svg.matchAll(pageGround)
  const letters = svg.indexOf('\n    <defs')
  if (!first || letters < 0) throw new Error('Typst draws pages in another way than was known')
  const [, width, height] = first
  const page = svg.slice(first.index, second?.index ?? letters)
  const used = new Set(Array.from(page.matchAll(/href="#([^"]+)"/g), ([, id]) => id))
  const symbols = svg.slice(letters).replace(symbol, (each, id: string) => (used.has(id) ? each : ''))
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${width} ${height}" width="${width}pt" height="${height}pt">${page}${symbols}`
}

/** Each page begins with its ground, "down, right, up". */
const pageGround =
  /\n {4}<path class="typst-shape" fill="#ffffff" fill-rule="nonzero" d="M 0 0v [\d.]+ h ([\d.]+) v -([\d.]+) Z "\/>/g

const symbol = /\n {8}<symbol id="([^"]+)"[\s\S]*?<\/symbol>/g
