import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readdir, readFile, rename, rm, stat, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../geo/problems.ts'
import { syncFolder } from '../photos/store.ts'

const Facts = z.object({ bytes: z.number().int(), key: z.string().nullable() })
/** What is known of an upload from its creation: its length, and the server's key that it is sealed to. */
export type Facts = z.infer<typeof Facts>

/** Uploads that are under way. Several server processes may share them, and a request that hangs holds up no other. */
export type Parts = {
  /** Begins an upload; one that is there stays as it is. */
  create(id: string, facts: Facts): Promise<void>
  /** What is here of an upload; undefined when nothing is. */
  look(id: string): Promise<(Facts & { readonly offset: number }) | undefined>
  /** Adds bytes from an offset on and gives the new one. Also of a stream that breaks off all is kept that came. Throws `upload-moved-on` when other bytes took that place first, `upload-not-found`. */
  append(id: string, offset: number, bytes: AsyncIterable<Uint8Array>): Promise<number>
  bytes(id: string): Promise<Buffer>
  remove(id: string): Promise<void>
  /** Removes uploads to which nothing was added since; how many. */
  dropUntouchedSince(at: Date): Promise<number>
}

/** How much may be lost to a connection that hangs: each piece is on the disk before the next begins. */
export const PIECE_BYTES = 256 * 1024
const PIECES_AT_MOST = 4_096 // a client that sends byte by byte fills the disk with names
const FACTS = 'facts.json'
const ROOMLESS = ['ENOSPC', 'EDQUOT', 'EIO']

const codeOf = (error: unknown) => (error as { code?: string }).code ?? ''
const nameOf = (offset: number) => String(offset).padStart(12, '0')

async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Uploads as folders of pieces, each named by its offset. A piece is written under a name of its own, synced, and then linked to its place,
 * which fails when another is there: so no lock is needed between processes or machines, and nothing that was acknowledged is written again.
 */
export function folderParts(root: string): Parts {
  const folderOf = (id: string) => join(root, id)

  /** The pieces that follow each other from the first byte on, and where they end. */
  async function chain(id: string): Promise<{ readonly names: readonly string[]; readonly offset: number }> {
    const folder = folderOf(id)
    const names = (await readdir(folder)).filter((name) => /^\d{12}$/.test(name)).sort()
    const sizes = new Map(await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).size] as const)))
    const linked: string[] = []
    let offset = 0
    for (let name = nameOf(0); sizes.has(name); name = nameOf(offset)) {
      linked.push(name)
      offset += sizes.get(name) ?? 0
    }
    return { names: linked, offset }
  }

  async function place(id: string, piece: Piece, offset: number): Promise<number> {
    try {
      await piece.file.sync()
      await piece.file.close()
      await link(piece.path, join(folderOf(id), nameOf(offset)))
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw new Problem('upload-moved-on', { id, offset: (await chain(id)).offset })
      if (codeOf(error) === 'ENOENT') throw new Problem('upload-not-found', { id })
      throw error
    } finally {
      await discard(piece)
    }
    await syncFolder(folderOf(id))
    return offset + piece.bytes
  }

  async function begin(id: string): Promise<Piece> {
    const path = join(folderOf(id), `${randomUUID()}.part`)
    const file = await ifThere(open(path, 'wx', 0o600))
    if (file === undefined) throw new Problem('upload-not-found', { id })
    return { path, file, bytes: 0 }
  }

  return {
    async create(id, facts) {
      const made = join(root, `${randomUUID()}.new`)
      await mkdir(made, { recursive: true, mode: 0o700 })
      const file = await open(join(made, FACTS), 'wx', 0o600)
      await file.writeFile(JSON.stringify(facts))
      await file.sync()
      await file.close()
      try {
        await rename(made, folderOf(id))
        await syncFolder(root)
      } catch (error) {
        await rm(made, { recursive: true })
        if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error
      }
    },

    async look(id) {
      const facts = await ifThere(readFile(join(folderOf(id), FACTS), 'utf8'))
      const there = facts === undefined ? undefined : await ifThere(chain(id))
      return facts === undefined || there === undefined ? undefined : { ...Facts.parse(JSON.parse(facts)), offset: there.offset }
    },

    async append(id, from, bytes) {
      const there = await ifThere(chain(id))
      if (there === undefined) throw new Problem('upload-not-found', { id })
      if (there.names.length >= PIECES_AT_MOST) {
        await rm(folderOf(id), { recursive: true, force: true })
        throw new Problem('upload-not-found', { id })
      }
      if (there.offset !== from) throw new Problem('upload-moved-on', { id, offset: there.offset })
      let offset = from
      let piece: Piece | undefined
      try {
        for await (const chunk of bytes) {
          piece ??= await begin(id)
          await piece.file.writeFile(chunk)
          piece.bytes += chunk.byteLength
          if (piece.bytes < PIECE_BYTES) continue
          const full = piece
          piece = undefined
          offset = await place(id, full, offset)
        }
      } catch (error) {
        if (piece !== undefined && ROOMLESS.includes(codeOf(error))) await discard(piece)
        else if (piece !== undefined) await place(id, piece, offset)
        throw error
      }
      return piece === undefined ? offset : place(id, piece, offset)
    },

    async bytes(id) {
      const { names } = await chain(id)
      return Buffer.concat(await Promise.all(names.map((name) => readFile(join(folderOf(id), name)))))
    },

    async remove(id) {
      // Out of the way first: half a folder must not pass for an upload.
      const gone = join(root, `${randomUUID()}.gone`)
      if (await ifThere(rename(folderOf(id), gone).then(() => true))) await rm(gone, { recursive: true, force: true })
    },

    async dropUntouchedSince(at) {
      let dropped = 0
      for (const name of (await ifThere(readdir(root))) ?? []) {
        const touched = await ifThere(stat(join(root, name)))
        if (touched === undefined || touched.mtimeMs >= at.getTime()) continue
        await rm(join(root, name), { recursive: true, force: true })
        dropped += 1
      }
      return dropped
    },
  }
}

type Piece = { readonly path: string; readonly file: FileHandle; bytes: number }

async function discard({ path, file }: Piece): Promise<void> {
  await file.close().catch((error: unknown) => { if (codeOf(error) !== 'EBADF') throw error })
  await ifThere(unlink(path))
}
