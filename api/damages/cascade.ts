import { z } from 'zod'
import { failsWith } from '../../geo/network/cascade.ts'
import { lossesOf, pictureOf, type Fact } from '../../geo/network/losses.ts'
import { makeNetwork, needsOf, type Link } from '../../geo/network/network.ts'
import { FacilityKind } from '../../geo/sites/kinds.ts'
import { Basis } from '../../geo/sites/site.ts'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './cascade-queries.ts'

/** A site or facility as far as its lack of supply matters. */
export const FactRow = z.union([
  z.object({ noun: z.literal('site'), id: z.string(), kind: z.string(), people: z.number().nullable(), basis: Basis.nullable(), backupH: z.number().nullable() }),
  z.object({ noun: z.literal('facility'), id: z.string(), kind: FacilityKind, name: z.string().nullable(), area: z.string().nullable(), people: z.number().nullable(), backupH: z.number().nullable() }),
])

const Feeding = z.object({
  id: z.string(), from: z.string(), to: z.string(), carrier: z.string().nullable(), service: z.string(),
  fromSince: z.string().nullable(), toSince: z.string().nullable(), carrierSince: z.string().nullable(), supplied: z.boolean(),
})

const STEPS_AT_MOST = 50

/** What fails with a site, asked for step by step from what really fails. `asBroken`: as if no step of a repair had supplied anything again. */
async function failing(tx: Tx, site: string, openedAt: string, now: Date, asBroken = false) {
  const links = new Map<string, Link>()
  const hours = (at: string) => (Date.parse(at) - now.getTime()) / 3_600_000
  const outSince = new Map([[site, hours(openedAt)]])
  const supplied = new Set<string>()
  let frontier = [site]
  let failed = new Set<string>()
  for (let step = 0; frontier.length > 0 && step < STEPS_AT_MOST; step += 1) {
    for (const { fromSince, toSince, carrierSince, supplied: back, ...link } of await many(tx, Feeding, queries.feeding(frontier))) {
      links.set(link.id, link)
      if (back && !asBroken) supplied.add(link.to)
      // What is out already, by another damage, leaves nothing to fall back on, and is not brought back by this repair.
      for (const [id, since] of [[link.from, fromSince], [link.to, toSince], [link.carrier, carrierSince]] as const) {
        if (id !== null && since !== null && id !== site) outSince.set(id, hours(since))
      }
    }
    const now = failsWith(new Set(outSince.keys()), makeNetwork([...links.values()].flatMap(needsOf)), supplied)
    frontier = [...now].filter((id) => !failed.has(id) && !links.has(id))
    failed = now
  }
  return { links, outSince, supplied, failed: [...failed].filter((id) => !links.has(id)) }
}

/** Sites and facilities that hang on a site and would be without supply, had no step of a repair supplied them again. */
export const behind = async (tx: Tx, site: string, openedAt: string, now: Date): Promise<string[]> => (await failing(tx, site, openedAt, now, true)).failed

/** What loses service with a site: of others only what is out by a damage of its own is known here. */
export async function losses(tx: Tx, site: string, openedAt: string, now: Date): Promise<ReturnType<typeof lossesOf>> {
  const { links, outSince, supplied, failed } = await failing(tx, site, openedAt, now)
  const facts = failed.length === 0 ? [] : await many(tx, FactRow, queries.facts(failed))
  return lossesOf(site, pictureOf(makeNetwork([...links.values()].flatMap(needsOf)), outSince, new Map(facts.map((fact: Fact) => [fact.id, fact])), supplied))
}
