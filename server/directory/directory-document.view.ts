// A directory in the languages of its paper: facts in, the document that is set out.
import { formatDate, formatDateRange, formatDistance, formatList } from '../../i18n/format.ts'
import { direction } from '../../i18n/languages.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import { chosenCodes, openInWords } from '../finder/find-criteria.view.ts'
import type { QrCode } from '../http/qr-code.ts'
import { codeName } from '../places/criteria.view.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import type { AbsentPlaces } from './chosen-places.actions.ts'
import type { DirectoryRequest } from './directory-address.rules.ts'
import { stopsInWords } from './directory-dates.view.ts'
import {
  type Cover,
  type DirectoryCard,
  type DirectoryDocument,
  type DirectoryLabel,
  directoryLabels,
  type Words,
} from './directory-document.rules.ts'
import type { DirectoryArea, DirectoryFacts } from './directory-facts.rules.ts'
import { type DirectorySection, indexesOf } from './directory-order.rules.ts'
import { writtenNumber } from './edition-number.rules.ts'
import { nationalPhones } from './national-phones.rules.ts'
import { drawsMap } from './paper-room.rules.ts'
import { longest, paperText } from './paper-text.rules.ts'

/** What a document says beside its facts. */
export type DocumentFrame = Pick<DirectoryRequest, 'languages' | 'format' | 'savesInk'> & {
  /** Ten digits. */
  edition: string
  /** Where readers reach the site, without a slash at the end. */
  origin: string
  /** As one writes it. */
  helpPhone: string | null
  codeOf: (address: string) => QrCode
}

/**
 * The document without its map, which is drawn from the points of the same sections.
 * @param cards those of all places, by number: made before, little by little
 * @param absent chosen places that it does not show
 */
export function directoryDocument(
  facts: DirectoryFacts,
  sections: readonly DirectorySection[],
  cards: ReadonlyMap<number, DirectoryCard>,
  frame: DocumentFrame,
  absent: AbsentPlaces,
): DirectoryDocument {
  const ts = frame.languages.map(translator)
  const [t] = ts as [Translate]
  const area = areaInWords(facts.area, t, longest.name)
  return {
    languages: frame.languages.map((code) => ({ code, direction: direction(code) })),
    format: frame.format,
    order: facts.order,
    savesInk: frame.savesInk,
    title: t('directory:title', { area }),
    area,
    areaInShort: areaInWords(facts.area, t, longestInHead),
    areaIsName: facts.area.kind === 'territories' && facts.area.territories.length > 0,
    cover: coverOf(facts, frame, ts),
    map: null,
    sections: sections.map(({ of, places }) => ({
      heading: headingOf(of, ts),
      need: of === 'all' || of === 'none' || of === 'ask' ? null : of,
      cards: places.map(({ number }) => cards.get(number)!),
    })),
    absent: absentInWords(absent, ts),
    stops: stopsInWords(facts.stops, ts),
    indexes: indexesInWords(sections, ts),
    phones: nationalPhones.map(({ number, what }) => ({ number, what: ts.map((each) => each(what)) })),
    sources: sourcesInWords(facts, t),
    labels: labelsIn(ts),
  }
}

function absentInWords({ gone, withoutDates }: AbsentPlaces, ts: readonly Translate[]): Words[] {
  return [
    ...(gone > 0 ? [ts.map((t) => t('directory:absent.gone', { count: gone }))] : []),
    ...withoutDates.map((name) =>
      ts.map((t) => t('directory:absent.withoutDates', { name: paperText(name, longest.name) })),
    ),
  ]
}

function labelsIn(ts: readonly Translate[]): DirectoryDocument['labels'] {
  const labels: Partial<Record<DirectoryLabel, Words>> = {}
  for (const label of directoryLabels) labels[label] = ts.map((t) => t(`directory:labels.${label}`))
  return labels as DirectoryDocument['labels']
}

/** Letters of an area at the head of a page: two lines of large print with what stands around them. */
const longestInHead = 60

/**
 * "Neudorf", "1 km around 12 rue du Neufeld".
 * @param most letters of names: an address is shortened, others of many territories are counted
 */
export function areaInWords(area: DirectoryArea, t: Translate, most: number): string {
  switch (area.kind) {
    case 'territories':
      if (area.territories.length === 0) return t('directory:area.everywhere')
      return namesInWords(
        area.territories.map(({ name }) => name),
        t,
        most,
      )
    case 'around': {
      const distance = area.radiusMetres === null ? '' : formatDistance(t.locale, area.radiusMetres)
      if (area.label === null) return t('directory:area.aroundPoint', { distance })
      return t('directory:area.around', { distance, where: paperText(area.label, most) })
    }
    case 'box':
      return t('directory:area.box')
    case 'chosen':
      return t('directory:area.chosen')
  }
}

function namesInWords(names: readonly string[], t: Translate, most: number): string {
  const letters = (count: number) => names.slice(0, count).join('').length
  const room = names.findLastIndex((_, index) => letters(index + 1) <= most) + 1
  const told = Math.max(1, room)
  const count = names.length - told
  const others = count > 0 ? [t('directory:area.others', { count })] : []
  return formatList(t.locale, [...names.slice(0, told), ...others])
}

