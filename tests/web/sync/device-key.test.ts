import { expect, test } from 'vitest'
import { deviceKeyOf } from '../../../web/sync/device-key.ts'
import { makeMemoryShelves } from '../../../web/sync/memory-shelves.ts'
import { makePhoneStore } from '../../../web/sync/phone-store.ts'

test('two tabs that begin at once have one key of the phone, whichever was slower', async () => {
  const shelves = { ...makeMemoryShelves(), durable: true }
  let firstIsDone = () => {}
  const first = new Promise<void>((done) => { firstIsDone = done })
  const slow = deviceKeyOf(makePhoneStore({ ...shelves, write: async (names, work) => { await first; return shelves.write(names, work) } }))
  const quick = await deviceKeyOf(makePhoneStore(shelves))
  firstIsDone()
  expect((await slow)?.publicKey).toBe(quick?.publicKey)
  expect((await deviceKeyOf(makePhoneStore(shelves)))?.publicKey).toBe(quick?.publicKey)
})
