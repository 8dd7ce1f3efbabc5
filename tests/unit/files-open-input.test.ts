import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { openInput } from '../../server/files/open-input.ts'

const folder = mkdtempSync(join(tmpdir(), 'reperes-files-'))
const path = join(folder, 'places.csv')
writeFileSync(path, 'id,nom\n1,École\n')

const servers: Server[] = []
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const failure = (from: string, options = {}) =>
  openInput(from, options).then(
    () => ({ code: 'opened', message: '' }),
    (error: { code: string; message: string }) => error,
  )

describe('An operator names', () => {
  it('a path', async () => {
    const input = await openInput(path)
    expect(input).toMatchObject({ totalBytes: 16, name: path })
    expect(await text(input.stream)).toBe('id,nom\n1,École\n')
  })

  it('standard input', async () => {
    const stdin = Readable.from([Buffer.from('id')])
    expect(await text((await openInput('-', { stdin })).stream)).toBe('id')
  })

  it('an address, whose redirects are followed', async () => {
    const address = await serve((request, response) => {
      if (request.url === '/latest') response.writeHead(302, { location: '/file.csv' }).end()
      else response.writeHead(200, { 'content-length': 6 }).end('id,nom')
    })
    const input = await openInput(`${address}/latest`)
    expect(input.totalBytes).toBe(6)
    expect(await text(input.stream)).toBe('id,nom')
  })

  it('an address with a user and a password', async () => {
    const address = await serve((request, response) => response.end(request.headers.authorization))
    const input = await openInput(address.replace('http://', 'http://me:pass%20word@'))
    expect(input.name).toBe(`${address}/`)
    expect(await text(input.stream)).toBe(`Basic ${btoa('me:pass word')}`)
  })

  it('an address that answers compressed, whose size is then unknown', async () => {
    const body = gzipSync('id,nom')
    const address = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length }).end(body),
    )
    const input = await openInput(address)
    expect(input.totalBytes).toBeNull()
    expect(await text(input.stream)).toBe('id,nom')
  })
})

describe('What cannot be opened is told in one sentence', () => {
  it('a file that is not there', async () => {
    expect(await failure(join(folder, 'none.csv'))).toMatchObject({
      code: 'not-found',
      message: `There is no file at ${join(folder, 'none.csv')}: check the path.`,
    })
  })

  it('a folder', async () => {
    expect(await failure(folder)).toMatchObject({ code: 'directory' })
  })

  it('nothing piped', async () => {
    const stdin = Object.assign(Readable.from([]), { isTTY: true })
    expect(await failure('-', { stdin })).toMatchObject({ code: 'nothing-piped' })
  })

  it('an address of another kind', async () => {
    expect(await failure('ftp://files.example.org/a.csv')).toMatchObject({ code: 'unsupported-address' })
  })

  it('an address that answers with an error, without its key', async () => {
    const address = await serve((_, response) => response.writeHead(404).end('no'))
    const error = await failure(`${address}/places.csv?key=s3cret`)
    expect(error).toMatchObject({
      code: 'http-status',
      message: `${address}/places.csv answered 404: check that the address downloads the file itself.`,
    })
  })

  it('a connection that is refused, without its password', async () => {
    const address = await serve(() => {})
    const server = servers.pop()
    await new Promise((resolve) => server?.close(resolve))
    expect(await failure(address.replace('http://', 'http://me:s3cret@'))).toMatchObject({
      code: 'unreachable',
      message: `${address}/ cannot be reached (the connection is refused): check the address and the network.`,
    })
  })

  it('an address that is none, without its password', async () => {
    const error = await failure('http://me:s3cret@:not a port/places.csv?key=s3cret')
    expect(error.code).toBe('unsupported-address')
    expect(error.message).not.toContain('s3cret')
  })

  it('an address that never answers', async () => {
    const address = await serve(() => {})
    expect(await failure(address, { firstByteMs: 20 })).toMatchObject({ code: 'timeout' })
  })
})
