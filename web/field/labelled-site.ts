import type { LabelSaid } from '../../geo/sites/label.ts'
import type { NearSite } from '../../geo/sites/site.ts'
import { call, Refused, Unreachable } from '../call.ts'
import { lightSites } from '../sync/light.ts'

const fits = (said: LabelSaid) => (site: NearSite) => ('number' in said ? site.number === said.number : site.id === said.id)

/** The site that a label names: among those on the phone, else of the server; null when neither knows it here, undefined when the server was not reached. */
export async function labelledSite(said: LabelSaid, known: readonly NearSite[], signal?: AbortSignal): Promise<NearSite | null | undefined> {
  const here = known.find(fits(said))
  if (here !== undefined) return here
  try {
    const { sites } = await call(lightSites, { query: { ...said, limit: 1 } }, signal)
    return sites.find(fits(said)) ?? null
  } catch (error) {
    if (signal?.aborted || error instanceof Refused || error instanceof Unreachable) return undefined
    throw error
  }
}
