import { z } from 'zod'
import { Area } from '../../geo/areas/area.ts'
import { AreaService, listAreas, listOutlines, readService } from '../../geo/areas/contract.ts'
import { Shape } from '../../geo/space/shape.ts'
import { many } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import * as queries from './queries.ts'

const Outline = z.object({ code: z.string(), shape: Shape })

/** Administrative areas within reach: named, drawn, and with the people without service in them. */
export function mountAreas(mount: Mount): void {
  mount(listAreas, async ({ tx, scope, query }) => ({ areas: await many(tx, Area, queries.list(query, scope)) }))
  mount(listOutlines, async ({ tx, scope, query }) => ({ outlines: await many(tx, Outline, queries.outlines(query.level, scope)) }))
  mount(readService, async ({ tx, scope, query }) => ({ areas: await many(tx, AreaService, queries.service(query.level, query.sector, scope)) }))
}
