// A directory as paper: its map is drawn, then all of it is set.
import type { Dependencies } from '../dependencies.ts'
import { needStrokes } from '../start/pictograms.view.ts'
import type { Work } from '../typesetting/typesetting.ts'
import type { Directory } from './directory.actions.ts'
import type { DirectoryDocument, PaperFormat } from './directory-document.rules.ts'
import { drawMap } from './map/draw-map.actions.ts'
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

/** Draws the map of a directory, where its format has one. */
export async function paperOf(
  needs: Pick<Dependencies, 'db' | 'basemap'>,
  { document, map: points, facts }: Pick<Directory, 'document' | 'map' | 'facts'>,
): Promise<Paper> {
  const room = mapRoom(document.format)
  if (!room) return { document, day: facts.day, pictures: [] }
  const languages = document.languages.map(({ code }) => code)
  const { map, files } = await drawMap(needs, { ...points, ...room, languages, savesInk: document.savesInk })
  return { document: { ...document, map }, day: facts.day, pictures: files }
}

/** What is to be set. */
export function workOf({ document, day, pictures }: Paper): Work {
  return {
    template: new URL(templates[document.format], import.meta.url),
    date: day,
    files: {
      'document.json': JSON.stringify(document),
      'pictograms.json': JSON.stringify(needStrokes),
      ...Object.fromEntries(pictures.map(({ name, bytes }) => [name, bytes])),
    },
  }
}
