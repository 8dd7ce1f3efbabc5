// What a printed directory says, ready to be set: words in the languages of the paper, numbers, drawings. The typeset
// paper and the HTML version read the same document. It holds published facts only.
import type { Locale } from '../../i18n/languages.ts'
import type { QrCode } from '../http/qr-code.ts'

/** `a4` booklet, `list` on few pages, `large` print (18 pt), `poster` of an area with its map. */
export const paperFormats = ['a4', 'list', 'large', 'poster'] as const
export type PaperFormat = (typeof paperFormats)[number]

/** In which order places are numbered: under the need that they answer first, or from near to far. */
export const paperOrders = ['need', 'distance'] as const
export type PaperOrder = (typeof paperOrders)[number]

/** One text in each language of the paper, in the order of `DirectoryDocument.languages`. */
export type Words = readonly string[]

export type PaperLanguage = { code: Locale; direction: 'ltr' | 'rtl' }

export type DirectoryDocument = {
  /** One or two; the first is the language of the whole, the second stands beside it. */
  languages: readonly PaperLanguage[]
  format: PaperFormat
  /** `given`: that of a selection. */
  order: PaperOrder | 'given'
  /** No grounds of colour. */
  savesInk: boolean
  /** Of the file, in the first language: "Digital help — Neudorf". */
  title: string
  /** The area as one names it: "Neudorf", "1 km around 12 rue du Neufeld, Strasbourg". */
  area: string
  /** The same for the head of each page: an address is shortened, others of many names are counted. */
  areaInShort: string
  /** Is it the name of a territory? Names stay French; others are words of the first language. */
  areaIsName: boolean
  cover: Cover
  /** `null` when no place has a point. */
  map: MapDrawing | null
  /** One without heading when sorted by distance. Numbers run through all of them. */
  sections: { heading: Words | null; need: string | null; cards: DirectoryCard[] }[]
  /** Of a selection: what it holds and this paper does not show, one sentence each. */
  absent: Words[]
  /** Dates of mobile units in the four weeks that follow, in the order of time. */
  stops: DirectoryStop[]
  indexes: {
    needs: { heading: Words; numbers: number[] }[]
    languages: { heading: Words; numbers: number[] }[]
    names: { name: string; commune: string | null; number: number }[]
  }
  /** National numbers that help. */
  phones: { number: string; what: Words }[]
  /** Who the facts come from, each with its licence: "Médiathèques — Licence Ouverte 2.0". */
  sources: string[]
  /** Fixed words: headings, captions, footers. */
  labels: Record<DirectoryLabel, Words>
}

export const directoryLabels = [
  'product', // Repères — digital help near you
  'directory', // Directory of digital help
  'edition', // Edition (before its number)
  'howTo', // How to use it
  'isItRight', // Is this paper still right?
  'isItRightHow', // Scan, or type the address: the page says what changed since this edition.
  'helpPhone', // A question on this directory? (before the number)
  'mapTitle', // The map
  'here', // You are here
  'north', // N
  'approximate', // Without an exact point: in the list only
  'places', // The places
  'stops', // The bus and others that pass by
  'cancelled', // cancelled
  'hours', // Hours
  'exceptions', // Exceptions
  'workshops', // Workshops
  'spoken', // Help is given in
  'services', // Helps with
  'equipment', // Equipment
  'access', // Access
  'price', // Price
  'phone', // Phone
  'indexNeeds', // By need
  'indexLanguages', // By language
  'indexNames', // By name
  'phonesFor', // What for: above what each national number helps with
  'phones', // National numbers that help
  'notes', // My notes
  'way', // Tram, bus, stop: (before a line on which somebody writes the way to a chosen place)
  'forYou', // A word for you: above lines on which somebody writes to whom a selection is for
  'sources', // Sources and licences
  'page', // page
  'goesOn', // continued: beside the name of a place whose card is longer than a page
  'continued', // alternative text of the map: "Map of the places, numbered as the cards are"
  'qrOfPlace', // alternative text of a card's code: "Code to the page of the place"
] as const
export type DirectoryLabel = (typeof directoryLabels)[number]

export type Cover = {
  /** "18 places and a bus to help you with the Internet" */
  summary: Words
  /** Criteria beyond the area: "Help in Turkish, step-free"; `null` for all places. */
  criteria: Words | null
  /** "26 November 2026" */
  date: Words
  /** As people read it aloud: `4829 1305 72`. */
  edition: string
  /** Where it says whether this paper is still right, as one types it: `reperes.example/fr/editions/4829130572`. */
  editionAddress: string
  editionQr: QrCode
  /** As one writes it. */
  helpPhone: string | null
  /** Three steps: find the number on the map, read its card, call or come. */
  steps: Words[]
  /** "Checked between 2 and 20 November 2026. Places without news are left out." */
  checked: Words
  /** The places are invented: said on each page. */
  demonstration: Words | null
}

