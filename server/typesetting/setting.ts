// What crosses between the server and a process that sets documents.

export type Setting = {
  /** Names the document: whoever set its first page sets all of it in a fraction of the time. */
  key: string
  /** Address of a Typst file. */
  template: string
  /** Day of the document: `YYYY-MM-DD`. */
  date: string
  files: Readonly<Record<string, string | Uint8Array>>
  /** A whole PDF, or the first page as SVG. */
  output: 'pdf' | 'first-page'
}

export type SetPages = { bytes: Uint8Array; pages: number }

/** `isFull`: the process holds so much memory that it wants no other work. */
export type SettingReply = (SetPages | { fault: string }) & { isFull?: boolean }
