/** What the browser says of the room for this site, in bytes, and whether it may clear it when the device runs short. */
export type Room = { readonly used: number; readonly left: number; readonly kept: boolean }

/** Less than this and a day of photos may not fit. */
export const SHORT_BYTES = 200_000_000
/** A photo of a phone's camera, the original and what is shown of it. */
export const PHOTO_BYTES = 4_000_000

/** Asks the browser how much room there is; null where it does not say. */
export async function roomNow(storage: StorageManager | undefined = navigator.storage): Promise<Room | null> {
  if (storage?.estimate === undefined) return null
  const { usage = 0, quota = 0 } = await storage.estimate()
  return { used: usage, left: Math.max(0, quota - usage), kept: (await storage.persisted?.()) ?? false }
}

/** Asks the browser never to clear this site by itself; true when it promised. Some browsers ask the person: call it when there is something to keep. */
export async function keepForGood(storage: StorageManager | undefined = navigator.storage): Promise<boolean> {
  if (storage?.persist === undefined) return false
  return (await storage.persisted()) || storage.persist()
}
