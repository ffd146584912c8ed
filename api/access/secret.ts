import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'

const SHORTEST = 32

/** The secret that signs sessions: the configured one, else one made once in the data folder and readable by its owner alone. Throws when the one there was cut short. */
export async function secretOf(configured: string | undefined, dataDir: string): Promise<string> {
  if (configured !== undefined) return configured
  const path = join(dataDir, 'auth-secret')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const secret = await readFile(path, 'utf8').catch(async (error: { code?: string }) => {
    if (error.code !== 'ENOENT') throw error
    await make(path)
    return readFile(path, 'utf8')
  })
  if (secret.trim().length < SHORTEST) throw new Error(`${path} is cut short: remove it to have another made; everybody signs in anew then`)
  return secret.trim()
}

/** Puts a whole secret at the path, or leaves the one that another process put there: half of one is never to be seen. */
async function make(path: string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(randomBytes(SHORTEST).toString('base64url'))
    await file.sync()
    await link(temporary, path)
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  } finally {
    await file.close()
    await unlink(temporary)
  }
}
