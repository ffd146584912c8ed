import { NO_CHANGES } from '../../../geo/sync/merge.ts'
import { describe, expect, test } from 'vitest'
import { Locked } from '../../../web/sync/codec.ts'
import { makeMemoryShelves } from '../../../web/sync/memory-shelves.ts'
import { makePhoneStore } from '../../../web/sync/phone-store.ts'
import { openVault, waitAfter } from '../../../web/sync/vault.ts'
import { anOp } from './store-trials.ts'

const PIN = '270614'
const DAY_MS = 86_400_000

/** A clock that says each try took long: 600,000 rounds are kept to what a test needs to wait for. */
function aPhone() {
  const shelves = makeMemoryShelves()
  let nowMs = 1_000_000
  let timeMs = 0
  const world = { shelves, nowMs: () => nowMs, timeMs: () => (timeMs += 10_000) }
  return { shelves, open: () => openVault(world), pass: (ms: number) => { nowMs += ms } }
}

describe('the vault', () => {
  test('without a PIN is open at each start, and what is in it is not open on the shelves', async () => {
    const phone = aPhone()
    const store = makePhoneStore(phone.shelves, (await phone.open()).codec)
    await store.keepDraft('report', { said: { note: 'таємне' }, photos: new Map([['a', new Blob(['picture'])]]) })
    await store.file(anOp(1), [])
    await store.write('me', { name: 'Олена' })
    const lies = JSON.stringify(await phone.shelves.read(['facts', 'ops'], async (shelf) => [await shelf('facts').all(), await shelf('ops').all()]))
    for (const open of ['таємне', 'place 1', 'Олена']) expect(lies).not.toContain(open)
    const again = makePhoneStore(phone.shelves, (await phone.open()).codec)
    expect(await again.draft('report')).toMatchObject({ said: { note: 'таємне' } })
    expect(await (await again.draft('report'))?.photos.get('a')?.text()).toBe('picture')
    expect((await again.ops())[0]?.label.place).toBe('place 1')
  })

  test('with a PIN is locked at each start; what waits can be sent, and nothing else be read or kept', async () => {
    const phone = aPhone()
    const first = await phone.open()
    await makePhoneStore(phone.shelves, first.codec).file(anOp(1), [])
    await first.choosePin(PIN)
    expect(first.isOpen()).toBe(true)
    const vault = await phone.open()
    const store = makePhoneStore(phone.shelves, vault.codec)
    expect([vault.isOpen(), vault.guard(), store.legible()]).toEqual([false, 'pin', false])
    expect(await store.outgoing()).toHaveLength(1)
    expect((await store.ops())[0]).toMatchObject({ legible: false, label: { place: '' } })
    await expect(store.keepDraft('report', { said: 1, photos: new Map() })).rejects.toThrow(Locked)
    expect(await vault.unlock('111111')).toBe('wrong')
    expect(await vault.unlock(PIN)).toBe('open')
    expect((await store.ops())[0]).toMatchObject({ legible: true, label: { place: 'place 1' } })
    vault.lock()
    expect((await store.ops())[0]?.legible).toBe(false)
  })

  test('is opened by the PIN together with this browser’s own key: a copy of the shelves with another key is not', async () => {
    const phone = aPhone()
    await (await phone.open()).choosePin(PIN)
    await phone.shelves.write(['facts'], async (shelf) => {
      const record = (await shelf('facts').get('vault')) as object
      await shelf('facts').put({ ...record, mixer: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']) }, 'vault')
    })
    expect(await (await phone.open()).unlock(PIN)).toBe('wrong')
  })

  test('makes those wait who guess, over restarts and over a clock that is put back', async () => {
    const phone = aPhone()
    await (await phone.open()).choosePin(PIN)
    for (let n = 0; n < 3; n += 1) expect(await (await phone.open()).unlock('000000')).toBe('wrong')
    expect(await (await phone.open()).unlock(PIN)).toBe('wait')
    phone.pass(-DAY_MS)
    expect(await (await phone.open()).unlock(PIN)).toBe('wait')
    phone.pass(DAY_MS + 6_000)
    expect(await (await phone.open()).unlock(PIN)).toBe('open')
    expect(await (await phone.open()).waitMs()).toBe(0)
    expect([0, 2, 3, 4, 8, 50].map((failures) => waitAfter({ failures, atMs: 0 }, 0))).toEqual([0, 0, 5_000, 15_000, 3_600_000, 3_600_000])
  })

  test('is opened by the phone’s authenticator beside the PIN, never instead of it, and only together with this browser’s own key', async () => {
    const phone = aPhone()
    const first = await phone.open()
    const [secret, another] = [new Uint8Array(32).fill(7), new Uint8Array(32).fill(8)]
    const credential = { credential: new Uint8Array([1, 2]), salt: new Uint8Array(32).fill(3) }
    await expect(first.addAuthenticator(credential, secret)).rejects.toThrow(RangeError)
    await first.choosePin(PIN)
    await first.addAuthenticator(credential, secret)
    expect(JSON.stringify(await phone.shelves.read(['facts'], (shelf) => shelf('facts').all()))).not.toContain('7,7,7')

    const vault = await phone.open()
    expect([vault.isOpen(), vault.guard(), vault.authenticator()?.credential]).toEqual([false, 'pin', credential.credential])
    await expect(vault.addAuthenticator(credential, secret)).rejects.toThrow(Locked)
    expect([await vault.unlockBySecret(another), vault.isOpen()]).toEqual(['wrong', false])
    // Who guessed at the PIN waits; who has the finger does not.
    for (let n = 0; n < 3; n += 1) await vault.unlock('000000')
    expect([await vault.unlock(PIN), await vault.unlockBySecret(secret), vault.isOpen()]).toEqual(['wait', 'open', true])
    vault.lock()
    expect(await vault.unlock(PIN)).toBe('open')

    const whole = await phone.shelves.read(['facts'], (shelf) => shelf('facts').get('vault')) as object
    const mixer = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    await phone.shelves.write(['facts'], (shelf) => shelf('facts').put({ ...whole, mixer }, 'vault'))
    expect(await (await phone.open()).unlockBySecret(secret), 'a copy of the shelves').toBe('wrong')
    await phone.shelves.write(['facts'], (shelf) => shelf('facts').put(whole, 'vault'))
    await vault.dropAuthenticator()
    expect([await (await phone.open()).unlockBySecret(secret), (await phone.open()).authenticator(), await (await phone.open()).unlock(PIN)]).toEqual(['wrong', null, 'open'])
    await vault.addAuthenticator(credential, secret)
    await vault.dropPin()
    expect([(await phone.open()).authenticator(), (await phone.open()).isOpen()]).toEqual([null, true])
  })

  test('whose PIN is forgotten begins anew: what waits still goes, what was under the key is gone', async () => {
    const phone = aPhone()
    const first = await phone.open()
    const store = makePhoneStore(phone.shelves, first.codec)
    await store.file(anOp(1), [])
    await store.keepDraft('report', { said: 'half', photos: new Map() })
    await store.write('cursor', '1.1')
    await first.choosePin(PIN)
    const vault = await phone.open()
    const after = makePhoneStore(phone.shelves, vault.codec)
    await after.giveUp()
    await vault.renew()
    expect([vault.isOpen(), vault.guard()]).toEqual([true, 'browser'])
    expect(await after.outgoing()).toHaveLength(1)
    expect([await after.draft('report'), await after.read('cursor'), (await after.ops())[0]?.label.place]).toEqual([undefined, undefined, ''])
  })

  test('takes in what an earlier version left open', async () => {
    const phone = aPhone()
    const open = makePhoneStore(phone.shelves)
    await open.file(anOp(1), [])
    await open.write('me', { name: 'Олена' })
    await open.keepDraft('report', { said: 'половина', photos: new Map([['a', new Blob(['picture'])]]) })
    await open.land({ settled: [], photosThere: [], photosAsked: [], thumbsAsked: [], cursor: '1', atMs: 0, changes: { ...NO_CHANGES, areas: [], whole: true, sites: [{ id: 'x', names: { uk: 'Північна', en: null } } as never] } })
    const store = makePhoneStore(phone.shelves, (await phone.open()).codec)
    await store.tidy()
    const lies = JSON.stringify(await phone.shelves.read(['facts', 'ops', 'told'], async (shelf) => [await shelf('facts').all(), await shelf('ops').all(), await shelf('told').all()]))
    for (const name of ['Олена', 'place 1', 'половина', 'Північна']) expect(lies).not.toContain(name)
    expect([(await store.read<{ name: string }>('me'))?.name, (await store.ops())[0]?.label.place, (await store.draft('report'))?.said, (await store.told()).sites[0]?.names.uk]).toEqual(['Олена', 'place 1', 'половина', 'Північна'])
    expect(await (await store.draft('report'))?.photos.get('a')?.text()).toBe('picture')
  })
})
