extension postgis

table accounts (
  id text not null,
  user_id text not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint accounts__user_known FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint accounts_pkey PRIMARY KEY (id)
)
CREATE INDEX accounts__user ON public.accounts USING btree (user_id)

table alert_feeds (
  name text not null,
  confirmed_at timestamp(3) with time zone,
  asked_at timestamp(3) with time zone,
  failures integer default 0 not null,
  etag text,
  last_modified text,
  constraint alert_feeds__name_short CHECK (length(name) >= 1 AND length(name) <= 100),
  constraint alert_feeds_pkey PRIMARY KEY (name)
)

table api_keys (
  id uuid default gen_random_uuid() not null,
  name text not null,
  prefix text not null,
  hash bytea not null,
  area_code text,
  created_by text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  kind text default 'feed'::text not null,
  constraint api_keys__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint api_keys__hash_once UNIQUE (hash),
  constraint api_keys__kind_known CHECK (kind = ANY (ARRAY['feed'::text, 'sms'::text])),
  constraint api_keys__maker_known FOREIGN KEY (created_by) REFERENCES users(id),
  constraint api_keys__name_short CHECK (length(name) >= 1 AND length(name) <= 100),
  constraint api_keys_pkey PRIMARY KEY (id)
)
CREATE INDEX api_keys__area ON public.api_keys USING btree (area_code)
CREATE INDEX api_keys__maker ON public.api_keys USING btree (created_by)

table areas (
  code text not null,
  level text not null,
  depth smallint not null,
  parent text,
  lineage text[] not null,
  pcode text,
  name_uk text,
  name_en text,
  population integer,
  geom geometry(MultiPolygon,4326) not null,
  source text not null,
  source_id text not null,
  licence text not null,
  attribution text not null,
  demands_clearance boolean default false not null,
  weights_version integer,
  folded text generated always as folded(((COALESCE(name_uk, ''::text) || ' '::text) || COALESCE(name_en, ''::text))) stored,
  constraint areas__code_short CHECK (length(code) >= 1 AND length(code) <= 40),
  constraint areas__geom_sane CHECK (sane_geometry(geom)),
  constraint areas__level_known CHECK (level = ANY (ARRAY['country'::text, 'oblast'::text, 'raion'::text, 'hromada'::text, 'settlement'::text])),
  constraint areas__parent_known FOREIGN KEY (parent) REFERENCES areas(code),
  constraint areas__population_sane CHECK (population >= 0 AND population <= 2000000000),
  constraint areas__source_once UNIQUE (source, source_id),
  constraint areas__weights_known FOREIGN KEY (weights_version) REFERENCES weights(version),
  constraint areas_pkey PRIMARY KEY (code)
)
CREATE INDEX areas__demands_clearance ON public.areas USING btree (code) WHERE demands_clearance
CREATE INDEX areas__geom ON public.areas USING gist (geom)
CREATE INDEX areas__lineage ON public.areas USING gin (lineage)
CREATE INDEX areas__parent ON public.areas USING btree (parent)
CREATE INDEX areas__weights ON public.areas USING btree (weights_version)
CREATE TRIGGER areas__fed AFTER UPDATE ON areas REFERENCING OLD TABLE AS were NEW TABLE AS now_are FOR EACH STATEMENT EXECUTE FUNCTION feed_areas()
CREATE TRIGGER areas__inherit_weights BEFORE INSERT ON areas FOR EACH ROW EXECUTE FUNCTION inherit_weights()

table bulk_answers (
  id uuid not null,
  actor text not null,
  hash text not null,
  answer jsonb,
  at timestamp(3) with time zone not null,
  constraint bulk_answers_pkey PRIMARY KEY (id)
)
CREATE INDEX bulk_answers__at ON public.bulk_answers USING btree (at)

table clearances (
  id uuid not null,
  granted_by text not null,
  reference text not null,
  geom geometry(MultiPolygon,4326),
  zone_code text,
  site_id uuid,
  area_code text,
  starts_at timestamp(3) with time zone not null,
  until_at timestamp(3) with time zone not null,
  revoked_at timestamp(3) with time zone,
  note text default ''::text not null,
  request_hash text not null,
  created_by text not null,
  created_at timestamp(3) with time zone default now() not null,
  updated_at timestamp(3) with time zone default now() not null,
  demo boolean default false not null,
  version integer default 1 not null,
  constraint clearances__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint clearances__by_known CHECK (granted_by = ANY (ARRAY['military'::text, 'emergency_service'::text, 'demining'::text, 'authority'::text])),
  constraint clearances__geom_sane CHECK (sane_geometry(geom)),
  constraint clearances__geom_valid CHECK (st_isvalid(geom)),
  constraint clearances__in_order CHECK (until_at > starts_at),
  constraint clearances__note_short CHECK (length(note) <= 1000),
  constraint clearances__one_extent CHECK (num_nonnulls(geom, zone_code, site_id) = 1),
  constraint clearances__reference_short CHECK (length(reference) >= 1 AND length(reference) <= 200),
  constraint clearances__site_known FOREIGN KEY (site_id) REFERENCES sites(id),
  constraint clearances__zone_known FOREIGN KEY (zone_code) REFERENCES areas(code),
  constraint clearances_pkey PRIMARY KEY (id)
)
CREATE INDEX clearances__area ON public.clearances USING btree (area_code)
CREATE INDEX clearances__geom ON public.clearances USING gist (geom) WHERE (revoked_at IS NULL)
CREATE INDEX clearances__site ON public.clearances USING btree (site_id)
CREATE INDEX clearances__zone ON public.clearances USING btree (zone_code)
CREATE TRIGGER clearances__located BEFORE INSERT ON clearances FOR EACH ROW EXECUTE FUNCTION locate_clearance()

table clock_alarms (
  damage_id uuid not null,
  clock text not null,
  level smallint not null,
  at timestamp(3) with time zone not null,
  constraint clock_alarms__clock_known CHECK (clock = ANY (ARRAY['verify'::text, 'assign'::text, 'arrive'::text, 'restore'::text])),
  constraint clock_alarms__damage_known FOREIGN KEY (damage_id) REFERENCES damages(id),
  constraint clock_alarms__level_known CHECK (level = ANY (ARRAY[1, 2])),
  constraint clock_alarms_pkey PRIMARY KEY (damage_id, clock, level)
)

table clock_targets (
  version integer generated always as identity not null,
  area_code text not null,
  organisation_id uuid,
  targets jsonb,
  why text not null,
  made_by text not null,
  made_at timestamp(3) with time zone not null,
  constraint clock_targets__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint clock_targets__organisation_known FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint clock_targets__whole CHECK (jsonb_typeof(targets) = 'object'::text),
  constraint clock_targets__why_short CHECK (length(why) >= 1 AND length(why) <= 1000),
  constraint clock_targets_pkey PRIMARY KEY (version)
)
CREATE INDEX clock_targets__area ON public.clock_targets USING btree (area_code, organisation_id, version DESC)
CREATE INDEX clock_targets__organisation ON public.clock_targets USING btree (organisation_id)

table crew_phones (
  phone text not null,
  crew_id uuid not null,
  added_at timestamp(3) with time zone default now() not null,
  constraint crew_phones__crew_known FOREIGN KEY (crew_id) REFERENCES crews(id),
  constraint crew_phones__phone_shaped CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'::text),
  constraint crew_phones_pkey PRIMARY KEY (phone)
)
CREATE INDEX crew_phones__crew ON public.crew_phones USING btree (crew_id)

table crews (
  id uuid default gen_random_uuid() not null,
  organisation_id uuid not null,
  name text not null,
  base geometry(Point,4326),
  area_code text,
  skills text[] default '{}'::text[] not null,
  demo boolean default false not null,
  retired_at timestamp with time zone,
  constraint crews__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint crews__base_sane CHECK (sane_geometry(base)),
  constraint crews__name_short CHECK (length(name) >= 1 AND length(name) <= 100),
  constraint crews__organisation_known FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint crews_pkey PRIMARY KEY (id)
)
CREATE INDEX crews__area ON public.crews USING btree (area_code)
CREATE INDEX crews__base ON public.crews USING gist (((base)::geography)) WHERE ((retired_at IS NULL) AND (base IS NOT NULL))
CREATE INDEX crews__organisation ON public.crews USING btree (organisation_id)
CREATE TRIGGER crews__fed AFTER UPDATE ON crews REFERENCING OLD TABLE AS were NEW TABLE AS now_are FOR EACH STATEMENT EXECUTE FUNCTION feed_crews()

table damage_clocks (
  damage_id uuid not null,
  version integer not null,
  targets integer not null,
  due_at timestamp(3) with time zone,
  constraint damage_clocks__damage_known FOREIGN KEY (damage_id) REFERENCES damages(id),
  constraint damage_clocks_pkey PRIMARY KEY (damage_id)
)
CREATE INDEX damage_clocks__due ON public.damage_clocks USING btree (due_at) WHERE (due_at IS NOT NULL)

table damage_features (
  id uuid not null,
  key bigint not null,
  geom geometry(Geometry,4326),
  area_code text,
  organisation_id uuid,
  starts timestamp(3) with time zone not null,
  ends timestamp(3) with time zone,
  version integer not null,
  text text not null,
  constraint damage_features_pkey PRIMARY KEY (id)
)
CREATE INDEX damage_features__order ON public.damage_features USING btree (key, id)

