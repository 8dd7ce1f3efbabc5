import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

// Whoever starts the build, a test too: readers get the production code of the libraries.
process.env.NODE_ENV = 'production'

const compress = promisify(brotliCompress)
/** The best quality takes twice the time of this one for 2 % less. */
const quality = { [constants.BROTLI_PARAM_QUALITY]: 10 }

/** Compresses once what is then served for a year. */
const compressed: Plugin = {
  name: 'compressed',
  async writeBundle({ dir = '' }, bundle) {
    const names = Object.keys(bundle).filter((name) => /\.(js|mjs|css)$/.test(name))
    await Promise.all(
      names.map(async (name) => {
        const file = join(dir, name)
        await writeFile(`${file}.br`, await compress(await readFile(file), { params: quality }))
      }),
    )
  },
}

const day = 24 * 60 * 60 * 1_000

/**
 * Files of earlier builds stay for a day: processes that still run, and pages that are open, ask for them by their
 * hashed names.
 */
const earlierBuildsKept: Plugin = {
  name: 'earlier-builds-kept',
  async writeBundle({ dir = '' }, bundle) {
    const folder = join(dir, 'assets')
    for (const name of await readdir(folder)) {
      const isOurs = `assets/${name.replace(/\.br$/, '')}` in bundle
      const { mtimeMs } = await stat(join(folder, name))
      if (!isOurs && Date.now() - mtimeMs > day) await rm(join(folder, name), { force: true })
    }
  },
}

export default defineConfig({
  publicDir: false,
  plugins: [compressed, earlierBuildsKept],
  // A reader needs one language, and of it what islands say.
  resolve: { alias: [{ find: './texts.ts', replacement: './texts-in-browser.ts' }] },
  build: {
    outDir: 'client/dist',
    emptyOutDir: false,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // MapLibre, which is fetched last and alone.
    chunkSizeWarningLimit: 1_300,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: [
        'client/styles/site.css',
        'client/styles/writing.css',
        'client/styles/paper.css',
        'client/styles/directory.css',
        'client/after-style.ts',
        'client/islands.ts',
      ],
    },
  },
})
