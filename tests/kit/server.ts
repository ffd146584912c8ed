import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { projectRoot } from '../../api/root.ts'
import { build } from './compiled.ts'
import { cloneDatabase } from './database.ts'

// The same for all, so that two servers on one database know each other's sessions.
const SECRET = 'not a secret: every server of the tests has it'
const READY_WITHIN_MS = 120_000
const STOPS_WITHIN_MS = 20_000

/** A running server of a test: the compiled code in a process of its own. */
export type Server = {
  readonly url: string
  readonly dataDir: string
  /** The PostGIS database it stands on; undefined when it is embedded. */
  readonly databaseUrl: string | undefined
  /** The number of its process, another after each restart. */
  pid(): number
  /** All that it has written, both streams, over its restarts. */
  log(): string
  /** SIGKILL, as by the kernel or a power switch; resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves to the exit code. Throws when it does not stop in 20 s. */
  stop(): Promise<number | null>
  /** Starts again on the same data and port after `kill` or `stop`; resolves when it is ready. */
  restart(): Promise<void>
}

/** What a test may choose of its server. `env` is added to PORT, DATA_DIR and DATABASE_URL. */
export type ServerOptions = {
  readonly env?: Readonly<Record<string, string>>
  /** Give it to run a second server on the database of the first; without it each has one of its own. */
  readonly databaseUrl?: string
  /** What a database of its own starts from; 'empty' by default, so that the server does all of its first start. */
  readonly from?: 'migrated' | 'empty'
  /** On the embedded database, whatever the run's back end is. */
  readonly embedded?: true
}

const children = new Set<ChildProcess>()
process.on('exit', () => { for (const child of children) child.kill('SIGKILL') })

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening))
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return port
}

const gone = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

function exit(child: ChildProcess): Promise<number | null> {
  if (gone(child)) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}

async function ready(child: ChildProcess, url: string, log: () => string) {
  const until = Date.now() + READY_WITHIN_MS
  while (Date.now() < until) {
    if (gone(child)) throw new Error(`the server ended before it was ready:\n${log().slice(-4000)}`)
    const answer = await fetch(`${url}/readyz`).catch(() => undefined) // refused until it listens
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await wait(50)
  }
  throw new Error(`the server was not ready within ${READY_WITHIN_MS / 1000} s:\n${log().slice(-4000)}`)
}

/** Starts the compiled server on a free port with fresh data, on the back end of the run; `discard` ends it and removes its data. */
export async function startServer(options: ServerOptions = {}): Promise<Server & { discard(): Promise<void> }> {
  build('all')
  const dataDir = await mkdtemp(join(tmpdir(), 'vidnova-server-'))
  const own = process.env.TEST_DATABASE_URL && !options.databaseUrl && !options.embedded ? await cloneDatabase(options.from ?? 'empty') : undefined
  const databaseUrl = options.databaseUrl ?? own?.url
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let written = ''
  let child: ChildProcess

  async function start() {
    const { DATABASE_URL: _, TEST_DATABASE_URL: __, ...inherited } = process.env
    child = spawn(process.execPath, [join(projectRoot, '.build/server/api/main.js')], {
      cwd: projectRoot,
      env: {
        ...inherited, NODE_ENV: 'production', PORT: String(port), DATA_DIR: dataDir, AUTH_SECRET: SECRET,
        ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}), ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.add(child)
    child.once('exit', () => children.delete(child))
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => { written += text })
    await ready(child, url, () => written)
  }

  async function end(signal: NodeJS.Signals) {
    if (!gone(child)) child.kill(signal)
    const code = await Promise.race([exit(child), wait(STOPS_WITHIN_MS, 'late' as const, { ref: false })])
    if (code !== 'late') return code
    child.kill('SIGKILL')
    throw new Error(`the server did not stop within ${STOPS_WITHIN_MS / 1000} s of ${signal}:\n${written.slice(-4000)}`)
  }

  async function discard() {
    await end('SIGKILL')
    await own?.drop()
    await rm(dataDir, { recursive: true, force: true })
  }

  try {
    await start()
  } catch (error) {
    await discard()
    throw error
  }
  return {
    url, dataDir, databaseUrl, discard, restart: start,
    log: () => written,
    pid: () => child.pid!,
    kill: async () => { await end('SIGKILL') },
    stop: () => end('SIGTERM'),
  }
}

/** Gives a test a server of its own and removes it after; when the test fails, the end of the server's log is in the failure. */
export const withServer = (options: ServerOptions, test: (server: Server) => Promise<void>) => async () => {
  const server = await startServer(options)
  try {
    await test(server)
  } catch (error) {
    if (error instanceof Error) error.message += `\n--- the server's log ends ---\n${server.log().slice(-3000)}`
    throw error
  } finally {
    await server.discard()
  }
}