table damages (
  id uuid not null,
  site_id uuid,
  sector text,
  kind text,
  geom geometry(Point,4326),
  place text default ''::text not null,
  area_code text,
  organisation_id uuid,
  state text default 'open'::text not null,
  severity smallint,
  function text default 'unknown'::text not null,
  safety text default 'unknown'::text not null,
  verification text default 'unverified'::text not null,
  verified_at timestamp(3) with time zone,
  verified_by text,
  verified_why text default ''::text not null,
  merged_into uuid,
  merged_at timestamp(3) with time zone,
  tier smallint default 3 not null,
  rank double precision default 0 not null,
  priority jsonb default '{}'::jsonb not null,
  people integer,
  report_count integer default 0 not null,
  photo_count integer default 0 not null,
  photos_missing integer default 0 not null,
  opened_at timestamp(3) with time zone not null,
  last_report_at timestamp(3) with time zone not null,
  restored_at timestamp(3) with time zone,
  demo boolean default false not null,
  updated_at timestamp(3) with time zone default now() not null,
  version integer default 1 not null,
  override jsonb,
  folded text generated always as folded(place) stored,
  repair_state text,
  repair_crew uuid,
  repair_etr timestamp(3) with time zone,
  given_back jsonb,
  constraint damages__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint damages__function_known CHECK (function = ANY (ARRAY['full'::text, 'degraded'::text, 'out'::text, 'unknown'::text])),
  constraint damages__geom_sane CHECK (sane_geometry(geom)),
  constraint damages__given_back_whole CHECK (jsonb_typeof(given_back) = 'object'::text),
  constraint damages__kind_short CHECK (length(kind) <= 40),
  constraint damages__merged_whole CHECK ((state = 'merged'::text) = (merged_into IS NOT NULL)),
  constraint damages__not_into_itself CHECK (merged_into IS DISTINCT FROM id),
  constraint damages__organisation_known FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint damages__override_whole CHECK (override ? 'kind'::text AND override ? 'until'::text),
  constraint damages__place_short CHECK (length(place) <= 300),
  constraint damages__safety_known CHECK (safety = ANY (ARRAY['inspected'::text, 'restricted'::text, 'unsafe'::text, 'unknown'::text])),
  constraint damages__sector_known CHECK (sector = ANY (ARRAY['energy'::text, 'communications'::text])),
  constraint damages__severity_known CHECK (severity >= 0 AND severity <= 4),
  constraint damages__site_known FOREIGN KEY (site_id) REFERENCES sites(id),
  constraint damages__state_known CHECK (state = ANY (ARRAY['open'::text, 'restored'::text, 'dismissed'::text, 'merged'::text])),
  constraint damages__target_known FOREIGN KEY (merged_into) REFERENCES damages(id),
  constraint damages__tier_known CHECK (tier >= 0 AND tier <= 3),
  constraint damages__verification_known CHECK (verification = ANY (ARRAY['unverified'::text, 'verified'::text, 'disputed'::text, 'duplicate'::text, 'withdrawn'::text, 'false'::text])),
  constraint damages__why_short CHECK (length(verified_why) <= 1000),
  constraint damages_pkey PRIMARY KEY (id)
)
CREATE INDEX damages__area ON public.damages USING btree (area_code, state)
CREATE INDEX damages__geom ON public.damages USING gist (geom)
CREATE INDEX damages__latest ON public.damages USING btree (state, last_report_at DESC, id)
CREATE INDEX damages__organisation ON public.damages USING btree (organisation_id)
CREATE INDEX damages__override ON public.damages USING btree (((override ->> 'until'::text))) WHERE (override IS NOT NULL)
CREATE INDEX damages__queue ON public.damages USING btree (state, tier, rank DESC, id) INCLUDE (area_code, organisation_id, site_id, sector, kind, severity, function, safety, verification, people, opened_at, last_report_at, repair_state, repair_crew, repair_etr, folded)
CREATE INDEX damages__site ON public.damages USING btree (site_id, state)
CREATE INDEX damages__target ON public.damages USING btree (merged_into)
CREATE INDEX damages__weighed ON public.damages USING btree (area_code, ((priority ->> 'weights'::text))) WHERE (state = 'open'::text)
CREATE CONSTRAINT TRIGGER damages__fed AFTER INSERT OR DELETE ON damages DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION feed_damages()
CREATE CONSTRAINT TRIGGER damages__fed_changed AFTER UPDATE ON damages DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.version <> old.version OR NOT (new.rank IS DISTINCT FROM old.rank OR new.priority IS DISTINCT FROM old.priority OR new.override IS DISTINCT FROM old.override)) EXECUTE FUNCTION feed_damages()
CREATE TRIGGER damages__hold_site BEFORE INSERT ON damages FOR EACH ROW WHEN (new.site_id IS NOT NULL) EXECUTE FUNCTION hold_site()
CREATE TRIGGER damages__located BEFORE INSERT OR UPDATE OF geom ON damages FOR EACH ROW EXECUTE FUNCTION locate_point()

table device_people (
  device_id uuid not null,
  user_id text not null,
  first_seen timestamp with time zone default now() not null,
  constraint device_people__device_known FOREIGN KEY (device_id) REFERENCES devices(id) ON DELETE CASCADE,
  constraint device_people__user_known FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint device_people_pkey PRIMARY KEY (device_id, user_id)
)
CREATE INDEX device_people__user ON public.device_people USING btree (user_id)

table devices (
  id uuid not null,
  user_id text not null,
  crew_id uuid,
  first_seen timestamp with time zone default now() not null,
  last_seen timestamp with time zone default now() not null,
  clock_off_s double precision,
  revoked_at timestamp with time zone,
  public_key text,
  other_key_at timestamp with time zone,
  constraint devices__crew_known FOREIGN KEY (crew_id) REFERENCES crews(id),
  constraint devices__key_shaped CHECK (public_key ~ '^[A-Za-z0-9_-]{87}$'::text),
  constraint devices__user_known FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint devices_pkey PRIMARY KEY (id)
)
CREATE INDEX devices__crew ON public.devices USING btree (crew_id)
CREATE INDEX devices__user ON public.devices USING btree (user_id)

table events (
  seq bigint generated always as identity not null,
  xid xid8 default pg_current_xact_id() not null,
  at timestamp(3) with time zone default now() not null,
  actor text not null,
  verb text not null,
  noun text not null,
  id text not null,
  area_code text,
  damage_id uuid,
  body jsonb default '{}'::jsonb not null,
  damage_after jsonb,
  constraint events__after_whole CHECK (damage_after IS NULL OR damage_after ? 'state'::text AND damage_id IS NOT NULL),
  constraint events__verb_known CHECK (verb ~ '^[a-z]+\.[a-z_]+$'::text),
  constraint events_pkey PRIMARY KEY (seq)
)
CREATE INDEX events__changed ON public.events USING btree (at, damage_id) WHERE (damage_after IS NOT NULL)
CREATE INDEX events__cursor ON public.events USING btree (xid, seq)
CREATE INDEX events__damage ON public.events USING btree (damage_id, seq) WHERE (damage_id IS NOT NULL)
CREATE INDEX events__thing ON public.events USING btree (noun, id, seq)
CREATE TRIGGER events__append_only BEFORE DELETE OR UPDATE ON events FOR EACH ROW EXECUTE FUNCTION events_append_only()
CREATE TRIGGER events__never_emptied BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION events_append_only()

table facilities (
  id uuid default gen_random_uuid() not null,
  kind text not null,
  name_uk text,
  name_en text,
  geom geometry(Geometry,4326) not null,
  point geometry(Point,4326) not null,
  area_code text,
  people integer,
  backup_h real,
  source text not null,
  source_id text not null,
  licence text not null,
  attribution text not null,
  demo boolean default false not null,
  retired_at timestamp with time zone,
  updated_at timestamp(3) with time zone default now() not null,
  version integer default 1 not null,
  constraint facilities__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint facilities__backup_sane CHECK (backup_h >= 0::double precision AND backup_h <= 8760::double precision),
  constraint facilities__geom_sane CHECK (sane_geometry(geom)),
  constraint facilities__kind_known CHECK (kind = ANY (ARRAY['hospital'::text, 'water_pumping'::text, 'emergency_centre'::text, 'shelter'::text, 'point_of_invincibility'::text, 'fuel_station'::text])),
  constraint facilities__name_en_short CHECK (length(name_en) <= 300),
  constraint facilities__name_uk_short CHECK (length(name_uk) <= 300),
  constraint facilities__people_sane CHECK (people >= 0 AND people <= 2000000000),
  constraint facilities__source_once UNIQUE (source, source_id),
  constraint facilities_pkey PRIMARY KEY (id)
)
CREATE INDEX facilities__area ON public.facilities USING btree (area_code)
CREATE INDEX facilities__geom ON public.facilities USING gist (geom)
CREATE TRIGGER facilities__located BEFORE INSERT OR UPDATE OF geom ON facilities FOR EACH ROW EXECUTE FUNCTION locate_asset()

table grants (
  id uuid default gen_random_uuid() not null,
  user_id text not null,
  role text not null,
  area_code text,
  organisation_id uuid,
  crew_id uuid,
  granted_at timestamp with time zone default now() not null,
  constraint grants__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint grants__crew_known FOREIGN KEY (crew_id) REFERENCES crews(id),
  constraint grants__crew_named CHECK (role <> 'crew'::text OR crew_id IS NOT NULL),
  constraint grants__once UNIQUE NULLS NOT DISTINCT (user_id, role, area_code, organisation_id, crew_id),
  constraint grants__operator_named CHECK (role <> 'operator'::text OR organisation_id IS NOT NULL),
  constraint grants__organisation_known FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint grants__role_known CHECK (role = ANY (ARRAY['crew'::text, 'dispatcher'::text, 'authority'::text, 'operator'::text, 'auditor'::text, 'admin'::text])),
  constraint grants__user_known FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint grants_pkey PRIMARY KEY (id)
)
CREATE INDEX grants__area ON public.grants USING btree (area_code)
CREATE INDEX grants__crew ON public.grants USING btree (crew_id)
CREATE INDEX grants__organisation ON public.grants USING btree (organisation_id)
CREATE INDEX grants__user ON public.grants USING btree (user_id)

