// A mobile unit as rows of the national standard, which knows fixed places only: one for each place where it stops.
import { cut } from '../../i18n/cut.ts'
import { fold } from '../../i18n/fold.ts'
import { safeLink } from '../http/safe-link.rules.ts'
import { type StandardColumn, standardColumns } from '../imports/standard-columns.rules.ts'
import { slugOf } from '../places/place-address.rules.ts'
import type { PlaceFeature, PlaceProperties } from '../places/place-feature.rules.ts'
import { type Code, type ListVocabulary, listVocabularies } from '../places/vocabularies.rules.ts'
import { addDays, wallClock } from '../sessions/day.rules.ts'
import type { UnitStop } from './unit-stops.rules.ts'

export type NationalRow = Record<StandardColumn, string>

/** The standard wants a number of the national register, and files write this where nobody knows one. */
const unknownPivot = '00000000000000'

/** Hours longer than this are read by few; two years of visits every other week fit in. */
const longestHours = 1_000

/**
 * The rows of a unit (`itinerance=Itinérant`, `typologie=ENM`). A place where it no longer comes has none, nor one of
 * which the standard's required postal code or commune is unknown.
 * @param stops cancelled ones are left out
 * @param today `YYYY-MM-DD`, the date of what bears none
 */
export function nationalRows(
  { id, properties }: PlaceFeature<PlaceProperties>,
  stops: readonly UnitStop[],
  today: string,
): NationalRow[] {
  const byPlace = Map.groupBy(
    stops.filter(({ state }) => state !== 'cancelled'),
    ({ place }) => fold([place.name, place.address, place.communeCode].join(' ')),
  )
  return [...byPlace.values()].flatMap((visits) => {
    const { place } = visits[0]!
    if (place.postalCode === null || place.commune === null) return []
    const [longitude, latitude] = place.lonLat
    return [
      {
        ...emptyRow,
        ...ofUnit(properties, today),
        id: rowId(id, visits[0]!),
        nom: cut(`${properties.name} – ${place.name}`, 250),
        commune: place.commune,
        code_postal: place.postalCode,
        code_insee: place.communeCode ?? '',
        adresse: place.address ?? place.name,
        latitude: String(latitude),
        longitude: String(longitude),
        horaires: datesAsHours(visits),
      },
    ]
  })
}

const emptyRow = Object.fromEntries(standardColumns.map((column) => [column, ''])) as NationalRow

/** The same place has the same id in every edition, whatever comes before it. */
function rowId(unitId: number, { place: { name, address, communeCode } }: UnitStop): string {
  const parts = [String(unitId), slugOf(name), ...(address ? [slugOf(address)] : []), communeCode]
  return parts.filter(Boolean).join('-')
}

function ofUnit(properties: PlaceProperties, today: string): Partial<NationalRow> {
  const { phone, email, website, bookingUrl, summary, description, contactModes } = properties
  return {
    pivot: unknownPivot,
    typologie: 'ENM',
    telephone: phone && standardPhone.test(phone) ? phone : '',
    courriels: email ?? '',
    site_web: safeLink(website) ?? '',
    presentation_resume: cut(summary ?? '', 280),
    presentation_detail: description ?? '',
    source: properties.source ?? properties.organisation ?? '',
    itinerance: 'Itinérant',
    structure_parente: properties.name,
    date_maj: properties.updatedAt ?? today,
    services: national('services', properties.services),
    publics_specifiquement_adresses: national('audiences', properties.audiences),
    prise_en_charge_specifique: careValues(properties),
    frais_a_charge: national('fee', properties.fee),
    dispositif_programmes_nationaux: national('programmes', properties.programmes),
    modalites_acces: national('contactModes', contactModes),
    modalites_accompagnement: national('supportModes', properties.supportModes),
    prise_rdv: safeLink(bookingUrl) ?? '',
  }
}

/** Numbers of other countries and short ones have no place in the standard. */
const standardPhone = /^\+(33|590|594|262|596|269|687|689|508|681)\d{6,9}$/

/** The standard's values of codes, joined as its lists are. */
function national<V extends ListVocabulary>(vocabulary: V, codes: readonly Code<V>[]): string {
  const values = listVocabularies[vocabulary] as Record<string, string | null>
  return codes.flatMap((code) => values[code] ?? []).join('|')
}

/** Foreign languages are told by those that are spoken, English apart from the others. */
function careValues({ care, languages }: PlaceProperties): string {
  const own = national(
    'care',
    care.filter((code) => code !== 'foreign-languages'),
  )
  const others = languages.some((code) => !['fr', 'en', 'fsl'].includes(code))
  return [
    ...(own === '' ? [] : [own]),
    ...(languages.includes('en') ? ['Langues étrangères (anglais)'] : []),
    ...(others || (care.includes('foreign-languages') && !languages.includes('en'))
      ? ['Langues étrangères (autres)']
      : []),
  ].join('|')
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `2026 Dec 01 09:00-12:00; 2026 Dec 15 09:00-12:00`, as many dates as there is room for. */
function datesAsHours(visits: readonly UnitStop[]): string {
  const byDay = Map.groupBy(visits, ({ start }) => wallClock(start).slice(0, 10))
  let hours = ''
  for (const [day, those] of byDay) {
    const [year, month, date] = day.split('-')
    const times = those.map(({ start, end }) => `${wallClock(start).slice(11)}-${closing(day, end)}`)
    const rule = `${year} ${months[Number(month) - 1]} ${date} ${times.join(',')}`
    const longer = hours === '' ? rule : `${hours}; ${rule}`
    if (longer.length > longestHours) break
    hours = longer
  }
  return hours
}

/** `26:00` for two in the morning after that day. */
function closing(day: string, end: Date): string {
  const [date = '', time = ''] = wallClock(end).split('T')
  if (date < addDays(day, 1)) return time
  return `${Number(time.slice(0, 2)) + 24}${time.slice(2)}`
}
