import { open, mkdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'

/** Where photo bytes lie, by content hash. Several server processes must share it. */
export type PhotoStore = {
  /** Stores bytes durably under their hash and a form (`original`, `screen`, `thumb`); what is there already stays. Resolves when they are on the disk; rejects with ENOSPC or its like when there is no room. */
  put(sha256: string, form: string, bytes: Uint8Array): Promise<void>
  /** The bytes, or undefined when they are not here. */
  get(sha256: string, form: string): Promise<Buffer | undefined>
}

const isMissing = (error: unknown) => (error as { code?: string }).code === 'ENOENT'

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** Syncs a folder, so that the names in it are on the disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Photos as files: written under a temporary name, synced, renamed, and the folder synced, so that what is acknowledged is on the disk. */
export function folderStore(root: string): PhotoStore {
  const pathOf = (sha256: string, form: string) => join(root, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.${form}`)
  return {
    async put(sha256, form, bytes) {
      const path = pathOf(sha256, form)
      if (await exists(path)) return
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const temporary = `${path}.${randomUUID()}.part`
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } catch (error) {
        await unlink(temporary)
        throw error
      } finally {
        await file.close()
      }
      await rename(temporary, path)
      await syncFolder(dirname(path))
    },
    async get(sha256, form) {
      try {
        return await readFile(pathOf(sha256, form))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
  }
}
