import { run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import * as queries from './queries.ts'

/** Who holds a role where. */
export type HeldGrant = { readonly user: string; readonly role: string; readonly area: string | null; readonly organisation: string | null; readonly crew: string | null }

/** Puts a person in, without a password; one who is there stays. */
export async function putPerson(tx: Tx, person: { readonly id: string; readonly name: string; readonly email: string; readonly demo: boolean }): Promise<void> {
  if ((await run(tx, queries.insertUser(person))) === 1) await events.record(tx, { id: 'system' }, [{ verb: 'user.made', id: person.id, body: { demo: person.demo } }])
}

/** Gives a person a role; one that is held already stays. */
export async function putGrant(tx: Tx, grant: HeldGrant): Promise<void> {
  if ((await run(tx, queries.insertGrant(grant))) === 1) {
    await events.record(tx, { id: 'system' }, [{ verb: 'grant.made', id: grant.user, area: grant.area, body: { role: grant.role, organisation: grant.organisation, crew: grant.crew } }])
  }
}
