// Directories of invented places, for tests of the paper and to measure it: as large and as hard as one asks.
import type { Locale } from '../../i18n/languages.ts'
import {
  type DirectoryCard,
  type DirectoryDocument,
  type DirectoryLabel,
  type DirectoryStop,
  directoryLabels,
  type PaperFormat,
  type Words,
} from '../../server/directory/directory-document.rules.ts'
import { workOf } from '../../server/directory/set-directory.actions.ts'
import { qrCode } from '../../server/http/qr-code.ts'
import type { Work } from '../../server/typesetting/typesetting.ts'
import { inventedMap } from './invented-map.ts'
import {
  equipment,
  type Five,
  facts,
  invented,
  kinds,
  labels,
  needs,
  said,
  weekdays,
} from './invented-words.ts'

export type Invention = {
  places: number
  languages?: readonly Locale[]
  format?: PaperFormat
  order?: DirectoryDocument['order']
  savesInk?: boolean
  /** The first ten cards are as bad as data can be. */
  isHard?: boolean
  /** Names of places go over several lines. */
  areLong?: boolean
  hasMap?: boolean
  area?: string
  areaIsName?: boolean
}

/** What is to be set of a directory, on the day of all of them. */
export const workOfDocument = (document: DirectoryDocument): Promise<Work> =>
  workOf({ document, day: '2026-11-26', pictures: [] })

const site = 'reperes.example'
const names = ['Médiathèque', 'CSC', 'Espace France services', 'Atelier solidaire', 'Maison des services']
const quarters = [
  'Neudorf',
  'du Polygone',
  'du Neufeld',
  'Schluthfeld',
  'de la Musau',
  'du Stade',
  'Jean-Monnet',
]
const languages: [code: string, own: string, names: Five][] = [
  ['fr', 'français', ['français', 'French', 'Französisch', 'Fransızca', 'الفرنسية']],
  ['tr', 'Türkçe', ['turc', 'Turkish', 'Türkisch', 'Türkçe', 'التركية']],
  ['ar', 'العربية', ['arabe', 'Arabic', 'Arabisch', 'Arapça', 'العربية']],
  ['ru', 'русский', ['russe', 'Russian', 'Russisch', 'Rusça', 'الروسية']],
  ['ka', 'ქართული', ['géorgien', 'Georgian', 'Georgisch', 'Gürcüce', 'الجورجية']],
  ['zh', '中文', ['chinois', 'Chinese', 'Chinesisch', 'Çince', 'الصينية']],
  ['ps', 'پښتو', ['pachto', 'Pashto', 'Paschtu', 'Peştuca', 'البشتوية']],
  ['ta', 'தமிழ்', ['tamoul', 'Tamil', 'Tamil', 'Tamilce', 'التاميلية']],
  ['ko', '한국어', ['coréen', 'Korean', 'Koreanisch', 'Korece', 'الكورية']],
  [
    'fsl',
    'langue des signes française',
    [
      'langue des signes française',
      'French sign language',
      'Französische Gebärdensprache',
      'Fransız işaret dili',
      'لغة الإشارة الفرنسية',
    ],
  ],
]

