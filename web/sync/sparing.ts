/** What a phone has to be sparing with; null where the browser does not say. */
export type Conditions = {
  /** The person asked the browser to save data, or the network is charged by volume. */
  readonly metered: boolean
  readonly battery: { readonly level: number; readonly charging: boolean } | null
}

/** Why photos wait though the network is there. */
export type Spared = 'metered' | 'battery'

const LOW = 0.3

/** Why photos should wait under these conditions, or null. Texts and small copies never do. */
export function sparedBy({ metered, battery }: Conditions): Spared | null {
  if (battery !== null && battery.level < LOW && !battery.charging) return 'battery'
  return metered ? 'metered' : null
}

type Battery = EventTarget & { readonly level: number; readonly charging: boolean }
type Connection = EventTarget & { readonly saveData?: boolean; readonly metered?: boolean }
type Told = Navigator & { getBattery?: () => Promise<Battery>; connection?: Connection }

/** Watches battery and network where the browser tells of them: not Safari, not Firefox. `changed` is called when either changes. */
export function watchConditions(navigator: Navigator, changed: () => void): { readonly now: () => Conditions; readonly stop: () => void } {
  const told = navigator as Told
  const ended = new AbortController()
  let battery: Battery | null = null
  const watch = (source: EventTarget, names: readonly string[]) => { for (const name of names) source.addEventListener(name, changed, { signal: ended.signal }) }
  if (told.connection) watch(told.connection, ['change'])
  void told.getBattery?.().then((found) => {
    battery = found
    watch(found, ['levelchange', 'chargingchange'])
    changed()
  }, () => undefined) // a browser that forbids it says nothing of its battery
  return {
    now: () => ({
      metered: told.connection?.saveData === true || told.connection?.metered === true,
      battery: battery === null ? null : { level: battery.level, charging: battery.charging },
    }),
    stop: () => ended.abort(),
  }
}
