import { z } from 'zod'
import { ServiceBack } from '../../geo/damages/priority.ts'
import { Figure } from '../../geo/figures.ts'
import { Service } from '../../geo/network/services.ts'
import { readNumbers } from '../../geo/numbers/contract.ts'
import { numbersOf, type Told } from '../../geo/numbers/reckon.ts'
import { Problem } from '../../geo/problems.ts'
import { many, maybe, one } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import * as queries from './queries.ts'

const Area = z.object({ code: z.string(), depth: z.number(), population: z.number().nullable() })
const Granted = z.object({ population: z.number().nullable() })
const moment = z.string().transform((text) => Date.parse(text))
const Row = z.object({
  openedAt: moment, restoredAt: moment.nullable(), reportedAt: moment.nullable(), verifiedAt: moment.nullable(), assignedAt: moment.nullable(), plannedAt: moment.nullable(),
  cause: z.string(), people: z.number(), counted: z.boolean(), services: z.array(ServiceBack), steps: z.array(z.object({ service: Service, people: Figure, at: moment })), expected: z.array(z.object({ service: Service, people: z.number(), at: moment })),
  area: z.object({ code: z.string(), uk: z.string().nullable(), en: z.string().nullable(), population: z.number().nullable() }).nullable(),
}).transform((row): Told => ({ ...row, reportedAt: row.reportedAt ?? row.openedAt }))

/** The numbers of an area over a period. */
export function mountNumbers(mount: Mount): void {
  mount(readNumbers, async ({ tx, scope, query, now }) => {
    const area = query.area === undefined ? undefined : await maybe(tx, Area, queries.area(query.area, scope))
    if (query.area !== undefined && area === undefined) throw new Problem('area-not-found', { id: query.area })
    const population = area === undefined ? (await one(tx, Granted, queries.granted(scope))).population : area.population
    const told = await many(tx, Row, queries.told({ area: query.area, depth: area?.depth ?? 1, from: query.from, to: query.to }, scope))
    return numbersOf(told, { area: query.area ?? null, from: Date.parse(query.from), to: Date.parse(query.to), now: now.getTime(), population })
  })
}
