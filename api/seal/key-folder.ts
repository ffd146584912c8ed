import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { putOnce } from '../put-once.ts'
import { exportKey, importKey, type PrivateJwk, type SealPair } from './suite.ts'

const FILE = /^\d{4}\.json$/
const Part = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const Stored = z.object({ madeAt: z.iso.datetime(), jwk: z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: Part, y: Part, d: Part }) })

/** A key pair of the server's: `id` names it to phones, `number` is its place in the order of making. */
export type SealKey = { readonly id: string; readonly number: number; readonly madeAt: Date; readonly publicKey: Uint8Array; readonly pair: SealPair }

const fileOf = (number: number) => `${String(number).padStart(4, '0')}.json`

async function keyIn(folder: string, name: string): Promise<SealKey> {
  const path = join(folder, name)
  const unreadable = (cause: unknown) => new Error(`${path} is no key of ours: bring it back from a backup; without it what phones sealed to it stays closed`, { cause })
  const stored = Stored.safeParse(parsed(await readFile(path, 'utf8')))
  if (!stored.success) throw unreadable(stored.error)
  const { pair, publicKey } = await importKey(stored.data.jwk).catch((error: unknown) => { throw unreadable(error) })
  const id = createHash('sha256').update(publicKey).digest('base64url').slice(0, 22)
  return { id, number: Number(name.slice(0, 4)), madeAt: new Date(stored.data.madeAt), publicKey, pair }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined // cut short; the caller says which file
    throw error
  }
}

/** The keys in a folder, the newest last; those in `known` are not read again. Throws when one of them cannot be read whole. */
export async function readKeys(folder: string, known: readonly SealKey[] = []): Promise<SealKey[]> {
  const names = (await readdir(folder)).filter((name) => FILE.test(name)).sort()
  return Promise.all(names.map((name) => known.find((key) => fileOf(key.number) === name) ?? keyIn(folder, name)))
}

/** Puts a fresh key after the last, or leaves the one that another process put there meanwhile. */
export async function addKey(folder: string, after: number, now: Date): Promise<void> {
  const jwk: PrivateJwk = await exportKey()
  await putOnce(join(folder, fileOf(after + 1)), JSON.stringify({ madeAt: now.toISOString(), jwk }))
}

/** Makes the folder, readable by its owner alone, when it is not there. */
export const makeFolder = async (folder: string): Promise<void> => { await mkdir(folder, { recursive: true, mode: 0o700 }) }
