import { parentPort, workerData } from 'node:worker_threads'
import type { PGlite } from '@electric-sql/pglite'
import { Bridge, type BridgeLimits } from './bridge.ts'
import type { BridgeConnection } from './bridge-connection.ts'
import { openPglite, prepareFolder, type Opening } from './embedded-folder.ts'

/** What the thread is started with. */
export type WorkerStart = { readonly folder: string; readonly bundle: string; readonly limits: Partial<BridgeLimits> }

/** What the thread is told. Bytes carry whether their sender waits for `taken`. */
export type ToWorker =
  | { readonly kind: 'open'; readonly id: number }
  | { readonly kind: 'close'; readonly id: number }
  | { readonly kind: 'data'; readonly id: number; readonly bytes: Uint8Array; readonly awaited: boolean }
  | { readonly kind: 'ping' }
  | { readonly kind: 'stop' }

/** What the thread says. */
export type FromWorker =
  | { readonly kind: 'ready'; readonly opening: Opening }
  | { readonly kind: 'data'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'taken'; readonly id: number }
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'pong' }
  | { readonly kind: 'stopped' }

/** PGlite behind a bridge, on the thread's port. A failure is left to end the thread: whoever started it sees that. */
async function serve(port: NonNullable<typeof parentPort>, { folder, bundle, limits }: WorkerStart) {
  const say = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
  const opening = await prepareFolder(folder)
  const pglite = await openPglite(folder, bundle)
  const bridge = await Bridge.onto({ exec: (messages, onRawData) => pglite.execProtocolRawStream(messages, { onRawData }) }, limits)
  const connections = new Map<number, BridgeConnection>()

  const open = (id: number) => connections.set(id, bridge.open({
    data(answer) {
      const bytes = new Uint8Array(answer) // its own memory, to be handed over rather than copied again
      say({ kind: 'data', id, bytes }, [bytes.buffer])
    },
    end() {
      connections.delete(id)
      say({ kind: 'end', id })
    },
  }))

  port.on('message', (asked: ToWorker) => {
    if (asked.kind === 'open') open(asked.id)
    else if (asked.kind === 'close') void connections.get(asked.id)?.close()
    else if (asked.kind === 'ping') say({ kind: 'pong' })
    else if (asked.kind === 'stop') void stop(pglite, say)
    else {
      const taken = connections.get(asked.id)?.receive(asked.bytes)
      if (asked.awaited) void (taken ?? Promise.resolve()).then(() => say({ kind: 'taken', id: asked.id }))
    }
  })
  say({ kind: 'ready', opening })
}

async function stop(pglite: PGlite, say: (message: FromWorker) => void) {
  await pglite.close()
  say({ kind: 'stopped' })
}

if (parentPort) await serve(parentPort, workerData as WorkerStart)
