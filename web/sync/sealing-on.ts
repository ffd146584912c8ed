import type { SealTo } from '../../geo/sync/sealed.ts'
import type { DeviceKey } from './device-key.ts'
import type { Sealing } from './sealing.ts'
import type { PhoneStore } from './store.ts'

/** Makes what seals to a key; its cryptography is fetched when there is something to seal. */
export type MakeSealing = (to: SealTo, signer: DeviceKey | null) => Promise<Sealing>

/** The phone's own key, made or found when it is first needed; null for as long as that fails. */
export function ownKeyOn(find: () => Promise<DeviceKey | null>): () => Promise<DeviceKey | null> {
  let own: Promise<DeviceKey | null> | undefined
  return () => (own ??= find().catch((error: unknown) => {
    own = undefined
    console.warn('this phone signs nothing for now', error)
    return null
  }))
}

/** Seals to the key that the server gave last; null while the phone knows none, and what is filed meanwhile stays open. */
export function sealingOn(store: Pick<PhoneStore, 'read'>, signer: () => Promise<DeviceKey | null>, make: MakeSealing): () => Promise<Sealing | null> {
  let made: { readonly to: string; readonly sealing: Sealing } | undefined
  return async () => {
    const to = await store.read<SealTo>('seal')
    if (!to || globalThis.crypto?.subtle === undefined) return null
    if (made?.to === to.key) return made.sealing
    try {
      made = { to: to.key, sealing: await make(to, await signer()) }
      return made.sealing
    } catch (error) {
      console.warn('reports stay unsealed for now', error)
      return null
    }
  }
}
