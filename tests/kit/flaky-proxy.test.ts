import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { startFlakyProxy, type Fault, type FlakyProxy } from './flaky-proxy.ts'

const BODY = 'x'.repeat(1_000_000)

/** A server that says how much of each body reached it, behind a proxy. */
const behind = (use: (proxy: FlakyProxy, arrived: number[]) => Promise<void>) => async () => {
  const arrived: number[] = []
  const server = createServer((asked: IncomingMessage, answer) => {
    const nth = arrived.push(0) - 1
    asked.on('data', (chunk: Buffer) => { arrived[nth]! += chunk.length })
    asked.on('error', () => undefined) // cut on purpose
    asked.on('end', () => answer.writeHead(201, { 'x-host': asked.headers.host ?? '' }).end(asked.method === 'GET' ? BODY : 'kept'))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const proxy = await startFlakyProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  try {
    await use(proxy, arrived)
  } finally {
    await proxy.close()
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  }
}

const put = (proxy: FlakyProxy) => fetch(proxy.url, { method: 'PUT', body: BODY })
const under = (proxy: FlakyProxy, fault: Fault) => proxy.follow(() => fault)

describe('a flaky proxy', () => {
  test('without a fault passes everything on as it is, its own address with it', behind(async (proxy, arrived) => {
    const answer = await put(proxy)
    expect([answer.status, await answer.text(), answer.headers.get('x-host')]).toEqual([201, 'kept', new URL(proxy.url).host])
    expect((await (await fetch(proxy.url)).text()).length).toBe(BODY.length)
    expect(arrived).toEqual([BODY.length, 0])
  }))

  test('cuts an upload at each tenth, and just so much of it reaches the server', behind(async (proxy, arrived) => {
    const cuts = Array.from({ length: 10 }, (_, tenth) => (BODY.length / 10) * tenth)
    for (const cutUpAfter of cuts) {
      under(proxy, { cutUpAfter })
      await expect(put(proxy)).rejects.toThrow()
    }
    expect(arrived).toEqual(cuts)
  }))

  test('loses the answer alone, when the server has heard all', behind(async (proxy, arrived) => {
    under(proxy, { cutDownAfter: 0 })
    await expect(put(proxy)).rejects.toThrow()
    expect(arrived).toEqual([BODY.length])
  }))

  test('cuts an answer in its middle', behind(async (proxy) => {
    under(proxy, { cutDownAfter: 1000 })
    const answer = await fetch(proxy.url)
    await expect(answer.text()).rejects.toThrow()
  }))

  test('in its stead says what a captive portal or a gateway says, or resets, and the server hears nothing', behind(async (proxy, arrived) => {
    under(proxy, { instead: 'portal' })
    const portal = await put(proxy)
    expect([portal.status, portal.headers.get('content-type')]).toEqual([200, 'text/html'])
    expect(await portal.text()).toContain('Sign in')
    under(proxy, { instead: 'bad-gateway' })
    expect((await put(proxy)).status).toBe(502)
    under(proxy, { instead: 'reset' })
    await expect(put(proxy)).rejects.toThrow()
    under(proxy, { instead: 'half-open' })
    await expect(fetch(proxy.url, { signal: AbortSignal.timeout(200) })).rejects.toThrow(/timeout/)
    expect(arrived).toEqual([])
  }))

  test('answers not before its latency, and no faster than it may', behind(async (proxy) => {
    const took = async (fault: Fault) => {
      under(proxy, fault)
      const began = performance.now()
      await (await fetch(proxy.url, { method: 'PUT', body: 'y'.repeat(400) })).text()
      return performance.now() - began
    }
    expect(await took({ latencyMs: 300 })).toBeGreaterThan(290)
    expect(await took({ bytesPerSecond: 1000 })).toBeGreaterThan(390)
  }))

  test('with a new script resets what stands, and tells requests apart', behind(async (proxy) => {
    proxy.follow(({ method }) => (method === 'PUT' ? { instead: 'half-open' } : undefined))
    const hanging = put(proxy)
    hanging.catch(() => undefined) // looked at below
    await vi.waitFor(() => expect(proxy.seen).toHaveLength(1))
    expect((await fetch(proxy.url)).status).toBe(201)
    proxy.follow(() => undefined)
    await expect(hanging).rejects.toThrow()
    expect(proxy.seen.map(({ method, fault }) => [method, fault.instead])).toEqual([['PUT', 'half-open'], ['GET', undefined]])
  }))
})
