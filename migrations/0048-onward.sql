-- Up Migration
-- By which hand-over it was the giver's, where it had come by one: what comes back is theirs by that again, and they take back what they asked.
alter table handovers add column onward_of uuid constraint handovers__onward_known references handovers (id);
create index handovers__onward on handovers (onward_of);
