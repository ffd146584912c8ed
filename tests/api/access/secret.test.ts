import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { secretOf } from '../../../api/access/secret.ts'

const inFolder = (work: (folder: string) => Promise<void>) => async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-secret-'))
  await work(folder).finally(() => rm(folder, { recursive: true }))
}

describe('the secret that signs sessions', () => {
  test('is made once, the same for all who ask at once, and readable by its owner alone', inFolder(async (folder) => {
    const secrets = await Promise.all(Array.from({ length: 10 }, () => secretOf(undefined, folder)))
    expect(new Set(secrets).size).toBe(1)
    expect(secrets[0]!.length).toBeGreaterThanOrEqual(32)
    expect((await stat(join(folder, 'auth-secret'))).mode & 0o077).toBe(0)
    expect(await readdir(folder)).toEqual(['auth-secret'])
    expect(await secretOf(undefined, folder)).toBe((await readFile(join(folder, 'auth-secret'), 'utf8')).trim())
  }))

  test('that a crash left empty signs nothing: the start says what to do', inFolder(async (folder) => {
    await writeFile(join(folder, 'auth-secret'), '')
    await expect(secretOf(undefined, folder)).rejects.toThrow(/auth-secret.*remove it/)
  }))
})
