import type { PhoneStore } from './store.ts'

/** Removes all that this page ever kept on the phone: outbox, keys, caches, worker and settings; then ends the session. */
export async function clearPhone(store: PhoneStore, endSession: () => Promise<unknown>): Promise<void> {
  await store.erase()
  if ('caches' in globalThis) for (const name of await caches.keys()) await caches.delete(name)
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? []
  for (const worker of workers) await worker.unregister()
  localStorage.clear()
  sessionStorage.clear()
  await endSession()
}