table handovers (
  id uuid not null,
  damage_id uuid not null,
  from_organisation uuid,
  to_organisation uuid not null,
  reason text not null,
  shared text[] not null,
  state text default 'asked'::text not null,
  asked_by text not null,
  asked_at timestamp(3) with time zone not null,
  decided_by text,
  decided_at timestamp(3) with time zone,
  answer text default ''::text not null,
  request_hash text not null,
  version integer default 1 not null,
  onward_of uuid,
  constraint handovers__answer_short CHECK (length(answer) <= 1000),
  constraint handovers__damage_known FOREIGN KEY (damage_id) REFERENCES damages(id),
  constraint handovers__decided_whole CHECK ((state = 'asked'::text) = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  constraint handovers__from_known FOREIGN KEY (from_organisation) REFERENCES organisations(id),
  constraint handovers__not_itself CHECK (from_organisation IS DISTINCT FROM to_organisation),
  constraint handovers__onward_known FOREIGN KEY (onward_of) REFERENCES handovers(id),
  constraint handovers__reason_short CHECK (length(reason) >= 1 AND length(reason) <= 1000),
  constraint handovers__reasoned CHECK ((state <> ALL (ARRAY['declined'::text, 'returned'::text])) OR answer <> ''::text),
  constraint handovers__shared_known CHECK (shared <@ ARRAY['place'::text, 'reports'::text, 'photos'::text, 'people'::text, 'crew'::text]),
  constraint handovers__state_known CHECK (state = ANY (ARRAY['asked'::text, 'accepted'::text, 'declined'::text, 'taken_back'::text, 'returned'::text])),
  constraint handovers__to_known FOREIGN KEY (to_organisation) REFERENCES organisations(id),
  constraint handovers_pkey PRIMARY KEY (id)
)
CREATE INDEX handovers__damage ON public.handovers USING btree (damage_id)
CREATE INDEX handovers__from ON public.handovers USING btree (from_organisation)
CREATE UNIQUE INDEX handovers__one_open ON public.handovers USING btree (damage_id) WHERE (state = 'asked'::text)
CREATE INDEX handovers__onward ON public.handovers USING btree (onward_of)
CREATE INDEX handovers__to ON public.handovers USING btree (to_organisation)

table hazards (
  id uuid not null,
  kind text not null,
  geom geometry(MultiPolygon,4326),
  zone_code text,
  area_code text,
  starts_at timestamp(3) with time zone not null,
  until_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  source text not null,
  source_id text,
  licence text,
  attribution text,
  owner text default ''::text not null,
  note text default ''::text not null,
  feed text,
  request_hash text not null,
  created_by text not null,
  created_at timestamp(3) with time zone default now() not null,
  updated_at timestamp(3) with time zone default now() not null,
  demo boolean default false not null,
  version integer default 1 not null,
  constraint hazards__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint hazards__feed_known FOREIGN KEY (feed) REFERENCES alert_feeds(name),
  constraint hazards__geom_sane CHECK (sane_geometry(geom)),
  constraint hazards__geom_valid CHECK (st_isvalid(geom)),
  constraint hazards__in_order CHECK (until_at > starts_at),
  constraint hazards__kind_known CHECK (kind = ANY (ARRAY['mines_suspected'::text, 'mines_confirmed'::text, 'unexploded_ordnance'::text, 'shelling'::text, 'fighting'::text, 'air_alert'::text, 'fire'::text, 'flood'::text, 'chemical'::text, 'radiation'::text])),
  constraint hazards__note_short CHECK (length(note) <= 1000),
  constraint hazards__one_extent CHECK ((geom IS NULL) <> (zone_code IS NULL)),
  constraint hazards__owner_short CHECK (length(owner) <= 200),
  constraint hazards__source_short CHECK (length(source) >= 1 AND length(source) <= 100),
  constraint hazards__zone_known FOREIGN KEY (zone_code) REFERENCES areas(code),
  constraint hazards_pkey PRIMARY KEY (id)
)
CREATE INDEX hazards__area ON public.hazards USING btree (area_code)
CREATE INDEX hazards__feed ON public.hazards USING btree (feed)
CREATE INDEX hazards__geom ON public.hazards USING gist (geom) WHERE (ended_at IS NULL)
CREATE INDEX hazards__source ON public.hazards USING btree (source, source_id) WHERE (ended_at IS NULL)
CREATE INDEX hazards__zone ON public.hazards USING btree (zone_code)
CREATE TRIGGER hazards__located BEFORE INSERT ON hazards FOR EACH ROW EXECUTE FUNCTION locate_hazard()

table held_ops (
  id uuid not null,
  op_id uuid not null,
  kind text not null,
  hash text not null,
  body jsonb not null,
  sent jsonb not null,
  signature text,
  why text not null,
  author text not null,
  device_id uuid,
  carrier text,
  carrier_device uuid,
  site_id uuid,
  area_code text,
  received_at timestamp(3) with time zone not null,
  decision text,
  decided_at timestamp(3) with time zone,
  decided_by text,
  decided_why text default ''::text not null,
  constraint held_ops__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint held_ops__decided_whole CHECK ((decision IS NULL) = (decided_at IS NULL)),
  constraint held_ops__decided_why_short CHECK (length(decided_why) <= 1000),
  constraint held_ops__decision_known CHECK (decision = ANY (ARRAY['accepted'::text, 'discarded'::text, 'arrived'::text])),
  constraint held_ops__kind_short CHECK (length(kind) <= 40),
  constraint held_ops__once UNIQUE (op_id, hash, author),
  constraint held_ops__why_known CHECK (why = ANY (ARRAY['revoked'::text, 'key-changed'::text, 'device-unknown'::text, 'signature-missing'::text, 'signature-wrong'::text, 'not-on-phone'::text, 'no-rights'::text])),
  constraint held_ops_pkey PRIMARY KEY (id)
)
CREATE INDEX held_ops__area ON public.held_ops USING btree (area_code, decided_at)
CREATE INDEX held_ops__device ON public.held_ops USING btree (device_id) WHERE (decision IS NULL)
CREATE INDEX held_ops__waiting ON public.held_ops USING btree (received_at) WHERE (decision IS NULL)

table held_photos (
  held_id uuid not null,
  sha256 text not null,
  nth smallint not null,
  bytes integer not null,
  type text not null,
  stored_at timestamp(3) with time zone,
  width integer,
  height integer,
  constraint held_photos__bytes_sane CHECK (bytes >= 1 AND bytes <= 12582912),
  constraint held_photos__hash_shaped CHECK (sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint held_photos__held_known FOREIGN KEY (held_id) REFERENCES held_ops(id) ON DELETE CASCADE,
  constraint held_photos__type_known CHECK (type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])),
  constraint held_photos_pkey PRIMARY KEY (held_id, sha256)
)
CREATE INDEX held_photos__hash ON public.held_photos USING btree (sha256)

table job_cursors (
  job text not null,
  cursor text not null,
  constraint job_cursors__whole CHECK (cursor ~ '^[0-9]+[.][0-9]+$'::text),
  constraint job_cursors_pkey PRIMARY KEY (job)
)

table links (
  id uuid default gen_random_uuid() not null,
  from_site uuid not null,
  to_site uuid,
  to_facility uuid,
  carrier uuid,
  service text not null,
  share real,
  basis text not null,
  source text not null,
  source_id text not null,
  licence text not null,
  attribution text not null,
  constraint links__basis_known CHECK (basis = ANY (ARRAY['given'::text, 'inferred'::text])),
  constraint links__carrier_known FOREIGN KEY (carrier) REFERENCES sites(id),
  constraint links__from_known FOREIGN KEY (from_site) REFERENCES sites(id),
  constraint links__not_itself CHECK (from_site IS DISTINCT FROM to_site),
  constraint links__one_dependent CHECK ((to_site IS NULL) <> (to_facility IS NULL)),
  constraint links__service_known CHECK (service = ANY (ARRAY['power'::text, 'data'::text, 'water'::text])),
  constraint links__share_sane CHECK (share > 0::double precision AND share <= 1::double precision),
  constraint links__source_once UNIQUE (source, source_id),
  constraint links__to_facility_known FOREIGN KEY (to_facility) REFERENCES facilities(id),
  constraint links__to_site_known FOREIGN KEY (to_site) REFERENCES sites(id),
  constraint links_pkey PRIMARY KEY (id)
)
CREATE INDEX links__carrier ON public.links USING btree (carrier)
CREATE INDEX links__from ON public.links USING btree (from_site)
CREATE INDEX links__to_facility ON public.links USING btree (to_facility)
CREATE INDEX links__to_site ON public.links USING btree (to_site)

table ops (
  id uuid not null,
  hash text not null,
  kind text not null,
  actor text not null,
  device_id uuid,
  received_at timestamp(3) with time zone default now() not null,
  constraint ops__device_known FOREIGN KEY (device_id) REFERENCES devices(id),
  constraint ops__kind_short CHECK (length(kind) <= 40),
  constraint ops_pkey PRIMARY KEY (id)
)
CREATE INDEX ops__device ON public.ops USING btree (device_id)

