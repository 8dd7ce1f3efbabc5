import { Presets, SingleBar } from 'cli-progress'

/** A bar on a terminal, nothing elsewhere. `totalBytes` is `null` where the size is not known. */
export function progressBar(totalBytes: number | null): { add: (bytes: number) => void; stop: () => void } {
  if (!process.stderr.isTTY || totalBytes === null) return { add: () => undefined, stop: () => undefined }
  const format = '{bar} {percentage} % | {eta_formatted} left'
  const bar = new SingleBar(
    { stream: process.stderr, clearOnComplete: true, hideCursor: true, format },
    Presets.shades_classic,
  )
  bar.start(totalBytes, 0)
  return { add: (bytes) => bar.increment(bytes), stop: () => bar.stop() }
}
