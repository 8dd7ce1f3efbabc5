// Texts of a place in languages other than French, between a form and what is kept.
import type { PlaceText } from '../places/place-feature.rules.ts'
import { blocksShown } from './form-blocks.rules.ts'
import { type FieldOfBlock, type FormFault, formFault } from './form-fault.rules.ts'
import { type Typed, typedText } from './typed.rules.ts'

const kinds = ['summary', 'description'] as const

/** Languages of which the form shows texts, each once. */
const languagesShown = (texts: readonly PlaceText[]) =>
  [...new Set(texts.map(({ language }) => language))].slice(0, 9)

/** The texts as fields, one language beside the other. */
export function typedOfTexts(texts: readonly PlaceText[]): Record<string, string[]> {
  const fields = languagesShown(texts).flatMap((language, index): [string, string[]][] => {
    const own = texts.filter((text) => text.language === language)
    const field = (part: string) => `text-${index + 1}-${part}`
    return [
      [field('language'), [language]],
      ...own.map(({ kind, text }): [string, string[]] => [field(kind), [text]]),
    ]
  })
  return Object.fromEntries(fields)
}

/**
 * Texts as they were typed; a language that the form does not show stays. What is wrong is told at its field.
 * @returns and where what is wrong with one of these texts was typed
 */
export function readTexts(
  typed: Typed,
  before: readonly PlaceText[],
  faults: FormFault[],
): { texts: PlaceText[]; fieldOf: FieldOfBlock } {
  const shown = languagesShown(before)
  const kept = before.filter(({ language }) => !shown.includes(language))
  const written = blocksShown(typed, 'text').flatMap((number) => {
    const field = `text-${number}-language`
    const language = typedText(typed, field)
    const said = kinds.flatMap((kind) => {
      const text = typedText(typed, `text-${number}-${kind}`)
      return text === '' ? [] : [{ number, said: { language, kind, text } }]
    })
    const isTwice = language !== '' && languagesBefore(typed, number).includes(language)
    if (said.length > 0 && language === '') faults.push(formFault(field, 'text-language'))
    if (isTwice) faults.push(formFault(field, 'text-twice'))
    return language === '' || isTwice ? [] : said
  })
  const fieldOf: FieldOfBlock = ({ reason, at = -1 }) => {
    const block = written[at - kept.length]
    return block && `text-${block.number}-${reason === 'too-long' ? block.said.kind : 'language'}`
  }
  return { texts: [...kept, ...written.map(({ said }) => said)], fieldOf }
}

const languagesBefore = (typed: Typed, number: number) =>
  Array.from({ length: number - 1 }, (_, index) => typedText(typed, `text-${index + 1}-language`))
