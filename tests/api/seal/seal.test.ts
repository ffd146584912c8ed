import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sealIn } from '../../../api/seal/seal.ts'
import { SealTo } from '../../../geo/sync/sealed.ts'
import { sealTo, type Sealed } from '../../kit/sealing.ts'
import { ask, fillWorld } from '../../kit/world.ts'
import { NOON, withApi } from '../../kit/with-api.ts'

const inFolder = (work: (folder: string) => Promise<void>) => async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-seal-'))
  await work(join(folder, 'seal')).finally(() => rm(folder, { recursive: true }))
}
const at = (days: number) => () => new Date(NOON.getTime() + days * 86_400_000)
const words = 'Опора впала, дроти на дорозі'
const opened = async (seal: ReturnType<typeof sealIn>, { key, enc, ct }: Sealed, info = 'vidnova op', aad = 'id') =>
  new TextDecoder().decode(await seal.openSealed(key, info, aad, enc, ct))

describe('the key that phones seal to', () => {
  test('is made once, the same for all processes that start together, and readable by its owner alone', inFolder(async (folder) => {
    const all = await Promise.all(Array.from({ length: 10 }, () => sealIn(folder, at(0)).current()))
    expect(new Set(all.map((one) => one.key)).size).toBe(1)
    expect(SealTo.parse(all[0])).toMatchObject({ publicKey: expect.stringMatching(/^B[A-Za-z0-9_-]{86}$/) as string })
    expect(await readdir(folder)).toEqual(['0001.json'])
    expect((await stat(join(folder, '0001.json'))).mode & 0o077).toBe(0)
    expect((await stat(folder)).mode & 0o077).toBe(0)
  }))

  test('opens what was sealed to it, in another process too', inFolder(async (folder) => {
    const sealed = await sealTo(await sealIn(folder, at(0)).current(), 'vidnova op', 'id', words)
    expect(await opened(sealIn(folder, at(0)), sealed)).toBe(words)
  }))

  test('is followed by another each year and on request, for all processes; the old ones go on opening', inFolder(async (folder) => {
    let days = 0
    const [one, two] = [sealIn(folder, () => at(days)()), sealIn(folder, () => at(days)())]
    const first = await one.current()
    const sealed = await sealTo(first, 'vidnova op', 'id', words)
    days = 364
    expect(await two.current()).toEqual(first)
    days = 366
    const nexts = await Promise.all([one.current(), two.current()])
    expect(nexts[0]).toEqual(nexts[1])
    expect(nexts[0].key).not.toBe(first.key)
    const asked = await one.rotate()
    expect(asked.key).not.toBe(nexts[0].key)
    expect(await opened(two, await sealTo(asked, 'vidnova op', 'id', words)), 'a key that another process made a moment ago').toBe(words)
    days = 367
    expect(await two.current()).toEqual(asked)
    expect(await opened(one, sealed)).toBe(words)
    expect(await readdir(folder)).toEqual(['0001.json', '0002.json', '0003.json'])
  }))

  test('opens nothing that was changed, cut, put under another id or sealed for another purpose', inFolder(async (folder) => {
    const seal = sealIn(folder, at(0))
    const sealed = await sealTo(await seal.current(), 'vidnova op', 'id', words)
    const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, n) => (n === at ? byte ^ 1 : byte))
    const spoiled: Sealed[] = [
      ...[0, 1, 40, 64].map((n) => ({ ...sealed, enc: flipped(sealed.enc, n) })), { ...sealed, enc: sealed.enc.slice(0, 64) }, { ...sealed, enc: new Uint8Array(0) },
      ...[0, 20, sealed.ct.length - 1].map((n) => ({ ...sealed, ct: flipped(sealed.ct, n) })), { ...sealed, ct: sealed.ct.slice(0, 15) }, { ...sealed, ct: new Uint8Array(0) },
    ]
    for (const one of spoiled) await expect(opened(seal, one), `${one.enc.length} ${one.ct.length}`).rejects.toMatchObject({ problem: 'seal-broken' })
    await expect(opened(seal, sealed, 'vidnova op', 'another id')).rejects.toMatchObject({ problem: 'seal-broken' })
    await expect(opened(seal, sealed, 'vidnova photo')).rejects.toMatchObject({ problem: 'seal-broken' })
    await seal.rotate()
    await expect(opened(seal, { ...sealed, key: (await seal.current()).key })).rejects.toMatchObject({ problem: 'seal-broken' })
    await expect(opened(seal, { ...sealed, key: 'nobody-knows' })).rejects.toMatchObject({ problem: 'seal-unknown', details: { key: 'nobody-knows' } })
    expect(await opened(seal, sealed)).toBe(words)
  }))

  test('that is cut short is named at the start, and none is made in its place', inFolder(async (folder) => {
    await sealIn(folder, at(0)).current()
    for (const text of ['', '{"madeAt":', (await readFile(join(folder, '0001.json'), 'utf8')).replace(/"x":"./, '"x":"_')]) {
      await writeFile(join(folder, '0001.json'), text)
      await expect(sealIn(folder, at(0)).current()).rejects.toThrow(/0001\.json is no key of ours: bring it back/)
    }
    expect(await readdir(folder)).toEqual(['0001.json'])
  }))

  test('is told to people who sign in, and not to keys of feeds', withApi(async (api) => {
    await fillWorld(api.standing.database)
    expect((await ask(api, 'crew-7', 'GET', '/api/me')).body).toMatchObject({ seal: await api.standing.seal.current() })
    const { body: { key } } = await ask<{ key: string }>(api, 'authority', 'POST', '/api/keys', { name: 'ГІС', area: 'TW' })
    expect(await (await api.call('GET', '/api/me', { headers: { authorization: `Bearer ${key}` } })).json()).toMatchObject({ seal: null })
  }))
})
