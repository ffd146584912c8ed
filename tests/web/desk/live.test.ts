import { describe, expect, test } from 'vitest'
import { makeStream, waitMs, type LiveMessage, type LiveState, type Source } from '../../../web/live/stream.ts'

/** A network in a test's hand: what was opened, with which cursor, and the timers that wait. */
function aNetwork() {
  const opened: { since: string | null; source: Source & { readyState: number; closed: boolean }; say: (name: string, data: unknown, id?: string) => void }[] = []
  const timers: { waitMs: number; then: () => void; off: boolean }[] = []
  const messages: LiveMessage[] = []
  const states: LiveState[] = []
  const world = {
    open(since: string | null): Source {
      const listeners = new Map<string, ((event: MessageEvent<string>) => void)[]>()
      const source = {
        readyState: 0, closed: false, onopen: null, onerror: null,
        addEventListener: (name: string, listen: (event: MessageEvent<string>) => void) => { listeners.set(name, [...listeners.get(name) ?? [], listen]) },
        close() { source.closed = true; source.readyState = 2 },
      } as Source & { readyState: number; closed: boolean }
      const say = (name: string, data: unknown, id = '') => {
        for (const listen of listeners.get(name) ?? []) listen({ data: typeof data === 'string' ? data : JSON.stringify(data), lastEventId: id } as MessageEvent<string>)
      }
      opened.push({ since, source, say })
      return source
    },
    after(waitMs: number, then: () => void) {
      const timer = { waitMs, then, off: false }
      timers.push(timer)
      return () => { timer.off = true }
    },
    random: () => 1,
  }
  const start = (since: string | null = null) => makeStream(world, since, (message) => messages.push(message), (state) => states.push(state))
  const last = () => opened.at(-1) as (typeof opened)[number]
  const refuse = () => {
    last().source.readyState = 2
    last().source.onerror?.(new Event('error'))
  }
  return { opened, timers, messages, states, start, last, refuse }
}

const change = (cursor: string) => ({ cursor, at: '2026-01-05T10:00:00Z', verb: 'damage.opened', noun: 'damage', id: '1', area: 'UA', damage: null })

describe('the live stream', () => {
  test('begins from now and tells what it hears', () => {
    const network = aNetwork()
    network.start()
    network.last().source.onopen?.(new Event('open'))
    network.last().say('change', change('7.1'))
    expect(network.opened.map((one) => one.since)).toEqual([null])
    expect(network.messages.at(-1)).toEqual({ kind: 'event', event: change('7.1') })
    expect(network.states).toEqual(['connecting', 'live'])
  })

  test('a stream that opens without a cursor asks for all to be read again, one that resumes does not', () => {
    const fresh = aNetwork()
    fresh.start()
    fresh.last().say('hello', '{}', '5.0')
    expect(fresh.messages).toEqual([{ kind: 'reset' }])
    const resumed = aNetwork()
    resumed.start('7.1')
    resumed.last().say('hello', '{}', '7.1')
    expect(resumed.messages).toEqual([])
  })

  test('a stream that heard nothing yet resumes from where it began', () => {
    const network = aNetwork()
    network.start()
    network.last().say('hello', '{}', '5.0')
    network.refuse()
    network.timers.at(-1)?.then()
    expect(network.last().since).toBe('5.0')
  })

  test('a stream closed by a refusal is opened again from the last cursor, after a wait that grows', () => {
    const network = aNetwork()
    network.start()
    network.last().say('change', change('7.1'))
    network.last().say('change', change('8.2'))
    for (let n = 0; n < 3; n += 1) {
      network.refuse()
      network.timers.at(-1)?.then()
    }
    expect(network.opened.map((one) => one.since)).toEqual([null, '8.2', '8.2', '8.2'])
    expect(network.timers.map((timer) => timer.waitMs)).toEqual([500, 1000, 2000])
    expect(network.opened.slice(0, 3).every((one) => one.source.closed)).toBe(true)
  })

  test('a stream that came back waits shortly again the next time', () => {
    const network = aNetwork()
    network.start()
    network.refuse()
    network.timers.at(-1)?.then()
    network.last().source.onopen?.(new Event('open'))
    network.refuse()
    expect(network.timers.map((timer) => timer.waitMs)).toEqual([500, 500])
  })

  test('a cut that the browser mends itself opens nothing', () => {
    const network = aNetwork()
    network.start()
    network.last().source.onerror?.(new Event('error'))
    expect(network.opened).toHaveLength(1)
    expect(network.states.at(-1)).toBe('waiting')
  })

  test('a reset forgets the cursor that the server no longer knows', () => {
    const network = aNetwork()
    network.start('1.1')
    network.last().say('reset', '{}')
    network.refuse()
    network.timers.at(-1)?.then()
    expect(network.messages).toEqual([{ kind: 'reset' }])
    expect(network.opened.map((one) => one.since)).toEqual(['1.1', null])
  })

  test('the cursor of a message that is not understood is kept all the same', () => {
    const network = aNetwork()
    network.start()
    network.last().say('change', 'not json', '9.9')
    network.refuse()
    network.timers.at(-1)?.then()
    expect(network.messages).toEqual([])
    expect(network.last().since).toBe('9.9')
  })

  test('an ended stream closes, and its wait is called off', () => {
    const network = aNetwork()
    const end = network.start()
    network.refuse()
    end()
    expect(network.timers.every((timer) => timer.off)).toBe(true)
    expect(network.states.at(-1)).toBe('off')
  })

  test('waits are spread between half and the whole and never pass fifteen seconds', () => {
    expect(waitMs(1, 0)).toBe(250)
    expect(waitMs(50, 1)).toBe(15_000)
  })
})
