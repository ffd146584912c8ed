import { z } from 'zod'
import { comparePhoto } from '../../geo/photos/compare.ts'
import { StoredPhoto, StoredReport } from '../../geo/reports/report.ts'
import { Position } from '../../geo/space/position.ts'
import { many, type Sql, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

const Row = StoredReport.extend({ photos: z.array(StoredPhoto.extend({ exifPosition: Position.nullable() })) })

/** A row of the queries as the report that it is, with what its photos say against it. */
export function storedOf(row: unknown): StoredReport {
  const report = Row.parse(row)
  // Where the crew stood, as far as it is known; a pin may be far from there.
  const stood = report.fix === null ? report : report.fix
  const against = { position: stood.position, accuracyM: stood.accuracyM, at: report.observedAt }
  return { ...report, photos: report.photos.map(({ exifPosition, ...photo }) => ({ ...photo, doubts: comparePhoto({ takenAt: photo.takenAt, exifPosition }, against) })) }
}

/** The reports that a query finds. */
export const stored = async (tx: Tx, query: Sql): Promise<StoredReport[]> => (await tx.query(query)).rows.map(storedOf)

/** The reports of some damages, latest seen first. */
export const ofDamages = (tx: Tx, damages: readonly string[], limit: number): Promise<StoredReport[]> => stored(tx, queries.ofDamages(damages, limit))

/** Hashes of photos that the actor announced and that have not landed. */
export const missingPhotos = async (tx: Tx, actor: string): Promise<string[]> =>
  (await many(tx, z.object({ sha256: z.string() }), queries.missingPhotos(actor))).map((row) => row.sha256)

/** Hashes of photos that were announced by what was filed on a phone, and that have not landed. */
export const missingFrom = async (tx: Tx, device: string): Promise<string[]> =>
  (await many(tx, z.object({ sha256: z.string() }), queries.missingFrom(device))).map((row) => row.sha256)

/** Hashes of photos that the actor announced with a small copy, of which neither has landed. */
export const missingThumbs = async (tx: Tx, actor: string): Promise<string[]> =>
  (await many(tx, z.object({ sha256: z.string() }), queries.missingThumbs(actor))).map((row) => row.sha256)
