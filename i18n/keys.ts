// Keys of texts as types, so that a key that does not exist is a compile error. French is the source.

import type { fr } from './fr.ts'

type Texts = typeof fr
export type Namespace = keyof Texts

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'

type Leaves<T, Plural extends boolean> = {
  [K in keyof T & string]: T[K] extends string
    ? K extends `${infer Base}_${PluralForm}`
      ? Plural extends true
        ? Base
        : never
      : Plural extends true
        ? never
        : K
    : `${K}.${Leaves<T[K], Plural>}`
}[keyof T & string]

type Keys<Plural extends boolean> = { [N in Namespace]: `${N}:${Leaves<Texts[N], Plural>}` }[Namespace]

/** `namespace:path.to.text` of a text that has no plural forms. */
export type TextKey = Keys<false>

/** `namespace:path.to.text`, without `_one`, `_other`…, of a text that has plural forms: it wants a `count`. */
export type PluralKey = Keys<true>