function headingOf(of: DirectorySection['of'], ts: readonly Translate[]): Words | null {
  if (of === 'all') return null
  return ts.map((t) =>
    of === 'none' || of === 'ask' ? t(`directory:sections.${of}`) : t(`start:needs.${of}.word`),
  )
}

function coverOf(facts: DirectoryFacts, frame: DocumentFrame, ts: readonly Translate[]): Cover {
  const { origin, edition, codeOf, helpPhone } = frame
  const address = `${origin}/${ts[0]!.locale}/editions/${edition}`
  const criteria = ts.map((t) => criteriaInWords(facts, t))
  const hasMap =
    drawsMap(frame.format) &&
    facts.places.some(({ place }) => place.geometry !== null && !place.properties.approximate)
  return {
    summary: ts.map((t) => summaryInWords(facts, t)),
    criteria: criteria[0] === '' ? null : criteria,
    date: ts.map((t) => formatDate(t.locale, facts.day)),
    edition: writtenNumber(edition),
    editionAddress: address.replace(/^https?:\/\//, ''),
    editionQr: codeOf(address),
    helpPhone,
    steps: ([hasMap ? 'map' : 'list', 'card', 'come'] as const).map((step) =>
      ts.map((t) => t(`directory:steps.${step}`)),
    ),
    checked: ts.map((t) => checkedInWords(facts, t)),
    demonstration: facts.isDemonstration ? ts.map((t) => t('layout:demonstration.notice')) : null,
  }
}

/** "18 places and 1 bus to help you with the Internet" */
function summaryInWords({ places, stops }: DirectoryFacts, t: Translate): string {
  const units = new Map(stops.map(({ unit }) => [unit.id, unit.vehicle]))
  const count = units.size
  const areBuses = [...units.values()].every((vehicle) => vehicle === 'bus')
  const passing = count > 0 ? t(areBuses ? 'directory:buses' : 'directory:units', { count }) : undefined
  const standing = places.length > 0 ? t('directory:places', { count: places.length }) : undefined
  const what =
    standing && passing
      ? t('directory:both', { places: standing, units: passing })
      : (standing ?? passing ?? '')
  return t('directory:summary', { what })
}

/** What was asked for beyond the area; empty for all places. */
export function criteriaInWords({ criteria: { facets, words, open } }: DirectoryFacts, t: Translate): string {
  return [
    ...(words.length > 0
      ? [t('directory:criteria.words', { words: paperText(words.join(' '), longest.name) })]
      : []),
    ...(open ? [openInWords(open, t)] : []),
    ...chosenCodes(facets).map(({ name, code }) => codeName(name, code, t)),
  ].join(t('directory:separator'))
}

/** When people looked whether it is right, as far as they did. */
function checkedInWords({ places }: DirectoryFacts, t: Translate): string {
  const days = places
    .flatMap(({ place }) => place.properties.verifiedAt ?? [])
    .map((instant) => dayInFrance(new Date(instant)))
    .toSorted()
  const [from, until] = [days[0], days.at(-1)]
  if (from === undefined || until === undefined) return t('directory:checked.none')
  if (days.length < places.length) return t('directory:checked.some', { count: days.length })
  if (from === until) return t('directory:checked.allDay', { date: formatDate(t.locale, from) })
  return t('directory:checked.all', formatDateRange(t.locale, from, until))
}

function indexesInWords(
  sections: readonly DirectorySection[],
  ts: readonly Translate[],
): DirectoryDocument['indexes'] {
  const { needs, languages, names } = indexesOf(sections)
  const communes = new Set(names.map(({ place: { properties } }) => properties.commune))
  return {
    needs: needs.map(({ id, numbers }) => ({ heading: ts.map((t) => t(`start:needs.${id}.word`)), numbers })),
    languages: languages.map(({ code, numbers }) => ({
      heading: ts.map((t) => codeName('languages', code, t)),
      numbers,
    })),
    names: names.map(({ place: { properties }, number }) => ({
      name: paperText(properties.name, longest.name),
      // Where all are in one, it tells nothing.
      commune: communes.size > 1 ? properties.commune : null,
      number,
    })),
  }
}

/** Each source of a place or a unit once, with its licence. */
function sourcesInWords({ places, stops }: DirectoryFacts, t: Translate): string[] {
  const said = [
    ...places.flatMap(({ place: { properties } }) => [properties, ...properties.alsoSaidBy]),
    ...stops.map(({ unit }) => unit),
  ]
  const words = said.flatMap(({ source, licence }) => {
    if (!source) return []
    const name = paperText(source, longest.name)
    return licence
      ? t('directory:source', { source: name, licence: paperText(licence, longest.name) })
      : t('directory:sourceWithoutLicence', { source: name })
  })
  return [...new Set(words)].toSorted(new Intl.Collator(t.locale).compare)
}
