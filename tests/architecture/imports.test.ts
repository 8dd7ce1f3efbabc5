// Who may import whom: arrows go one way, and what is pure stays pure.
import { describe, expect, it } from 'vitest'
import project from '../../package.json' with { type: 'json' }
import { circlesOf, type Import, type Source, sourceOf, sourcesIn, suffixOf } from './sources.ts'

const sources = sourcesIn('server', 'client', 'db', 'seeds', 'i18n')
const inFolder = (folder: string) => sources.filter(({ path }) => path.startsWith(`${folder}/`))
const withSuffix = (...suffixes: string[]) =>
  sources.filter(({ path }) => suffixes.includes(suffixOf(path) ?? ''))

/** `file → import` of each import that the rule does not allow. */
function breaches(files: Source[], allowed: (imported: Import, file: Source) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((imported) => !allowed(imported, file))
      .map(({ from, typeOnly }) => `${file.path} → ${from}${typeOnly ? ' (type)' : ''}`),
  )
}
const under = ({ from, own }: Import, ...folders: string[]) =>
  own && folders.some((folder) => from.startsWith(`${folder}/`))

it('reads the files that it judges', () => {
  expect(inFolder('server').length).toBeGreaterThan(80)
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(300)
  for (const { path, imports } of sources) {
    for (const { from, own } of imports.filter((each) => each.own && /\.ts$/.test(each.from))) {
      expect(own && sources.some((source) => source.path === from), `${path} → ${from}`).toBe(true)
    }
  }
})

describe('Arrows go one way', () => {
  it('client → views, rules, schemas and types of the server, and the texts', () => {
    const shared = (from: string) => ['view', 'rules', 'schema'].includes(suffixOf(from) ?? '')
    const allowed = (imported: Import) =>
      !imported.own ||
      under(imported, 'client', 'i18n') ||
      (under(imported, 'server') && (shared(imported.from) || imported.typeOnly))
    expect(breaches(inFolder('client'), allowed)).toEqual([])
  })

  it('server → db, texts and seeds, never the client', () => {
    const allowed = (imported: Import) => !imported.own || under(imported, 'server', 'db', 'i18n', 'seeds')
    expect(breaches(inFolder('server'), allowed)).toEqual([])
  })

  it.each(['db', 'i18n'])('%s → itself and the texts', (folder) => {
    const allowed = (imported: Import) => !imported.own || under(imported, folder, 'i18n')
    expect(breaches(inFolder(folder), allowed)).toEqual([])
  })

  it('seeds → the server for types only', () => {
    const allowed = (imported: Import) =>
      !imported.own || under(imported, 'seeds', 'i18n') || (under(imported, 'server') && imported.typeOnly)
    expect(breaches(inFolder('seeds'), allowed)).toEqual([])
  })

  it('without circles, whatever the types say', () => {
    expect(circlesOf(sources)).toEqual([])
  })

  it('no domain imports what starts the server, builds it, or is a command', () => {
    const tops = ['server/main.ts', 'server/app.ts']
    const files = inFolder('server').filter(
      ({ path }) => path !== 'server/main.ts' && !path.startsWith('server/commands/'),
    )
    const allowed = (imported: Import) => !tops.includes(imported.from) && !under(imported, 'server/commands')
    expect(breaches(files, allowed)).toEqual([])
  })
})