table organisations (
  id uuid default gen_random_uuid() not null,
  kind text not null,
  name_uk text,
  name_en text,
  demo boolean default false not null,
  constraint organisations__kind_known CHECK (kind = ANY (ARRAY['emergency_service'::text, 'energy_utility'::text, 'telecom_operator'::text, 'authority'::text, 'un_agency'::text, 'other'::text])),
  constraint organisations__named CHECK (COALESCE(name_uk, name_en) IS NOT NULL),
  constraint organisations_pkey PRIMARY KEY (id)
)

table photos (
  report_id uuid not null,
  sha256 text not null,
  nth smallint not null,
  bytes integer not null,
  type text not null,
  taken_at timestamp(3) with time zone,
  exif_position geometry(Point,4326),
  stored_at timestamp(3) with time zone,
  width integer,
  height integer,
  thumb_sha256 text,
  thumb_bytes integer,
  thumb_at timestamp(3) with time zone,
  constraint photos__bytes_sane CHECK (bytes >= 1 AND bytes <= 12582912),
  constraint photos__exif_position_sane CHECK (sane_geometry(exif_position)),
  constraint photos__hash_shaped CHECK (sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint photos__report_known FOREIGN KEY (report_id) REFERENCES reports(id),
  constraint photos__thumb_bytes_sane CHECK (thumb_bytes >= 1 AND thumb_bytes <= 65536),
  constraint photos__thumb_hash_shaped CHECK (thumb_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint photos__thumb_whole CHECK ((thumb_sha256 IS NULL) = (thumb_bytes IS NULL)),
  constraint photos__type_known CHECK (type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])),
  constraint photos_pkey PRIMARY KEY (report_id, sha256)
)
CREATE INDEX photos__hash ON public.photos USING btree (sha256)
CREATE INDEX photos__thumb ON public.photos USING btree (thumb_sha256) WHERE (thumb_sha256 IS NOT NULL)

table rate_limits (
  id text not null,
  key text not null,
  count integer not null,
  last_request bigint not null,
  constraint rate_limits__key_once UNIQUE (key),
  constraint rate_limits_pkey PRIMARY KEY (id)
)

table repair_features (
  id uuid not null,
  key bigint not null,
  geom geometry(Geometry,4326),
  area_code text,
  organisation_id uuid,
  starts timestamp(3) with time zone not null,
  ends timestamp(3) with time zone,
  version integer not null,
  text text not null,
  constraint repair_features_pkey PRIMARY KEY (id)
)
CREATE INDEX repair_features__order ON public.repair_features USING btree (key, id)

table repairs (
  id uuid not null,
  damage_id uuid not null,
  crew_id uuid,
  state text not null,
  since timestamp(3) with time zone not null,
  blocked_by text,
  blocked_from text,
  closed_reason text,
  urgency text not null,
  note text default ''::text not null,
  etr timestamp(3) with time zone,
  etr_source text,
  etr_made_at timestamp(3) with time zone,
  etr_confidence text,
  request_hash text not null,
  created_by text not null,
  created_at timestamp(3) with time zone default now() not null,
  updated_at timestamp(3) with time zone default now() not null,
  demo boolean default false not null,
  version integer default 1 not null,
  parts jsonb default '[]'::jsonb not null,
  planned_from timestamp(3) with time zone,
  planned_until timestamp(3) with time zone,
  blocked_until timestamp(3) with time zone,
  blocked_why text default ''::text not null,
  blocked_by_system boolean default false not null,
  constraint repairs__block_bound CHECK (state = 'blocked'::text OR blocked_until IS NULL AND blocked_why = ''::text AND NOT blocked_by_system),
  constraint repairs__blocked_by_known CHECK (blocked_by = ANY (ARRAY['awaiting_clearance'::text, 'awaiting_parts'::text, 'air_alert'::text, 'second_strike'::text, 'weather'::text, 'access'::text, 'other'::text])),
  constraint repairs__blocked_whole CHECK ((state = 'blocked'::text) = (blocked_by IS NOT NULL)),
  constraint repairs__blocked_why_short CHECK (length(blocked_why) <= 1000),
  constraint repairs__closed_reason_known CHECK (closed_reason = ANY (ARRAY['done'::text, 'done_by_others'::text, 'unable'::text, 'not_responsible'::text, 'duplicate'::text, 'out_of_scope'::text])),
  constraint repairs__crew_known FOREIGN KEY (crew_id) REFERENCES crews(id),
  constraint repairs__damage_known FOREIGN KEY (damage_id) REFERENCES damages(id),
  constraint repairs__etr_confidence_known CHECK (etr_confidence = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])),
  constraint repairs__etr_source_known CHECK (etr_source = ANY (ARRAY['calculated'::text, 'crew'::text, 'operator'::text, 'dispatcher'::text])),
  constraint repairs__etr_whole CHECK ((etr IS NULL) = (etr_source IS NULL)),
  constraint repairs__note_short CHECK (length(note) <= 1000),
  constraint repairs__parts_listed CHECK (jsonb_typeof(parts) = 'array'::text),
  constraint repairs__plan_ordered CHECK ((planned_from IS NULL) = (planned_until IS NULL) AND planned_from < planned_until),
  constraint repairs__state_known CHECK (state = ANY (ARRAY['proposed'::text, 'approved'::text, 'assigned'::text, 'en_route'::text, 'on_site'::text, 'in_progress'::text, 'temporary_fix'::text, 'field_complete'::text, 'restored'::text, 'closed'::text, 'blocked'::text, 'cancelled'::text])),
  constraint repairs__urgency_known CHECK (urgency = ANY (ARRAY['emergency'::text, 'temporary'::text, 'permanent'::text])),
  constraint repairs_pkey PRIMARY KEY (id)
)
CREATE INDEX repairs__at_work ON public.repairs USING btree (id) WHERE (state = ANY (ARRAY['on_site'::text, 'in_progress'::text, 'temporary_fix'::text, 'en_route'::text, 'blocked'::text]))
CREATE INDEX repairs__crew ON public.repairs USING btree (crew_id, state)
CREATE INDEX repairs__damage ON public.repairs USING btree (damage_id)
CREATE UNIQUE INDEX repairs__one_active ON public.repairs USING btree (damage_id) WHERE (state <> ALL (ARRAY['restored'::text, 'closed'::text, 'cancelled'::text]))
CREATE CONSTRAINT TRIGGER repairs__fed AFTER INSERT OR DELETE OR UPDATE ON repairs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION feed_repairs()
CREATE TRIGGER repairs__known AFTER INSERT OR UPDATE OF state, crew_id, etr ON repairs FOR EACH ROW EXECUTE FUNCTION know_repair()

table report_carriers (
  report_id uuid not null,
  user_id text not null,
  constraint report_carriers__report_known FOREIGN KEY (report_id) REFERENCES reports(id),
  constraint report_carriers__user_known FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint report_carriers_pkey PRIMARY KEY (report_id, user_id)
)
CREATE INDEX report_carriers__user ON public.report_carriers USING btree (user_id)

table report_joins (
  sms_id uuid not null,
  report_id uuid not null,
  joined_at timestamp(3) with time zone not null,
  constraint report_joins__report_known FOREIGN KEY (report_id) REFERENCES reports(id),
  constraint report_joins__sms_known FOREIGN KEY (sms_id) REFERENCES reports(id),
  constraint report_joins_pkey PRIMARY KEY (sms_id)
)
CREATE INDEX report_joins__report ON public.report_joins USING btree (report_id)

