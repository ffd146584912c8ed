import { Problem } from '../../geo/problems.ts'

/** Constraint name → what the client is told. The database is the last gate; zod should have caught all but races and references. */
export const constraintProblems: Readonly<Record<string, (name: string) => Problem>> = Object.fromEntries([
  ...[
    'areas__parent_known', 'sessions__user_known', 'accounts__user_known', 'crews__organisation_known', 'crews__area_known',
    'grants__user_known', 'grants__area_known', 'grants__organisation_known', 'grants__crew_known', 'devices__user_known', 'devices__crew_known',
    'api_keys__area_known', 'api_keys__maker_known', 'sites__area_known', 'sites__organisation_known', 'facilities__area_known',
    'links__from_known', 'links__to_site_known', 'links__to_facility_known', 'links__carrier_known',
    'damages__site_known', 'damages__area_known', 'damages__organisation_known', 'damages__target_known', 'weights__area_known', 'areas__weights_known', 'situations__area_known',
    'reports__damage_known', 'reports__site_known', 'reports__crew_known', 'reports__device_known', 'reports__area_known', 'reports__corrected_known', 'reports__repair_known',
    'photos__report_known', 'crew_phones__crew_known', 'report_carriers__report_known', 'report_carriers__user_known', 'report_joins__sms_known', 'report_joins__report_known', 'repairs__damage_known', 'device_people__device_known', 'device_people__user_known', 'sessions__device_known', 'held_ops__area_known', 'held_photos__held_known', 'saved_filters__owner_known', 'saved_filters__organisation_known', 'saved_filters__area_known', 'repairs__crew_known', 'ops__device_known',
    'clock_targets__area_known', 'clock_targets__organisation_known', 'damage_clocks__damage_known', 'clock_alarms__damage_known', 'restoration_steps__repair_known', 'restored_consumers__step_known', 'restored_consumers__site_known', 'restored_consumers__facility_known', 'restored_people__step_known', 'restored_people__damage_known',
    'handovers__damage_known', 'handovers__from_known', 'handovers__to_known', 'handovers__onward_known', 'responsibilities__damage_known', 'responsibilities__organisation_known', 'responsibilities__handover_known',
    'hazards__zone_known', 'hazards__area_known', 'hazards__feed_known', 'clearances__zone_known', 'clearances__site_known', 'clearances__area_known',
    'round_schedules__crew_known', 'round_schedule_stops__schedule_known', 'round_schedule_stops__site_known', 'rounds__crew_known', 'rounds__area_known', 'rounds__schedule_known', 'round_stops__round_known', 'round_stops__site_known',
  ].map((name) => [name, () => new Problem('unknown-reference', { field: name.replace(/^.*__|_known$/g, '') })] as const),
  ...[
    'areas__code_short', 'areas__level_known', 'areas__population_sane', 'areas__geom_sane', 'areas__source_once',
    'users__name_short', 'sessions__token_once', 'rate_limits__key_once', 'organisations__kind_known', 'organisations__named',
    'crews__name_short', 'crews__base_sane', 'grants__role_known', 'grants__crew_named', 'grants__operator_named', 'grants__once',
    'api_keys__name_short', 'api_keys__hash_once', 'events__verb_known', 'events__after_whole',
    'sites__sector_known', 'sites__kind_known', 'sites__name_uk_short', 'sites__name_en_short', 'sites__geom_sane', 'sites__operator_short',
    'sites__criticality_known', 'sites__population_sane', 'sites__population_basis_known', 'sites__population_known', 'sites__backup_sane',
    'sites__sensitivity_known', 'sites__source_once',
    'facilities__kind_known', 'facilities__name_uk_short', 'facilities__name_en_short', 'facilities__geom_sane', 'facilities__people_sane',
    'facilities__backup_sane', 'facilities__source_once',
    'links__service_known', 'links__share_sane', 'links__basis_known', 'links__source_once', 'links__one_dependent', 'links__not_itself',
    'damages__sector_known', 'damages__kind_short', 'damages__geom_sane', 'damages__place_short', 'damages__state_known', 'damages__severity_known',
    'damages__function_known', 'damages__safety_known', 'damages__verification_known', 'damages__why_short', 'damages__merged_whole',
    'damages__not_into_itself', 'damages__tier_known', 'damages__override_whole', 'weights__whole', 'weights__why_short', 'situations__whole', 'situations__once', 'situations__number_once',
    'reports__geom_sane', 'reports__accuracy_sane', 'reports__located_known', 'reports__place_short', 'reports__kind_short', 'reports__severity_known',
    'reports__function_known', 'reports__safety_known', 'reports__scale_known', 'reports__raw_grade_short', 'reports__cause_known', 'reports__note_short',
    'reports__fix_sane', 'reports__fix_accuracy_sane', 'reports__fix_whole', 'reports__doubts_known', 'reports__components_listed', 'reports__stage_known', 'reports__stage_bound',
    'api_keys__kind_known', 'sites__number_once', 'crew_phones__phone_shaped', 'reports__via_known',
    'photos__hash_shaped', 'photos__bytes_sane', 'photos__type_known', 'photos__exif_position_sane', 'photos__thumb_hash_shaped', 'photos__thumb_bytes_sane', 'photos__thumb_whole',
    'repairs__state_known', 'repairs__blocked_by_known', 'repairs__closed_reason_known', 'repairs__urgency_known', 'repairs__note_short', 'repairs__parts_listed', 'repairs__plan_ordered', 'repairs__blocked_why_short', 'repairs__block_bound',
    'repairs__etr_source_known', 'repairs__etr_confidence_known', 'repairs__blocked_whole', 'repairs__etr_whole', 'ops__kind_short',
    'clock_targets__whole', 'clock_targets__why_short', 'job_cursors__whole', 'clock_alarms__clock_known', 'clock_alarms__level_known', 'restoration_steps__people_listed', 'restoration_steps__note_short', 'restored_consumers__one', 'restored_people__service_known', 'restored_people__figure', 'damages__given_back_whole',
    'handovers__reason_short', 'handovers__shared_known', 'handovers__state_known', 'handovers__answer_short', 'handovers__not_itself', 'handovers__decided_whole', 'handovers__reasoned', 'responsibilities__by_someone',
    'alert_feeds__name_short', 'hazards__kind_known', 'hazards__source_short', 'hazards__owner_short', 'hazards__note_short', 'hazards__one_extent', 'hazards__in_order',
    'clearances__by_known', 'clearances__reference_short', 'clearances__note_short', 'clearances__one_extent', 'clearances__in_order',
    'devices__key_shaped', 'held_ops__kind_short', 'held_ops__why_known', 'held_ops__decision_known', 'held_ops__decided_why_short', 'held_ops__decided_whole', 'held_ops__once',
    'held_photos__hash_shaped', 'held_photos__bytes_sane', 'held_photos__type_known', 'saved_filters__name_short', 'saved_filters__query_whole',
    'round_schedules__kind_known', 'round_schedules__note_short', 'round_schedules__days_sane', 'round_schedules__minute_sane', 'round_schedules__zone_short', 'round_schedules__length_sane', 'round_schedules__days_ordered',
    'round_schedule_stops__nth_sane', 'round_schedule_stops__task_short', 'round_schedule_stops__minutes_sane',
    'rounds__kind_known', 'rounds__note_short', 'rounds__why_short', 'rounds__window_ordered', 'rounds__schedule_whole', 'rounds__cancelled_whole', 'rounds__once',
    'round_stops__nth_sane', 'round_stops__task_short', 'round_stops__minutes_sane', 'round_stops__state_known', 'round_stops__reason_known', 'round_stops__note_short', 'round_stops__state_whole',
  ].map((name) => [name, () => new Problem('value-out-of-range', { rule: name })] as const),
  ...['hazards__geom_sane', 'hazards__geom_valid', 'clearances__geom_sane', 'clearances__geom_valid']
    .map((name) => [name, () => new Problem('zone-invalid', { reason: name.endsWith('sane') ? 'it is empty or out of range' : 'it crosses itself' })] as const),
  ['crew_phones_pkey', () => new Problem('phone-taken', {})],
  ['saved_filters__name_once', () => new Problem('filter-name-taken', {})],
  ['users__email_once', () => new Problem('email-taken', {})],
  ['handovers__one_open', () => new Problem('handover-impossible', { id: '', reason: 'open' })],
  ['repairs_pkey', () => new Problem('op-id-taken', { id: '' })],
  ['repairs__one_active', () => new Problem('repair-underway', { id: '', repair: '' })],
])

// Invalid bytes or numbers that only the database can judge: the client's, not ours.
const INPUT_STATES = new Set(['22021', '22P05', '22P02', '22003', '22007', '22008', '22009'])
// Locks held too long, cancelled or refused connections, a server going away: repeating is safe.
const BUSY_STATES = /^(55P03|57014|57P0\d|53\d{3}|08\w{3}|40001|40P01|25P03|25P04|26000|42P05|0A000)$/
const GONE = /Connection terminated|timeout exceeded when trying to connect|ECONNREFUSED|ECONNRESET|query timeout/i

/** The problem behind an error of the database, or undefined when it is a fault of ours. */
export function problemOf(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined
  const { code = '', constraint } = error as Error & { code?: string; constraint?: string }
  const known = constraint === undefined ? undefined : constraintProblems[constraint]
  if (known !== undefined) return known(constraint as string)
  if (INPUT_STATES.has(code)) return new Problem('value-out-of-range', { rule: 'text and numbers that the database can store' })
  if (BUSY_STATES.test(code) || GONE.test(error.message)) return new Problem('busy', {})
  return undefined
}
