-- Up Migration
-- The feed's texts in ASCII, with what lies outside it as JSON's \uXXXX. Of 8 ms of CPU for a page of 1,000 in the server's process
-- most went into reading its Cyrillic from UTF-8 and writing it again; a text of one-byte letters is copied. Figures: tests/README.md.

-- A JSON text with every letter outside ASCII escaped, those above U+FFFF as a pair (RFC 8259, section 7). Letter by letter of those
-- that occur, 75 µs for a feature: by regexp_matches over the whole text it is 120.
create function json_ascii(whole text) returns text language plpgsql immutable strict parallel safe as $$
declare
  rest text; letter text; code integer;
begin
  if octet_length(whole) = char_length(whole) then return whole; end if;
  rest := regexp_replace(whole, '[\x01-\x7f]+', '', 'g');
  while rest <> '' loop
    letter := left(rest, 1);
    code := ascii(letter);
    whole := replace(whole, letter, case when code < 65536 then '\u' || lpad(to_hex(code), 4, '0')
      else '\u' || to_hex(55296 + (code - 65536) / 1024) || '\u' || to_hex(56320 + (code - 65536) % 1024) end);
    rest := replace(rest, letter, '');
  end loop;
  return whole;
end $$;

create or replace function feed_text(id uuid, geom geometry, properties json) returns text language sql stable parallel safe as $$
  select '{"type":"Feature","id":"' || id || '","geometry":' || coalesce(st_asgeojson(case when st_dimension(geom) = 2 then st_forcepolygonccw(geom) else geom end, 9, 0), 'null')
      || ',"properties":' || json_ascii(properties::text) || '}'
$$;

update site_features set text = json_ascii(text) where octet_length(text) <> char_length(text);
update damage_features set text = json_ascii(text) where octet_length(text) <> char_length(text);
update repair_features set text = json_ascii(text) where octet_length(text) <> char_length(text);