table reports (
  id uuid not null,
  hash text not null,
  body jsonb not null,
  damage_id uuid,
  site_id uuid,
  filed_by text not null,
  crew_id uuid,
  device_id uuid,
  observed_at timestamp(3) with time zone not null,
  received_at timestamp(3) with time zone default now() not null,
  geom geometry(Point,4326),
  accuracy_m real,
  located text not null,
  place text default ''::text not null,
  area_code text,
  kind text,
  severity smallint,
  function text not null,
  safety text not null,
  scale text not null,
  raw_grade text default ''::text not null,
  cause text not null,
  hazards text[] default '{}'::text[] not null,
  needs text[] default '{}'::text[] not null,
  note text default ''::text not null,
  corrects uuid,
  demo boolean default false not null,
  carried_by text,
  accepted_by text,
  fix geometry(Point,4326),
  fix_accuracy_m real,
  fix_at timestamp(3) with time zone,
  doubts text[] default '{}'::text[] not null,
  components jsonb default '[]'::jsonb not null,
  separate boolean default false not null,
  repair_id uuid,
  stage text,
  via text default 'phone'::text not null,
  constraint reports__accuracy_sane CHECK (accuracy_m >= 0::double precision AND accuracy_m <= 100000::double precision),
  constraint reports__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint reports__cause_known CHECK (cause = ANY (ARRAY['missile'::text, 'uav'::text, 'artillery'::text, 'airstrike'::text, 'mine_erw'::text, 'sabotage_cyber'::text, 'fire'::text, 'flood'::text, 'ice_wind'::text, 'vegetation'::text, 'vehicle'::text, 'equipment_failure'::text, 'overload'::text, 'theft'::text, 'unknown'::text])),
  constraint reports__components_listed CHECK (jsonb_typeof(components) = 'array'::text),
  constraint reports__corrected_known FOREIGN KEY (corrects) REFERENCES reports(id),
  constraint reports__crew_known FOREIGN KEY (crew_id) REFERENCES crews(id),
  constraint reports__damage_known FOREIGN KEY (damage_id) REFERENCES damages(id),
  constraint reports__device_known FOREIGN KEY (device_id) REFERENCES devices(id),
  constraint reports__doubts_known CHECK (doubts <@ '{coarse,jumped,outside}'::text[]),
  constraint reports__fix_accuracy_sane CHECK (fix_accuracy_m >= 0::double precision AND fix_accuracy_m <= 100000::double precision),
  constraint reports__fix_sane CHECK (sane_geometry(fix)),
  constraint reports__fix_whole CHECK ((fix IS NULL) = (fix_at IS NULL) AND (fix IS NULL) = (fix_accuracy_m IS NULL)),
  constraint reports__function_known CHECK (function = ANY (ARRAY['full'::text, 'degraded'::text, 'out'::text, 'unknown'::text])),
  constraint reports__geom_sane CHECK (sane_geometry(geom)),
  constraint reports__kind_short CHECK (length(kind) <= 40),
  constraint reports__located_known CHECK (located = ANY (ARRAY['site_scanned'::text, 'site_picked'::text, 'map_pin'::text, 'gps'::text, 'mgrs'::text, 'plus_code'::text, 'landmark_text'::text])),
  constraint reports__note_short CHECK (length(note) <= 2000),
  constraint reports__place_short CHECK (length(place) <= 300),
  constraint reports__raw_grade_short CHECK (length(raw_grade) <= 100),
  constraint reports__repair_known FOREIGN KEY (repair_id) REFERENCES repairs(id),
  constraint reports__safety_known CHECK (safety = ANY (ARRAY['inspected'::text, 'restricted'::text, 'unsafe'::text, 'unknown'::text])),
  constraint reports__scale_known CHECK (scale = ANY (ARRAY['own'::text, 'undp-electricity'::text, 'undp-core'::text, 'ems98'::text, 'unosat'::text, 'copernicus'::text, 'fema-pda'::text])),
  constraint reports__severity_known CHECK (severity >= 0 AND severity <= 4),
  constraint reports__site_known FOREIGN KEY (site_id) REFERENCES sites(id),
  constraint reports__stage_bound CHECK (stage IS NULL OR repair_id IS NOT NULL),
  constraint reports__stage_known CHECK (stage = ANY (ARRAY['before'::text, 'after'::text])),
  constraint reports__via_known CHECK (via = ANY (ARRAY['phone'::text, 'sms'::text])),
  constraint reports_pkey PRIMARY KEY (id)
)
CREATE INDEX reports__area ON public.reports USING btree (area_code)
CREATE INDEX reports__carried ON public.reports USING btree (carried_by) WHERE (carried_by IS NOT NULL)
CREATE INDEX reports__corrected ON public.reports USING btree (corrects)
CREATE INDEX reports__crew ON public.reports USING btree (crew_id)
CREATE INDEX reports__damage ON public.reports USING btree (damage_id, observed_at DESC)
CREATE INDEX reports__device ON public.reports USING btree (device_id)
CREATE INDEX reports__own ON public.reports USING btree (filed_by, received_at DESC)
CREATE INDEX reports__repair ON public.reports USING btree (repair_id)
CREATE INDEX reports__site ON public.reports USING btree (site_id)
CREATE CONSTRAINT TRIGGER reports__fed AFTER INSERT ON reports DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.damage_id IS NOT NULL) EXECUTE FUNCTION feed_reports()
CREATE TRIGGER reports__immutable BEFORE DELETE OR UPDATE ON reports FOR EACH ROW EXECUTE FUNCTION reports_immutable()
CREATE TRIGGER reports__located BEFORE INSERT ON reports FOR EACH ROW WHEN (new.located <> 'gps'::text OR NOT new.doubts && '{jumped,outside}'::text[]) EXECUTE FUNCTION locate_point()

table responsibilities (
  damage_id uuid not null,
  organisation_id uuid,
  handover_id uuid,
  since timestamp(3) with time zone not null,
  said_by text not null,
  version integer default 1 not null,
  constraint responsibilities__by_someone CHECK (handover_id IS NULL OR organisation_id IS NOT NULL),
  constraint responsibilities__damage_known FOREIGN KEY (damage_id) REFERENCES damages(id),
  constraint responsibilities__handover_known FOREIGN KEY (handover_id) REFERENCES handovers(id),
  constraint responsibilities__organisation_known FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint responsibilities_pkey PRIMARY KEY (damage_id)
)
CREATE INDEX responsibilities__handover ON public.responsibilities USING btree (handover_id)
CREATE INDEX responsibilities__organisation ON public.responsibilities USING btree (organisation_id)

table restoration_steps (
  id uuid not null,
  repair_id uuid not null,
  at timestamp(3) with time zone not null,
  confirmed boolean not null,
  people jsonb default '[]'::jsonb not null,
  note text default ''::text not null,
  taken_back_at timestamp(3) with time zone,
  said_by text not null,
  said_at timestamp(3) with time zone not null,
  constraint restoration_steps__note_short CHECK (length(note) <= 1000),
  constraint restoration_steps__people_listed CHECK (jsonb_typeof(people) = 'array'::text),
  constraint restoration_steps__repair_known FOREIGN KEY (repair_id) REFERENCES repairs(id),
  constraint restoration_steps_pkey PRIMARY KEY (id)
)
CREATE INDEX restoration_steps__repair ON public.restoration_steps USING btree (repair_id)

table restored_consumers (
  step_id uuid not null,
  site_id uuid,
  facility_id uuid,
  counts boolean default false not null,
  constraint restored_consumers__facility_known FOREIGN KEY (facility_id) REFERENCES facilities(id),
  constraint restored_consumers__one CHECK (num_nonnulls(site_id, facility_id) = 1),
  constraint restored_consumers__site_known FOREIGN KEY (site_id) REFERENCES sites(id),
  constraint restored_consumers__step_known FOREIGN KEY (step_id) REFERENCES restoration_steps(id)
)
CREATE INDEX restored_consumers__facility ON public.restored_consumers USING btree (facility_id)
CREATE INDEX restored_consumers__site ON public.restored_consumers USING btree (site_id)
CREATE INDEX restored_consumers__step ON public.restored_consumers USING btree (step_id)

table restored_people (
  step_id uuid not null,
  damage_id uuid not null,
  service text not null,
  people jsonb not null,
  constraint restored_people__damage_known FOREIGN KEY (damage_id) REFERENCES damages(id),
  constraint restored_people__figure CHECK (people ? 'value'::text),
  constraint restored_people__service_known CHECK (service = ANY (ARRAY['power'::text, 'mobile'::text, 'fixed'::text, 'water'::text])),
  constraint restored_people__step_known FOREIGN KEY (step_id) REFERENCES restoration_steps(id),
  constraint restored_people_pkey PRIMARY KEY (step_id, damage_id, service)
)
CREATE INDEX restored_people__damage ON public.restored_people USING btree (damage_id)

table round_schedule_stops (
  schedule_id uuid not null,
  nth integer not null,
  site_id uuid not null,
  task text default ''::text not null,
  minutes integer not null,
  constraint round_schedule_stops__minutes_sane CHECK (minutes >= 1 AND minutes <= 1440),
  constraint round_schedule_stops__nth_sane CHECK (nth >= 1 AND nth <= 40),
  constraint round_schedule_stops__schedule_known FOREIGN KEY (schedule_id) REFERENCES round_schedules(id),
  constraint round_schedule_stops__site_known FOREIGN KEY (site_id) REFERENCES sites(id),
  constraint round_schedule_stops__task_short CHECK (length(task) <= 300),
  constraint round_schedule_stops_pkey PRIMARY KEY (schedule_id, nth)
)
CREATE INDEX round_schedule_stops__site ON public.round_schedule_stops USING btree (site_id)

table round_schedules (
  id uuid not null,
  crew_id uuid not null,
  kind text not null,
  note text default ''::text not null,
  every_days integer not null,
  minute_of_day integer not null,
  zone text not null,
  minutes integer not null,
  first_day date not null,
  last_day date,
  made_through date not null,
  ended_at timestamp(3) with time zone,
  created_by text not null,
  created_at timestamp(3) with time zone default now() not null,
  demo boolean default false not null,
  constraint round_schedules__crew_known FOREIGN KEY (crew_id) REFERENCES crews(id),
  constraint round_schedules__days_ordered CHECK (last_day >= first_day),
  constraint round_schedules__days_sane CHECK (every_days >= 1 AND every_days <= 366),
  constraint round_schedules__kind_known CHECK (kind = ANY (ARRAY['inspection'::text, 'refuelling'::text, 'battery_change'::text, 'ground_check'::text, 'vegetation'::text, 'other'::text])),
  constraint round_schedules__length_sane CHECK (minutes >= 1 AND minutes <= 10080),
  constraint round_schedules__minute_sane CHECK (minute_of_day >= 0 AND minute_of_day <= 1439),
  constraint round_schedules__note_short CHECK (length(note) <= 1000),
  constraint round_schedules__zone_short CHECK (length(zone) >= 1 AND length(zone) <= 60),
  constraint round_schedules_pkey PRIMARY KEY (id)
)
CREATE INDEX round_schedules__crew ON public.round_schedules USING btree (crew_id)
CREATE INDEX round_schedules__due ON public.round_schedules USING btree (made_through) WHERE (ended_at IS NULL)

