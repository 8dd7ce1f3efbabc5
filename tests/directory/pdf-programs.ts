// What programs of poppler and qpdf say of a PDF. They are not packages: where they are missing, tests are skipped.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Pdf = { bytes: Uint8Array }

/** @param program `pdftotext`, `qpdf` … @returns whether this machine has it */
export function isThere(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch (error) {
    // poppler answers a question for its version with 99.
    return (error as { code?: string }).code !== 'ENOENT'
  }
}

/** What a program of poppler or qpdf says of a PDF. */
export function told(program: string, pdf: Pdf, ...options: string[]): string {
  return inFolder(pdf, (file) => {
    const writesText = program === 'pdftotext' || options.includes('--qdf')
    return execFileSync(program, [...options, file, ...(writesText ? ['-'] : [])], {
      encoding: 'utf8',
      maxBuffer: 1e8,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  })
}

/** The pages as pictures (PNG), in their order. @param dots to the inch */
export function picturesOf(pdf: Pdf, dots: number, ...options: string[]): Uint8Array[] {
  return inFolder(pdf, (file, folder) => {
    execFileSync('pdftoppm', ['-r', String(dots), '-png', ...options, file, join(folder, 'page')])
    return readdirSync(folder)
      .filter((name) => name.endsWith('.png'))
      .toSorted()
      .map((name) => readFileSync(join(folder, name)))
  })
}

function inFolder<T>({ bytes }: Pdf, use: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'reperes-paper-'))
  try {
    const file = join(folder, 'paper.pdf')
    writeFileSync(file, bytes)
    return use(file, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Texts as one may look for them, wherever lines end. */
export const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll('\u00ad', '')
    .replaceAll(/\s+/g, ' ')
    // A name goes on in the next line after its hyphen.
    .replaceAll('- ', '-')

/** The same without the signs that turn the direction. */
export const withoutTurns = (text: string) =>
  plain(text.replaceAll(/[\u2066-\u2069\u202a-\u202e\u200e\u200f]/g, ''))
