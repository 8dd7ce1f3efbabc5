// A directory as paper: its map is drawn, then all of it is set.
import type { Dependencies } from '../dependencies.ts'
import { needStrokes } from '../start/pictograms.view.ts'
import { NotSetError } from '../typesetting/not-set.ts'
import type { Work } from '../typesetting/typesetting.ts'
import type { Directory } from './directory.actions.ts'
import type { DirectoryDocument, PaperFormat } from './directory-document.rules.ts'
import { drawMap } from './map/draw-map.actions.ts'
import { codesOf, paperDocument } from './paper-document.rules.ts'
import { mapRoom } from './paper-room.rules.ts'

/** Large print is the booklet in larger letters. */
const templates: Record<PaperFormat, string> = {
  a4: 'booklet.typ',
  large: 'booklet.typ',
  list: 'list.typ',
  poster: 'poster.typ',
}

export type Paper = {
  document: DirectoryDocument
  /** Day of the edition, `YYYY-MM-DD`: that of the file too, so that the same facts give the same bytes. */
  day: string
  /** Pictures that the map names. */
  pictures: readonly { name: string; bytes: Uint8Array }[]
}

type Needs = Pick<Dependencies, 'db' | 'basemap'>
type Drawable = Pick<Directory, 'document' | 'map' | 'facts'>

/** Draws the map of a directory, where its format has one. */
export async function paperOf(
  needs: Needs,
  { document, map: points, facts }: Drawable,
  { withStreets = true } = {},
): Promise<Paper> {
  const room = mapRoom(document.format, points.points)
  if (!room) return { document, day: facts.day, pictures: [] }
  const languages = document.languages.map(({ code }) => code)
  const savesInk = document.savesInk || !withStreets
  const { map, files } = await drawMap(needs, { ...points, ...room, languages, savesInk })
  return { document: { ...document, map }, day: facts.day, pictures: files }
}

/** What is to be set. */
export function workOf({ document, day, pictures }: Paper): Work {
  return {
    template: new URL(templates[document.format], import.meta.url),
    date: day,
    files: {
      'document.json': JSON.stringify(paperDocument(document)),
      'codes.json': JSON.stringify(codesOf(document)),
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
  const work = workOf(paper)
  try {
    return { made: await set(work), work }
  } catch (error) {
    if (error instanceof NotSetError || paper.pictures.length === 0) throw error
    const withoutStreets = workOf(await paperOf(needs, directory, { withStreets: false }))
    return { made: await set(withoutStreets), work: withoutStreets }
  }
}
