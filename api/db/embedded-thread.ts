import { Worker } from 'node:worker_threads'
import type { Opening } from './embedded-folder.ts'
import type { EmbeddedStream, Link } from './embedded-stream.ts'
import type { FromWorker, ToWorker, WorkerStart } from './embedded-worker.ts'
import { errorResponse } from './wire.ts'

/** The thread in which the embedded database runs. */
export type Thread = {
  readonly opening: Opening
  /** Whether it has stopped, by itself or asked to. */
  readonly ended: boolean
  connect(stream: EmbeddedStream): Link
  /** Lets it write what is in memory, then ends it. */
  stop(): Promise<void>
}

type Connected = { readonly stream: EmbeddedStream; waiting: (() => void)[] }

const AWAITED_BYTES = 64 * 1024 // from here on a sender waits until its bytes are taken, so that no queue grows without end
const BEAT_MS = 5_000
const STOP_MS = 30_000
const LOST = 'the embedded database stopped in the middle; it is opened again, and what was not committed is undone'

/**
 * Starts the thread and resolves when the database in it is open; rejects when it cannot open. When the thread ends
 * later, for whatever reason, every connection is told so and `onEnd` hears why.
 */
export function startThread(file: string, start: WorkerStart, stuckMs: number, onEnd: (reason: string) => void): Promise<Thread> {
  const worker = new Worker(file, { workerData: start, name: 'database' })
  const connections = new Map<number, Connected>()
  let next = 1
  let open = false
  let ended = false
  let reason = 'the thread ended by itself'
  let askedAtMs: number | undefined
  let stopped = () => {}
  const say = (message: ToWorker, transfer: ArrayBuffer[] = []) => { if (!ended) worker.postMessage(message, transfer) }

  // Nobody can interrupt a statement inside the thread: a thread that does not answer for too long is ended from here.
  // Opening is no statement, and may take long on a slow machine.
  const watch = setInterval(() => {
    if (!open) return
    if (askedAtMs === undefined) {
      askedAtMs = Date.now()
      say({ kind: 'ping' })
    } else if (Date.now() - askedAtMs > stuckMs) {
      reason = `a statement ran for more than ${stuckMs} ms`
      void worker.terminate()
    }
  }, Math.min(BEAT_MS, stuckMs / 2))
  watch.unref()

  function connect(stream: EmbeddedStream): Link {
    const id = next++
    const connected: Connected = { stream, waiting: [] }
    if (ended) throw new Error(LOST)
    connections.set(id, connected)
    say({ kind: 'open', id })
    return {
      send(chunk, taken) {
        const bytes = new Uint8Array(chunk) // its own memory: a small Buffer shares its own with others
        const awaited = bytes.length >= AWAITED_BYTES
        if (awaited) connected.waiting.push(taken)
        say({ kind: 'data', id, bytes, awaited }, [bytes.buffer])
        if (!awaited) taken()
      },
      close: () => say({ kind: 'close', id }),
    }
  }

  const thread = (opening: Opening): Thread => ({
    opening,
    get ended() { return ended },
    connect,
    async stop() {
      const done = new Promise<void>((resolve) => { stopped = resolve })
      say({ kind: 'stop' })
      const patience = setTimeout(stopped, STOP_MS)
      if (!ended) await done
      clearTimeout(patience)
      await worker.terminate()
    },
  })

  return new Promise((resolve, reject) => {
    worker.on('message', (said: FromWorker) => {
      if (said.kind === 'ready') {
        open = true
        return resolve(thread(said.opening))
      }
      if (said.kind === 'pong') return void (askedAtMs = undefined)
      if (said.kind === 'stopped') return stopped()
      const connected = connections.get(said.id)
      if (said.kind === 'data') connected?.stream.push(said.bytes)
      else if (said.kind === 'taken') connected?.waiting.shift()?.()
      else {
        connections.delete(said.id)
        connected?.stream.push(null)
      }
    })
    worker.on('error', (error) => { reason = error.stack ?? error.message })
    worker.on('exit', () => {
      ended = true
      clearInterval(watch)
      reject(new Error(`the embedded database did not open: ${reason}`)) // of no effect once it is open
      onEnd(reason)
      stopped()
      for (const { stream, waiting } of connections.values()) {
        for (const taken of waiting) taken()
        stream.lose(errorResponse('57P02', LOST, 'FATAL'))
      }
      connections.clear()
    })
  })
}
