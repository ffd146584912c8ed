import type { Bridge } from './bridge.ts'
import { hearingsOf, type Hearing } from './bridge-channels.ts'
import { copyInOf } from './bridge-copy.ts'
import { errorResponse, message, MessageReader, ProtocolFault, readyForQuery, textAt, type Message, type TransactionState } from './wire.ts'

/** Where the answers of a connection go. */
export type Outlet = { data(bytes: Buffer): void; end(): void }

/** The backend stayed with another connection for too long: SQLSTATE 55P03. */
export class BackendBusy extends Error {
  readonly code = '55P03'
}

type CopyIn = { readonly query: Buffer; readonly chunks: Buffer[]; bytes: number }

const FLUSH_BYTES = 64 * 1024
const refusal = (code: string, text: string) => `do $$ begin raise exception using errcode = '${code}', message = '${text}'; end $$`
const COPY_AMONG_OTHERS = refusal('0A000', 'the embedded database takes COPY FROM STDIN only as a simple query of its own')

/** One client of the bridge: reads its messages, runs them in its turn, and hands back the answers. */
export class BridgeConnection {
  /** The channels that this client listens to. */
  readonly channels = new Set<string>()
  /** When it last fell silent inside a transaction; undefined while it works or owns nothing. */
  idleSinceMs: number | undefined
  readonly #bridge: Bridge
  readonly #id: number
  readonly #outlet: Outlet
  readonly #reader: MessageReader
  readonly #statements = new Set<string>()
  #tail: Promise<void> = Promise.resolve()
  #started = false
  #closing: Promise<void> | undefined
  #state: TransactionState = 'I'
  #unsynced = false
  #skipToSync = false
  #pending: Buffer[] = []
  #pendingBytes = 0
  #copy: CopyIn | undefined
  #hearings: Hearing[] = []
  #hearingChanged = false
  #running = false
  #out: Buffer[] = []
  #outBytes = 0

  constructor(bridge: Bridge, id: number, outlet: Outlet) {
    this.#bridge = bridge
    this.#id = id
    this.#outlet = outlet
    this.#reader = new MessageReader(bridge.limits.bufferedBytes)
  }

