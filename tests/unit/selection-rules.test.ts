import { describe, expect, it } from 'vitest'
import {
  basketAddress,
  moved,
  readLanguages,
  readPlaces,
  usualLanguages,
  without,
} from '../../server/selections/selection.rules.ts'
import { codeForReading, codeSigns, readSelectionCode } from '../../server/selections/selection-code.rules.ts'

describe('The code of a selection', () => {
  it('is read as people type it', () => {
    const typed = [
      'K4TX7RM2',
      'k4tx 7rm2',
      ' K4TX-7RM2 ',
      'k4tx\u00a07rm2',
      'Ｋ４ＴＸ７ＲＭ２',
      'K4TX–7RM2',
      'k٤tx ٧rm۲',
    ]
    for (const text of typed) expect(readSelectionCode(text), text).toBe('K4TX7RM2')
  })

  it('is nothing else: too short, too long, other signs', () => {
    for (const text of [
      '',
      'K4TX7RM',
      'K4TX7RM22',
      'K4TX7RM0',
      'K4TX7RMI',
      'ك٤تس٧رم٢',
      "K4TX7RM'",
      '../../../etc',
    ])
      expect(readSelectionCode(text), text).toBeUndefined()
  })

  it('has no signs that look or sound alike', () => {
    for (const sign of '01IOBCDEGPQSUVNJ') expect(codeSigns).not.toContain(sign)
    expect(new Set(codeSigns).size).toBe(20)
  })

  it('is read aloud in two breaths', () => {
    expect(codeForReading('K4TX7RM2')).toBe('K4TX 7RM2')
  })
})

describe('The places of a selection in the making', () => {
  it('are read once each, up to twenty, and what is no number is told', () => {
    expect(readPlaces('12, 45,12')).toEqual({ places: [12, 45], more: 0, unread: [] })
    expect(readPlaces('12,abc,-4,0,<script>')).toEqual({
      places: [12],
      more: 0,
      unread: ['abc', '-4', '0', '<script>'],
    })
    const many = Array.from({ length: 23 }, (_, index) => index + 1)
    expect(readPlaces(many.join())).toEqual({ places: many.slice(0, 20), more: 3, unread: [] })
    expect(readPlaces('')).toEqual({ places: [], more: 0, unread: [] })
  })

  it('are moved by one, and never beyond the ends', () => {
    expect(moved([1, 2, 3], 2, -1)).toEqual([2, 1, 3])
    expect(moved([1, 2, 3], 2, 1)).toEqual([1, 3, 2])
    expect(moved([1, 2, 3], 1, -1)).toEqual([1, 2, 3])
    expect(moved([1, 2, 3], 3, 1)).toEqual([1, 2, 3])
    expect(moved([1, 2, 3], 9, 1)).toEqual([1, 2, 3])
    expect(without([1, 2, 3], 2)).toEqual([1, 3])
  })

  it('stand in one address, with languages where they are not the usual ones', () => {
    expect(basketAddress('fr', { places: [12, 45], languages: ['fr'] })).toBe('/fr/selection?places=12,45')
    expect(basketAddress('fr', { places: [12], languages: ['fr', 'ar'] })).toBe(
      '/fr/selection?places=12&print=fr,ar',
    )
    expect(basketAddress('ar', { places: [12], languages: ['ar', 'fr'] })).toBe('/ar/selection?places=12')
  })
})

describe('The languages of a sheet', () => {
  it('are one or two of ours', () => {
    expect(readLanguages('fr,ar')).toEqual(['fr', 'ar'])
    expect(readLanguages('ar')).toEqual(['ar'])
    expect(readLanguages('fr,fr')).toEqual(['fr'])
    expect(readLanguages('zz,tr')).toEqual(['tr'])
    expect(readLanguages('fr,ar,tr')).toEqual(['fr', 'ar'])
    expect(readLanguages('zz')).toBeUndefined()
    expect(readLanguages('')).toBeUndefined()
  })

  it('are the reader’s, and French beside it', () => {
    expect(usualLanguages('fr')).toEqual(['fr'])
    expect(usualLanguages('ar')).toEqual(['ar', 'fr'])
  })
})
