// What a form sends: read one field at a time, with limits, so that what was typed can be shown again beside its fault.

/** A form as it arrives: a name may be missing, or come several times. */
export type SentForm = Record<string, unknown>

/** Why a field cannot be taken; texts are in `forms.json` under `faults`. */
export type FieldReason = 'required' | 'too-long' | 'email' | 'choice'

export type FieldFault = { field: string; reason: FieldReason; expected?: string }

/** The text of a field, without spaces around it; `''` when there is none. Of several the first is meant. */
export function sentText(form: SentForm, field: string): string {
  const value = Object.hasOwn(form, field) ? form[field] : undefined
  const first: unknown = Array.isArray(value) ? value[0] : value
  // U+0000 is no text for the database; line ends are those of the form (RFC 7578), which we write as one.
  return typeof first === 'string' ? first.replaceAll('\0', '').replaceAll('\r\n', '\n').trim() : ''
}

/**
 * The text of a field of one line: spaces as one, without what cannot be seen and turns or breaks the line (controls,
 * and the marks that force a direction).
 */
export function sentLine(form: SentForm, field: string): string {
  return sentText(form, field)
    .replaceAll(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/g, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

/** All values of a field (checkboxes), without those that are empty. */
export function sentTexts(form: SentForm, field: string): string[] {
  const value = Object.hasOwn(form, field) ? form[field] : undefined
  return [value].flat().filter((each): each is string => typeof each === 'string' && each !== '')
}

/** The faults of a text: it may be wanted, and has a greatest length. */
export function textFaults(
  field: string,
  text: string,
  limits: { max: number; required?: boolean },
): FieldFault[] {
  if (text === '') return limits.required ? [{ field, reason: 'required' }] : []
  return text.length > limits.max ? [{ field, reason: 'too-long', expected: String(limits.max) }] : []
}

/** The longest address that mail can carry (RFC 5321, 4.5.3.1.3). */
export const longestEmail = 254

/**
 * An e-mail address as we keep it, lower-cased, its domain in ASCII letters; `undefined` when it is none. Accounts are
 * told apart by it, so one person who writes it with other capitals is the same person.
 */
export function emailOf(text: string): string | undefined {
  const [, local, domain] = /^([\w.!#$%&'*+/=?^`{|}~-]{1,64})@([^\s@]{3,253})$/.exec(text) ?? []
  if (!local || !domain || /^\.|\.$|\.\./.test(local) || /[/?#:[\]\\%]/.test(domain)) return undefined
  if (!URL.canParse(`https://${domain}`)) return undefined
  const { hostname } = new URL(`https://${domain}`)
  const isName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/.test(hostname)
  const email = `${local.toLowerCase()}@${hostname}`
  return isName && email.length <= longestEmail ? email : undefined
}

/** The faults of an e-mail field. */
export function emailFaults(field: string, text: string): FieldFault[] {
  if (text === '') return [{ field, reason: 'required' }]
  return emailOf(text) === undefined ? [{ field, reason: 'email' }] : []
}
