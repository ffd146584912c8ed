import type { Scope } from '../../geo/access/scope.ts'
import type { Part } from '../../geo/photos/upload-id.ts'
import { Announced } from './rows.ts'
import { maybe, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

/** The photo that a report within reach announces, by its own hash or by its small copy's. */
export const announcedBy = (tx: Tx, part: Part, sha256: string, scope: Scope): Promise<Announced | undefined> =>
  maybe(tx, Announced, part === 'photo' ? queries.byHash(sha256, scope) : queries.byThumb(sha256, scope))
