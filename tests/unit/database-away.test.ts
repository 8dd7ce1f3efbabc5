import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DatabaseAwayError, openDatabase } from '../../db/connect.ts'

describe('A database that is away', () => {
  const failure = (databaseUrl: string | undefined, dataDir = '') =>
    openDatabase({ databaseUrl, dataDir }).then(
      () => {
        throw new Error('It was opened.')
      },
      (error: Error) => error,
    )

  it('is reported in one sentence with its place, never with the password', async () => {
    const port = await closedPort()
    const error = await failure(`postgresql://reperes:s3cret@127.0.0.1:${port}/places`)
    expect(error).toBeInstanceOf(DatabaseAwayError)
    expect(error.message).toBe(
      `PostgreSQL at 127.0.0.1:${port}/places does not answer (ECONNREFUSED): start it, or correct DATABASE_URL.`,
    )
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('s3cret')
  })

  it('is reported without repeating an address that is not one', async () => {
    const error = await failure('postgresql://reperes:s3cret@:not a port/places')
    expect(error.message).toBe(
      'DATABASE_URL is not an address: write postgresql://user:password@host:5432/database.',
    )
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('s3cret')
  })

  it('is reported when the data folder cannot be made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reperes-away-'))
    writeFileSync(join(folder, 'data'), 'a file where the folder should be')
    const error = await failure(undefined, join(folder, 'data'))
    expect(error).toBeInstanceOf(DatabaseAwayError)
    expect(error.message).toContain(`The folder ${join(folder, 'data')} cannot be written`)
    rmSync(folder, { recursive: true })
  })
})

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
