import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

function installed(name: string): { folder: string; version: string } {
  const folder = dirname(dirname(require.resolve(name))) // above its dist/
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { folder, version }
}

/** Where PGlite's packages lie and which versions they are: the bundle and the template belong to exactly these. */
export const installedPackages = () => ({
  pglite: installed('@electric-sql/pglite'),
  postgis: installed('@electric-sql/pglite-postgis'),
})
