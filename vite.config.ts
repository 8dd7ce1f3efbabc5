import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

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

export default defineConfig({
  publicDir: false,
  plugins: [compressed],
  // A reader needs one language, and of it what islands say.
  resolve: { alias: [{ find: './texts.ts', replacement: './texts-in-browser.ts' }] },
  build: {
    outDir: 'client/dist',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['client/styles/site.css', 'client/islands.ts'] },
  },
})
