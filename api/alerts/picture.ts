import { z } from 'zod'
import { HazardKind } from '../../geo/hazards/hazard.ts'
import { Instant } from '../../geo/text.ts'

/** An alert as a source names it: by the code of its area, or by the area's name and its oblast's. */
export type Heard = { readonly area: string | null; readonly title: string | null; readonly oblast: string | null; readonly kind: HazardKind; readonly since: string }

const MANY = 5000
/** Our own shape, for whoever has no other: `{"alerts":[{"area":"UA63…","kind":"air_alert","since":"2026-03-05T11:00:00Z"}]}`. */
const Plain = z.object({ alerts: z.array(z.object({ area: z.string().min(1).max(40), kind: HazardKind.default('air_alert'), since: Instant })).max(MANY) })

const KINDS: Readonly<Record<string, HazardKind>> = { air_raid: 'air_alert', artillery_shelling: 'shelling', urban_fights: 'fighting', chemical: 'chemical', nuclear: 'radiation' }
/** The list of active alerts of alerts.in.ua. */
const Active = z.object({ alerts: z.array(z.object({
  location_title: z.string().min(1).max(200), location_oblast: z.string().max(200).nullish(), alert_type: z.string(), started_at: Instant, finished_at: z.string().nullish(),
})).max(MANY) })

/** The alerts that a source's answer names, in either shape; undefined when it is neither: then nothing was heard. */
export function heardIn(body: unknown): Heard[] | undefined {
  const plain = Plain.safeParse(body)
  if (plain.success) return plain.data.alerts.map((alert) => ({ ...alert, title: null, oblast: null }))
  const active = Active.safeParse(body)
  if (!active.success) return undefined
  return active.data.alerts.filter((alert) => alert.finished_at == null).map((alert) => ({
    area: null, title: alert.location_title, oblast: alert.location_oblast ?? null,
    kind: KINDS[alert.alert_type] ?? 'air_alert', since: alert.started_at, // a kind that we do not know warns all the same
  }))
}
