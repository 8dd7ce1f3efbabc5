// What files are called, and how long they are.
import { basename } from 'node:path'
import { expect, it } from 'vitest'
import { sourcesIn, suffixOf } from './sources.ts'

const sources = sourcesIn('server', 'client', 'db', 'seeds', 'i18n')
const suffixes = ['schema', 'api', 'pages', 'view', 'actions', 'queries', 'rules']
/** Folders of the server that speak to something outside, and name their files as they like. */
const adapters = [
  'basemap',
  'commands',
  'files',
  'geocoding',
  'http',
  'ical',
  'jobs',
  'mail',
  'opening-hours',
  'recurrence',
  'typesetting',
  'threads',
]

/** Longer than one sitting, each with its reason. */
const longer: Record<string, string> = {
  'server/places/place-store.queries.ts':
    'the columns of a place, written and read in one file so that none is forgotten',
  'server/twins/service-words.rules.ts': 'lists of words',
}

it('a folder of a domain holds files of the seven kinds only', () => {
  const domain = sources.filter(({ path }) => {
    const [top, folder, file] = path.split('/')
    return top === 'server' && file !== undefined && !adapters.includes(folder!)
  })
  expect(domain.length).toBeGreaterThan(50)
  expect(
    domain.filter(({ path }) => !suffixes.includes(suffixOf(path) ?? '')).map(({ path }) => path),
  ).toEqual([])
})

it('a suffix means something everywhere', () => {
  const other = sources.filter(({ path }) => {
    const suffix = suffixOf(path)
    return suffix !== undefined && ![...suffixes, 'element'].includes(suffix)
  })
  expect(other.map(({ path }) => path)).toEqual([])
})

it('every name is kebab-case and says what is inside', () => {
  const files = [...sources, ...sourcesIn('tests')]
  const vague = /(^|[-./])(utils?|helpers?|common|managers?|services?|misc|shared|lib)(?=[-./]|$)/
  // `service-words` and `address-service` speak of the services of a place and of an outside service.
  const meant = ['server/twins/service-words.rules.ts', 'server/geocoding/address-service.ts']
  const bad = files.filter(({ path }) => {
    const name = basename(path)
    return (
      !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.ts$/.test(name) || (vague.test(path) && !meant.includes(path))
    )
  })
  expect(bad.map(({ path }) => path)).toEqual([])
})

it('no index.ts only passes on what others export', () => {
  const passing = sources.filter(
    ({ path, text }) =>
      basename(path) === 'index.ts' && text.replaceAll(/export\b[^;\n]*\bfrom\b.*|\/\/.*|\s/g, '') === '',
  )
  expect(passing.map(({ path }) => path)).toEqual([])
})

it('a file is read at one sitting: at most 250 lines, or with a reason', () => {
  const long = sources.filter(({ lines }) => lines > 250).map(({ path }) => path)
  expect(long.toSorted()).toEqual(Object.keys(longer).toSorted())
})

it('nothing is left for later', () => {
  const left = sources.filter(({ text }) => /\b(TODO|FIXME|XXX)\b/.test(text))
  expect(left.map(({ path }) => path)).toEqual([])
})
