import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FolderInUse, lockFolder } from '../../../api/db/folder-lock.ts'
import { inFolder } from './own-embedded.ts'

const GONE = 2 ** 22 + 1 // above the largest process number

/** Locks a folder elsewhere, frees it, and gives what its lock file said. */
async function aHolder(folder: string): Promise<Record<string, unknown>> {
  const lock = await lockFolder(folder)
  const [name = ''] = (await readdir(folder)).filter((found) => found.endsWith('.lock'))
  const holder = JSON.parse(await readFile(join(folder, name), 'utf8')) as Record<string, unknown>
  await lock.release()
  return holder
}

describe('a locked folder', () => {
  test('is refused a second time, and free once released', () => inFolder(async (folder) => {
    const lock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse)
    await lock.release()
    const again = await lockFolder(folder)
    await again.release()
    expect(await readdir(folder)).toEqual([])
  }))

  test('is taken over from a process that is gone, and from one whose number another process now has', () => inFolder(async (folder) => {
    const us = await aHolder(folder)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, `database.${GONE}-1.lock`), JSON.stringify({ ...us, pid: GONE, started: '1' }))
    await writeFile(join(folder, `database.${process.ppid}-1.lock`), JSON.stringify({ ...us, pid: process.ppid, started: '1' }))
    const lock = await lockFolder(folder)
    expect(await readdir(folder)).toHaveLength(1)
    await lock.release()
  }))

  test('is refused while a holder in another container touches its file, whose process numbers mean nothing here', () => inFolder(async (folder) => {
    const path = join(folder, 'database.1-1.lock')
    await writeFile(path, JSON.stringify({ pid: 1, started: '1', world: 'another container' }))
    const beat = setInterval(() => { void utimes(path, new Date(), new Date()) }, 300)
    try {
      await expect(lockFolder(folder)).rejects.toThrow('open in process 1')
    } finally {
      clearInterval(beat)
    }
    expect(await readdir(folder)).toEqual(['database.1-1.lock'])
  }))

  test('is taken over from a holder in another container that fell silent', () => inFolder(async (folder) => {
    await writeFile(join(folder, 'database.1-1.lock'), JSON.stringify({ pid: 1, started: '1', world: 'another container' }))
    const lock = await lockFolder(folder)
    expect(await readdir(folder)).not.toContain('database.1-1.lock')
    await lock.release()
  }))
})
