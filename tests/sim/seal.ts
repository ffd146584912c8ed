import { webcrypto } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sealIn, type Seal } from '../../api/seal/seal.ts'
import { suite } from '../../api/seal/suite.ts'
import type { Random } from './random.ts'

/** The seal of a world's server. Its key comes from the seed, so that the server of a replay opens what the first one's phones sealed. */
export async function sealFrom(random: Random, folder: string, madeAtMs: number, nowMs: () => number): Promise<Seal> {
  const { privateKey } = await suite.kem.deriveKeyPair(random.bytes(32))
  const { kty, crv, x, y, d } = await webcrypto.subtle.exportKey('jwk', privateKey)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, '0001.json'), JSON.stringify({ madeAt: new Date(madeAtMs).toISOString(), jwk: { kty, crv, x, y, d } }))
  return sealIn(folder, () => new Date(nowMs()))
}
