-- Up Migration
-- When a repair is planned to be worked on: crews take it along to where there is no network.
alter table repairs
  add column planned_from  timestamptz(3),
  add column planned_until timestamptz(3),
  add constraint repairs__plan_ordered check ((planned_from is null) = (planned_until is null) and planned_from < planned_until);
