import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FolderLockedError, lockFolder } from '../../db/folder-lock.ts'

const lockModule = new URL('../../db/folder-lock.ts', import.meta.url).href

describe('The lock on the data folder', () => {
  let folder: string
  let children: ChildProcess[]

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reperes-lock-'))
    children = []
  })
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  /** Another process that takes the folder; says `held`, or the message of its refusal. */
  async function otherProcess(command: string): Promise<{ child: ChildProcess; says: string }> {
    const program = `
      const { lockFolder } = await import(${JSON.stringify(lockModule)})
      try {
        lockFolder(${JSON.stringify(folder)}, ${JSON.stringify(command)})
        process.stdout.write('held')
        setInterval(() => {}, 1000)
      } catch (error) {
        process.stdout.write(error.message)
      }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'pipe' })
    children.push(child)
    const [said] = await once(child.stdout, 'data')
    return { child, says: String(said) }
  }

  it('refuses a second process, naming the first one and what to do', async () => {
    const { child, says } = await otherProcess('npm start')
    expect(says).toBe('held')
    const refused = () => lockFolder(folder, 'npm run import')
    expect(refused).toThrow(FolderLockedError)
    expect(refused).toThrow(`The folder ${folder} is in use by "npm start" (process ${child.pid}, since 2`)
    expect(refused).toThrow(/: stop that first, or set DATA_DIR to another folder\.$/)
  })

  it('is free again when its holder was killed without a chance to tidy up', async () => {
    const { child } = await otherProcess('npm start')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(existsSync(join(folder, 'database.lock.json'))).toBe(true)
    lockFolder(folder, 'npm run import').release()
  })

  it('names the present holder, not one that was killed before', async () => {
    const { child } = await otherProcess('npm start')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const lock = lockFolder(folder, 'npm run import')
    const { says } = await otherProcess('npm start')
    expect(says).toContain(`"npm run import" (process ${process.pid},`)
    lock.release()
  })

  it('refuses the same process a second time, and keeps the first lock', async () => {
    const lock = lockFolder(folder, 'npm start')
    expect(() => lockFolder(folder, 'npm start')).toThrow(FolderLockedError)
    const { says } = await otherProcess('npm run import')
    expect(says).toContain('is in use by "npm start"')
    lock.release()
  })

  it('opens the folder to others when it is released, once and for all', async () => {
    const lock = lockFolder(folder, 'npm start')
    lock.release()
    const { says } = await otherProcess('npm run import')
    expect(says).toBe('held')
    lock.release()
    expect(() => lockFolder(folder, 'npm start')).toThrow('"npm run import"')
  })
})
