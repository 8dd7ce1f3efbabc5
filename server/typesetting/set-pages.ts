// Sets a document with Typst.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  NodeCompiler,
  type NodeError,
  type NodeTypstDocument,
  PdfStandard,
} from '@myriaddreamin/typst-ts-node-compiler'
import { firstPageOf } from './first-page.ts'
import { printable } from './printable.ts'
import type { SetPages, Setting } from './setting.ts'
import { type Typeface, typefacesFor } from './typefaces.ts'

/** Sets a document. @throws Error with what Typst says, which is for whoever writes templates */
export function setPages({ template, date, files, output }: Setting): SetPages {
  const main = fileURLToPath(template)
  const texts = Object.entries(files).filter((file): file is [string, string] => typeof file[1] === 'string')
  const typefaces = typefacesFor(texts.map(([, text]) => text))
  const compiler = compilerWith(typefaces, dirname(main))
  const beside = (name: string, bytes: Uint8Array | string) =>
    compiler.mapShadow(join(dirname(main), name), Buffer.from(bytes))
  compiler.resetShadow()
  beside('typefaces.json', JSON.stringify(typefaces.map(({ family }) => family)))
  for (const [name, content] of Object.entries(files))
    beside(name, name.endsWith('.json') ? printable(String(content), typefaces) : content)

  const whole = compiled(compiler, main, { part: 'whole', date })
  const pages = whole.numOfPages
  const bytes =
    output === 'pdf'
      ? compiler.pdf(whole, { pdfStandard: PdfStandard.UA_1 })
      : Buffer.from(firstPageOf(compiler.plainSvg(firstPage(compiler, main, { date, pages }))))
  // Of what Typst remembers, only the last document is worth its memory: a preview is mostly followed by its PDF.
  compiler.evictCache(1)
  return { bytes, pages }
}

/** For its picture a template may leave out what comes after it; how many pages there are is told. */
function firstPage(
  compiler: NodeCompiler,
  main: string,
  { date, pages }: { date: string; pages: number },
): NodeTypstDocument {
  return compiled(compiler, main, { part: 'first-page', date, pages: String(pages) })
}

function compiled(
  compiler: NodeCompiler,
  main: string,
  inputs: { part: 'whole' | 'first-page'; date: string; pages?: string },
): NodeTypstDocument {
  const result = compiler.compile({ mainFilePath: main, inputs })
  if (result.result) return result.result
  throw new Error(told(compiler, result.takeDiagnostics()))
}

type Diagnostic = { message: string; path: string; range: string }

function told(compiler: NodeCompiler, error: NodeError | null): string {
  const diagnostics: Diagnostic[] = error ? compiler.fetchDiagnostics(error) : []
  return diagnostics
    .slice(0, 3)
    .map(({ message, path, range }) => `${message} (${path} ${JSON.stringify(range)})`)
    .join('; ')
}

let current: { key: string; compiler: NodeCompiler } | undefined

/** The compiler of the last document, where that had the same letters: fonts are read once. */
function compilerWith(typefaces: Typeface[], workspace: string): NodeCompiler {
  const key = JSON.stringify([workspace, typefaces.map(({ family }) => family)])
  if (current?.key !== key) {
    const fontBlobs = typefaces.flatMap(({ fonts }) => fonts)
    current = { key, compiler: NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] }) }
  }
  return current.compiler
}
