import { handIn, handInPhoto } from '../../geo/sync/contract.ts'
import { SEAL_BYTES } from '../../geo/photos/upload-id.ts'
import { SEAL_INFO, SEALED } from '../../geo/sync/sealed.ts'
import { Problem } from '../../geo/problems.ts'
import type { Standing } from '../app.ts'
import { maybe } from '../db/sql.ts'
import * as photosHeld from '../held/photos.ts'
import { waitingFrom } from '../held/reading.ts'
import type { Mount } from '../http/mount.ts'
import { keepPhoto, photoLanded } from '../photos/landing.ts'
import { handedInBy } from '../photos/reading.ts'
import { missingFrom } from '../reports/reading.ts'
import { judge, type Judged } from './judging.ts'
import { openAll } from './opening.ts'
import * as queries from './queries.ts'
import { settleAll } from './routes.ts'
import { Phone } from './rows.ts'

// What one phone can leave for people to look at; a season's reports are fewer.
const WAITING_AT_MOST = 1000
const AGAIN_AFTER_S = 3600

/**
 * The last thing a withdrawn phone may do when nobody can sign in on it: leave what waits on it, and learn that it is to clear itself.
 * Each operation is its own credential, sealed to us and signed by a phone whose key we kept; all of them are held for a person to
 * look at. To any other phone this is a door that asks for a sign-in, and nothing is told.
 */
export function mountHandIn(mount: Mount, { seal, makeId, photos, demo }: Pick<Standing, 'seal' | 'makeId' | 'photos' | 'demo'>): void {
  mount(handIn, async ({ tx, body, now }, ops: Judged[]) => {
    if (ops.length > 0 && (await waitingFrom(tx, body.device)) >= WAITING_AT_MOST) throw new Problem('too-many-requests', { retryAfterS: AGAIN_AFTER_S })
    const verdicts = await settleAll(tx, ops, { carrier: { actor: null, device: body.device }, now, makeId, why: 'revoked' })
    return { verdicts, clear: true as const, missingPhotos: [...new Set([...await photosHeld.missing(tx, { device: body.device }), ...await missingFrom(tx, body.device)])], now: now.toISOString() }
  }, async ({ body }, read) => {
    const phone = await read((tx) => maybe(tx, Phone, queries.phones([body.device])))
    if (phone?.revoked !== true) throw new Problem('not-signed-in', {})
    const opened = await openAll(seal, body.ops.filter((op) => op.kind === SEALED))
    const judged = await read((tx) => judge(tx, opened, { actor: null, device: body.device }, demo))
    // What no phone that we know has signed may be anybody's: it gets no verdict, and waits for a sign-in.
    return judged.filter(({ why }) => why === null || why === 'revoked' || why === 'not-on-phone' || why === 'no-rights').filter(({ broken }) => broken === null)
  })

  mount(handInPhoto, async ({ tx, params: { sha256 }, now }, photo: { width: number; height: number; bytes: number }) => {
    const announced = await handedInBy(tx, sha256)
    if (announced !== undefined) await photoLanded(tx, { id: announced.author }, sha256, { ...photo, type: announced.type }, now)
    return { sha256 }
  }, async ({ params: { sha256 }, query: { key }, body }) => {
    const [enc, ct] = [body.subarray(0, SEAL_BYTES.enc), body.subarray(SEAL_BYTES.enc)]
    const bytes = key === undefined ? body : await seal.openSealed(key, SEAL_INFO.photo, sha256, enc, ct)
    return { ...await keepPhoto(photos, sha256, bytes), bytes: bytes.byteLength }
  }, async ({ params: { sha256 } }, read) => {
    // Nobody has signed in: no more is read than what a phone that was withdrawn has announced.
    if ((await read((tx) => handedInBy(tx, sha256))) === undefined) throw new Problem('photo-not-found', { id: sha256 })
  })
}