export type DirectoryCard = {
  /** From 1 on: that of its marker. */
  number: number
  id: number
  /** As the place calls itself, in French. */
  name: string
  kind: Words
  /** Street, complement, postal code and commune. */
  address: string | null
  /** From the address that the directory starts from: "8 min on foot (600 m)". */
  distance: Words | null
  /** As one writes it. */
  phone: string | null
  email: string | null
  /** Without `https://`. */
  website: string | null
  /** The usual week, days with the same hours together: "Tuesday, Thursday" · "10:00–12:00", "14:00–18:00". */
  week: { days: Words; times: Words[] }[]
  /** "By appointment", hours as somebody wrote them, "Hours unknown: call first". */
  hoursNotes: Words[]
  /** What somebody wrote, in French whatever the paper's languages, as it stands in hours and in notes of events. */
  quotations: string[]
  /** In the four weeks that follow: "Thursday 25 December: closed (Christmas)". */
  exceptions: Words[]
  workshops: { when: Words; what: string; more: Words | null; isCancelled: boolean; note: Words | null }[]
  /** Spoken there: in itself, and in the paper's languages where that differs. */
  spoken: { code: string; own: string; names: Words }[]
  services: Words | null
  equipment: Words | null
  /** Free, step-free, without appointment, for whom: short facts. */
  facts: Words[]
  /** "Does not say whether it helps in Turkish: ask them"; only where a filter was set and the place is silent. */
  mayHelp: Words | null
  /** "Confirmed on 12 November 2026", "Information of 2022: call first". */
  checked: Words
  /** Imported and never asked: the line above is set apart. */
  isUnchecked: boolean
  pageAddress: string
  qr: QrCode
}

export type DirectoryStop = {
  /** Letter of its point on the map, the same for all dates at one point; `null` without a point. */
  letter: string | null
  unit: string
  date: Words
  times: Words
  /** "Place du Marché, 67100 Strasbourg" */
  where: string
  isCancelled: boolean
  note: Words | null
  /** What somebody wrote, in French, as it stands in the note. */
  quotations: string[]
}

/** Millimetres from the upper left corner, `[right, down]`. */
export type PaperPoint = readonly [x: number, y: number]

/**
 * A map ready to be drawn, in millimetres. Under the drawing itself, `heightMm` high, stands its foot (scale, north,
 * signs, attribution), `footMm` high.
 */
export type MapDrawing = {
  widthMm: number
  heightMm: number
  footMm: number
  /**
   * Outlines, the farthest behind first; `isArea`: what the directory is of. Rings are closed, cut just outside the
   * paper; `lines` is what is drawn of them, without stretches that a commune's line stands for.
   */
  outlines: {
    kind: 'commune' | 'neighbourhood'
    isArea: boolean
    rings: PaperPoint[][]
    lines: PaperPoint[][]
  }[]
  /** Names that nothing stands on, at their middle; lines are parted by a line feed. */
  names: { text: string; kind: 'commune' | 'neighbourhood'; at: PaperPoint; sizePt: number }[]
  /** `at`: where the label stands; `point`: where the place is. A line joins them where they are apart. */
  markers: {
    label: string
    kind: 'place' | 'stop'
    at: PaperPoint
    point: PaperPoint
    hasLeader: boolean
  }[]
  /** Of all marks: discs, or discs drawn `alongMm` to either side. Their labels have letters of `textPt`. */
  markShape: { radiusMm: number; alongMm: number; textPt: number }
  scale: { lengthMm: number; words: Words }
  here: PaperPoint | null
  /** Of the circle around `here` that the directory is of. */
  radiusMm: number | null
  /** Where places stand so close that a second map shows them: its frame on this one, its points, and that map. */
  detail: {
    at: PaperPoint
    widthMm: number
    heightMm: number
    points: PaperPoint[]
    /** Its name: "Detailed map" */
    words: Words
    /** The same at the frame, on black ground. */
    label: { lines: string[]; at: PaperPoint; widthMm: number; heightMm: number }
    map: MapDrawing
  } | null
  /** "Numbers 1 to 200", where all are too many for one sheet; those that come after are on the sheets of `further`. */
  numbers: Words | null
  further: MapDrawing[]
  /** Pictures of streets behind, as files beside the document. */
  tiles: { file: string; at: PaperPoint; sizeMm: number }[]
  attribution: string | null
  /** Numbers of the places that have no point of their own. */
  unplaced: number[]
}
