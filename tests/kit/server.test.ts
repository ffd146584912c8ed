import { describe, expect, test } from 'vitest'
import { withServer } from './server.ts'

describe('a server of a test', () => {
  test('is ready, survives a kill on the same data, and stops with code 0 when told', withServer({ env: { DEMO: 'no' } }, async (server) => {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    await server.kill()
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
    await server.restart()
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    expect(await server.stop()).toBe(0)
    expect(server.log()).not.toBe('')
  }), 120_000)

  test('that cannot start says why', async () => {
    const broken = withServer({ env: { DEMO: 'no', POOL_SIZE: 'many' } }, async () => {})
    await expect(broken()).rejects.toThrow(/ended before it was ready[\s\S]*POOL_SIZE/)
  })
})
