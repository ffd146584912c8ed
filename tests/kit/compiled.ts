import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { projectRoot } from '../../api/root.ts'

let built = false

/** Builds what is stale, once per process. `server` leaves the web out. Throws with the compiler's words when it does not build. */
export function build(part: 'server' | 'all') {
  if (built && part === 'server') return
  const args = [join(projectRoot, 'api/deploy/build.mjs'), ...(part === 'server' ? ['server'] : [])]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the ${part} did not build:\n${stderr}`)
  built = true
}

/** A module of the compiled server: for what starts threads, which Node 20 cannot start from TypeScript. */
export function compiled<Module>(path: string): Promise<Module> {
  return import(/* @vite-ignore */ pathToFileURL(join(projectRoot, '.build/server', path)).href) as Promise<Module>
}
