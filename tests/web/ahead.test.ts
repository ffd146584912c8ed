import { expect, test } from 'vitest'
import { makeAhead } from '../../web/ahead.ts'

const GET = { method: 'GET' }

test('what was asked ahead answers the next reading of that address, once, and nothing else', async () => {
  const heard: string[] = []
  const { ask, network } = makeAhead((address, { method = '' }) => {
    heard.push(`${method} ${address}`)
    return Promise.resolve(new Response(String(heard.length)))
  })
  ask('/api/me', GET)
  const said = async (address: string, method = 'GET') => (await network(address, { method })).text()
  expect([await said('/api/areas'), await said('/api/me', 'PUT'), await said('/api/me'), await said('/api/me')]).toEqual(['2', '3', '1', '4'])
  expect(heard).toEqual(['GET /api/me', 'GET /api/areas', 'PUT /api/me', 'GET /api/me'])
})

test('a failure asked ahead is told to who takes it, and the next asks again', async () => {
  let tries = 0
  const { ask, network } = makeAhead(() => (tries++ === 0 ? Promise.reject(new TypeError('no network')) : Promise.resolve(new Response('there'))))
  ask('/api/me', GET)
  await new Promise((resolve) => setTimeout(resolve))
  await expect(network('/api/me', GET)).rejects.toThrow('no network')
  expect(await (await network('/api/me', GET)).text()).toBe('there')
})

test('what was called off meanwhile gets no answer', async () => {
  const { ask, network } = makeAhead(() => Promise.resolve(new Response('there')))
  ask('/api/me', GET)
  await expect(network('/api/me', { ...GET, signal: AbortSignal.abort() })).rejects.toThrow(DOMException)
})

test('an answer that nobody took is dropped', async () => {
  let asked = 0
  const { ask, network } = makeAhead(() => Promise.resolve(new Response(String(++asked))), 0)
  ask('/api/me', GET)
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(await (await network('/api/me', GET)).text()).toBe('2')
})
