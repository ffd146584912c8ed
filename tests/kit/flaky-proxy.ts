import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Transform } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'

/** What goes wrong with one request. Bytes are those of the bodies; nothing named, nothing wrong. */
export type Fault = {
  /** Waits before anything is passed on. */
  readonly latencyMs?: number
  /** Both bodies trickle. */
  readonly bytesPerSecond?: number
  /** The connection is reset when so many bytes of the request's body have reached the server. */
  readonly cutUpAfter?: number
  /** The server answers, and the connection is reset after so many bytes of it: with 0 the answer alone is lost. */
  readonly cutDownAfter?: number
  /** The server hears nothing: `half-open` never answers, `portal` answers 200 with a page, `bad-gateway` 502 with one. */
  readonly instead?: 'reset' | 'half-open' | 'portal' | 'bad-gateway'
}

/** What the proxy saw of a request. */
export type Passing = { readonly method: string; readonly path: string; readonly fault: Fault }

/** Says what happens to a request; undefined lets it through. */
export type Script = (asked: { readonly method: string; readonly path: string; readonly bytes: number }) => Fault | undefined

/** A proxy before a server, whose network is as bad as its script says. */
export type FlakyProxy = {
  readonly url: string
  /** All requests so far, the latest last. */
  readonly seen: readonly Passing[]
  /** From now on; connections that stand are reset, as when a phone loses its network. */
  follow(script: Script): void
  close(): Promise<void>
}

const PORTAL = '<!doctype html><title>Welcome</title><p>Sign in to the hotel</p>'

/** Passes bytes on, not faster than it may, until so many have passed. */
function meter({ bytesPerSecond, after, cut }: { bytesPerSecond: number | undefined; after: number | undefined; cut: () => void }): Transform {
  let passed = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const left = after === undefined ? chunk.length : Math.max(0, after - passed)
      const part = chunk.subarray(0, left)
      passed += part.length
      const pass = () => {
        this.push(part)
        if (after === undefined || passed < after) return done()
        // What was pushed is to arrive before the reset does.
        setTimeout(cut, 20)
      }
      if (bytesPerSecond === undefined) pass()
      else setTimeout(pass, (part.length / bytesPerSecond) * 1000)
    },
  })
}

function forward(target: URL, asked: IncomingMessage, answer: ServerResponse, fault: Fault): void {
  const reset = () => {
    passed.destroy()
    asked.socket.resetAndDestroy()
  }
  const passed = request({ host: target.hostname, port: target.port, method: asked.method, path: asked.url, headers: asked.headers, agent: false })
  passed.on('error', () => asked.socket.destroy()) // the server is gone, and so is the answer
  asked.on('error', () => passed.destroy())
  answer.on('close', () => passed.destroy())
  passed.on('response', (said) => {
    if (fault.cutDownAfter === 0) return reset()
    answer.writeHead(said.statusCode ?? 502, said.headers)
    answer.flushHeaders()
    said.on('error', () => asked.socket.destroy())
    said.pipe(meter({ bytesPerSecond: fault.bytesPerSecond, after: fault.cutDownAfter, cut: reset })).pipe(answer)
  })
  passed.flushHeaders()
  if (fault.cutUpAfter === 0) return void setTimeout(reset, 20)
  asked.pipe(meter({ bytesPerSecond: fault.bytesPerSecond, after: fault.cutUpAfter, cut: reset })).pipe(passed)
}

async function treat(target: URL, asked: IncomingMessage, answer: ServerResponse, fault: Fault): Promise<void> {
  if (fault.latencyMs !== undefined) await wait(fault.latencyMs)
  if (asked.socket.destroyed) return
  switch (fault.instead) {
    case 'reset': return void asked.socket.resetAndDestroy()
    case 'half-open': return void asked.resume()
    case 'portal': return void answer.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL)
    case 'bad-gateway': return void answer.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>')
    case undefined: return forward(target, asked, answer, fault)
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Starts a proxy before the server at a URL; until it is given a script it lets everything through. Its own address is all that the client sees. */
export async function startFlakyProxy(targetUrl: string): Promise<FlakyProxy> {
  const target = new URL(targetUrl)
  const seen: Passing[] = []
  let script: Script = () => undefined
  const server = createServer((asked, answer) => {
    const method = asked.method ?? 'GET'
    const path = asked.url ?? '/'
    const fault = script({ method, path, bytes: Number(asked.headers['content-length'] ?? 0) }) ?? {}
    seen.push({ method, path, fault })
    void treat(target, asked, answer, fault)
  })
  return {
    url: await listen(server),
    seen,
    follow(next) {
      script = next
      server.closeAllConnections()
    },
    close: () => new Promise<void>((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    }),
  }
}
