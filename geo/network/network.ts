/** One need: `dependent` takes a service from `supplier`. Several suppliers of one service stand in for each other. */
export type Need = { readonly supplier: string; readonly dependent: string; readonly service: string }

/** Needs arranged for walking: who is fed by whom, and by how many. */
export type Network = {
  /** What takes something from a supplier. */
  fed(supplier: string): readonly Need[]
  /** The suppliers of a dependent, by service. */
  suppliers(dependent: string): ReadonlyMap<string, readonly string[]>
}

const NOBODY: readonly Need[] = []
const NOTHING: ReadonlyMap<string, readonly string[]> = new Map()

/** Arranges needs. The same supplier named twice for one service counts twice: both of its ways are to be lost. */
export function makeNetwork(needs: Iterable<Need>): Network {
  const fed = new Map<string, Need[]>()
  const suppliers = new Map<string, Map<string, string[]>>()
  for (const need of needs) {
    fed.get(need.supplier)?.push(need) ?? fed.set(need.supplier, [need])
    const services = suppliers.get(need.dependent) ?? new Map<string, string[]>()
    suppliers.set(need.dependent, services)
    services.get(need.service)?.push(need.supplier) ?? services.set(need.service, [need.supplier])
  }
  return { fed: (supplier) => fed.get(supplier) ?? NOBODY, suppliers: (dependent) => suppliers.get(dependent) ?? NOTHING }
}

/** A link as the database knows it: `to` needs a service from `from`, over `carrier` where a line is named. */
export type Link = { readonly id: string; readonly from: string; readonly to: string; readonly carrier: string | null; readonly service: string }

/** The needs that a link amounts to: it stands between both as a thing of its own, which needs its supplier and its line. */
export function needsOf({ id, from, to, carrier, service }: Link): Need[] {
  if (carrier === null) return [{ supplier: from, dependent: to, service }]
  return [
    { supplier: from, dependent: id, service: 'from' }, { supplier: carrier, dependent: id, service: 'carrier' }, { supplier: id, dependent: to, service },
  ]
}
