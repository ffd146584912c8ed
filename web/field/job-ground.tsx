import { createEffect, createMemo, Show } from 'solid-js'
import type { Position } from '../../geo/space/position.ts'
import { lineageOf } from '../../geo/areas/lineage.ts'
import { clearanceGate } from '../../geo/clearances/gate.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import { useField } from './field-state.ts'

/** Where work is to be done. */
type Spot = { readonly position: Position | null; readonly area: string | null; readonly site: string | null }

/** Whether work may begin at a spot, by the rule that the server applies too: the zone it lies in, and the clearance that holds. Tells `onGate` when that changes. */
export function JobGround(props: { readonly spot: Spot | null; readonly onGate?: (open: boolean) => void }) {
  const i18n = useI18n()
  const { t } = i18n
  const field = useField()
  const gate = createMemo(() => {
    const { spot } = props
    if (spot === null) return null
    const { hazards, clearances, areas } = field.told()
    const lineage = lineageOf(areas, spot.area)
    const demanded = areas.some((area) => area.demandsClearance && lineage.includes(area.code))
    return clearanceGate({ spot: { position: spot.position, areas: lineage, site: spot.site }, hazards, clearances, demanded }, Date.now())
  })
  createEffect(() => props.onGate?.(gate()?.open ?? true))
  return (
    <Show when={gate()?.needed ? gate() : null}>{(one) => (
      <div class="job-badges">
        <Badge tone="bad" icon="warning">{one().hazard === null ? t('warn.demanded') : t('warn.jobIn', { what: t(`warn.kind.${one().hazard!.kind}`) })}</Badge>
        <Show when={one().clearance} fallback={<Badge tone="bad" icon="stop">{t('warn.noClearance')}</Badge>}>
          {(clearance) => <Badge tone="good" icon="shield">{t('warn.cleared', { until: i18n.dateTime(clearance().until) })}</Badge>}
        </Show>
      </div>
    )}</Show>
  )
}
