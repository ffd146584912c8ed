-- Up Migration
-- Weights of the priority, by area: a row for each decision, never changed. Null weights: what holds around it holds again.
create table weights (
  version    integer generated always as identity primary key,
  area_code  text not null constraint weights__area_known references areas (code),
  weights    jsonb constraint weights__whole check (jsonb_typeof(weights) = 'object'),
  why        text not null constraint weights__why_short check (length(why) between 1 and 1000),
  moved      integer not null,                   -- damages that changed their place by it
  made_by    text not null,
  made_at    timestamptz(3) not null
);
-- The latest decision for an area, and its history.
create index weights__area on weights (area_code, version desc);

-- The weights in force in an area, its own or those of an area around it; kept here so that a filing reads them by two keys.
alter table areas add column weights_version integer constraint areas__weights_known references weights (version);
create index areas__weights on areas (weights_version);

create function inherit_weights() returns trigger language plpgsql as $$
begin
  new.weights_version := coalesce(new.weights_version, (select weights_version from areas where code = new.parent));
  return new;
end $$;
create trigger areas__inherit_weights before insert on areas for each row execute function inherit_weights();

-- What an authority moved out of the order of the figures (geo/damages/override.ts); its history is in events.
alter table damages add column override jsonb constraint damages__override_whole check (override ? 'kind' and override ? 'until');
-- Asked by the job that ends them.
create index damages__override on damages ((override ->> 'until')) where override is not null;

-- As geo/damages/override.ts decides: raised or lowered by one, never into or out of danger to life; pinned stays where it is put.
create function overridden_tier(override jsonb, own smallint, stands smallint) returns smallint language plpgsql immutable parallel safe as $$
begin
  return case override ->> 'kind' when 'pin' then case when own = 0 then 0 else stands end
    when 'raise' then case when own = 0 then 0 else greatest(1, own - 1) end
    when 'lower' then case when own = 0 then 0 else least(3, own + 1) end
    else own end;
end $$;
create function overridden_rank(override jsonb, own double precision, stands double precision) returns double precision language plpgsql immutable parallel safe as $$
begin
  return case when override ->> 'kind' = 'pin' then stands else own end;
end $$;
