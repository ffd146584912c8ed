import type { MiddlewareHandler } from 'hono'
import { Problem } from '../../geo/problems.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses a changing request that a browser sent from another site: by Sec-Fetch-Site, and by Origin against the host it was sent to. */
export const sameSite = (publicUrl: string | undefined): MiddlewareHandler => async (c, next) => {
  if (!SAFE.has(c.req.method)) {
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const foreign = (site !== undefined && site !== 'same-origin' && site !== 'none')
      || (origin !== undefined && new URL(publicUrl ?? c.req.url).host !== hostOf(origin))
    if (foreign) throw new Problem('cross-site', {})
  }
  await next()
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
