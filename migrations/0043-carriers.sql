-- Up Migration
-- Who else carries a report that was in already, since its own phone delivered it: they may have the photos that it announced and that are missing.
create table report_carriers (
  report_id  uuid not null constraint report_carriers__report_known references reports (id),
  user_id    text not null constraint report_carriers__user_known references users (id) on delete cascade,
  primary key (report_id, user_id)
);
create index report_carriers__user on report_carriers (user_id);
