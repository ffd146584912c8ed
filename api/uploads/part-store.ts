import type { Readable } from 'node:stream'
import { DataStore, Upload } from '@tus/server'
import { Problem } from '../../geo/problems.ts'
import { readUploadId } from '../../geo/photos/upload-id.ts'
import type { Parts } from './parts.ts'

/** Our parts as the tus library wants its store. */
export class PartStore extends DataStore {
  private readonly parts: Parts

  constructor(parts: Parts) {
    super()
    this.parts = parts
    this.extensions = ['creation', 'creation-with-upload']
  }

  /** Begins an upload, or finds the one that is there: a creation's own bytes are the first ones, and refused where others are. */
  override async create(upload: Upload): Promise<Upload> {
    await this.parts.create(upload.id, { bytes: upload.size ?? 0, key: upload.metadata?.['key'] ?? null })
    return upload
  }

  override async getUpload(id: string): Promise<Upload> {
    const part = readUploadId(id) === undefined ? undefined : await this.parts.look(id)
    if (part === undefined) throw new Problem('upload-not-found', { id })
    return new Upload({ id, size: part.bytes, offset: part.offset })
  }

  override write(bytes: Readable, id: string, offset: number): Promise<number> {
    return this.parts.append(id, offset, bytes as AsyncIterable<Uint8Array>)
  }
}

/** The library's lock, which holds nothing: the parts themselves keep two writers apart, over processes as well. */
export const NO_LOCK = { newLock: () => ({ lock: async () => {}, unlock: async () => {} }) }
