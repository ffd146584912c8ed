import { HpkeError } from '@hpke/core'
import { Problem } from '../../geo/problems.ts'
import { SUITE, type SealTo } from '../../geo/sync/sealed.ts'
import { addKey, makeFolder, readKeys, type SealKey } from './key-folder.ts'
import { suite } from './suite.ts'

const OLDEST_MS = 365 * 86_400_000
const LOOK_AGAIN_MS = 60_000

/** What phones seal to, and the only hand that opens it. */
export type Seal = {
  /** The key that phones are to seal to now: the newest. */
  current(): Promise<SealTo>
  /** Opens what was sealed to one of our keys: HPKE's `info` and additional data as texts. Throws `seal-unknown` for a key that is none of ours, `seal-broken` for what it does not open. */
  openSealed(key: string, info: string, aad: string, enc: Uint8Array, ct: Uint8Array): Promise<Uint8Array>
  /** Makes a new key for phones to seal to from now on; the old ones go on opening. */
  rotate(): Promise<SealTo>
}

const bytesOf = (text: string) => new TextEncoder().encode(text)
const sealTo = ({ id, publicKey }: SealKey): SealTo => ({ key: id, suite: SUITE, publicKey: Buffer.from(publicKey).toString('base64url') })

/**
 * The seal whose keys lie in a folder that all processes share. The first key is made by whoever asks first, a new one each year; none
 * is ever removed, since nobody knows which phones still hold what was sealed to it. What another process made is found by looking again.
 */
export function sealIn(folder: string, clock: () => Date): Seal {
  let keys: readonly SealKey[] = []
  let lookedAt = -Infinity
  let looking: Promise<void> | undefined

  const look = () => (looking ??= (async () => {
    await makeFolder(folder)
    keys = await readKeys(folder, keys)
    lookedAt = clock().getTime()
  })().finally(() => { looking = undefined }))

  async function newest(): Promise<SealKey> {
    const now = clock()
    if (Math.abs(now.getTime() - lookedAt) > LOOK_AGAIN_MS) await look()
    const last = keys.at(-1)
    if (last !== undefined && now.getTime() - last.madeAt.getTime() < OLDEST_MS) return last
    return added(last?.number ?? 0)
  }

  async function added(after: number): Promise<SealKey> {
    await addKey(folder, after, clock())
    await looking // one that began before the key was there may have missed it
    await look()
    const made = keys.at(-1)
    if (made === undefined) throw new Error(`${folder} holds no key although one was put there`)
    return made
  }

  async function named(id: string): Promise<SealKey> {
    const known = () => keys.find((key) => key.id === id)
    if (known() === undefined) await look()
    const found = known()
    if (found === undefined) throw new Problem('seal-unknown', { key: id })
    return found
  }

  return {
    current: async () => sealTo(await newest()),
    rotate: async () => sealTo(await added((await newest()).number)),
    async openSealed(key, info, aad, enc, ct) {
      const { pair } = await named(key)
      try {
        return new Uint8Array(await suite.open({ recipientKey: pair, enc, info: bytesOf(info) }, ct, bytesOf(aad)))
      } catch (error) {
        if (error instanceof HpkeError) throw new Problem('seal-broken', {})
        throw error
      }
    },
  }
}
