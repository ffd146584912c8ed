import type { Duplex } from 'node:stream'
import { message, MessageReader, type Message } from '../../../api/db/wire.ts'

/** A client that speaks the wire protocol message by message, for what `pg` never does. */
export class RawClient {
  readonly stream: Duplex
  readonly #reader = new MessageReader()
  #got: Message[] = []
  #notice = () => {}

  constructor(stream: Duplex) {
    this.stream = stream
    stream.on('data', (bytes: Buffer) => {
      this.#reader.push(bytes)
      for (let next = this.#reader.next(); next; next = this.#reader.next()) this.#got.push(next)
      this.#notice()
    })
    stream.on('close', () => this.#notice())
    const user = Buffer.from('user\0postgres\0\0')
    const start = Buffer.alloc(8)
    start.writeInt32BE(8 + user.length, 0)
    start.writeInt32BE(196608, 4)
    stream.write(Buffer.concat([start, user]))
  }

  send(...messages: [type: string, body?: Uint8Array | string][]) {
    this.stream.write(Buffer.concat(messages.map(([type, body]) => message(type, body))))
  }

  /** All messages up to and with the first of the given type; those after it stay for the next call. */
  async until(type: string): Promise<Message[]> {
    for (;;) {
      const at = this.#got.findIndex((found) => found.type === type)
      if (at >= 0) return this.#got.splice(0, at + 1)
      if (this.stream.closed) throw new Error(`the connection closed before a ${type}`)
      await new Promise<void>((heard) => { this.#notice = heard })
    }
  }

  /** What came and was not asked for. */
  get left(): readonly Message[] {
    return this.#got
  }
}

/** The types of messages as one word. */
export const typesOf = (messages: readonly Message[]) => messages.map(({ type }) => type).join('')

/** The SQLSTATE of the first error among messages. */
export const stateOf = (messages: readonly Message[]) => {
  const error = messages.find(({ type }) => type === 'E')
  return error && /\0C(\w{5})\0/.exec(error.bytes.toString('latin1'))?.[1]
}

/** Parse, Bind and Execute of a statement without parameters. */
export const extended = (text: string, rows = 0): [string, Buffer | string][] => {
  const execute = Buffer.alloc(5)
  execute.writeInt32BE(rows, 1)
  return [['P', `\0${text}\0\0\0`], ['B', Buffer.alloc(8)], ['E', execute]]
}
