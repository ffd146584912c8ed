import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { transactionOn } from '../../api/db/database.ts'
import { dumpSchema } from '../../api/db/schema-dump.ts'
import { projectRoot } from '../../api/root.ts'
import { inTransaction } from '../kit/database.ts'

test('the migrations amount to what schema.sql says, on either database', inTransaction(async (client) => {
  const written = readFileSync(join(projectRoot, 'migrations/schema.sql'), 'utf8')
  expect(await dumpSchema(transactionOn(client))).toBe(written)
}))
