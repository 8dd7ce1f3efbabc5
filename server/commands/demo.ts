// npm run demo -- [--remove]
import { parseArgs } from 'node:util'
import { dropDemonstration, loadDemonstration } from '../imports/demonstration.actions.ts'
import { isEmpty } from '../imports/imports.queries.ts'
import { sayAndExit } from './say.ts'
import { runCommand, say } from './session.ts'
import { UsageError } from './usage-error.ts'

const usage = `npm run demo -- [--remove]

Loads the invented places into a database without any place; --remove takes them away.`

function readArguments() {
  try {
    return parseArgs({ options: { remove: { type: 'boolean', default: false } } }).values
  } catch (error) {
    throw new UsageError(`${(error as Error).message}.\n\n${usage}`)
  }
}

async function begin(): Promise<void> {
  const { remove } = readArguments()
  runCommand('npm run demo', async ({ config, db }) => {
    if (remove) return say(`${await dropDemonstration(db, new Date())} invented places were removed.`)
    if (!(await isEmpty(db))) {
      throw new UsageError(
        'There are places already, and invented ones are not mixed with them: nothing was loaded.',
      )
    }
    say(`${await loadDemonstration(db, config.territory, new Date())} invented places were loaded.`)
  })
}

begin().catch(sayAndExit)
