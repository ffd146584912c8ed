import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const up = dirname(from)
  if (up === from) throw new Error('package.json not found above the code: the installation is incomplete')
  return findRoot(up)
}

/** The project's folder, from the source and from `.build/server` alike: migrations, base map and demonstration data lie below it. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)))
