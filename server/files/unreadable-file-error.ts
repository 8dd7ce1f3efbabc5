// The one error of reading a tabular file: a closed list of codes, and one English sentence that says what to do.

export const unreadableFileCodes = [
  'not-found',
  'directory',
  'no-permission',
  'unsupported-address',
  'http-status',
  'unreachable',
  'timeout',
  'connection-lost',
  'nothing-piped',
  'empty',
  'not-csv',
  'unknown-header',
  'duplicate-column',
  'missing-columns',
  'record-too-long',
  'quote-not-closed',
  'malformed',
] as const

export type UnreadableFileCode = (typeof unreadableFileCodes)[number]
export type UnreadableFileParameters = Readonly<Record<string, string | number>>

const sentences: Record<UnreadableFileCode, (p: UnreadableFileParameters) => string> = {
  'not-found': (p) => `There is no file at ${p.from}: check the path.`,
  directory: (p) => `${p.from} is a folder: name the CSV file inside it.`,
  'no-permission': (p) => `${p.from} may not be read by this user: change its permissions or copy it.`,
  'unsupported-address': (p) =>
    `${p.from} is not an address that can be read: give a path, an http(s) address, or - for standard input.`,
  'http-status': (p) => `${p.from} answered ${p.status}: check that the address downloads the file itself.`,
  unreachable: (p) => `${p.from} cannot be reached (${p.reason}): check the address and the network.`,
  timeout: (p) => `${p.from} did not answer within ${p.seconds} seconds: try again later.`,
  'connection-lost': (p) => `Reading stopped before the end (${p.reason}): nothing was kept, try again.`,
  'nothing-piped': () => 'Nothing is piped to standard input: pipe a CSV file, or name a path instead of -.',
  empty: () => 'The file is empty: a CSV file with a header line is expected.',
  'not-csv': (p) =>
    `This is ${p.kind}, not a CSV file: export it as CSV (UTF-8, comma or semicolon) and try again.`,
  'unknown-header': (p) =>
    `The first line names no known column (it reads “${p.header}”): the first line must be ${p.wanted}, separated by , or ;.`,
  'duplicate-column': (p) => `The header names the column ${p.column} twice: keep one.`,
  'missing-columns': (p) => `The file lacks required columns: ${p.columns}.`,
  'record-too-long': (p) =>
    `The row that reaches line ${p.line} is longer than ${p.limit}: a quotation mark is probably left open there, or the file is not CSV.`,
  'quote-not-closed': (p) =>
    `A quotation mark is opened and never closed before the end (line ${p.line}): close it and try again.`,
  malformed: (p) => `Line ${p.line} cannot be read as CSV (${p.reason}): correct it and try again.`,
}

/** The file as a whole cannot be read. `message` is one English sentence; `code` and `parameters` are for translation. */
export class UnreadableFileError extends Error {
  readonly code: UnreadableFileCode
  readonly parameters: UnreadableFileParameters

  constructor(code: UnreadableFileCode, parameters: UnreadableFileParameters = {}, cause?: unknown) {
    super(sentences[code](parameters), cause === undefined ? undefined : { cause })
    this.name = 'UnreadableFileError'
    this.code = code
    this.parameters = parameters
  }
}
