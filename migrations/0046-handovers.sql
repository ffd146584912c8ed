-- Up Migration
-- A damage on its way from one organisation to another, with what the other may see of it (geo/handovers); its history is in events.
create table handovers (
  id                uuid primary key,            -- made by who asks
  damage_id         uuid not null constraint handovers__damage_known references damages (id),
  from_organisation uuid constraint handovers__from_known references organisations (id), -- null: nobody was responsible
  to_organisation   uuid not null constraint handovers__to_known references organisations (id),
  reason            text not null constraint handovers__reason_short check (length(reason) between 1 and 1000),
  shared            text[] not null constraint handovers__shared_known check (shared <@ array['place', 'reports', 'photos', 'people', 'crew']),
  state             text not null default 'asked'
                      constraint handovers__state_known check (state in ('asked', 'accepted', 'declined', 'taken_back', 'returned')),
  asked_by          text not null,
  asked_at          timestamptz(3) not null,
  decided_by        text,
  decided_at        timestamptz(3),
  answer            text not null default '' constraint handovers__answer_short check (length(answer) <= 1000),
  request_hash      text not null,
  version           integer not null default 1,
  constraint handovers__not_itself check (from_organisation is distinct from to_organisation),
  constraint handovers__decided_whole check ((state = 'asked') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint handovers__reasoned check (state not in ('declined', 'returned') or answer <> '')
);
create unique index handovers__one_open on handovers (damage_id) where state = 'asked';
-- The hand-overs of a damage, the latest first; what is handed to an organisation; what it handed over.
create index handovers__damage on handovers (damage_id);
create index handovers__to on handovers (to_organisation);
create index handovers__from on handovers (from_organisation);

-- Whose a damage is. Beside the damage, which each filing writes: nobody waits for the other, and what reads damages is as it was.
create table responsibilities (
  damage_id       uuid primary key constraint responsibilities__damage_known references damages (id),
  organisation_id uuid constraint responsibilities__organisation_known references organisations (id), -- null: given up
  handover_id     uuid constraint responsibilities__handover_known references handovers (id),         -- by which it came
  since           timestamptz(3) not null,
  said_by         text not null,
  version         integer not null default 1,
  constraint responsibilities__by_someone check (handover_id is null or organisation_id is not null)
);
create index responsibilities__organisation on responsibilities (organisation_id);
create index responsibilities__handover on responsibilities (handover_id);

-- Whose crew went first, it is.
insert into responsibilities (damage_id, organisation_id, since, said_by)
select distinct on (p.damage_id) p.damage_id, c.organisation_id, p.created_at, p.created_by
  from repairs p join crews c on c.id = p.crew_id where p.state <> 'cancelled' order by p.damage_id, p.created_at, p.id;
