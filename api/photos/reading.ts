import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import type { Part } from '../../geo/photos/upload-id.ts'
import { Announced } from './rows.ts'
import { maybe, type Tx } from '../db/sql.ts'
import * as held from '../held/photos.ts'
import * as queries from './queries.ts'

/** The photo that the actor may send: one that a report within reach announces, or that it carried, by its own hash or by its small copy's; or one of what is held. */
export async function announcedBy(tx: Tx, part: Part, sha256: string, scope: Scope): Promise<Announced | undefined> {
  const photo = await maybe(tx, Announced, part === 'photo' ? queries.byHash(sha256, scope, 'sending') : queries.byThumb(sha256, scope))
  if (photo !== undefined || part === 'thumb') return photo
  const aside = await held.announced(tx, sha256)
  return aside === undefined ? undefined : Announced.parse({ ...aside, sha256, takenAt: null, thumbAt: null, thumb: null, thumbBytes: null, everywhere: aside.storedAt !== null })
}

const HandedIn = z.object({ type: z.string(), author: z.string() })

/** What a photo is and whose that a phone hands in which was withdrawn: announced by what was held, or by what that phone had filed before. Undefined for any other. */
export const handedInBy = async (tx: Tx, sha256: string): Promise<z.infer<typeof HandedIn> | undefined> =>
  (await held.announced(tx, sha256)) ?? maybe(tx, HandedIn, queries.fromWithdrawn(sha256))
