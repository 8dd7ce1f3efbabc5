// Forms of a page, as a browser without script fills and sends them.
import type { Browser } from '../databases/people.ts'

export type PageForm = { action: string; fields: Fields }
type Fields = Record<string, string | string[]>

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
const attribute = (tag: string, name: string) =>
  unescaped(new RegExp(`\\s${name}="?([^"\\s>]*(?:(?<==")[^"]*)?|[^"]*)"`).exec(tag)?.[1] ?? '')

/** The forms of a page with what stands in them; of boxes and buttons, what is ticked. */
export function formsOf(body: string): PageForm[] {
  return [...body.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].map(([, attributes = '', inside = '']) => {
    const fields: Fields = {}
    const add = (name: string, value: string) => {
      const before = fields[name]
      fields[name] = before === undefined ? value : [before, value].flat()
    }
    for (const [tag] of inside.matchAll(/<input[^>]*>/g)) {
      const type = attribute(tag, 'type')
      const isOff = (type === 'radio' || type === 'checkbox') && !/\schecked/.test(tag)
      if (!isOff) add(attribute(tag, 'name'), attribute(tag, 'value'))
    }
    for (const [, tag = '', options = ''] of inside.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)) {
      const chosen = /<option[^>]*\sselected[^>]*>/.exec(options)?.[0] ?? /<option[^>]*>/.exec(options)?.[0]
      add(attribute(tag, 'name'), attribute(chosen ?? '', 'value'))
    }
    for (const [, tag = '', text = ''] of inside.matchAll(/<textarea([^>]*)>\n?(.*?)<\/textarea>/gs))
      add(attribute(tag, 'name'), unescaped(text))
    return { action: attribute(attributes, 'action'), fields }
  })
}

/** The form of a page that sends this, or holds that field. */
export function formWith(body: string, name: string, value?: string): PageForm {
  const found = formsOf(body).find(({ fields }) =>
    value === undefined ? name in fields : fields[name] === value,
  )
  if (!found) throw new Error(`No form of the page has ${name} ${value ?? ''}.`)
  return found
}

/** Fills a form and sends it. */
export function fill(browser: Browser, { action, fields }: PageForm, typed: Fields = {}) {
  return browser.post(action, { ...fields, ...typed })
}
