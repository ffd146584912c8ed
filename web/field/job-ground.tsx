import { createEffect, createMemo, Show } from 'solid-js'
import { lineageOf } from '../../geo/areas/lineage.ts'
import { clearanceGate } from '../../geo/clearances/gate.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { Job } from '../sync/jobs.ts'
import { Badge } from '../ui/badge.tsx'
import { useField } from './field-state.ts'

/** Whether work may begin at a job, by the rule that the server applies too: the zone it lies in, and the clearance that holds. Tells `onGate` when that changes. */
export function JobGround(props: { readonly job: Job; readonly onGate: (open: boolean) => void }) {
  const i18n = useI18n()
  const { t } = i18n
  const field = useField()
  const gate = createMemo(() => {
    const { damage } = props.job
    if (damage === null) return null
    const { hazards, clearances, areas } = field.told()
    const lineage = lineageOf(areas, damage.area)
    const demanded = areas.some((area) => area.demandsClearance && lineage.includes(area.code))
    return clearanceGate({ spot: { position: damage.position, areas: lineage, site: damage.site }, hazards, clearances, demanded }, Date.now())
  })
  createEffect(() => props.onGate(gate()?.open ?? true))
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
