import { laneOf } from './batch.ts'
import { hashOf } from './hash.ts'
import { sealPhoto, type Sealing } from './sealing.ts'
import { isFull, type KeptOp, type NewOp, type NewPhoto, type OpLabel, type PhoneStore } from './store.ts'
import type { OpKind } from '../../geo/sync/op.ts'

/** What to file. `draft` names the form that it was, which goes in the same step; `mends` the refused one that it is filed instead of. */
export type Filing = {
  readonly id: string
  readonly kind: OpKind
  readonly body: unknown
  readonly label: OpLabel
  readonly photos?: readonly NewPhoto[]
  readonly draft?: string
  readonly mends?: string | null
}

type Said = { readonly rawGrade?: string; readonly site?: string | null; readonly corrects?: string | null }

/** An operation ready for the store, sealed where the phone knows a key and a filer. */
export async function makeOp(filing: Filing, by: string | null, madeAtMs: number, sealing: Sealing | null): Promise<NewOp> {
  const { id, kind, body, label, photos = [], mends = null } = filing
  const said = body as Said
  const seals = sealing !== null && by !== null
  const parcel = seals ? { kind: 'sealed', body: await sealing.op({ id, kind, body }, by) } : { kind, body }
  return {
    id, kind, parcel, sealed: seals, hash: await hashOf(parcel.body), lane: laneOf(id, kind, body), by, madeAtMs, photos: photos.map((photo) => photo.sha256),
    label: { ...label, grade: said.rawGrade || null, site: said.site ?? null, corrects: said.corrects ?? null, mends },
    content: seals ? body : null, carriedFrom: null,
  }
}

/** The photos of a filing as they are kept beside its operation. */
export const photosFor = async (photos: readonly NewPhoto[], sealing: Sealing | null): Promise<readonly NewPhoto[]> =>
  (sealing === null ? photos : Promise.all(photos.map((photo) => sealPhoto(sealing, photo))))

/** Seals what waits open on the phone: filed before anyone had signed in, or by an earlier version of this page. What cannot be sealed travels as it is. */
export async function sealWhatWaits(store: PhoneStore, who: string, sealing: Sealing, photosToo: boolean): Promise<boolean> {
  const open = (await store.outgoing()).filter((op) => !op.sealed && (op.by === null || op.by === who))
  if (open.length === 0) return false
  const shown = new Map((await store.ops()).map((op) => [op.id, op]))
  for (const waiting of open) {
    const op = shown.get(waiting.id)
    if (op === undefined || op.kind === 'sealed') continue
    try {
      await sealOne(store, { ...op, kind: op.kind }, who, sealing, photosToo)
    } catch (error) {
      if (isFull(error)) return true // there is no room for both: another time
      console.warn('an operation could not be sealed', error)
    }
  }
  return true
}

async function sealOne(store: PhoneStore, op: KeptOp & { readonly kind: OpKind }, who: string, sealing: Sealing, photosToo: boolean) {
  const sealed: NewPhoto[] = []
  for (const { sha256, bytes, thumb, seal } of photosToo ? await store.photos() : []) {
    if (seal !== null || !op.photos.includes(sha256)) continue
    const blob = await store.bytes(sha256, 'photo')
    if (blob) sealed.push(await sealPhoto(sealing, { sha256, bytes, blob, thumb: thumb && { ...thumb, blob: await store.bytes(sha256, 'thumb') } }))
  }
  const made = await makeOp({ id: op.id, kind: op.kind, body: op.body, label: op.label, mends: op.label.mends }, who, op.madeAtMs, sealing)
  await store.seal({ ...made, photos: op.photos }, sealed)
}
