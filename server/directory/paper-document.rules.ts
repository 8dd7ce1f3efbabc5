// A document as the templates of the paper read it: with how wide its words are, guessed before it is set (what surely stands
// on one line is not measured, and a table whose rows surely do is set in a third of the time). Cards and codes stand apart.
import type { DirectoryCard, DirectoryDocument, Words } from './directory-document.rules.ts'

/** In ems of their letters, for one language; rather more than less. */
export type CardWidths = {
  /** Of the week: the longest days, the longest hours of a day, the longest of these from when to when. */
  days: number
  hours: number
  span: number
  /** The word "Hours" with the remarks on them in the same line; `null` where these are none or no sentences. */
  head: number | null
}

/** What templates read as `document.json`: sections name their places by number. */
export type PaperDocument = Omit<DirectoryDocument, 'sections' | 'indexes'> & {
  sections: (Omit<DirectoryDocument['sections'][number], 'cards'> & { cards: number[] })[]
  indexes: Omit<DirectoryDocument['indexes'], 'names'> & {
    names: (DirectoryDocument['indexes']['names'][number] & { width: number })[]
  }
}

/** What they read as `cards.json`, for each place: a card with its widths, for each language of the paper, without its code. */
export type PaperCard = Omit<DirectoryCard, 'qr'> & { widths: CardWidths[]; nameWidth: number }

/** Letters by how wide Atkinson Hyperlegible Next and Vazirmatn draw them. */
const widths: [letters: RegExp, ems: number][] = [
  [/[\s.,:;·'’!|]/u, 0.3],
  [/[mwMW@%&«»—…œæŒÆ]/u, 0.9],
  [/\p{Lu}/u, 0.78],
  [/\p{N}/u, 0.65],
  [/[\p{Script=Latin}\p{P}]/u, 0.6],
  [/\p{Script=Arabic}/u, 0.57],
  [/\p{Mn}/u, 0],
]
const widest = 1.2

const emsOfLetters = new Map<string, number>()

function emsOfLetter(letter: string): number {
  const known = emsOfLetters.get(letter)
  if (known !== undefined) return known
  const ems = widths.find(([letters]) => letters.test(letter))?.[1] ?? widest
  emsOfLetters.set(letter, ems)
  return ems
}

/** How wide a text is at most, in ems of its letters, unless it is set bold. */
export function guessedEms(text: string): number {
  let ems = 0
  for (const letter of text) ems += emsOfLetter(letter)
  return ems
}

/** Between the hours of a day. */
const betweenHours = 0.9

function widthsOf(card: Omit<DirectoryCard, 'qr'>, hoursWord: string, language: number): CardWidths {
  const spans = card.week.map(({ times }) => times.map((time) => guessedEms(time[language]!)))
  const notes = card.hoursNotes.map((note) => note[language]!)
  const areSentences = notes.length > 0 && notes.every((note) => note.endsWith('.'))
  const sum = (all: readonly number[]) => all.reduce((left, right) => left + right, 0)
  return {
    days: Math.max(0, ...card.week.map(({ days }) => guessedEms(days[language]!))),
    hours: Math.max(0, ...spans.map((row) => sum(row) + (row.length - 1) * betweenHours)),
    span: Math.max(0, ...spans.flat()),
    // The word is bold, and a space follows each part.
    head: areSentences
      ? guessedEms(hoursWord) * 1.1 + 1 + sum(notes.map((note) => guessedEms(note) + 0.3))
      : null,
  }
}

/** All places, in the order of their numbers, which begin at 1. */
export function cardsByNumber({ sections }: DirectoryDocument): DirectoryCard[] {
  return sections.flatMap(({ cards }) => cards).toSorted((left, right) => left.number - right.number)
}

/** @param hoursWords the word "Hours" in each language */
export function paperCard({ qr: _, ...card }: DirectoryCard, hoursWords: Words): PaperCard {
  return {
    ...card,
    widths: hoursWords.map((word, language) => widthsOf(card, word, language)),
    nameWidth: guessedEms(card.name),
  }
}

/** A document without its cards, and with the widths of the names in its index. */
export function paperDocument(document: DirectoryDocument): PaperDocument {
  return {
    ...document,
    sections: document.sections.map((section) => ({
      ...section,
      cards: section.cards.map(({ number }) => number),
    })),
    indexes: {
      ...document.indexes,
      names: document.indexes.names.map((entry) => ({
        ...entry,
        width: guessedEms([entry.name, entry.commune].filter(Boolean).join(', ')),
      })),
    },
  }
}
