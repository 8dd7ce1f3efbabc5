// Words in the one or two languages of a paper, as a page shows them: each marked as what it is, side by side.
import { html, nothing, type TemplateResult } from 'lit'
import type { DirectoryDocument, PaperLanguage, Words } from './directory-document.rules.ts'

export type SayWords = {
  languages: readonly PaperLanguage[]
  /** One after the other: a heading, a label. */
  inline(words: Words): TemplateResult
  /** Each in a column of its own: `content` for one language. */
  columns(content: (index: number) => unknown): TemplateResult
}

/** @param page the language of the page: what is in it need not be marked */
export function wordsOf({ languages }: Pick<DirectoryDocument, 'languages'>, page: string): SayWords {
  const mark = ({ code, direction }: PaperLanguage) => ({
    lang: code === page ? nothing : code,
    dir: languages.length > 1 || code !== page ? direction : nothing,
  })
  return {
    languages,
    inline: (words) =>
      html`${languages.map((each, index) => {
        const { lang, dir } = mark(each)
        return html`${index > 0 ? ' ' : nothing}<span class=${index > 0 ? 'second' : nothing} lang=${lang} dir=${dir}>${words[index]}</span>`
      })}`,
    columns: (content) =>
      html`<div class="columns">${languages.map((each, index) => {
        const { lang, dir } = mark(each)
        return html`<div lang=${lang} dir=${dir}>${content(index)}</div>`
      })}</div>`,
  }
}
