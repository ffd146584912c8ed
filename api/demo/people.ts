import { z } from 'zod'
import { Role } from '../../geo/access/roles.ts'
import { Position } from '../../geo/space/position.ts'
import { importedId } from '../imports/ids.ts'
import { run, type Tx } from '../db/sql.ts'
import { dataOf } from './files.ts'
import * as queries from './queries.ts'

const Both = z.strictObject({ uk: z.string(), en: z.string() })
const People = z.strictObject({
  organisations: z.array(z.strictObject({ key: z.string(), kind: z.string(), name: Both })),
  crews: z.array(z.strictObject({ key: z.string(), organisation: z.string(), name: z.string(), area: z.string(), base: Position, skills: z.array(z.string()) })),
  accounts: z.array(z.strictObject({
    key: z.string(), role: Role.exclude(['feed', 'sms']), name: z.string(), area: z.string().nullable(), crew: z.string().nullable(), organisation: z.string().nullable(),
  })),
})

const people = dataOf('people.json', People)

/** The id of a demonstration organisation by its key. */
export const demoOrganisation = (key: string): string => importedId('organisation', 'demonstration', key)
/** The id of a demonstration crew by its key. */
export const demoCrew = (key: string): string => importedId('crew', 'demonstration', key)

/** Demonstration crews with their areas. */
export const demoCrews = people.crews.map(({ key, ...crew }) => ({ ...crew, id: demoCrew(key) }))

/** A demonstration account: plain data, from which users and their grants are made. */
export type DemoPerson = {
  readonly key: string
  readonly role: z.infer<typeof People>['accounts'][number]['role']
  readonly name: string
  /** Null: everywhere. */
  readonly areaCode: string | null
  readonly crew: string | null
  readonly organisation: string | null
}

/** The demonstration accounts; crews and organisations by their ids. */
export const demoAccounts: readonly DemoPerson[] = people.accounts.map(({ area, crew, organisation, ...account }) => ({
  ...account, areaCode: area,
  crew: crew === null ? null : demoCrew(crew),
  organisation: organisation === null ? null : demoOrganisation(organisation),
}))

/** Puts in the organisations and crews of the demonstration; those that are there stay. The areas must be there. */
export async function insertPeople(tx: Tx, actor: string): Promise<void> {
  const organisations = people.organisations.map(({ key, kind, name }) => ({ id: demoOrganisation(key), kind, ...name }))
  const crews = people.crews.map(({ key, organisation, base: [lon, lat], ...crew }) => ({ ...crew, id: demoCrew(key), organisation: demoOrganisation(organisation), lon, lat }))
  await run(tx, queries.insertOrganisations(JSON.stringify(organisations)))
  await run(tx, queries.insertCrews(JSON.stringify(crews), actor))
}
