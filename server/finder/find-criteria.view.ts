// What a search asks for, in the reader's words.

import { formatDay, formatTime } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { Criterion } from '../places/criteria.view.ts'
import { isInstant, type OpenWindow, onTheWall, openWords } from '../places/open-window.rules.ts'
import type { Facets } from '../places/place-search.rules.ts'
import type { WhereState } from './find.view.ts'

/** The codes that a search asks for, one by one; its territory stands elsewhere on the page. */
export function chosenCodes(facets: Facets): { name: Criterion; code: string }[] {
  return Object.entries(facets).flatMap(([name, codes]) =>
    name === 'territory' ? [] : codes.map((code) => ({ name: name as Criterion, code })),
  )
}

/** Where is looked for: what was understood, or as it was written; `undefined` for everywhere. */
export function whereInWords(where: WhereState, t: Translate): string | undefined {
  switch (where.kind) {
    case 'none':
      return undefined
    case 'point':
    case 'area':
      return t(`find:here.${where.kind}`)
    case 'understood':
    case 'outside':
      return where.label
    default:
      return where.text
  }
}

/** When help is wanted, as a criterion: "Open on Saturday 26 December at 10:00". */
export function openInWords(open: OpenWindow, t: Translate): string {
  const word = openWords.find((each) => each === open.asked)
  if (word) return t(`find:open.${word}`)
  const { from, until } = onTheWall(open)
  const day = formatDay(t.locale, from.slice(0, 10))
  const time = (end: string) => formatTime(t.locale, end.slice(11))
  if (isInstant(open)) return t('find:open.at', { day, time: time(from) })
  if (/^[^T/]+$/.test(open.asked)) return t('find:open.day', { day })
  const last = formatDay(t.locale, until.slice(0, 10))
  return t('find:open.between', {
    from: t('time:when.on', { day, time: time(from) }),
    until: t('time:when.on', { day: last, time: time(until) }),
  })
}
