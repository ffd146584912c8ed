/** One message of the PostgreSQL wire protocol, whole: type, length and body. */
export type Message = { readonly type: string; readonly bytes: Buffer }

/** How a connection stands when it is ready: idle, in a transaction, or in a failed one. */
export type TransactionState = 'I' | 'T' | 'E'

const SSL_REQUEST = 80877103
const GSS_REQUEST = 80877104
const CANCEL_REQUEST = 80877102
const LONGEST_BYTES = 2 ** 30 // what PostgreSQL itself allows in one message

/** The client sent what the protocol does not allow. */
export class ProtocolFault extends Error {}

/** A message of the given type around a body. */
export function message(type: string, body: Uint8Array | string = ''): Buffer {
  const content = typeof body === 'string' ? Buffer.from(body) : body
  const made = Buffer.allocUnsafe(5 + content.length)
  made.write(type, 0, 'latin1')
  made.writeInt32BE(content.length + 4, 1)
  made.set(content, 5)
  return made
}

/** An ErrorResponse with an SQLSTATE; `FATAL` tells the client that its connection is over. */
export const errorResponse = (code: string, text: string, severity: 'ERROR' | 'FATAL' = 'ERROR') =>
  message('E', `S${severity}\0V${severity}\0C${code}\0M${text}\0\0`)

/** ReadyForQuery: the client may send its next query. */
export const readyForQuery = (state: TransactionState) => message('Z', state)

/** The text up to the next zero byte, and the offset behind it. */
export function textAt(bytes: Buffer, offset: number): [text: string, next: number] {
  const end = bytes.indexOf(0, offset)
  if (end < 0) throw new ProtocolFault('a text in a protocol message does not end')
  return [bytes.toString('utf8', offset, end), end + 1]
}

/** Cuts a stream of bytes into messages. Chunks are joined only when a message is whole, so large ones cost no quadratic copying. */
export class MessageReader {
  readonly #longestBytes: number
  #chunks: Buffer[] = []
  #length = 0

  constructor(longestBytes = LONGEST_BYTES) {
    this.#longestBytes = longestBytes
  }

  push(chunk: Uint8Array) {
    this.#chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    this.#length += chunk.length
  }

  /** The start-up request, once it is here: it has no type byte. */
  startup(): 'encryption' | 'cancel' | 'start' | undefined {
    if (this.#length < 8) return undefined
    const head = this.#head(8)
    const length = this.#checked(head.readInt32BE(0), 8)
    if (this.#length < length) return undefined
    const code = this.#take(length).readInt32BE(4)
    if (code === SSL_REQUEST || code === GSS_REQUEST) return 'encryption'
    return code === CANCEL_REQUEST ? 'cancel' : 'start'
  }

  /** The next whole message, or undefined until more has come. */
  next(): Message | undefined {
    if (this.#length < 5) return undefined
    const head = this.#head(5)
    const length = 1 + this.#checked(head.readInt32BE(1), 4)
    if (this.#length < length) return undefined
    const bytes = this.#take(length)
    return { type: String.fromCharCode(bytes[0] ?? 0), bytes }
  }

  #head(count: number): Buffer {
    const first = this.#chunks[0]
    if (first !== undefined && first.length >= count) return first
    return this.#joined()
  }

  #take(count: number): Buffer {
    const first = this.#chunks[0]
    const all = first !== undefined && first.length >= count ? first : this.#joined()
    if (all.length === count) this.#chunks.shift()
    else this.#chunks[0] = all.subarray(count)
    this.#length -= count
    return all.subarray(0, count)
  }

  #joined(): Buffer {
    const all = Buffer.concat(this.#chunks)
    this.#chunks = [all]
    return all
  }

  #checked(length: number, least: number): number {
    if (length < least || length > this.#longestBytes) throw new ProtocolFault(`a protocol message claims ${length} bytes`)
    return length
  }
}
