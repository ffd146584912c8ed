-- Up Migration
-- Bases in order of distance on the sphere: asked at each filing, and there may be ten thousand crews.
create index crews__base on crews using gist ((base::geography)) where retired_at is null and base is not null;

-- Metres from a place to the nearest base of a crew; null where no base is known.
create function nearest_base_m(place geometry) returns double precision language plpgsql stable parallel safe as $$
begin
  return (select st_distancesphere(c.base, place) from crews c where c.retired_at is null and c.base is not null order by c.base::geography <-> place::geography limit 1);
end $$;
