import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../root.ts'
import type { BridgeLimits } from './bridge.ts'
import type { Opening } from './embedded-folder.ts'
import { listenOn, type Listener } from './embedded-listener.ts'
import { EmbeddedStream } from './embedded-stream.ts'
import { startThread, type Thread } from './embedded-thread.ts'
import { lockFolder } from './folder-lock.ts'
import { slimBundle } from './postgis-bundle.ts'

/** Tells the operator something, with its facts. */
export type Log = (message: string, fields?: object) => void

/** How to open the embedded database. */
export type EmbeddedOptions = {
  /** Where it lives; made when missing. */
  readonly dataDir: string
  readonly log: Log
  readonly limits?: Partial<BridgeLimits>
  /** A statement that runs longer than this is ended by ending the thread: the embedded database has no statement_timeout. */
  readonly stuckMs?: number
}

/** PostgreSQL with PostGIS inside this process, in a thread and a folder of its own. */
export type Embedded = {
  readonly opening: Opening
  /** A new connection, for the `stream` option of `pg`. */
  stream(): Duplex
  /** Lets clients from outside in, on a port of this machine or the path of a socket. */
  listen(where?: number | string): Promise<Listener>
  /** Writes all that is in memory, ends every connection and frees the folder. */
  close(): Promise<void>
}

/** What to tell the operator at every start. */
export const DURABILITY = 'the embedded database survives a crash of this process, but a power cut may lose or damage it: give DATABASE_URL for more'

const STUCK_MS = 120_000
const RESTART_PAUSE_MS = 1_000
const HOW: Record<Opening, string> = {
  'reopened': 'the embedded database is open',
  'from-template': 'a new embedded database was made from the template',
  'created-in-full': 'a new embedded database was created step by step, since no template fits the installed versions: this took longer',
}

/** The compiled thread: beside this file when it is compiled itself, else in the build. */
function threadFile(): string {
  const beside = fileURLToPath(new URL('./embedded-worker.js', import.meta.url))
  return existsSync(beside) ? beside : join(projectRoot, '.build/server/api/db/embedded-worker.js')
}

/** Opens the embedded database, creating it on the first start. Throws FolderInUse when another process has its folder. */
export async function openEmbedded({ dataDir, log, limits = {}, stuckMs = STUCK_MS }: EmbeddedOptions): Promise<Embedded> {
  const lock = await lockFolder(dataDir)
  let thread: Promise<Thread>
  let restartedAtMs = 0
  let closing = false

  const start = async (): Promise<Thread> => {
    const bundle = await slimBundle(dataDir)
    return startThread(threadFile(), { folder: join(dataDir, 'postgres'), bundle, limits }, stuckMs, (reason) => {
      if (!closing) log('the embedded database stopped and is opened again for the next query', { reason })
    })
  }

  /** The running thread. One that died is replaced; one that cannot start is not tried more than once a second. */
  const running = async (): Promise<Thread> => {
    if (closing) throw new Error('the embedded database is closed')
    const failed = await thread.then((started) => started.ended, () => true)
    if (failed && Date.now() - restartedAtMs >= RESTART_PAUSE_MS) {
      restartedAtMs = Date.now()
      thread = start()
    }
    return thread
  }

  thread = start()
  const opening = await thread.then((started) => started.opening, async (error: Error) => {
    await lock.release()
    throw error
  })
  log(HOW[opening], { folder: dataDir })
  log(DURABILITY)

  const stream = () => new EmbeddedStream(async (made) => (await running()).connect(made))
  return {
    opening,
    stream,
    listen: (where = 0) => listenOn(where, stream),
    async close() {
      if (closing) return
      closing = true
      await thread.then((started) => started.stop(), () => undefined) // a thread that could not start has nothing to write
      await lock.release()
    },
  }
}
