// Forms of a page, as a browser without script fills and sends them.
import type { Browser } from '../databases/people.ts'

export type PageForm = { action: string; fields: Record<string, string> }

const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const attribute = (tag: string, name: string) =>
  unescaped(new RegExp(`\\s${name}="?([^"\\s>]*(?:(?<==")[^"]*)?|[^"]*)"`).exec(tag)?.[1] ?? '')

/** The forms of a page with what stands in them; of boxes and buttons, what is ticked. */
export function formsOf(body: string): PageForm[] {
  return [...body.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].map(([, attributes = '', inside = '']) => {
    const fields: Record<string, string> = {}
    for (const [tag] of inside.matchAll(/<input[^>]*>/g)) {
      const type = attribute(tag, 'type')
      const isOff = (type === 'radio' || type === 'checkbox') && !/\schecked/.test(tag)
      if (!isOff) fields[attribute(tag, 'name')] = attribute(tag, 'value')
    }
    for (const [, tag = '', options = ''] of inside.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)) {
      const chosen = /<option[^>]*\sselected[^>]*>/.exec(options)?.[0] ?? /<option[^>]*>/.exec(options)?.[0]
      fields[attribute(tag, 'name')] = attribute(chosen ?? '', 'value')
    }
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
export function fill(browser: Browser, { action, fields }: PageForm, typed: Record<string, string> = {}) {
  return browser.post(action, { ...fields, ...typed })
}
