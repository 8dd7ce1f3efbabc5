// Style sheets: the picture that holds all pictograms, and what may stand inside a page.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { stylesheetOf } from '../../server/http/client-build.ts'

const folder = join(import.meta.dirname, '../../client/styles')

describe('The pictograms', () => {
  let styles: string
  beforeAll(async () => {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.css'))
    styles = (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('\n')
  })

  it('stand each at a place of its own, in order, without a gap', () => {
    const rows = /--icons: url\("[^\n]*\n([^"]*)%3C\/svg%3E"\)/.exec(styles)![1]!.trim().split('\n')
    const moved = rows.map((row) => Number(/translate\(0 (\d+)\)/.exec(row)?.[1] ?? 0))
    expect(moved).toEqual(rows.map((_, index) => 32 * index))
    const named = [...styles.matchAll(/--icon-[a-z]+: ([\d.]+)%;/g)].map(([, place]) => Number(place))
    expect(named).toEqual(rows.map((_, index) => 2.5 * index))
  })

  it('are known wherever a style names one', () => {
    const named = new Set([...styles.matchAll(/var\((--icon-[a-z]+)\)/g)].map(([, name]) => name))
    expect(named.size).toBeGreaterThan(20)
    for (const name of named) expect(styles).toContain(`${name}: `)
  })
})

describe('A style sheet that pages carry', () => {
  it('is told by its hash', () => {
    // Of "a{}", by openssl dgst -sha256 -binary | base64.
    expect(stylesheetOf('/a.css', 'a{}').hash).toBe("'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='")
  })

  it.each(['a{background:url(b.png)}', 'a{content:"</STYLE>"}', 'a{}\r\n'])(
    'may hold nothing that means something else inside a page: %s',
    (text) => expect(() => stylesheetOf('/a.css', text)).toThrow('/a.css'),
  )

  it.each(['a{mask:url("data:image/svg+xml,x")}', 'a{background:url(/assets/b.png)}'])(
    'may hold %s',
    (text) => {
      expect(stylesheetOf('/a.css', text).text).toBe(text)
    },
  )
})
