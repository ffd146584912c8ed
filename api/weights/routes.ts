import { previewWeights, readWeights, setWeights } from '../../geo/damages/order-contract.ts'
import type { Mount } from '../http/mount.ts'
import * as commands from './commands.ts'

/** The weights of the priority: read, tried, put in force. */
export function mountWeights(mount: Mount): void {
  mount(readWeights, ({ tx, scope, query }) => commands.read(tx, query.area, scope))
  mount(previewWeights, ({ tx, scope, body, now }) => commands.preview(tx, scope, { ...body, now }))
  mount(setWeights, async ({ tx, actor, scope, body, now }) => {
    await commands.set(tx, actor, scope, { ...body, now })
    return commands.read(tx, body.area, scope)
  })
}
