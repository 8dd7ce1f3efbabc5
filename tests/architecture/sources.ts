// The project's own source files and what each imports, read with the parser that builds the browser's part.
// (dependency-cruiser reads TypeScript through an API that TypeScript 7 no longer has: it finds no .ts file.)
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { parseAst } from 'vite'

export type Import = {
  /** The file inside the project, or the name of the package (`node:fs`, `kysely`, `lit/directives/if-defined.js`). */
  from: string
  /** Is it a file of the project? */
  own: boolean
  /** Gone once the types are stripped. */
  typeOnly: boolean
  names: string[]
}

export type Source = { path: string; text: string; lines: number; imports: Import[] }

const root = join(import.meta.dirname, '../..')

/** Every TypeScript file of the folders, by path from the project's root. */
export function sourcesIn(...folders: string[]): Source[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root, exclude: ['client/dist/**'] }))
    .map((path) => sourceOf(path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')))
}

/** What a file imports and re-exports, at once or later (`await import(…)` of a fixed name). */
export function sourceOf(path: string, text: string): Source {
  const imports: Import[] = []
  walk(parseAst(text, { lang: 'ts' }), (node) => {
    const specifier = (node.source as Node | null | undefined)?.value
    if (typeof specifier !== 'string') return
    const own = specifier.startsWith('.')
    const from = own ? normalize(join(dirname(path), specifier)).replaceAll('\\', '/') : specifier
    imports.push({ from, own, typeOnly: isTypeOnly(node), names: namesOf(node) })
  })
  return { path, text, lines: text.split('\n').length - 1, imports }
}

type Node = Record<string, unknown>

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, visit)
  else if (value && typeof value === 'object') {
    visit(value as Node)
    for (const each of Object.values(value)) walk(each, visit)
  }
}

function isTypeOnly(node: Node): boolean {
  if (node.importKind === 'type' || node.exportKind === 'type') return true
  const specifiers = node.specifiers as Node[] | undefined
  return (
    Boolean(specifiers?.length) &&
    specifiers!.every((each) => (each.importKind ?? each.exportKind) === 'type')
  )
}

function namesOf({ specifiers }: Node): string[] {
  return ((specifiers ?? []) as Node[]).map(({ imported, local }) =>
    String(((imported ?? local) as Node).name),
  )
}

/** Circles of imports at run time, each as the files along it. */
export function circlesOf(sources: readonly Source[]): string[][] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const done = new Set<string>()
  const circles: string[][] = []
  const visit = (path: string, trail: string[]) => {
    const start = trail.indexOf(path)
    if (start >= 0) circles.push([...trail.slice(start), path])
    if (start >= 0 || done.has(path)) return
    for (const { from, own, typeOnly } of byPath.get(path)?.imports ?? []) {
      if (own && !typeOnly) visit(from, [...trail, path])
    }
    done.add(path)
  }
  for (const { path } of sources) visit(path, [])
  return circles
}

/** What a file of a domain is: `queries` of `server/places/places.queries.ts`; `undefined` without a suffix. */
export function suffixOf(path: string): string | undefined {
  return /\.([a-z]+)\.ts$/.exec(basename(path))?.[1]
}
