import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const HEAD_END = '\r\n\r\n'
const READ_BYTES = 64 * 1024

/** An answer as far as a bench looks at it: its status, and its text where that was asked for. */
export type Answered = { readonly status: number; readonly text: string; readonly bytes: number }

type Due = { readonly keeps: boolean; readonly resolve: (answer: Answered) => void; readonly reject: (error: Error) => void }

/** One connection: a request at a time, the answer read into one buffer that is used again and again, its body counted and, where wanted, kept. */
class Line {
  readonly #socket: Socket
  #due: Due | undefined
  #head = ''
  #status = 0
  #left = -1
  #length = 0
  #kept: Buffer[] = []

  constructor(port: number) {
    this.#socket = connect({ host: '127.0.0.1', port, onread: { buffer: Buffer.alloc(READ_BYTES), callback: (count, buffer) => { this.#take((buffer as Buffer).subarray(0, count)); return true } } })
    this.#socket.setNoDelay(true)
    this.#socket.on('error', (error) => this.#due?.reject(error))
    this.#socket.on('close', () => this.#due?.reject(new Error('the server closed the connection')))
  }

  ready(): Promise<unknown> { return once(this.#socket, 'connect') }

  ask(request: string, keeps: boolean): Promise<Answered> {
    return new Promise((resolve, reject) => {
      this.#due = { keeps, resolve, reject }
      this.#socket.write(request)
    })
  }

  close() { this.#socket.destroy() }

  #take(bytes: Buffer) {
    if (this.#left < 0) {
      this.#head += bytes.toString('latin1')
      const end = this.#head.indexOf(HEAD_END)
      if (end < 0) return
      const head = this.#head.slice(0, end)
      this.#status = Number(head.slice(9, 12))
      const length = /^content-length: *(\d+)/im.exec(head)?.[1]
      if (length === undefined && this.#status !== 304) return void this.#socket.destroy(new Error(`an answer without a length: ${head}`))
      const body = Buffer.from(this.#head.slice(end + HEAD_END.length), 'latin1')
      this.#left = this.#length = Number(length ?? 0)
      this.#head = ''
      return this.#body(body)
    }
    this.#body(bytes)
  }

  #body(bytes: Buffer) {
    this.#left -= bytes.length
    if (this.#due?.keeps === true && bytes.length > 0) this.#kept.push(Buffer.from(bytes))
    if (this.#left > 0) return
    const [due, text] = [this.#due, Buffer.concat(this.#kept).toString('utf8')]
    this.#due = undefined
    this.#left = -1
    this.#kept = []
    due?.resolve({ status: this.#status, text, bytes: this.#length })
  }
}

/** A request's text as it goes over the wire, with the length of its body. */
export function requestOf(method: string, path: string, headers: Readonly<Record<string, string>>, body = ''): string {
  const lines = Object.entries({ host: '127.0.0.1', ...headers, ...(body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }) }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`
}

/**
 * Asks over some kept connections. It stands on the same cores as what it measures, so it does next to nothing: the HTTP client of Node
 * took a millisecond of a report, this a tenth. Throws when the server closes a connection or gives no length.
 */
export async function openClient(port: number, connections: number) {
  const lines = Array.from({ length: connections }, () => new Line(port))
  await Promise.all(lines.map((line) => line.ready()))
  return {
    /** Sends the requests, as many at once as there are connections, and hands each answer to `check`; `keeps` keeps the bodies for it. */
    async all(requests: readonly string[], check: (answer: Answered) => void, keeps: boolean): Promise<void> {
      let nth = 0
      await Promise.all(lines.map(async (line) => { while (nth < requests.length) check(await line.ask(requests[nth++]!, keeps)) }))
    },
    close() { for (const line of lines) line.close() },
  }
}