table round_stops (
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  nth integer not null,
  site_id uuid not null,
  task text default ''::text not null,
  minutes integer not null,
  state text default 'planned'::text not null,
  at timestamp(3) with time zone,
  reason text,
  note text default ''::text not null,
  constraint round_stops__minutes_sane CHECK (minutes >= 1 AND minutes <= 1440),
  constraint round_stops__note_short CHECK (length(note) <= 500),
  constraint round_stops__nth_sane CHECK (nth >= 1 AND nth <= 40),
  constraint round_stops__reason_known CHECK (reason = ANY (ARRAY['no_access'::text, 'danger'::text, 'air_alert'::text, 'no_time'::text, 'not_needed'::text, 'other'::text])),
  constraint round_stops__round_known FOREIGN KEY (round_id) REFERENCES rounds(id),
  constraint round_stops__site_known FOREIGN KEY (site_id) REFERENCES sites(id),
  constraint round_stops__state_known CHECK (state = ANY (ARRAY['planned'::text, 'visited'::text, 'skipped'::text])),
  constraint round_stops__state_whole CHECK ((state = 'planned'::text) = (at IS NULL) AND (state = 'skipped'::text) = (reason IS NOT NULL)),
  constraint round_stops__task_short CHECK (length(task) <= 300),
  constraint round_stops_pkey PRIMARY KEY (id)
)
CREATE INDEX round_stops__round ON public.round_stops USING btree (round_id, nth)
CREATE INDEX round_stops__site ON public.round_stops USING btree (site_id)

table rounds (
  id uuid not null,
  crew_id uuid not null,
  kind text not null,
  unscheduled boolean default false not null,
  note text default ''::text not null,
  starts_at timestamp(3) with time zone not null,
  until_at timestamp(3) with time zone not null,
  area_code text,
  schedule_id uuid,
  day date,
  cancelled_at timestamp(3) with time zone,
  cancelled_why text default ''::text not null,
  request_hash text not null,
  created_by text not null,
  created_at timestamp(3) with time zone default now() not null,
  updated_at timestamp(3) with time zone default now() not null,
  demo boolean default false not null,
  version integer default 1 not null,
  constraint rounds__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint rounds__cancelled_whole CHECK (cancelled_at IS NOT NULL OR cancelled_why = ''::text),
  constraint rounds__crew_known FOREIGN KEY (crew_id) REFERENCES crews(id),
  constraint rounds__kind_known CHECK (kind = ANY (ARRAY['inspection'::text, 'refuelling'::text, 'battery_change'::text, 'ground_check'::text, 'vegetation'::text, 'other'::text])),
  constraint rounds__note_short CHECK (length(note) <= 1000),
  constraint rounds__schedule_known FOREIGN KEY (schedule_id) REFERENCES round_schedules(id),
  constraint rounds__schedule_whole CHECK ((schedule_id IS NULL) = (day IS NULL) AND NOT (unscheduled AND schedule_id IS NOT NULL)),
  constraint rounds__why_short CHECK (length(cancelled_why) <= 500),
  constraint rounds__window_ordered CHECK (starts_at < until_at AND (until_at - starts_at) <= '168:00:00'::interval),
  constraint rounds_pkey PRIMARY KEY (id)
)
CREATE INDEX rounds__ahead ON public.rounds USING btree (until_at) WHERE (cancelled_at IS NULL)
CREATE INDEX rounds__area ON public.rounds USING btree (area_code)
CREATE INDEX rounds__crew ON public.rounds USING btree (crew_id, starts_at)
CREATE UNIQUE INDEX rounds__once ON public.rounds USING btree (schedule_id, day)

table saved_filters (
  id uuid not null,
  owner text not null,
  name text not null,
  query jsonb not null,
  shared boolean default false not null,
  organisation_id uuid,
  area_code text,
  updated_at timestamp(3) with time zone default now() not null,
  version integer default 1 not null,
  constraint saved_filters__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint saved_filters__name_once UNIQUE (owner, name),
  constraint saved_filters__name_short CHECK (length(name) >= 1 AND length(name) <= 80),
  constraint saved_filters__organisation_known FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint saved_filters__owner_known FOREIGN KEY (owner) REFERENCES users(id) ON DELETE CASCADE,
  constraint saved_filters__query_whole CHECK (jsonb_typeof(query) = 'object'::text),
  constraint saved_filters_pkey PRIMARY KEY (id)
)
CREATE INDEX saved_filters__area ON public.saved_filters USING btree (area_code)
CREATE INDEX saved_filters__organisation ON public.saved_filters USING btree (organisation_id)

table sessions (
  id text not null,
  user_id text not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  device_id uuid,
  constraint sessions__device_known FOREIGN KEY (device_id) REFERENCES devices(id) ON DELETE SET NULL,
  constraint sessions__token_once UNIQUE (token),
  constraint sessions__user_known FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint sessions_pkey PRIMARY KEY (id)
)
CREATE INDEX sessions__device ON public.sessions USING btree (device_id)
CREATE INDEX sessions__user ON public.sessions USING btree (user_id)
CREATE TRIGGER sessions__signed_in AFTER INSERT ON sessions FOR EACH ROW EXECUTE FUNCTION users_signed_in()

table site_features (
  id uuid not null,
  key bigint not null,
  geom geometry(Geometry,4326),
  area_code text,
  organisation_id uuid,
  starts timestamp(3) with time zone not null,
  ends timestamp(3) with time zone,
  version integer not null,
  text text not null,
  constraint site_features_pkey PRIMARY KEY (id)
)
CREATE INDEX site_features__longer ON public.site_features USING gist (geom) WHERE (key < 0)
CREATE INDEX site_features__order ON public.site_features USING btree (key, id)

table sites (
  id uuid default gen_random_uuid() not null,
  sector text not null,
  kind text not null,
  name_uk text,
  name_en text,
  geom geometry(Geometry,4326) not null,
  point geometry(Point,4326) not null,
  area_code text,
  organisation_id uuid,
  operator text,
  voltages_v integer[] default '{}'::integer[] not null,
  criticality smallint,
  population_served integer,
  population_basis text,
  backup_h real,
  sensitivity text default 'critical'::text not null,
  source text not null,
  source_id text not null,
  licence text not null,
  attribution text not null,
  demo boolean default false not null,
  retired_at timestamp with time zone,
  updated_at timestamp(3) with time zone default now() not null,
  version integer default 1 not null,
  number integer generated by default as identity not null,
  folded text generated always as folded(((COALESCE(name_uk, ''::text) || ' '::text) || COALESCE(name_en, ''::text))) stored,
  constraint sites__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint sites__backup_sane CHECK (backup_h >= 0::double precision AND backup_h <= 8760::double precision),
  constraint sites__criticality_known CHECK (criticality >= 1 AND criticality <= 4),
  constraint sites__geom_sane CHECK (sane_geometry(geom)),
  constraint sites__kind_known CHECK (kind = ANY (ARRAY['power_plant'::text, 'generator'::text, 'substation'::text, 'transformer'::text, 'switchgear'::text, 'power_line'::text, 'power_cable'::text, 'power_tower'::text, 'exchange'::text, 'data_centre'::text, 'mast'::text, 'antenna'::text, 'telecom_line'::text, 'cabinet'::text, 'distribution_point'::text])),
  constraint sites__name_en_short CHECK (length(name_en) <= 300),
  constraint sites__name_uk_short CHECK (length(name_uk) <= 300),
  constraint sites__number_once UNIQUE (number),
  constraint sites__operator_short CHECK (length(operator) <= 300),
  constraint sites__organisation_known FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint sites__population_basis_known CHECK (population_basis = ANY (ARRAY['measured'::text, 'given'::text, 'inferred'::text, 'imputed'::text])),
  constraint sites__population_known CHECK ((population_served IS NULL) = (population_basis IS NULL)),
  constraint sites__population_sane CHECK (population_served >= 0 AND population_served <= 2000000000),
  constraint sites__sector_known CHECK (sector = ANY (ARRAY['energy'::text, 'communications'::text])),
  constraint sites__sensitivity_known CHECK (sensitivity = ANY (ARRAY['open'::text, 'sensitive'::text, 'critical'::text])),
  constraint sites__source_once UNIQUE (source, source_id),
  constraint sites_pkey PRIMARY KEY (id)
)
CREATE INDEX sites__area ON public.sites USING btree (area_code)
CREATE INDEX sites__attribution ON public.sites USING btree (attribution)
CREATE INDEX sites__geom ON public.sites USING gist (geom)
CREATE INDEX sites__lines ON public.sites USING gist (geom) WHERE (kind = ANY (ARRAY['power_line'::text, 'power_cable'::text, 'telecom_line'::text]))
CREATE INDEX sites__organisation ON public.sites USING btree (organisation_id)
CREATE INDEX sites__point ON public.sites USING gist (point)
CREATE TRIGGER sites__fed AFTER UPDATE ON sites REFERENCING OLD TABLE AS were NEW TABLE AS now_are FOR EACH STATEMENT EXECUTE FUNCTION feed_sites()
CREATE TRIGGER sites__fed_new AFTER INSERT ON sites REFERENCING NEW TABLE AS now_are FOR EACH STATEMENT EXECUTE FUNCTION feed_sites()
CREATE TRIGGER sites__located BEFORE INSERT OR UPDATE OF geom ON sites FOR EACH ROW EXECUTE FUNCTION locate_asset()

table situations (
  id uuid not null,
  number integer generated always as identity not null,
  area_code text not null,
  at timestamp(3) with time zone not null,
  due timestamp(3) with time zone,
  made_at timestamp(3) with time zone default now() not null,
  made_by text,
  content jsonb not null,
  constraint situations__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint situations__number_once UNIQUE (number),
  constraint situations__once UNIQUE (area_code, due),
  constraint situations__whole CHECK (content ? 'damages'::text AND content ? 'services'::text),
  constraint situations_pkey PRIMARY KEY (id)
)
CREATE INDEX situations__area ON public.situations USING btree (area_code, number DESC)
CREATE TRIGGER situations__never_emptied BEFORE TRUNCATE ON situations FOR EACH STATEMENT EXECUTE FUNCTION situations_stay()
CREATE TRIGGER situations__stay BEFORE DELETE OR UPDATE ON situations FOR EACH ROW EXECUTE FUNCTION situations_stay()

