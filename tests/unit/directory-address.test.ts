import { expect, test } from 'vitest'
import {
  directoryAddress,
  readDirectoryParameters,
  readDirectoryRequest,
  spelledOut,
  unknownDirectoryParameters,
} from '../../server/directory/directory-address.rules.ts'

const now = new Date('2026-11-26T10:00:00Z')

function paper(query: Record<string, unknown>) {
  return readDirectoryRequest('fr', readDirectoryParameters(query, 'paper'), now)
}

test('reads a commune in French and Arabic as an A4 booklet', () => {
  const { request, faults } = paper({ territory: 'commune-67482', print: 'fr,ar', format: 'a4' })
  expect(faults).toEqual([])
  expect(request).toMatchObject({
    languages: ['fr', 'ar'],
    format: 'a4',
    order: undefined,
    savesInk: false,
    search: { facets: { territory: ['commune-67482'] } },
  })
})

test('speaks the language of the page where no other is named', () => {
  const { request } = readDirectoryRequest('tr', {}, now)
  expect(request.languages).toEqual(['tr'])
})

test.each([
  [{ format: 'a5' }, 'format', 'a4, list, large, poster'],
  [{ order: 'name' }, 'order', 'need, distance'],
  [{ ink: 'yes' }, 'ink', 'save'],
  [{ print: 'fr,xx' }, 'print', 'fr, en, de, tr, ar'],
  [{ print: 'fr,ar,tr' }, 'print', undefined],
  [{ services: 'cooking' }, 'services', expect.stringContaining('work')],
  [{ territory: 'neudorf' }, 'territory', undefined],
  [{ radius: '500' }, 'radius', undefined],
  [{ format: ['a4', 'list'] }, 'format', 'a4, list, large, poster'],
  [{ selection: 'a'.repeat(61) }, 'selection', undefined],
])('names what paper cannot be made with: %j', (query, parameter, expected) => {
  const { faults } = paper(query)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatchObject({ parameter, ...(expected && { expected }) })
})

test('keeps a radius that stands with words whose point nobody knows yet', () => {
  const { request, faults } = paper({ where: '12 rue du Neufeld', radius: '800' })
  expect(faults).toEqual([])
  expect(request).toMatchObject({ where: '12 rue du Neufeld', radius: 800, search: { near: undefined } })
})

test('leaves on a page the radius that a form sends without an address', () => {
  expect(readDirectoryParameters({ radius: '1000', territory: 'commune-67482' }, 'page')).toEqual({
    territory: 'commune-67482',
  })
})

test('takes the point that a form carries along, unless words are written', () => {
  const point = '7.75,48.57'
  expect(paper({ point }).request.search.near).toEqual([7.75, 48.57])
  expect(paper({ point, where: 'Neudorf' }).request.search.near).toBeUndefined()
})

test('knows its own parameters from a slip', () => {
  const query = { territory: 'commune-67482', langs: 'fr', format: 'a4', languages: 'tr' }
  expect(unknownDirectoryParameters(query)).toEqual(['langs'])
})

test('writes one address for one directory, whatever the order in which it was asked for', () => {
  const written = (query: Record<string, unknown>) => {
    const parameters = readDirectoryParameters(query, 'paper')
    const { request } = readDirectoryRequest('fr', parameters, now)
    return directoryAddress('fr', spelledOut(parameters, request), '.pdf')
  }
  const address =
    '/fr/directory.pdf?languages=tr&territory=commune-67482&unknown=true&print=fr,ar&format=a4&ink=save'
  const query = { territory: 'commune-67482', languages: 'tr', unknown: 'true', print: 'fr,ar', ink: 'save' }
  expect(written(query)).toBe(address)
  expect(written(Object.fromEntries(Object.entries(query).toReversed()))).toBe(address)
})