/** A directory of that many places, the same each time. */
export function inventedDirectory({
  places,
  languages: codes = ['fr'],
  format = 'a4',
  order = 'need',
  savesInk = false,
  isHard = false,
  areLong = false,
  hasMap = true,
  area = 'Neudorf',
  areaIsName = true,
}: Invention): DirectoryDocument {
  const word = (five: Five | readonly string[]): Words => codes.map((code) => five[invented.indexOf(code)]!)
  const cards = Array.from({ length: places }, (_, index) => {
    const plain = inventedCard(index + 1, word, order === 'distance')
    const card = areLong ? { ...plain, name: `${plain.name}${longName(index)}` } : plain
    return isHard ? { ...card, ...(hardships(word)[index] ?? {}) } : card
  })
  const sections = sectionsOf(cards, order, word)
  const stops = inventedStops(word)
  const editionAddress = `${site}/${codes[0]}/editions/4829130572`
  return {
    languages: codes.map((code) => ({ code, direction: code === 'ar' ? 'rtl' : 'ltr' })),
    format,
    order,
    savesInk,
    title: `${word(labels.directory)[0]} — ${area}`,
    area,
    areaInShort: area,
    areaIsName,
    cover: {
      summary: word(said.summary(places)),
      criteria: null,
      date: word(said.date),
      edition: '4829 1305 72',
      editionAddress,
      editionQr: qrCode(`https://${editionAddress}`),
      helpPhone: '03 88 00 00 00',
      steps: said.steps.map((step) => word(step)),
      checked: word(said.checked),
      demonstration: word(said.demonstration),
    },
    map: hasMap
      ? inventedMap(
          cards.map(({ number }) => number),
          stops,
          format,
          word(said.scale),
        )
      : null,
    sections,
    absent: order === 'given' ? [word(said.absent)] : [],
    stops,
    indexes: {
      needs: sections.flatMap(({ heading, cards }) =>
        heading ? [{ heading, numbers: cards.map(({ number }) => number) }] : [],
      ),
      languages: languages.map(([code, , five]) => ({
        heading: word(five),
        numbers: cards
          .filter(({ spoken }) => spoken.some((each) => each.code === code))
          .map(({ number }) => number),
      })),
      names: cards
        .map(({ name, number }) => ({
          name,
          commune: number % 3 === 0 ? 'Illkirch-Graffenstaden' : null,
          number,
        }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
    },
    phones: said.phones.map(({ number, what }) => ({ number, what: word(what) })),
    sources: [
      'Médiathèques de l’Eurométropole — Licence Ouverte 2.0',
      'Cartographie nationale — Licence Ouverte 2.0',
      'Repères, saisies des lieux — ODbL',
    ],
    labels: Object.fromEntries(directoryLabels.map((label) => [label, word(labels[label])])) as Record<
      DirectoryLabel,
      Words
    >,
  }
}

/** The first ones are short, as chance may have it. */
const longName = (index: number) =>
  index < 3 ? '' : `, point d’accueil et d’accompagnement numérique des habitants, antenne n° ${index}`

type Word = (five: Five | readonly string[]) => Words

function inventedCard(number: number, word: Word, hasDistance: boolean): DirectoryCard {
  const pick = <T>(list: readonly T[], step = 1) => list[(number * step) % list.length]!
  const name = `${pick(names)} ${pick(quarters)}${number > 35 ? ` ${number}` : ''}`
  const days = weekdays.filter((_, day) => (number + day) % 3 !== 0)
  const pageAddress = `https://${site}/fr/places/${1_000 + number}/${number}`
  return {
    number,
    id: 1_000 + number,
    name,
    kind: word(pick(kinds)),
    address: `${number} rue ${pick(quarters, 3)}, 67100 Strasbourg`,
    distance: hasDistance ? word(said.walk) : null,
    phone: `03 00 00 ${String(Math.floor(number / 100)).padStart(2, '0')} ${String(number % 100).padStart(2, '0')}`,
    email: number % 4 === 0 ? `accueil${number}@exemple.fr` : null,
    website: number % 4 === 1 ? `www.exemple-${number}.fr/aide` : null,
    week: number % 7 === 0 ? [] : days.map((day) => ({ days: word(day), times: timesOf(day, word) })),
    hoursNotes: number % 7 === 0 ? [word(said.unknownHours)] : number % 7 === 1 ? [word(said.remark)] : [],
    quotations: number % 7 === 1 ? [said.written] : [],
    exceptions: number % 3 === 0 ? [word(said.closedAtChristmas)] : [],
    workshops: number % 5 === 2 ? workshopsOf(word) : [],
    spoken: languages
      .filter(([code], index) => code === 'fr' || (number + index) % 5 === 0)
      .map(([code, own, five]) => ({ code, own, names: word(five) })),
    services: word(joined(needs.filter((_, index) => (number + index) % 3 !== 0).map(({ words }) => words))),
    equipment: number % 2 === 0 ? word(pick(equipment)) : null,
    facts: facts.filter((_, index) => (number + index) % 4 !== 0).map((fact) => word(fact)),
    mayHelp: number % 11 === 0 ? word(said.mayHelp) : null,
    checked: word(number % 6 === 5 ? said.old : said.confirmed),
    isUnchecked: number % 6 === 5,
    pageAddress,
    qr: qrCode(pageAddress),
  }
}

const timesOf = (day: Five, word: Word): Words[] =>
  day[0] === 'samedi' ? [word(said.times(9, 12))] : [word(said.times(9, 11)), word(said.times(14, 17))]

const workshopsOf = (word: Word): DirectoryCard['workshops'] => [
  {
    when: word(said.thursdayAtTwo),
    what: 'Mes premiers courriels',
    more: word(said.beginners),
    isCancelled: false,
    note: null,
  },
  {
    when: word(said.thirdOfDecember),
    what: 'Le téléphone sans peur',
    more: null,
    isCancelled: true,
    note: word(said.holidays),
  },
]

const joined = (lists: Five[]): Five =>
  invented.map((code, index) =>
    lists.map((five) => five[index]).join(code === 'ar' ? '، ' : ', '),
  ) as unknown as Five

/** What data may hold: a card of each. */
const hardships = (word: Word): Partial<DirectoryCard>[] => [
  { name: 'Le #[lieu] *dit* $x^2$ "le `bon`" <coin> @ici \\n & _tout_ #panic("non") //fin' },
  {
    name: 'Une maison au nom si long qu’il faudrait trois lignes pour le dire en entier, et encore : Donaudampfschifffahrtsgesellschaftskapitän',
  },
  { name: 'جمعية الأمل Espoir', address: '3 rue du 🏠 Soleil, 67000 Strasbourg' },
  {
    name: 'Sans rien',
    phone: null,
    email: null,
    website: null,
    address: null,
    week: [],
    hoursNotes: [word(said.unknownHours)],
    services: null,
    equipment: null,
    facts: [],
    spoken: [],
    exceptions: [],
    workshops: [],
  },
  {
    name: 'Le roman',
    hoursNotes: [
      word(
        invented.map(
          () =>
            `Sur rendez-vous 📞, ${'le matin ou le soir, comme il vous plaira ; '.repeat(230)}voilà tout.`,
        ),
      ),
    ],
  },
  {
    name: 'Mot sans fin',
    equipment: word(invented.map(() => 'a'.repeat(300))),
    website: `exemple.fr/${'chemin-'.repeat(30)}`,
  },
  {
    name: '𝓔𝓼𝓹𝓪𝓬𝓮 ☎️ 数字 한국',
    workshops: workshopsOf(word).map((each) => ({ ...each, what: '= Titre\n- liste\n#import "x"' })),
  },
  {
    name: 'E\u0301cole e\u0300 \u202Eretournée\u202C \u0000\u0007\uFEFF fin',
    email: 'nom.tres.tres.long.de.quelqu.un@une-association-au-nom-sans-fin.exemple.fr',
  },
  { name: 'Douze ateliers', workshops: Array.from({ length: 12 }, () => workshopsOf(word)).flat() },
  {
    name: '<script>alert(1)</script>',
    kind: word(kinds[0]!),
    phone: '+33 3 88 00 00 00, poste 12 (le matin), ou 06 00 00 00 00',
  },
]

function sectionsOf(
  cards: DirectoryCard[],
  order: DirectoryDocument['order'],
  word: Word,
): DirectoryDocument['sections'] {
  if (order !== 'need') return [{ heading: null, need: null, cards }]
  const size = Math.ceil(cards.length / needs.length)
  return needs
    .map(({ code, words }, index) => ({
      heading: word(words),
      need: code,
      cards: cards.slice(index * size, (index + 1) * size),
    }))
    .filter((section) => section.cards.length > 0)
}

const inventedStops = (word: Word): DirectoryStop[] =>
  said.stopDates.map((date, index) => ({
    letter: index === 3 ? null : index === 2 ? 'B' : 'A',
    unit: 'Numéribus',
    date: word(date),
    times: word(said.stopTimes),
    where: index === 2 ? 'Parc du Schulmeister, 67100 Strasbourg' : 'Place du Marché, 67100 Strasbourg',
    isCancelled: index === 1,
    note: index === 1 ? word(said.holidays) : null,
    quotations: index === 1 ? [said.holidays[0]] : [],
  }))
