import { expect, test } from 'vitest'
import { z } from 'zod'
import { transactionOn } from '../../../api/db/database.ts'
import { many, run, sql } from '../../../api/db/sql.ts'
import { inTransaction } from '../../kit/database.ts'

const Place = z.object({ found: z.number(), least: z.number() })

test('the nearest base is the nearest on the sphere, not in degrees, wherever the site is', inTransaction(async (client) => {
  const tx = transactionOn(client)
  // Spread so that from sixty degrees north a degree eastwards is half a degree northwards; some of no use.
  await run(tx, sql`insert into organisations (id, kind, name_uk) values ('0000000d-0000-4000-8000-00000000000d', 'other', 'Хтось')`)
  await run(tx, sql`
    insert into crews (organisation_id, name, base, retired_at)
    select '0000000d-0000-4000-8000-00000000000d', 'crew ' || n,
           case when n % 7 <> 0 then st_setsrid(st_makepoint(22 + (n * 7919 % 1800) / 100.0, 44 + (n * 104729 % 2400) / 100.0), 4326) end,
           case when n % 5 = 0 then now() end from generate_series(1, 600) n`)
  const places = await many(tx, Place, sql`
    select nearest_base_m(p.place) as found, (select min(st_distancesphere(c.base, p.place)) from crews c where c.retired_at is null) as least
      from (select st_setsrid(st_makepoint(22 + (n * 6007 % 1800) / 100.0, 44 + (n * 15487 % 2400) / 100.0), 4326) as place from generate_series(1, 300) n) p`)
  expect(places).toHaveLength(300)
  for (const { found, least } of places) expect(found).toBeCloseTo(least, 3)
}))
