-- Up Migration
-- What the desk's map shows of a damage, as an event left it: so that the state at any moment is the last of these before it.
alter table events add column damage_after jsonb constraint events__after_whole check (damage_after is null or damage_after ? 'state' and damage_id is not null);

-- plpgsql: it is called for each event, and keeps its plan.
create function damage_as_is(damage uuid) returns jsonb language plpgsql stable as $$
begin
  return (select jsonb_build_object('state', d.state, 'severity', d.severity, 'function', d.function, 'verification', d.verification, 'tier', d.tier, 'people', d.people,
                                    'repair', coalesce(r.state, 'none'), 'crew', r.crew_id)
            from damages d
            left join lateral (select p.state, p.crew_id from repairs p where p.damage_id = d.id and p.state not in ('cancelled', 'closed') order by p.created_at desc limit 1) r on true
           where d.id = damage);
end $$;

-- What happened before: told together from what each event says, and the last of each damage is the damage as it stands.
alter table events disable trigger events__append_only;
create aggregate told_together(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{"state": "open", "severity": null, "function": "unknown", "verification": "unverified", "tier": 3, "people": null, "repair": "none", "crew": null}');
with said as (
  select seq, damage_id, told_together(
           case when verb in ('damage.opened', 'damage.reported') and body -> 'grades' is not null then jsonb_build_object('severity', body -> 'grades' -> 'severity', 'function', body -> 'grades' -> 'function')
                when verb = 'damage.verified' then jsonb_build_object('state', coalesce(body -> 'state', '"open"'), 'verification', body -> 'to')
                when verb = 'damage.merged' and body ->> 'merged' = damage_id::text then '{"state": "merged", "verification": "duplicate"}'
                when verb = 'damage.parted' and body ->> 'parted' = damage_id::text then '{"state": "open", "verification": "unverified"}'
                when verb = 'damage.restored' then '{"state": "restored"}'
                when verb = 'damage.reopened' then '{"state": "open"}'
                when verb = 'damage.ranked' then jsonb_build_object('tier', body -> 'to') || case when body ? 'people' then jsonb_build_object('people', body -> 'people') else '{}' end
                when verb = 'repair.opened' then jsonb_build_object('repair', body -> 'state', 'crew', body -> 'crew')
                when verb = 'repair.assigned' then jsonb_build_object('repair', 'assigned', 'crew', body -> 'to')
                when verb = 'repair.moved' and body ->> 'to' in ('closed', 'cancelled') then '{"repair": "none", "crew": null}'
                when verb = 'repair.moved' then jsonb_build_object('repair', body -> 'to')
                else '{}' end) over (partition by damage_id order by seq) as after,
         seq = max(seq) over (partition by damage_id) as latest
    from events where damage_id is not null and noun in ('damage', 'repair'))
update events e set damage_after = case when said.latest then coalesce(damage_as_is(e.damage_id), said.after) else said.after end from said where said.seq = e.seq;
drop aggregate told_together(jsonb);
alter table events enable trigger events__append_only;

-- The map of a moment asks which damages changed between it and another.
create index events__changed on events (at, damage_id) where damage_after is not null;
