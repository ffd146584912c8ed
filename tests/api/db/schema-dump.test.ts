import { expect, test } from 'vitest'
import { transactionOn } from '../../../api/db/database.ts'
import { dumpSchema } from '../../../api/db/schema-dump.ts'
import { inTransaction } from '../../kit/database.ts'

const MADE = `
  create type dump_mood as enum ('good', 'bad');
  create domain dump_share as numeric(4, 3) default 1 constraint dump_share__sane check (value between 0 and 1);
  create table dump_parents (id uuid primary key default gen_random_uuid());
  create table dump_children (
    id bigint generated always as identity constraint dump_children__key primary key,
    parent uuid not null constraint dump_children__parent_known references dump_parents on delete cascade,
    mood dump_mood not null default 'good', share dump_share, geom geometry(point, 4326),
    name text collate "C" constraint dump_children__name_short check (length(name) <= 20),
    shout text generated always as (upper(name)) stored,
    constraint dump_children__once unique (parent, name)
  );
  create index dump_children__geom on dump_children using gist (geom) where mood = 'bad';
  create function dump_touch() returns trigger language plpgsql as $$ begin return new; end $$;
  create trigger dump_children__touch before insert or update of name on dump_children for each row execute function dump_touch();
  create view dump_names as select c.name from dump_children c;`

// The same words from PostgreSQL 15 and from the embedded 18: the suite runs on both.
const EXPECTED = `
table dump_children (
  id bigint generated always as identity not null,
  parent uuid not null,
  mood dump_mood default 'good'::dump_mood not null,
  share dump_share,
  geom geometry(Point,4326),
  name text collate "C",
  shout text generated always as upper(name) stored,
  constraint dump_children__key PRIMARY KEY (id),
  constraint dump_children__name_short CHECK (length(name) <= 20),
  constraint dump_children__once UNIQUE (parent, name),
  constraint dump_children__parent_known FOREIGN KEY (parent) REFERENCES dump_parents(id) ON DELETE CASCADE
)
CREATE INDEX dump_children__geom ON public.dump_children USING gist (geom) WHERE (mood = 'bad'::dump_mood)
CREATE TRIGGER dump_children__touch BEFORE INSERT OR UPDATE OF name ON dump_children FOR EACH ROW EXECUTE FUNCTION dump_touch()

view dump_names (
  name text collate "C"
)
`

test('the dump says tables, keys, indexes, triggers, types and functions in the same words on every database', inTransaction(async (client) => {
  const before = await dumpSchema(transactionOn(client))
  await client.query(MADE)
  const dump = await dumpSchema(transactionOn(client))

  expect(dump).toContain(EXPECTED)
  expect(dump).toContain(`enum dump_mood ('good', 'bad')`)
  expect(dump).toContain('domain dump_share numeric(4,3) default 1 constraint dump_share__sane CHECK (VALUE >= 0::numeric AND VALUE <= 1::numeric)')
  expect(dump).toContain('FUNCTION public.dump_touch()')
  expect(before).toMatch(/^extension postgis\n/)
  expect(before).not.toMatch(/table spatial_ref_sys|FUNCTION public\.st_|pgmigrations/)
  expect(await dumpSchema(transactionOn(client))).toBe(dump)
}))
