-- Up Migration
create extension if not exists postgis;

-- A geometry that may be stored: PostGIS itself takes NaN and infinite coordinates, and moves geography out of range silently.
create function sane_geometry(g geometry) returns boolean language sql immutable parallel safe as $$
  select not st_isempty(g) and st_srid(g) = 4326
     and st_xmin(g) >= -180 and st_xmax(g) <= 180 and st_ymin(g) >= -90 and st_ymax(g) <= 90
     and st_astext(g) !~* 'nan|inf'
$$;

-- Administrative units, nested by parent.
create table areas (
  code        text primary key constraint areas__code_short check (length(code) between 1 and 40),
  level       text not null constraint areas__level_known check (level in ('country', 'oblast', 'raion', 'hromada', 'settlement')),
  depth       smallint not null,                -- of the level, so that the smallest area wins
  parent      text constraint areas__parent_known references areas (code),
  lineage     text[] not null,                  -- codes from the top down to this one
  pcode       text,                             -- OCHA COD-AB, where known
  name_uk     text,
  name_en     text,
  population  integer constraint areas__population_sane check (population between 0 and 2000000000),
  geom        geometry(multipolygon, 4326) not null constraint areas__geom_sane check (sane_geometry(geom)),
  source      text not null,
  source_id   text not null,
  licence     text not null,
  attribution text not null,
  constraint areas__source_once unique (source, source_id)
);
-- Which area holds a point: asked at every insert of a located thing.
create index areas__geom on areas using gist (geom);
-- A role in an area holds in all below it: expanded when someone signs in.
create index areas__lineage on areas using gin (lineage);
create index areas__parent on areas (parent);

-- The smallest area that holds a point; at a seam of simplified outlines the nearest within about 3 km; null far from all.
-- Looked at from the smallest up, so that larger outlines are not even read; in plpgsql, which keeps its plan.
create function area_at(point geometry) returns text language plpgsql stable parallel safe as $$
begin
  return coalesce(
    (select code from (select code, geom from areas where geom && point order by depth desc, code offset 0) around where st_intersects(geom, point) limit 1),
    (select code from (select code, depth, st_distance(geom, point) as away from areas where geom && st_expand(point, 0.03)) near
      where away <= 0.03 order by depth desc, away, code limit 1));
end
$$;