  /** Takes bytes from the client; resolves when they have been dealt with. */
  receive(chunk: Uint8Array): Promise<void> {
    this.#tail = this.#tail.then(async () => {
      if (this.#closing) return
      try {
        this.#reader.push(chunk)
        await this.#consume()
      } catch (error) {
        if (!(error instanceof ProtocolFault)) throw error
        this.#end(errorResponse('08P01', error.message, 'FATAL'))
      }
    })
    return this.#tail
  }

  /** The client is gone: rolls back, closes its statements, and lets the next in line. */
  close(): Promise<void> {
    if (!this.#closing) {
      this.#closing = this.#tail.then(() => this.#leave())
      this.#bridge.leaveLine(this)
    }
    return this.#closing
  }

  /** Ends a transaction that has done nothing for too long. */
  expire() {
    this.#end(errorResponse('25P03', 'the transaction did nothing for too long and is rolled back', 'FATAL'))
  }

  /** Hands on a notification, when the client listens to its channel. */
  hear(channel: string, notification: Buffer) {
    if (!this.channels.has(channel)) return
    if (this.#running) this.#emit(notification)
    else this.#outlet.data(notification)
  }

  #end(farewell: Buffer) {
    if (this.#closing) return
    this.#outlet.data(farewell)
    void this.close()
  }

  async #consume() {
    while (!this.#started) {
      const request = this.#reader.startup()
      if (request === undefined) return
      if (request === 'encryption') this.#outlet.data(Buffer.from('N'))
      else if (request === 'cancel') return void this.close() // one backend, busy with the statement itself: it cannot hear
      else this.#greet()
    }
    for (let next = this.#reader.next(); next !== undefined && !this.#closing; next = this.#reader.next()) await this.#take(next)
  }

  #greet() {
    this.#started = true
    const key = Buffer.alloc(8)
    key.writeInt32BE(this.#id, 0)
    this.#outlet.data(Buffer.concat([message('R', Buffer.alloc(4)), this.#bridge.parameters, message('K', key), readyForQuery('I')]))
  }

  async #take(next: Message) {
    if (next.type === 'X') return void this.close()
    if (this.#copy) return this.#collect(this.#copy, next)
    if (this.#skipToSync) {
      if (next.type !== 'S') return
      this.#skipToSync = false
      return this.#outlet.data(readyForQuery(this.#state))
    }
    this.#add(next.type === 'Q' ? this.#simple(next.bytes) : this.#prefixed(next))
    if (this.#copy) return
    // Each of these earns exactly one ReadyForQuery; a Flush asks for answers without one. The rest waits for either.
    if (next.type === 'Q' || next.type === 'S' || next.type === 'F') await this.#run(true)
    else if (next.type === 'H') await this.#run(false)
  }

  #add(bytes: Buffer) {
    this.#pendingBytes += bytes.length
    if (this.#pendingBytes > this.#bridge.limits.bufferedBytes) throw new ProtocolFault('too much was sent before a Sync')
    this.#pending.push(bytes)
  }

  #simple(bytes: Buffer): Buffer {
    const [text] = textAt(bytes, 5)
    this.#hearings.push(...hearingsOf(text))
    const copy = copyInOf(text)
    if (copy === 'none') return bytes
    if (copy === 'among-others') return message('Q', `${COPY_AMONG_OTHERS}\0`)
    this.#copy = { query: bytes, chunks: [], bytes: 0 }
    this.#outlet.data(message('G', Buffer.from([copy === 'binary' ? 1 : 0, 0, 0])))
    return Buffer.alloc(0)
  }

  /** Gathers a COPY: the backend takes all of its data at once or loses step. Nobody waits for the client meanwhile. */
  async #collect(copy: CopyIn, { type, bytes }: Message) {
    const tooMuch = () => copy.bytes > this.#bridge.limits.bufferedBytes
    if (type === 'd') {
      copy.bytes += bytes.length
      if (tooMuch()) copy.chunks.length = 0
      else copy.chunks.push(bytes)
    } else if (type === 'c' || type === 'f') {
      this.#copy = undefined
      const last = tooMuch() ? message('f', `more than ${this.#bridge.limits.bufferedBytes} bytes in one COPY\0`) : bytes
      this.#pending.push(copy.query, ...copy.chunks, last)
      await this.#run(true, true)
    }
  }

  /** Statement names are the connection's own, but the backend is shared: they go there with the connection's number before them. */
  #prefixed({ type, bytes }: Message): Buffer {
    const own = (name: string) => (name === '' ? '' : `c${this.#id}_${name}`)
    if (type === 'P') {
      const [name, afterName] = textAt(bytes, 5)
      const [text, afterText] = textAt(bytes, afterName)
      if (name !== '') this.#statements.add(own(name))
      this.#hearings.push(...hearingsOf(text))
      const taken = copyInOf(text) === 'none' ? bytes.subarray(afterName) : Buffer.concat([Buffer.from(`${COPY_AMONG_OTHERS}\0`), bytes.subarray(afterText)])
      return message('P', Buffer.concat([Buffer.from(`${own(name)}\0`), taken]))
    }
    if (type === 'B') {
      const [portal, afterPortal] = textAt(bytes, 5)
      const [name, afterName] = textAt(bytes, afterPortal)
      return name === '' ? bytes : message('B', Buffer.concat([Buffer.from(`${portal}\0${own(name)}\0`), bytes.subarray(afterName)]))
    }
    if ((type === 'D' || type === 'C') && bytes[5] === 0x53) { // S: a statement, no portal
      const [name] = textAt(bytes, 6)
      if (type === 'C') this.#statements.delete(own(name))
      return message(type, `S${own(name)}\0`)
    }
    return bytes
  }

  async #run(earnsReady: boolean, hidesCopyResponse = false) {
    const batch = Buffer.concat(this.#pending)
    this.#pending = []
    this.#pendingBytes = 0
    try {
      await this.#bridge.acquire(this)
    } catch (error) {
      if (!(error instanceof BackendBusy)) throw error
      this.#hearings = []
      this.#skipToSync = !earnsReady
      const busy = errorResponse(error.code, error.message)
      return this.#outlet.data(earnsReady ? Buffer.concat([busy, readyForQuery(this.#state)]) : busy)
    }
    if (this.#closing) return
    await this.#exec(batch, earnsReady, hidesCopyResponse)
    this.#unsynced = !earnsReady
    if (earnsReady) await this.#ready()
    if (this.#state === 'I' && earnsReady) return this.#bridge.release(this)
    this.idleSinceMs = Date.now()
    this.#bridge.keep(this)
  }

  async #ready() {
    this.#hearings = []
    if (this.#state === 'I' && this.#hearingChanged) {
      this.#hearingChanged = false
      await this.#bridge.settleHearing()
    }
    this.#outlet.data(readyForQuery(this.#state))
  }

  /**
   * Runs messages of which the last earns a ReadyForQuery or none does, and keeps the state that it reports. PGlite sends
   * a bogus ReadyForQuery after an error in the extended protocol: only the last one is believed, and none leaves from here.
   */
  async #exec(batch: Buffer, earnsReady: boolean, hidesCopyResponse = false) {
    const answers = new MessageReader()
    let ready: TransactionState | undefined
    this.idleSinceMs = undefined
    this.#running = true
    await this.#bridge.exec(batch, (bytes) => {
      answers.push(Buffer.from(bytes)) // the backend's memory is its own
      for (let answer = answers.next(); answer !== undefined; answer = answers.next()) {
        const { type } = answer
        if (type === 'Z') ready = String.fromCharCode(answer.bytes[5] ?? 0) as TransactionState
        else if (type === 'A') this.#bridge.notify(textAt(answer.bytes, 9)[0], answer.bytes)
        else if (type !== 'G' || !hidesCopyResponse) this.#pass(answer)
      }
    })
    this.#running = false
    this.#flush()
    if (!earnsReady) return
    if (ready === undefined) throw new Error('the embedded database lost step with the protocol')
    this.#state = ready
  }

  #pass({ type, bytes }: Message) {
    if (type === 'C' && this.#hearings.length > 0) {
      const [tag] = textAt(bytes, 5)
      const [hearing] = this.#hearings
      if (hearing?.verb === tag) this.#apply(hearing)
    }
    this.#emit(bytes)
  }

  #apply({ verb, channel }: Hearing) {
    this.#hearings.shift()
    if (verb === 'LISTEN' && channel !== undefined) this.channels.add(channel)
    if (verb === 'LISTEN') return
    this.#hearingChanged = true
    if (channel === undefined) this.channels.clear()
    else this.channels.delete(channel)
  }

  #emit(bytes: Buffer) {
    this.#out.push(bytes)
    this.#outBytes += bytes.length
    if (this.#outBytes >= FLUSH_BYTES) this.#flush()
  }

  #flush() {
    if (this.#out.length > 0 && !this.#closing) this.#outlet.data(Buffer.concat(this.#out))
    this.#out = []
    this.#outBytes = 0
  }

  async #leave() {
    const statements = [...this.#statements].map((name) => message('C', `S${name}\0`))
    const owns = this.#unsynced || this.#state !== 'I'
    if (owns || statements.length > 0 || this.channels.size > 0) {
      await this.#bridge.acquire(this, 'patient')
      if (this.#unsynced) await this.#exec(message('S'), true)
      if (this.#state !== 'I') await this.#exec(message('Q', 'rollback\0'), true)
      if (statements.length > 0) await this.#exec(Buffer.concat([...statements, message('S')]), true)
      const listened = this.channels.size > 0
      this.channels.clear()
      if (listened) await this.#bridge.settleHearing()
    }
    this.#bridge.release(this)
    this.#bridge.forget(this)
    this.#outlet.end()
  }
}
