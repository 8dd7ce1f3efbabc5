// Bytes to text without knowing the encoding beforehand, and without reading the whole file first.
//
// UTF-8 or Windows-1252 is decided on the first 64 KiB, by what most non-ASCII characters there are. A file taken for UTF-8 may
// still hold a byte that is not: if nothing but ASCII came before, the sample simply held no accent, and the rest is read as
// Windows-1252 (what came before reads the same in both); otherwise two exports were joined, and only the bytes that are not
// UTF-8 are read as Windows-1252, one by one.
import { isAscii, isUtf8 } from 'node:buffer'

export type TextEncoding = 'utf-8' | 'windows-1252'

/** How many bytes are looked at to decide what a file is. */
export const sampleBytes = 64 * 1024

const windows1252 = new TextDecoder('windows-1252')

/** Which encoding a sample is in: the one of the two that explains more of its non-ASCII characters. */
export function guessEncoding(sample: Buffer): TextEncoding {
  const body = sample.subarray(0, sample.length - unfinishedLength(sample))
  if (isUtf8(body)) return 'utf-8'
  let valid = 0
  let invalid = 0
  for (let at = 0; at < body.length; ) {
    const length = sequenceLength(body, at)
    if (length === 0) invalid += 1
    else if (length > 1) valid += 1
    at += length || 1
  }
  return invalid > valid ? 'windows-1252' : 'utf-8'
}

/** Decodes `chunks` as they come. The byte order mark must already be gone. */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  encoding: TextEncoding,
): AsyncGenerator<string> {
  let reading = encoding
  let onlyAscii = true
  let unfinished: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = unfinished.length ? Buffer.concat([unfinished, chunk]) : chunk
    unfinished = Buffer.alloc(0)
    if (reading === 'windows-1252') {
      yield windows1252.decode(bytes)
      continue
    }
    const tail = unfinishedLength(bytes)
    const body = bytes.subarray(0, bytes.length - tail)
    if (isUtf8(body)) {
      onlyAscii &&= isAscii(body)
      unfinished = bytes.subarray(bytes.length - tail)
      yield body.toString('utf8')
    } else if (onlyAscii && guessEncoding(body) === 'windows-1252') {
      reading = 'windows-1252'
      yield windows1252.decode(bytes)
    } else {
      onlyAscii = false
      unfinished = bytes.subarray(bytes.length - tail)
      yield decodeMixed(body)
    }
  }
  if (unfinished.length) yield windows1252.decode(unfinished)
}

function decodeMixed(bytes: Buffer): string {
  const parts: string[] = []
  let start = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length === 0) {
      parts.push(bytes.toString('utf8', start, at), windows1252.decode(bytes.subarray(at, at + 1)))
      start = at + 1
    }
    at += length || 1
  }
  parts.push(bytes.toString('utf8', start))
  return parts.join('')
}

/** Length of the UTF-8 sequence that starts at `at`, or 0 where none does. */
function sequenceLength(bytes: Buffer, at: number): number {
  const announced = announcedLength(bytes[at]!)
  if (announced < 2) return announced
  return isUtf8(bytes.subarray(at, at + announced)) && at + announced <= bytes.length ? announced : 0
}

function announcedLength(byte: number): number {
  if (byte < 0x80) return 1
  if (byte >= 0xc2 && byte < 0xe0) return 2
  if (byte >= 0xe0 && byte < 0xf0) return 3
  if (byte >= 0xf0 && byte < 0xf5) return 4
  return 0
}

/** How many bytes at the end begin a UTF-8 sequence that the next chunk may finish. */
function unfinishedLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return announcedLength(byte) > back ? back : 0
  }
  return 0
}