describe('SQL stays in its place', () => {
  it('kysely is imported by queries and by db/ only, elsewhere as the type of a connection', () => {
    const files = sources.filter(({ path }) => suffixOf(path) !== 'queries' && !path.startsWith('db/'))
    const allowed = ({ from, typeOnly, names }: Import) =>
      from !== 'kysely' || (typeOnly && names.every((name) => name === 'Kysely' || name === 'Transaction'))
    expect(breaches(files, allowed)).toEqual([])
  })

  it('no page and no route knows a connection’s type, a table or geometry', () => {
    const allowed = ({ from }: Import) => from !== 'kysely' && !from.startsWith('db/')
    expect(breaches(withSuffix('api', 'pages', 'view', 'rules', 'schema'), allowed)).toEqual([])
  })

  it('functions of PostGIS are called in db/geo.ts and in migrations only', () => {
    const allowed = (path: string) => path === 'db/geo.ts' || path.startsWith('db/migrations/')
    const calls = sources.filter(
      ({ path, text }) => !allowed(path) && /\bST_\w+\s*\(|::geo(graphy|metry)\b|<->/.test(text),
    )
    expect(calls.map(({ path }) => path)).toEqual([])
  })
})

describe('What is pure stays pure', () => {
  it('rules import rules, and what computes without knowing anything', () => {
    const knowsNothing = (path: string) =>
      path.startsWith('i18n/') &&
      sources.some((source) => source.path === path && source.imports.every(({ typeOnly }) => typeOnly))
    const allowed = ({ from, own, typeOnly }: Import) =>
      typeOnly ||
      (own ? suffixOf(from) === 'rules' || knowsNothing(from) : /^(libphonenumber-js|diff)(\/|$)/.test(from))
    expect(breaches(withSuffix('rules'), allowed)).toEqual([])
  })

  it('views import views, rules, texts and Lit', () => {
    const allowed = (imported: Import) =>
      imported.typeOnly ||
      /^(lit|lit-html)(\/|$)/.test(imported.from) ||
      under(imported, 'i18n') ||
      (imported.own && ['view', 'rules'].includes(suffixOf(imported.from) ?? ''))
    expect(breaches(withSuffix('view'), allowed)).toEqual([])
  })

  it('rules and views know nothing of Node, of the clock or of chance', () => {
    const files = withSuffix('rules', 'view')
    expect(breaches(files, ({ from }) => !from.startsWith('node:'))).toEqual([])
    const impure = /\bprocess\.|\bBuffer\b|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/
    expect(files.filter(({ text }) => impure.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('schemas import schemas, rules and TypeBox', () => {
    const allowed = ({ from, own, typeOnly }: Import) =>
      typeOnly || from === 'typebox' || (own && ['schema', 'rules'].includes(suffixOf(from) ?? ''))
    expect(breaches(withSuffix('schema'), allowed)).toEqual([])
  })

  it('the environment is read in server/config.ts only', () => {
    const readers = sources.filter(({ text }) => /\bprocess\.env\b|\bimport\.meta\.env\b/.test(text))
    expect(readers.map(({ path }) => path)).toEqual(['server/config.ts'])
  })

  it('the map’s library is imported in client/map only', () => {
    const files = sources.filter(({ path }) => !path.startsWith('client/map/'))
    expect(breaches(files, ({ from }) => !/^maplibre-gl(\/|$)/.test(from))).toEqual([])
  })
})

it('every package that runs is one that the project asks for', () => {
  const packages = breaches(sources, ({ from, own, typeOnly }) => {
    const name = from.split('/', from.startsWith('@') ? 2 : 1).join('/')
    return own || typeOnly || from.startsWith('node:') || name in project.dependencies
  })
  expect(packages).toEqual([])
})

describe('The judge', () => {
  const judged = (path: string, text: string) => sourceOf(path, text).imports

  it('tells what is imported, from where, and whether it is a type', () => {
    const text = `import type { A } from './a.ts'
      import { type B, c } from '../b.ts'
      import { type D } from 'd'
      export { e } from './e.ts'
      export * from './f.ts'
      const g = await import('./g.ts')`
    expect(judged('server/places/x.ts', text).map(({ from, typeOnly }) => [from, typeOnly])).toEqual([
      ['server/places/a.ts', true],
      ['server/b.ts', false],
      ['d', true],
      ['server/places/e.ts', false],
      ['server/places/f.ts', false],
      ['server/places/g.ts', false],
    ])
  })

  it('sees a circle, and none where only types go round', () => {
    const a = sourceOf('a.ts', `import { b } from './b.ts'`)
    expect(circlesOf([a, sourceOf('b.ts', `import { a } from './a.ts'`)])).toEqual([['a.ts', 'b.ts', 'a.ts']])
    expect(circlesOf([a, sourceOf('b.ts', `import type { a } from './a.ts'`)])).toEqual([])
  })
})
