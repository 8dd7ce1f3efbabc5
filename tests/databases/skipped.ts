// Says at the end of a run which tests did not run, and why.
import type { TestProject } from 'vitest/node'

/** The teardown of a project that is skipped: it prints the reason once, after everything else. */
export function skipProject(project: TestProject, reason: string): () => void {
  return () => {
    process.stdout.write(`\n Skipped: the tests of "${project.name}", because of this: ${reason}.\n`)
  }
}
