// Which templates these are: what is set with others is another paper.
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const hashes = new Map<string, string>()

/** A hash of the Typst files in the folder of a template and below, as they were when they were first asked for. */
export function templateHash(template: URL): string {
  const folder = dirname(fileURLToPath(template))
  const known = hashes.get(folder)
  if (known) return known
  const hash = createHash('sha256')
  for (const file of globSync('**/*.typ', { cwd: folder }).toSorted())
    hash.update(`${file}\n`).update(readFileSync(join(folder, file)))
  const digest = hash.digest('base64url')
  hashes.set(folder, digest)
  return digest
}
