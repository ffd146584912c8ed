import { z } from 'zod'
import { many, maybe, run, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

const Announced = z.object({ type: z.string(), bytes: z.number().int(), storedAt: z.string().nullable(), width: z.number().int().nullable(), height: z.number().int().nullable(), author: z.string() })
/** A photo that something that was held announces, and whose it is. */
export type Announced = z.infer<typeof Announced>

/** A photo that something that was held announces; undefined when nothing does. Its hash is the key: who has it has the bytes. */
export const announced = (tx: Tx, sha256: string): Promise<Announced | undefined> => maybe(tx, Announced, queries.announced(sha256))

/** Hashes of photos that a person, or a phone without a session, announced in what was held, and that have not landed. */
export const missing = async (tx: Tx, from: { person: string } | { device: string }): Promise<string[]> =>
  (await many(tx, z.object({ sha256: z.string() }), queries.missingPhotos(from))).map((row) => row.sha256)

/** Marks the bytes of a photo as landed, for all that announces them and was held; how many that are. */
export const landed = (tx: Tx, sha256: string, size: { width: number; height: number }, now: Date): Promise<number> => run(tx, queries.setPhotoStored(sha256, size, now))
