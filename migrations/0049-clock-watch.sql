-- Up Migration
-- Up to which event a job that follows them has read.
create table job_cursors (
  job    text primary key,
  cursor text not null constraint job_cursors__whole check (cursor ~ '^[0-9]+[.][0-9]+$')
);
-- Clocks that are due: asked every minute.
create index damage_clocks__due on damage_clocks (due_at) where due_at is not null;
