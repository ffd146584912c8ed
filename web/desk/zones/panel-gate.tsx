import { createEffect, createResource, For, on, Show } from 'solid-js'
import type { Clearance } from '../../../geo/clearances/clearance.ts'
import { readGate } from '../../../geo/clearances/contract.ts'
import { giversOf } from '../../../geo/clearances/givers.ts'
import { isValid } from '../../../geo/clearances/valid.ts'
import type { DamageWhole } from '../../../geo/damages/damage.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { ZoneSwatch } from '../../map/zone-swatch.tsx'
import { calledOff, problemOf } from '../../store/loading.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useDesk } from '../desk-context.tsx'
import { useWords } from '../words.ts'
import { lineOfPlace } from './extent.ts'
import { focusPanel } from './focus-panel.ts'
import { useZoneWords } from './zone-words.ts'
import { useZones } from './zones-context.tsx'

async function readOf(id: string) {
  try {
    return { id, gate: await call(readGate, { params: { id } }) }
  } catch (error) {
    if (calledOff(error)) throw error
    problemOf(error)
    return null
  }
}

/** Whether work may begin at a damage, as the server will decide it: what asks for a clearance, what is missing, and who can give it. */
export function PanelGate(props: { readonly damage: DamageWhole }) {
  const { t, dateTime } = useI18n()
  const desk = useDesk()
  const zones = useZones()
  const words = useWords()
  const names = useZoneWords()
  const [read, { refetch }] = createResource(() => props.damage.id, readOf)
  createEffect(on(() => [zones.store.state.readings, props.damage.version], () => void refetch(), { defer: true }))
  // While another damage is asked about, the answer about the last one is not shown for it.
  const gate = () => {
    const latest = read.state === 'ready' || read.state === 'refreshing' ? read.latest : null
    return latest?.id === props.damage.id ? latest.gate : null
  }
  const giving = () => giversOf((gate()?.hazards ?? []).map((hazard) => hazard.kind), (gate()?.demandedIn ?? []).length > 0)
  const holding = () => gate()?.clearances.find((one) => isValid(one, zones.nowMs())) ?? null
  const other = () => (gate()?.clearances ?? []).filter((one) => !isValid(one, zones.nowMs()))
  const otherText = (one: Clearance) => one.revokedAt !== null ? t('zones.gate.wasWithdrawn', { when: dateTime(one.revokedAt) })
    : Date.parse(one.from) > zones.nowMs() ? t('zones.gate.comes', { when: dateTime(one.from) }) : t('zones.gate.ended', { when: dateTime(one.until) })
  const give = () => {
    const { site, position } = props.damage
    zones.fill('clearance', { ...(site === null ? { way: 'radius' as const } : { way: 'site' as const, site }), path: position === null ? '' : lineOfPlace(position) })
    focusPanel()
  }
  return (
    <Show when={gate()?.needed ? gate() : null}>{(one) => (
      <section class="panel-part gate" aria-labelledby="desk-gate" data-open={one().open ? '' : undefined}>
        <h3 id="desk-gate"><Icon name={one().open ? 'shield' : 'stop'} size={18} />{t(one().open ? 'zones.gate.open' : 'zones.gate.closed')}</h3>
        <ul class="gate-why">
          <For each={one().hazards}>{(hazard) => (
            <li><ZoneSwatch kind={hazard.kind} /><span>{t('zones.gate.hazard', { kind: names.kind(hazard.kind), by: names.source(hazard.source) })} <span class="part-note">{names.lasts({ is: 'hazard', of: hazard })}</span></span><Button size="s" look="quiet" onClick={() => { zones.choose(hazard.id); focusPanel() }}>{t('zones.show')}</Button></li>
          )}</For>
          <For each={one().demandedIn}>{(area) => <li><Icon name="shield" size={18} /><span>{t('zones.gate.area', { area: words.named(area.names) ?? area.code })}</span></li>}</For>
        </ul>
        <Show when={holding()} fallback={<p><b>{t('zones.gate.missing')}</b> {t('zones.gate.givers', { givers: giving().map((by) => t(`zones.giver.${by}`)).join(', ') })}</p>}>{(clearance) => (
          <p class="gate-held"><span class="said">{t('zones.gate.by', { by: t(`zones.giver.${clearance().by}`), reference: clearance().reference, when: dateTime(clearance().until) })}</span><Button size="s" look="quiet" onClick={() => { zones.choose(clearance().id); focusPanel() }}>{t('zones.show')}</Button></p>
        )}</Show>
        <Show when={holding() === null}><For each={other()}>{(clearance) => <p class="part-note">{otherText(clearance)}</p>}</For></Show>
        <Show when={desk.mayDecide() && holding() === null} fallback={<Show when={holding() === null}><p class="part-note">{t('zones.gate.who')}</p></Show>}>
          <div class="zone-new"><Button size="s" look="primary" icon="shield" onClick={give}>{t('zones.give')}</Button></div>
        </Show>
      </section>
    )}</Show>
  )
}
