import { z } from 'zod'
import { StoredReport } from '../../geo/reports/report.ts'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

/** The reports of some damages, latest seen first. */
export const ofDamages = (tx: Tx, damages: readonly string[], limit: number): Promise<StoredReport[]> => many(tx, StoredReport, queries.ofDamages(damages, limit))

/** Hashes of photos that the actor announced and that have not landed. */
export const missingPhotos = async (tx: Tx, actor: string): Promise<string[]> =>
  (await many(tx, z.object({ sha256: z.string() }), queries.missingPhotos(actor))).map((row) => row.sha256)
