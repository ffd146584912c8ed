-- Up Migration
-- What is asked of a million things is found by an index.
-- Lines in view: few among many sites, all of which lie in a view of the country.
create index sites__lines on sites using gist (geom) where kind in ('power_line', 'power_cable', 'telecom_line');
-- Damages worked out with other weights than those in force: asked every minute.
create index damages__weighed on damages (area_code, (priority ->> 'weights')) where state = 'open';
