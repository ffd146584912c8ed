import type { Fix } from '../../geo/space/fix.ts'

const GIVE_UP_MS = 15_000

/** One fix from the receiver, which then rests; null when it is denied, times out, or says 0,0 as broken receivers do. */
export function locate(): Promise<Fix | null> {
  if (!('geolocation' in navigator)) return Promise.resolve(null)
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(({ coords, timestamp }) => {
      const nowhere = coords.latitude === 0 && coords.longitude === 0
      resolve(nowhere ? null : { position: [coords.longitude, coords.latitude], accuracyM: coords.accuracy, atMs: timestamp })
    }, () => resolve(null), { enableHighAccuracy: true, timeout: GIVE_UP_MS, maximumAge: 10_000 })
  })
}
