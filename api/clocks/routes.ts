import { listOverdue, previewTargets, readTargets, setTargets } from '../../geo/clocks/contract.ts'
import type { Mount } from '../http/mount.ts'
import * as commands from './commands.ts'
import { overdue } from './overdue.ts'
import { preview } from './preview.ts'

/** Within how many hours things are to be done, and what is late. */
export function mountClocks(mount: Mount): void {
  mount(readTargets, async ({ tx, scope, query }) => commands.read(tx, query.area, query.organisation ?? null, scope))
  mount(listOverdue, ({ tx, scope, query, now }) => overdue(tx, scope, { area: query.area, now }))
  mount(previewTargets, ({ tx, scope, body, now }) => preview(tx, scope, { ...body, now }))
  mount(setTargets, async ({ tx, actor, scope, body, now }) => {
    await commands.set(tx, actor, scope, { ...body, now })
    return commands.read(tx, body.area, body.organisation, scope)
  })
}
