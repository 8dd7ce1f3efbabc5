// Sets a directory as paper.
import { needStrokes } from '../start/pictograms.view.ts'
import type { Pdf, Preview, Typesetting, Work } from '../typesetting/typesetting.ts'
import type { DirectoryDocument, PaperFormat } from './directory-document.rules.ts'

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

/**
 * The directory as a tagged PDF.
 * @throws NotSetError when there is too much to do just now
 */
export async function setDirectory(typesetting: Typesetting, paper: Paper): Promise<Pdf> {
  return typesetting.pdf(workOf(paper))
}

/** Its first page as a picture, and how many pages it has; throws as `setDirectory` does. */
export async function previewDirectory(typesetting: Typesetting, paper: Paper): Promise<Preview> {
  return typesetting.preview(workOf(paper))
}

function workOf({ document, day, pictures }: Paper): Work {
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