table users (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean default false not null,
  image text,
  demo boolean default false not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  signed_in_at timestamp with time zone,
  constraint users__email_once UNIQUE (email),
  constraint users__name_short CHECK (length(name) >= 1 AND length(name) <= 200),
  constraint users_pkey PRIMARY KEY (id)
)

table verifications (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint verifications_pkey PRIMARY KEY (id)
)
CREATE INDEX verifications__identifier ON public.verifications USING btree (identifier)

table weights (
  version integer generated always as identity not null,
  area_code text not null,
  weights jsonb,
  why text not null,
  moved integer not null,
  made_by text not null,
  made_at timestamp(3) with time zone not null,
  constraint weights__area_known FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint weights__whole CHECK (jsonb_typeof(weights) = 'object'::text),
  constraint weights__why_short CHECK (length(why) >= 1 AND length(why) <= 1000),
  constraint weights_pkey PRIMARY KEY (version)
)
CREATE INDEX weights__area ON public.weights USING btree (area_code, version DESC)

CREATE OR REPLACE FUNCTION public.area_around(outline geometry)
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
begin
  return (select code from (select code, geom from areas where geom && outline order by depth desc, code offset 0) around where st_covers(geom, outline) limit 1);
end
$function$

CREATE OR REPLACE FUNCTION public.area_at(point geometry)
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
begin
  return coalesce(
    (select code from (select code, geom from areas where geom && point order by depth desc, code offset 0) around where st_intersects(geom, point) limit 1),
    (select code from (select code, depth, st_distance(geom, point) as away from areas where geom && st_expand(point, 0.03)) near
      where away <= 0.03 order by depth desc, away, code limit 1));
end
$function$

