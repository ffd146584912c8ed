import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import type { CrewAsked } from '../../geo/crews/contract.ts'
import { Problem } from '../../geo/problems.ts'
import { mustReach } from '../access/reach.ts'
import { one, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { roundsAhead } from '../rounds/schedules.ts'
import * as queries from './queries.ts'
import { crewWithin } from './reading.ts'

/** Makes a crew. Throws `area-not-found`; the database refuses an organisation that is not there. */
export async function makeCrew(tx: Tx, actor: Actor, scope: Scope, id: string, crew: CrewAsked): Promise<void> {
  await mustReach(tx, scope, crew.area)
  await run(tx, queries.insert(id, crew))
  await putPhones(tx, id, crew)
  await events.record(tx, actor, [{ verb: 'crew.made', id, area: crew.area, body: { name: crew.name } }])
}

async function putPhones(tx: Tx, id: string, { phones }: CrewAsked): Promise<void> {
  if (phones === undefined) return
  await run(tx, queries.dropPhones(id, phones))
  await run(tx, queries.addPhones(id, [...new Set(phones)]))
}

/** Changes a crew. Throws `crew-not-found`, `area-not-found`. */
export async function changeCrew(tx: Tx, actor: Actor, scope: Scope, id: string, crew: CrewAsked): Promise<void> {
  if ((await crewWithin(tx, scope, id)) === undefined) throw new Problem('crew-not-found', { id })
  await mustReach(tx, scope, crew.area)
  await run(tx, queries.update(id, crew))
  await putPhones(tx, id, crew)
  await events.record(tx, actor, [{ verb: 'crew.changed', id, area: crew.area, body: { name: crew.name } }])
}

/** Retires a crew or brings it back; since when it is retired. Throws `crew-not-found`, `crew-has-repairs`, `crew-has-rounds`. */
export async function retireCrew(tx: Tx, actor: Actor, scope: Scope, id: string, retired: boolean, now: Date): Promise<string | null> {
  const crew = await crewWithin(tx, scope, id)
  if (crew === undefined) throw new Problem('crew-not-found', { id })
  await run(tx, queries.hold(id))
  const { repairs } = await one(tx, z.object({ repairs: z.number() }), queries.openRepairs(id))
  if (retired && repairs > 0) throw new Problem('crew-has-repairs', { id, repairs })
  const rounds = retired ? await roundsAhead(tx, id, now) : 0
  if (rounds > 0) throw new Problem('crew-has-rounds', { id, rounds })
  const { retiredAt } = await one(tx, z.object({ retiredAt: z.string().nullable() }), queries.retire(id, retired))
  await events.record(tx, actor, [{ verb: retired ? 'crew.retired' : 'crew.returned', id, area: crew.area }])
  return retiredAt
}
