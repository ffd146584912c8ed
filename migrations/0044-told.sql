-- Up Migration
-- Readers of the feed are told of a damage by its version: where only its place in the order was worked out again, under the same version,
-- nothing that they read has changed. Weights put in force over a hundred thousand damages wrote as many features anew, for nothing.
drop trigger damages__fed on damages;
create constraint trigger damages__fed after insert or delete on damages deferrable initially deferred for each row execute function feed_damages();
create constraint trigger damages__fed_changed after update on damages deferrable initially deferred for each row
  when (new.version <> old.version or (new.rank, new.priority, new.override) is not distinct from (old.rank, old.priority, old.override))
  execute function feed_damages();
