-- Up Migration
-- Energy and communications assets. Never deleted, only retired.
create table sites (
  id                uuid primary key default gen_random_uuid(),
  sector            text not null constraint sites__sector_known check (sector in ('energy', 'communications')),
  kind              text not null constraint sites__kind_known check (kind in (
                      'power_plant', 'generator', 'substation', 'transformer', 'switchgear', 'power_line', 'power_cable', 'power_tower',
                      'exchange', 'data_centre', 'mast', 'antenna', 'telecom_line', 'cabinet', 'distribution_point')),
  name_uk           text constraint sites__name_uk_short check (length(name_uk) <= 300),
  name_en           text constraint sites__name_en_short check (length(name_en) <= 300),
  geom              geometry(geometry, 4326) not null constraint sites__geom_sane check (sane_geometry(geom)),
  point             geometry(point, 4326) not null,  -- stands for the site; set below
  area_code         text constraint sites__area_known references areas (code),
  organisation_id   uuid constraint sites__organisation_known references organisations (id),
  operator          text constraint sites__operator_short check (length(operator) <= 300),
  voltages_v        integer[] not null default '{}',
  criticality       smallint constraint sites__criticality_known check (criticality between 1 and 4),
  population_served integer constraint sites__population_sane check (population_served between 0 and 2000000000),
  population_basis  text constraint sites__population_basis_known check (population_basis in ('measured', 'given', 'inferred', 'imputed')),
  backup_h          real constraint sites__backup_sane check (backup_h between 0 and 8760),
  sensitivity       text not null default 'critical' constraint sites__sensitivity_known check (sensitivity in ('open', 'sensitive', 'critical')),
  source            text not null,
  source_id         text not null,
  licence           text not null,
  attribution       text not null,
  demo              boolean not null default false,
  retired_at        timestamptz,
  updated_at        timestamptz(3) not null default now(),
  version           integer not null default 1,
  constraint sites__source_once unique (source, source_id),
  constraint sites__population_known check ((population_served is null) = (population_basis is null))
);
-- The map asks by box on the drawn geometry, the phone by nearest point.
create index sites__geom on sites using gist (geom);
create index sites__point on sites using gist (point);
create index sites__area on sites (area_code);
create index sites__organisation on sites (organisation_id);
-- Whom to thank, asked by everybody's start page: stepped through from one to the next, never scanned.
create index sites__attribution on sites (attribution);

-- Critical dependents that are no energy or communications site.
create table facilities (
  id                uuid primary key default gen_random_uuid(),
  kind              text not null constraint facilities__kind_known
                      check (kind in ('hospital', 'water_pumping', 'emergency_centre', 'shelter', 'point_of_invincibility', 'fuel_station')),
  name_uk           text constraint facilities__name_uk_short check (length(name_uk) <= 300),
  name_en           text constraint facilities__name_en_short check (length(name_en) <= 300),
  geom              geometry(geometry, 4326) not null constraint facilities__geom_sane check (sane_geometry(geom)),
  point             geometry(point, 4326) not null,
  area_code         text constraint facilities__area_known references areas (code),
  -- People that count for it in the priority: beds, places, people served.
  people            integer constraint facilities__people_sane check (people between 0 and 2000000000),
  backup_h          real constraint facilities__backup_sane check (backup_h between 0 and 8760),
  source            text not null,
  source_id         text not null,
  licence           text not null,
  attribution       text not null,
  demo              boolean not null default false,
  retired_at        timestamptz,
  updated_at        timestamptz(3) not null default now(),
  version           integer not null default 1,
  constraint facilities__source_once unique (source, source_id)
);
create index facilities__geom on facilities using gist (geom);
create index facilities__area on facilities (area_code);

-- A dependency: the second needs the first for power, data or water. Several suppliers of one service stand in for each other.
create table links (
  id          uuid primary key default gen_random_uuid(),
  from_site   uuid not null constraint links__from_known references sites (id),
  to_site     uuid constraint links__to_site_known references sites (id),
  to_facility uuid constraint links__to_facility_known references facilities (id),
  carrier     uuid constraint links__carrier_known references sites (id),  -- the line or cable that it runs over
  service     text not null constraint links__service_known check (service in ('power', 'data', 'water')),
  share       real constraint links__share_sane check (share > 0 and share <= 1),
  basis       text not null constraint links__basis_known check (basis in ('given', 'inferred')),
  source      text not null,
  source_id   text not null,
  licence     text not null,
  attribution text not null,
  constraint links__source_once unique (source, source_id),
  constraint links__one_dependent check ((to_site is null) <> (to_facility is null)),
  constraint links__not_itself check (from_site is distinct from to_site)
);
create index links__from on links (from_site);
create index links__to_site on links (to_site);
create index links__to_facility on links (to_facility);
create index links__carrier on links (carrier);

-- The point that stands for a geometry and the area that holds it are set by the database, whoever writes.
create function locate_asset() returns trigger language plpgsql as $$
begin
  new.point := case when st_geometrytype(new.geom) = 'ST_Point' then new.geom
                    when st_geometrytype(new.geom) = 'ST_LineString' then st_lineinterpolatepoint(new.geom, 0.5)
                    else st_pointonsurface(new.geom) end;
  new.area_code := area_at(new.point);
  return new;
end $$;
create trigger sites__located before insert or update of geom on sites for each row execute function locate_asset();
create trigger facilities__located before insert or update of geom on facilities for each row execute function locate_asset();
