import { Duplex } from 'node:stream'

/** A connection to the thread behind a stream. */
export type Link = {
  /** Hands bytes over; `taken` is called when more are welcome. */
  send(bytes: Uint8Array, taken: () => void): void
  close(): void
}

/** A socket for `pg` whose other end is the embedded database. It connects as soon as it is made. */
export class EmbeddedStream extends Duplex {
  readonly #reach: (stream: EmbeddedStream) => Promise<Link>
  #link: Link | undefined

  constructor(reach: (stream: EmbeddedStream) => Promise<Link>) {
    super({ allowHalfOpen: false })
    this.#reach = reach
  }

  /** What `pg` asks of a socket and what means nothing here. */
  connect() { return this }
  setNoDelay() { return this }
  setKeepAlive() { return this }
  ref() { return this }
  unref() { return this }

  /** The database is gone: says so in the protocol, so that a waiting query fails with that reason, and ends. */
  lose(farewell: Buffer) {
    this.#link = undefined
    this.push(farewell)
    this.push(null)
  }

  override _construct(done: (error?: Error) => void) {
    this.#reach(this).then((link) => {
      this.#link = link
      done()
      this.emit('connect')
    }, done)
  }

  override _read() {} // what comes is pushed: a result is in memory already

  override _write(chunk: Buffer, _: BufferEncoding, taken: () => void) {
    if (this.#link) this.#link.send(chunk, taken)
    else taken()
  }

  /** The five messages of one query leave as one. */
  override _writev(chunks: { chunk: Buffer }[], taken: () => void) {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'utf8', taken)
  }

  override _final(done: () => void) {
    this.#link?.close()
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void) {
    this.#link?.close()
    this.#link = undefined
    done(error)
  }
}
