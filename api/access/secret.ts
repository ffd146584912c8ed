import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { putOnce } from '../put-once.ts'

const SHORTEST = 32

/** The secret that signs sessions: the configured one, else one made once in the data folder and readable by its owner alone. Throws when the one there was cut short. */
export async function secretOf(configured: string | undefined, dataDir: string): Promise<string> {
  if (configured !== undefined) return configured
  const path = join(dataDir, 'auth-secret')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const secret = await readFile(path, 'utf8').catch(async (error: { code?: string }) => {
    if (error.code !== 'ENOENT') throw error
    await putOnce(path, randomBytes(SHORTEST).toString('base64url'))
    return readFile(path, 'utf8')
  })
  if (secret.trim().length < SHORTEST) throw new Error(`${path} is cut short: remove it to have another made; everybody signs in anew then`)
  return secret.trim()
}
