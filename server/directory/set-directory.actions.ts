// A directory as paper: its map is drawn, then all of it is set.
import type { Dependencies } from '../dependencies.ts'
import { needStrokes } from '../start/pictograms.view.ts'
import { NotSetError } from '../typesetting/not-set.ts'
import type { Work } from '../typesetting/typesetting.ts'
import type { Directory } from './directory.actions.ts'
import type { DirectoryDocument, PaperFormat } from './directory-document.rules.ts'
import { inTurns } from './in-turns.actions.ts'
import { drawMap } from './map/draw-map.actions.ts'
import { cardsByNumber, paperCard, paperDocument } from './paper-document.rules.ts'
import { mapRoom } from './paper-room.rules.ts'

/** Large print is the booklet in larger letters. */
const templates: Record<PaperFormat, string> = {
  a4: 'booklet.typ',
  large: 'booklet.typ',
  list: 'list.typ',
  poster: 'poster.typ',
}

/** What is printed. */
export type Printed = {
  document: DirectoryDocument
  /** Day of the edition, `YYYY-MM-DD`: that of the file too, so that the same facts give the same bytes. */
  day: string
  /** Pictures that the map names. */
  pictures: readonly { name: string; bytes: Uint8Array }[]
}

/** `work`: what is to be set of it. */
export type Paper = Printed & { work: Work }

type Needs = Pick<Dependencies, 'db' | 'basemap'>
type Drawable = Pick<Directory, 'document' | 'map' | 'facts'>

/** Draws the map of a directory, where its format has one. */
export async function paperOf(
  needs: Needs,
  { document, map: points, facts }: Drawable,
  { withStreets = true } = {},
): Promise<Paper> {
  const room = mapRoom(document.format, points.points)
  const { day } = facts
  if (!room) return withWork({ document, day, pictures: [] })
  const languages = document.languages.map(({ code }) => code)
  const savesInk = document.savesInk || !withStreets
  const { map, files } = await drawMap(needs, { ...points, ...room, languages, savesInk })
  return withWork({ document: { ...document, map }, day, pictures: files })
}

const withWork = async (printed: Printed): Promise<Paper> => ({ ...printed, work: await workOf(printed) })

/** What is to be set. Codes stand apart from cards: on its card each would be read at every call that names the card. */
export async function workOf({ document, day, pictures }: Printed): Promise<Work> {
  const jsons = await inTurns(cardsByNumber(document), (card) => ({
    card: JSON.stringify(paperCard(card, document.labels.hours)),
    code: JSON.stringify(card.qr),
  }))
  return {
    template: new URL(templates[document.format], import.meta.url),
    date: day,
    files: {
      'document.json': JSON.stringify(paperDocument(document)),
      'cards.json': `[${jsons.map(({ card }) => card).join()}]`,
      'codes.json': `[${jsons.map(({ code }) => code).join()}]`,
      'pictograms.json': JSON.stringify(needStrokes),
      ...Object.fromEntries(pictures.map(({ name, bytes }) => [name, bytes])),
    },
  }
}

/**
 * Sets a paper. A picture of streets may be broken inside, which is found when it is unpacked: the paper is then set
 * without streets.
 * @param set what Typst is to make of it
 * @returns what it made, and of which work: its key names that paper and no other
 */
export async function setPaper<T>(
  needs: Needs,
  directory: Drawable,
  paper: Paper,
  set: (work: Work) => Promise<T>,
): Promise<{ made: T; work: Work }> {
  try {
    return { made: await set(paper.work), work: paper.work }
  } catch (error) {
    if (error instanceof NotSetError || paper.pictures.length === 0) throw error
    const { work } = await paperOf(needs, directory, { withStreets: false })
    return { made: await set(work), work }
  }
}