CREATE OR REPLACE FUNCTION public.cim_crew_status(state text, blocked_from text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case case when state = 'blocked' then blocked_from else state end
    when 'assigned' then 'assigned' when 'en_route' then 'enroute'
    when 'on_site' then 'arrived' when 'in_progress' then 'arrived' when 'temporary_fix' then 'arrived'
    when 'field_complete' then 'fieldComplete' when 'restored' then 'fieldComplete' when 'closed' then 'fieldComplete' end
$function$

CREATE OR REPLACE FUNCTION public.cim_outage_status(damage text, verification text, repair text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when repair = 'closed' then 'closed' when damage = 'restored' then 'restored'
    when repair = 'temporary_fix' then 'partiallyRestored' when verification = 'verified' then 'confirmed' end
$function$

CREATE OR REPLACE FUNCTION public.damage_as_is(damage uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (select jsonb_build_object('state', d.state, 'severity', d.severity, 'function', d.function, 'verification', d.verification, 'tier', d.tier, 'people', d.people,
                                    'repair', coalesce(r.state, 'none'), 'crew', r.crew_id)
            from damages d
            left join lateral (select p.state, p.crew_id from repairs p where p.damage_id = d.id and p.state not in ('cancelled', 'closed') order by p.created_at desc limit 1) r on true
           where d.id = damage);
end $function$

CREATE OR REPLACE FUNCTION public.events_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'events are append-only' using errcode = 'restrict_violation';
end $function$

CREATE OR REPLACE FUNCTION public.feed_areas()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare renamed text[] := array(select n.code from now_are n join were w using (code) where (n.name_uk, n.name_en) is distinct from (w.name_uk, w.name_en));
begin
  if cardinality(renamed) > 0 then
    lock table sites, damages, repairs in share row exclusive mode;
    perform write_site_features(array(select id from sites where area_code = any(renamed))),
            write_damage_features(array(select id from damages where area_code = any(renamed))),
            write_repair_features(array(select r.id from repairs r join damages d on d.id = r.damage_id where d.area_code = any(renamed)));
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.feed_crews()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare renamed uuid[] := array(select n.id from now_are n join were w using (id) where n.name <> w.name);
begin
  if cardinality(renamed) > 0 then
    lock table damages, repairs in share row exclusive mode;
    perform write_repair_features(array(select id from repairs where crew_id = any(renamed))),
            write_damage_features(array(select damage_id from repairs where crew_id = any(renamed)));
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.feed_damage_of(damage uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare now_at integer;
begin
  select version into now_at from damages where id = damage for no key update;
  if now_at = (select version from damage_features where id = damage) then perform write_damage_features(array[damage]); end if;
end $function$

CREATE OR REPLACE FUNCTION public.feed_damages()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    delete from damage_features where id = old.id;
    return null;
  end if;
  if new.version = (select version from damages where id = new.id) then
    if new.state = 'merged' then delete from damage_features where id = new.id; else perform write_damage_features(array[new.id]); end if;
  end if;
  if tg_op = 'UPDATE' then
    if new.merged_into is distinct from old.merged_into then
      perform write_damage_features(array(select id from damages where id in (new.merged_into, old.merged_into) order by id for no key update));
    end if;
    if (new.geom, new.area_code, new.site_id, new.organisation_id, new.sector, new.kind, new.place)
       is distinct from (old.geom, old.area_code, old.site_id, old.organisation_id, old.sector, old.kind, old.place) then
      perform write_repair_features(array(select id from repairs where damage_id = new.id));
    end if;
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.feed_key(drawn geometry, point geometry)
 RETURNS bigint
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare z bigint;
begin
  if point is null then return 1099511627776; end if;
  z := z_spread(least(1048575, floor((st_x(point) + 180) / 360 * 1048576))::bigint)
     + z_spread(least(1048575, floor((st_y(point) + 90) / 180 * 1048576))::bigint) * 2;
  return case when geometrytype(drawn) = 'POINT' then z else -1 - z end;
end $function$

CREATE OR REPLACE FUNCTION public.feed_repairs()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    delete from repair_features where id = old.id;
    perform feed_damage_of(old.damage_id);
    return null;
  end if;
  perform feed_damage_of(new.damage_id);
  if new.version = (select version from repairs where id = new.id) then perform write_repair_features(array[new.id]); end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.feed_reports()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from damage_features where id = new.damage_id and xmin = pg_current_xact_id()::xid) then
    perform feed_damage_of(new.damage_id);
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.feed_sites()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare renamed uuid[]; held uuid[];
begin
  perform write_site_features(array(select id from now_are));
  if tg_op = 'UPDATE' then
    renamed := array(select n.id from now_are n join were w using (id) where (n.name_uk, n.name_en) is distinct from (w.name_uk, w.name_en));
    if cardinality(renamed) > 0 then
      -- Held before they are read, so that a report filed meanwhile is not written over.
      held := array(select id from damages where site_id = any(renamed) order by id for no key update);
      perform write_damage_features(held), write_repair_features(array(select id from repairs where damage_id = any(held)));
    end if;
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.feed_text(id uuid, geom geometry, properties json)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select '{"type":"Feature","id":"' || id || '","geometry":' || coalesce(st_asgeojson(case when st_dimension(geom) = 2 then st_forcepolygonccw(geom) else geom end, 9, 0), 'null')
      || ',"properties":' || json_ascii(properties::text) || '}'
$function$

CREATE OR REPLACE FUNCTION public.feed_time(t timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select to_char(t at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$function$

CREATE OR REPLACE FUNCTION public.folded(said text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select btrim(regexp_replace(regexp_replace(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
      translate(lower(normalize(said, NFKC)),
        'АБВГҐДЕЄЁЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯабвгґдезиіїйклмнопрстуфыэgy-–—_/,.()«»"ЬЪьъ''’ʼ‘`´′́',
        'abvhhdeєёжziiiiklmnoprstufхцчшщieюяabvhhdeziiiiklmnoprstufiehi            '),
      'щ', 'shch'), 'ш', 'sh'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'є', 'ie'), 'ю', 'iu'), 'я', 'ia'), 'ё', 'io'),
    '([a-z])\1+', '\1', 'g'), '\s+', ' ', 'g'))
$function$

CREATE OR REPLACE FUNCTION public.hold_site()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform from sites where id = new.site_id for share;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.inherit_weights()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.weights_version := coalesce(new.weights_version, (select weights_version from areas where code = new.parent));
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.json_ascii(whole text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  rest text; letter text; code integer;
begin
  if octet_length(whole) = char_length(whole) then return whole; end if;
  rest := regexp_replace(whole, '[\x01-\x7f]+', '', 'g');
  while rest <> '' loop
    letter := left(rest, 1);
    code := ascii(letter);
    whole := replace(whole, letter, case when code < 65536 then '\u' || lpad(to_hex(code), 4, '0')
      else '\u' || to_hex(55296 + (code - 65536) / 1024) || '\u' || to_hex(56320 + (code - 65536) % 1024) end);
    rest := replace(rest, letter, '');
  end loop;
  return whole;
end $function$

CREATE OR REPLACE FUNCTION public.know_repair()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update damages set (repair_state, repair_crew, repair_etr) = (
    select p.state, p.crew_id, p.etr from repairs p where p.damage_id = new.damage_id and p.state not in ('cancelled', 'closed') order by p.created_at desc limit 1)
   where id = new.damage_id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.latest_report(damage uuid)
 RETURNS reports
 LANGUAGE plpgsql
 STABLE
AS $function$
declare newest reports; other reports; below uuid;
begin
  select * into newest from reports where damage_id = damage order by observed_at desc, id desc limit 1;
  foreach below in array array(select id from damages where merged_into = damage) loop
    other := latest_report(below);
    if newest.id is null or (other.observed_at, other.id) > (newest.observed_at, newest.id) then newest := other; end if;
  end loop;
  return newest;
end $function$

CREATE OR REPLACE FUNCTION public.locate_asset()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.point := case when st_geometrytype(new.geom) = 'ST_Point' then new.geom
                    when st_geometrytype(new.geom) = 'ST_LineString' then st_lineinterpolatepoint(new.geom, 0.5)
                    else st_pointonsurface(new.geom) end;
  new.area_code := area_at(new.point);
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.locate_clearance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.area_code := case when new.site_id is not null then (select area_code from sites where id = new.site_id) else coalesce(new.zone_code, area_around(new.geom)) end;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.locate_hazard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.area_code := coalesce(new.zone_code, area_around(new.geom));
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.locate_point()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.geom is not null then
    new.area_code := coalesce(area_at(new.geom), new.area_code);
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION public.nearest_base_m(place geometry)
 RETURNS double precision
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
begin
  return (select st_distancesphere(c.base, place) from crews c where c.retired_at is null and c.base is not null order by c.base::geography <-> place::geography limit 1);
end $function$

CREATE OR REPLACE FUNCTION public.overridden_rank(override jsonb, own double precision, stands double precision)
 RETURNS double precision
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  return case when override ->> 'kind' = 'pin' then stands else own end;
end $function$

CREATE OR REPLACE FUNCTION public.overridden_tier(override jsonb, own smallint, stands smallint)
 RETURNS smallint
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  return case override ->> 'kind' when 'pin' then case when own = 0 then 0 else stands end
    when 'raise' then case when own = 0 then 0 else greatest(1, own - 1) end
    when 'lower' then case when own = 0 then 0 else least(3, own + 1) end
    else own end;
end $function$

CREATE OR REPLACE FUNCTION public.reports_immutable()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a report is never edited: file a correction' using errcode = 'restrict_violation';
end $function$

CREATE OR REPLACE FUNCTION public.sane_geometry(g geometry)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select not st_isempty(g) and st_srid(g) = 4326
     and st_xmin(g) >= -180 and st_xmax(g) <= 180 and st_ymin(g) >= -90 and st_ymax(g) <= 90
     and st_astext(g) !~* 'nan|inf'
$function$

CREATE OR REPLACE FUNCTION public.seen_components(seen jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  if seen = '[]' then return null; end if;
  return (select string_agg((c ->> 'part') || ':' || (c ->> 'state') || coalesce(':' || (c ->> 'count'), ''), ';' order by n)
    from jsonb_array_elements(seen) with ordinality as listed(c, n));
end $function$

CREATE OR REPLACE FUNCTION public.situations_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'situation reports are never changed' using errcode = 'restrict_violation';
end $function$

CREATE OR REPLACE FUNCTION public.used_parts(used jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  if used = '[]' then return null; end if;
  return (select string_agg((p ->> 'name') || ' ' || (p ->> 'quantity') || ' ' || (p ->> 'unit'), ';' order by n)
    from jsonb_array_elements(used) with ordinality as listed(p, n));
end $function$

CREATE OR REPLACE FUNCTION public.users_signed_in()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update users set signed_in_at = new.created_at where id = new.user_id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.write_damage_features(ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
  insert into damage_features (id, key, geom, area_code, organisation_id, starts, ends, version, text)
  select d.id, feed_key(d.geom, d.geom), d.geom, d.area_code, d.organisation_id, d.opened_at,
    case d.state when 'restored' then greatest(d.restored_at, d.opened_at) when 'dismissed' then greatest(d.verified_at, d.opened_at) end,
    d.version, feed_text(d.id, d.geom, (
    select row_to_json(p) from (select
      d.state, d.sector, d.kind, coalesce(s.name_uk, nullif(d.place, ''), a.name_uk) as "nameUk", coalesce(s.name_en, s.name_uk, nullif(d.place, ''), a.name_en) as "nameEn",
      d.site_id as "siteId", d.place, d.area_code as "areaCode", a.name_uk as "areaNameUk", a.name_en as "areaNameEn",
      d.severity, d.function, d.safety, l.scale, l.raw_grade as "rawGrade", l.cause, l.located, l.accuracy_m as "accuracyM",
      nullif(array_to_string(l.doubts, ';'), '') as doubts, seen_components(l.components) as components,
      d.verification, feed_time(d.verified_at) as "verifiedAt", d.tier, d.people as "peopleWithoutService",
      d.report_count as "reportCount", d.photo_count as "photoCount",
      feed_time(d.opened_at) as "openedAt", feed_time(d.last_report_at) as "lastReportAt", feed_time(d.restored_at) as "restoredAt",
      r.id as "repairId", r.state as "repairState", feed_time(r.since) as "repairSince", r.blocked_by as "blockedBy", r.urgency, c.name as "crewName",
      cim_crew_status(r.state, r.blocked_from) as "cimCrewStatus", cim_outage_status(d.state, d.verification, r.state) as "cimOutageStatus",
      feed_time(r.etr) as "estimatedRestorationTime", r.etr_source as "etrSource", r.etr_confidence as "etrConfidence",
      d.demo, feed_time(d.updated_at) as "updatedAt", d.version) p))
    from unnest(ids) i(id) join damages d on d.id = i.id
    left join sites s on s.id = d.site_id
    left join areas a on a.code = d.area_code
    left join lateral (select * from repairs q where q.damage_id = d.id order by (q.state in ('cancelled', 'closed')), q.created_at desc limit 1) r on true
    left join crews c on c.id = r.crew_id
    left join lateral latest_report(d.id) l on true
   where d.state <> 'merged'
  on conflict (id) do update set key = excluded.key, geom = excluded.geom, area_code = excluded.area_code, organisation_id = excluded.organisation_id,
    starts = excluded.starts, ends = excluded.ends, version = excluded.version, text = excluded.text;
end
$function$

CREATE OR REPLACE FUNCTION public.write_repair_features(ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
  insert into repair_features (id, key, geom, area_code, organisation_id, starts, ends, version, text)
  select r.id, feed_key(d.geom, d.geom), d.geom, d.area_code, d.organisation_id, r.created_at,
    case when r.state in ('restored', 'closed', 'cancelled') then greatest(r.since, r.created_at) end, r.version, feed_text(r.id, d.geom, (
    select row_to_json(p) from (select
      r.damage_id as "damageId", d.site_id as "siteId", d.sector, d.kind,
      coalesce(s.name_uk, nullif(d.place, ''), a.name_uk) as "nameUk", coalesce(s.name_en, s.name_uk, nullif(d.place, ''), a.name_en) as "nameEn",
      d.area_code as "areaCode", a.name_uk as "areaNameUk", a.name_en as "areaNameEn",
      r.state, feed_time(r.since) as since, r.blocked_by as "blockedBy", r.closed_reason as "closedReason", r.urgency, r.note, used_parts(r.parts) as parts,
      r.crew_id as "crewId", c.name as "crewName", cim_crew_status(r.state, r.blocked_from) as "cimCrewStatus",
      feed_time(r.etr) as "estimatedRestorationTime", r.etr_source as "etrSource", r.etr_confidence as "etrConfidence", feed_time(r.etr_made_at) as "etrMadeAt",
      feed_time(r.created_at) as "createdAt", r.demo, feed_time(r.updated_at) as "updatedAt", r.version) p))
    from unnest(ids) i(id) join repairs r on r.id = i.id join damages d on d.id = r.damage_id
    left join sites s on s.id = d.site_id left join areas a on a.code = d.area_code left join crews c on c.id = r.crew_id
  on conflict (id) do update set key = excluded.key, geom = excluded.geom, area_code = excluded.area_code, organisation_id = excluded.organisation_id,
    starts = excluded.starts, ends = excluded.ends, version = excluded.version, text = excluded.text;
end
$function$

CREATE OR REPLACE FUNCTION public.write_site_features(ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
  insert into site_features (id, key, geom, area_code, organisation_id, starts, ends, version, text)
  select s.id, feed_key(s.geom, s.point), s.geom, s.area_code, s.organisation_id, s.updated_at, s.updated_at, s.version, feed_text(s.id, s.geom, (
    select row_to_json(p) from (select
      s.sector, s.kind, s.name_uk as "nameUk", s.name_en as "nameEn", s.operator, array_to_string(s.voltages_v, ';') as "voltagesV",
      s.criticality, s.population_served as "populationServed", s.population_basis as "populationBasis", s.backup_h as "backupH", s.sensitivity,
      s.area_code as "areaCode", a.name_uk as "areaNameUk", a.name_en as "areaNameEn",
      s.source, s.source_id as "sourceId", s.licence, s.attribution, s.demo,
      feed_time(s.retired_at) as "retiredAt", feed_time(s.updated_at) as "updatedAt", s.version) p))
    from unnest(ids) i(id) join sites s on s.id = i.id left join areas a on a.code = s.area_code
  on conflict (id) do update set key = excluded.key, geom = excluded.geom, area_code = excluded.area_code, organisation_id = excluded.organisation_id,
    starts = excluded.starts, ends = excluded.ends, version = excluded.version, text = excluded.text;
end
$function$

CREATE OR REPLACE FUNCTION public.z_spread(n bigint)
 RETURNS bigint
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  n := (n | (n << 16)) & 281470681808895;
  n := (n | (n << 8)) & 71777214294589695;
  n := (n | (n << 4)) & 1085102592571150095;
  n := (n | (n << 2)) & 3689348814741910323;
  return (n | (n << 1)) & 6148914691236517205;
end $function$
