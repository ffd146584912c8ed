import type { Scope } from '../../geo/access/scope.ts'
import { AlertPicture } from '../../geo/hazards/picture.ts'
import { one, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

/** What is known of the alerts of a scope. */
export const pictureOf = (tx: Tx, scope: Scope): Promise<AlertPicture> => one(tx, AlertPicture, queries.picture(scope))
