/** A value as it lies on the phone: under the vault's key (AES-GCM over its JSON), or as it is where there is no key. */
export type Kept = { readonly plain: unknown } | { readonly iv: Uint8Array<ArrayBuffer>; readonly ct: ArrayBuffer }
/** Bytes as they lie on the phone. */
export type KeptBytes = { readonly plain: Blob } | { readonly iv: Uint8Array<ArrayBuffer>; readonly ct: Blob }

/** The vault is locked: what is under its key can be neither read nor written. */
export class Locked extends Error {}

/** What puts values under the vault's key and takes them out. `name` binds a value to its place: under another it does not open. */
export type Codec = {
  /** False while the vault is locked. */
  isOpen(): boolean
  /** Throws Locked. */
  keep(value: unknown, name: string): Promise<Kept>
  /** Undefined when it cannot be opened: the vault is locked, or its key was given up. */
  take(kept: Kept, name: string): Promise<unknown>
  keepBytes(bytes: Blob, name: string): Promise<KeptBytes>
  takeBytes(kept: KeptBytes, name: string): Promise<Blob | undefined>
}

/** The codec of a phone without keys: in memory, and where the browser offers no cryptography. */
export const OPEN_CODEC: Codec = {
  isOpen: () => true,
  keep: async (value) => ({ plain: value }),
  take: async (kept) => ('plain' in kept ? kept.plain : undefined),
  keepBytes: async (bytes) => ({ plain: bytes }),
  takeBytes: async (kept) => ('plain' in kept ? kept.plain : undefined),
}
