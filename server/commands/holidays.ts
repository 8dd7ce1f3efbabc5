// npm run holidays -- [--without-good-friday CODES] [--with-good-friday CODES]
import { parseArgs } from 'node:util'
import { lockImports } from '../imports/imports.queries.ts'
import { publishUnits } from '../mobile-units/unit-publication.actions.ts'
import { publishPlaces } from '../places/publication.actions.ts'
import { keptByCommunes, setGoodFriday } from '../sessions/holiday-regions.queries.ts'
import { sayAndExit } from './say.ts'
import { runCommand, say } from './session.ts'
import { UsageError } from './usage-error.ts'

const usage = `npm run holidays -- [--without-good-friday CODES] [--with-good-friday CODES]

In Bas-Rhin, Haut-Rhin and Moselle, Good Friday is a holiday in communes that have a protestant temple or a mixed church.
Without a word it is taken for one in all of them. CODES are INSEE codes of communes, by comma: 67001,67002.`

function readArguments() {
  const option = { type: 'string', default: '' } as const
  try {
    const { values } = parseArgs({ options: { 'without-good-friday': option, 'with-good-friday': option } })
    const [without, kept] = [codesOf(values['without-good-friday']), codesOf(values['with-good-friday'])]
    if (without.length + kept.length === 0) throw new Error('name at least one commune')
    return { without, kept }
  } catch (error) {
    throw new UsageError(`${(error as Error).message}.\n\n${usage}`)
  }
}

function codesOf(list: string): string[] {
  const codes = list.split(',').flatMap((code) => code.trim() || [])
  const wrong = codes.find((code) => !/^(57|67|68)\d{3}$/.test(code))
  if (wrong) throw new Error(`"${wrong}" is no INSEE code of Moselle, Bas-Rhin or Haut-Rhin`)
  return codes
}

async function begin(): Promise<void> {
  const { without, kept } = readArguments()
  runCommand('npm run holidays', async ({ db }) => {
    const lines = await db.transaction().execute(async (trx) => {
      // An import beside it would write its dates by the holidays before.
      await lockImports(trx)
      const unknown = [
        ...(await setGoodFriday(trx, without, false)),
        ...(await setGoodFriday(trx, kept, true)),
      ]
      const { places, units } = await keptByCommunes(trx, [...without, ...kept])
      await publishPlaces(trx, places, new Date())
      await publishUnits(trx, units, new Date())
      return [
        ...(unknown.length > 0 ? [`No commune of this instance: ${unknown.join(', ')}.`] : []),
        `The dates of ${places.length} places and ${units.length} mobile units were written anew.`,
      ]
    })
    for (const line of lines) say(line)
  })
}

begin().catch(sayAndExit)
