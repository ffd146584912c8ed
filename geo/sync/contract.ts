import { z } from 'zod'
import { SENDERS } from '../access/roles.ts'
import { AlertPicture } from '../hazards/picture.ts'
import { endpoint } from '../http/endpoint.ts'
import { PHOTO_LIMIT_BYTES, Raw } from '../photos/contract.ts'
import { SEAL_BYTES } from '../photos/upload-id.ts'
import { Sha256, text } from '../text.ts'
import { Changes } from './changes.ts'
import { Op, Verdict } from './op.ts'

/** How many operations travel at once. */
export const BATCH = 50

export const sync = endpoint({
  method: 'post', path: '/api/sync', tag: 'Sync', roles: SENDERS,
  summary: 'Send what waits on the phone and get what changed since the cursor, in one round trip; safe to repeat',
  body: z.strictObject({
    device: z.uuid(),
    /** Who the phone believes is signed in, by their id; so that nothing is filed as someone else's whose cookie replaced theirs. Null says nothing. */
    person: text(64).nullable().default(null),
    /** The phone's own public key (ECDSA P-256, uncompressed point, base64url), kept with the phone when it is first given; by it others may deliver for it. */
    deviceKey: z.string().regex(/^[A-Za-z0-9_-]{87}$/).nullable().default(null),
    /** The cursor of the last answer; null asks for the present state. */
    since: text(120).nullable().default(null),
    /** The phone's clock as it sends, to know how far it is off. */
    clock: z.string().max(40).nullable().default(null),
    ops: z.array(Op).max(BATCH).default([]),
  }),
  returns: z.object({
    verdicts: z.array(Verdict),
    /** Announced photos whose bytes the server lacks. */
    missingPhotos: z.array(z.string()),
    /** Announced photos of which not even the thumbnail has landed, by the photo's hash. */
    missingThumbs: z.array(z.string()).default([]),
    /** True when this phone was withdrawn: what it sent is held, and it is to clear itself once nothing waits on it. */
    clear: z.boolean().default(false),
    changes: Changes,
    /** Air alerts of its areas and when their source was last heard; the state of a place is `geo/hazards/alert.ts`'s to say. */
    alerts: AlertPicture,
    cursor: z.string(),
    /** True when more changes wait: ask again with the cursor. */
    more: z.boolean(),
    /** True while other phones wait to be let in: what of this answer's verdicts comes back as a change can be asked for when the phone next asks anyway. */
    crowded: z.boolean().default(false),
    now: z.string(),
  }),
  problems: ['cursor-unknown', 'signed-in-as-another'],
  limitBytes: 2 * 1024 * 1024,
  packs: true,
})

export const handIn = endpoint({
  method: 'post', path: '/api/sync/hand-in', tag: 'Sync', roles: 'anyone',
  summary: 'For a phone that was withdrawn and signed out: hand in sealed operations that their phones signed, all of which are held for review; safe to repeat',
  body: z.strictObject({
    device: z.uuid(),
    /** Sealed ones alone. One that is not signed by a phone that the server knows gets no verdict: it waits for a sign-in. */
    ops: z.array(Op).max(BATCH).default([]),
  }),
  returns: z.object({
    verdicts: z.array(Verdict),
    /** Always: what is answered otherwise, this phone was not withdrawn. */
    clear: z.literal(true),
    /** Photos that held reports of this phone announce and whose bytes the server lacks. */
    missingPhotos: z.array(z.string()),
    now: z.string(),
  }),
  problems: ['not-signed-in', 'too-many-requests'],
  limitBytes: 1024 * 1024,
})

export const handInPhoto = endpoint({
  method: 'put', path: '/api/sync/hand-in/photos/{sha256}', tag: 'Sync', roles: 'anyone',
  summary: 'For a phone that was withdrawn and signed out: the bytes of a photo that a held report announced, known by their hash alone; safe to repeat',
  params: z.object({ /** Of the open bytes, as the report announced them. */ sha256: Sha256 }),
  /** The server's key that the bytes are sealed to, as an upload's are: the encapsulated key, then the ciphertext. Without it they are open. */
  query: z.object({ key: z.string().max(40).optional() }),
  body: Raw,
  returns: z.object({ sha256: z.string() }),
  problems: ['photo-not-found', 'hash-mismatch', 'not-a-photo', 'body-too-large', 'storage-full', 'seal-unknown', 'seal-broken'],
  limitBytes: PHOTO_LIMIT_BYTES + SEAL_BYTES.enc + SEAL_BYTES.tag,
})
