-- Up Migration
-- A place known by the label that was scanned at the site: trusted before a site that was picked from a list.
alter table reports drop constraint reports__located_known, add constraint reports__located_known
  check (located in ('site_scanned', 'site_picked', 'map_pin', 'gps', 'mgrs', 'plus_code', 'landmark_text'));
