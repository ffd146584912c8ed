import { describe, expect, test } from 'vitest'
import { Refused, Unreachable } from '../../../web/call.ts'
import { createTelling } from '../../../web/store/telling.ts'

const refused = (problem: string) => new Refused({ type: `/problems/${problem}`, title: '', detail: '', status: 409 } as ConstructorParameters<typeof Refused>[0])

describe('an ask of the server that is told of', () => {
  test('goes by itself: another meanwhile is not run, and the next one is', async () => {
    const { tell, busy } = createTelling((problem) => problem)
    let end = () => {}
    let ran = 0
    const first = tell(() => new Promise<void>((resolve) => { end = resolve }))
    expect([busy(), await tell(async () => { ran += 1 }), ran]).toEqual([true, false, 0])
    end()
    expect([await first, busy(), await tell(async () => { ran += 1 }), ran]).toEqual([true, false, true, 1])
  })

  test('is said in words when it was refused or nobody answered, and no longer once another went through', async () => {
    const { tell, error, clear } = createTelling((problem) => `said: ${problem}`)
    expect([await tell(() => Promise.reject(refused('stale-version'))), error()]).toEqual([false, 'said: stale-version'])
    expect([await tell(() => Promise.reject(new Unreachable())), error()]).toEqual([false, 'said: unreachable'])
    clear()
    expect(error()).toBeUndefined()
    await tell(() => Promise.reject(refused('other')))
    expect([await tell(async () => undefined), error()]).toEqual([true, undefined])
  })

  test('leaves nothing busy after a fault of the page, which is thrown on', async () => {
    const { tell, busy, error } = createTelling((problem) => problem)
    await expect(tell(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours')
    expect([busy(), error()]).toEqual([false, undefined])
  })
})
