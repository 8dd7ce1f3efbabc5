// Parameters of an address that cannot be used, and the paging that every collection shares.

/** Why a parameter cannot be used; texts are in `errors.json` under `reasons`. */
export type ParameterReason =
  | 'lon-lat'
  | 'bbox'
  | 'radius'
  | 'radius-without-near'
  | 'code'
  | 'language'
  | 'territory'
  | 'where'
  | 'where-several'
  | 'boolean'
  | 'limit'
  | 'offset'
  | 'ids'
  | 'number'
  | 'datetime'
  | 'open'
  | 'open-day'
  | 'open-order'
  | 'open-horizon'
  | 'day'
  | 'day-horizon'
  | 'too-long'
  | 'no-words'
  | 'too-many'
  | 'two-languages'

/** Why somebody who is signed in may not; texts are in `errors.json` under `reasons` too. */
export type RefusalReason = 'wants-contributor' | 'wants-moderator' | 'wants-administrator' | 'wants-owner'

export type ParameterFault = { parameter: string; reason: ParameterReason; value: string; expected?: string }

/** A fault with the value cut to what a message can show. */
export function parameterFault(
  parameter: string,
  reason: ParameterReason,
  value: string,
  expected?: readonly string[],
): ParameterFault {
  const fault = { parameter, reason, value: value.slice(0, 100) }
  return expected ? { ...fault, expected: expected.join(', ') } : fault
}

export const defaultLimit = 10
export const maxLimit = 1_000
const maxOffset = 10_000_000

export type PageOfItems = { limit: number; offset: number }

/** A page of results; a limit above the greatest is the greatest (OGC API – Features, Part 1, 7.15.2). */
export function readPage(parameters: { limit?: string | undefined; offset?: string | undefined }): {
  page: PageOfItems
  faults: ParameterFault[]
} {
  const faults: ParameterFault[] = []
  const limit = wholeNumber(parameters.limit) ?? defaultLimit
  const offset = wholeNumber(parameters.offset) ?? 0
  if (!(limit >= 1)) faults.push(parameterFault('limit', 'limit', parameters.limit ?? ''))
  if (!(offset >= 0 && offset <= maxOffset))
    faults.push(parameterFault('offset', 'offset', parameters.offset ?? ''))
  return { page: { limit: Math.min(limit, maxLimit), offset }, faults }
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  return /^\d{1,12}$/.test(text.trim()) ? Number(text) : Number.NaN
}

const instant = String.raw`\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?`
const datetimePattern = new RegExp(`^(${instant}|(${instant}|\\.\\.|)/(${instant}|\\.\\.|))$`)

/** The parameter `datetime` of every collection: an instant or an interval (RFC 3339, `..` for open ends). */
export function datetimeFaults(datetime: string | undefined): ParameterFault[] {
  return datetime === undefined || datetimePattern.test(datetime)
    ? []
    : [parameterFault('datetime', 'datetime', datetime)]
}

export type ItemsLink = { href: string; rel: string; type: string }

/**
 * Links of a page of items to itself, the next and the previous page.
 * @param items address of the collection's items
 * @param query the parameters as they came
 * @param count items on this page and on all pages
 */
export function pageLinks(
  items: string,
  query: Record<string, string | undefined>,
  { limit, offset }: PageOfItems,
  count: { returned: number; matched: number },
): ItemsLink[] {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  const link = (rel: string, from: number): ItemsLink => {
    const parameters = new URLSearchParams({
      ...Object.fromEntries(given),
      limit: String(limit),
      offset: String(from),
    })
    if (from === 0) parameters.delete('offset')
    return { href: `${items}?${parameters}`, rel, type: 'application/geo+json' }
  }
  const end = offset + count.returned
  return [
    link('self', offset),
    ...(count.returned > 0 && end < count.matched ? [link('next', end)] : []),
    ...(offset > 0 ? [link('prev', Math.max(0, offset - limit))] : []),
  ]
}
