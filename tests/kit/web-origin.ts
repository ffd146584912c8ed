import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import type { Kept } from '../../api/http/mount.ts'
import { projectRoot } from '../../api/root.ts'
import { mountStatic } from '../../api/static.ts'
import { build } from './compiled.ts'

/** The built web on a port, served as the server serves it, with no API behind it: a network that is there for files only. */
export type WebOrigin = {
  readonly url: string
  /** Every path that was asked for. */
  readonly asked: string[]
  /** Serves another build from now on. */
  serve(folder: string): void
  /** From now on, cuts the connection of a request for a path, or answers it as the login page of a hotel's network does. */
  spoil(how: (path: string) => 'cut' | 'portal' | undefined): void
  /** No longer listens, and ends what is under way. */
  stop(): Promise<void>
  /** Listens again on the same port. */
  start(): Promise<void>
}

/** The folder of the built web. */
export const BUILT_WEB = join(projectRoot, '.build/web')

let changed = false

/** Builds the web as it would be after a change that touches every script, and gives its folder. Made once for a run: four seconds of CPU. */
export function nextBuild(): string {
  const folder = join(projectRoot, '.build/web-after-a-change')
  if (changed) return folder
  const code = `import { build } from 'vite'
    await build({ root: 'web', configFile: 'web/vite.config.ts', logLevel: 'silent', build: { outDir: ${JSON.stringify(folder)}, emptyOutDir: true, rolldownOptions: { output: { intro: 'globalThis.afterAChange = true;' } } } })`
  const { NODE_ENV: _, VITEST: __, ...env } = process.env
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: projectRoot, env, encoding: 'utf8' })
  if (status !== 0 || !existsSync(folder)) throw new Error(`the second build failed:\n${stderr}`)
  changed = true
  return folder
}

const listenerOf = (folder: string) => {
  const app = new Hono<Kept>()
  mountStatic(app, folder, { baseMaps: [], auth: { actorOf: async () => undefined } })
  return getRequestListener(app.fetch)
}

/** Gives a test the built web on a port of its own. What is asked of the API there ends in a cut connection. */
export const withWeb = (test: (web: WebOrigin) => Promise<void>) => async () => {
  build('all')
  let answer = listenerOf(BUILT_WEB)
  let spoilt: Parameters<WebOrigin['spoil']>[0] = () => undefined
  let port = 0
  let server: Server | undefined
  const asked: string[] = []
  const take = (request: IncomingMessage, reply: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    asked.push(path)
    const how = path.startsWith('/api/') ? 'cut' : spoilt(path)
    if (how === 'cut') request.socket.destroy()
    else if (how === 'portal') reply.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=3600' }).end('<!doctype html><title>Free Wi-Fi</title><h1>Please sign in</h1>')
    else void answer(request, reply)
  }
  async function start() {
    server = createServer(take)
    await new Promise<void>((listening) => server!.listen(port, '127.0.0.1', listening))
    port = (server.address() as AddressInfo).port
  }
  async function stop() {
    const closed = new Promise((resolve) => server!.close(resolve))
    server!.closeAllConnections()
    await closed
  }
  await start()
  try {
    await test({
      url: `http://localhost:${port}`, asked, start, stop,
      serve(folder) { answer = listenerOf(folder) },
      spoil(how) { spoilt = how },
    })
  } finally {
    if (server?.listening) await stop()
  }
}
