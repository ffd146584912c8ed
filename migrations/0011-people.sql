-- Up Migration
-- When someone last signed in: stays after the session has ended.
alter table users add column signed_in_at timestamptz;
update users set signed_in_at = (select max(created_at) from sessions where user_id = users.id);

create function users_signed_in() returns trigger language plpgsql as $$
begin
  update users set signed_in_at = new.created_at where id = new.user_id;
  return null;
end $$;
create trigger sessions__signed_in after insert on sessions for each row execute function users_signed_in();
