-- Up Migration
-- A photo's small copy, made on the phone, travels before the photo itself and is shown until that has landed.
alter table photos
  add column thumb_sha256 text constraint photos__thumb_hash_shaped check (thumb_sha256 ~ '^[0-9a-f]{64}$'),
  add column thumb_bytes integer constraint photos__thumb_bytes_sane check (thumb_bytes between 1 and 65536),
  add column thumb_at timestamptz(3),            -- null: its bytes are not here yet
  add constraint photos__thumb_whole check ((thumb_sha256 is null) = (thumb_bytes is null));
-- Bytes that land are looked up by their hash.
create index photos__thumb on photos (thumb_sha256) where thumb_sha256 is not null;
