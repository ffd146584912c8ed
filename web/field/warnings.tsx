import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import { STALE_MS } from '../../geo/hazards/alert.ts'
import type { Nearness } from '../../geo/hazards/near.ts'
import type { Fix } from '../../geo/space/fix.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { HeardAlerts } from '../sync/heard.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useField } from './field-state.ts'
import { locate } from './locate.ts'
import { compassOf, grantedAreas, warningsOf } from './warn-state.ts'
import { metres, nameOf } from './words.ts'
import './warnings.css'

const TICK_MS = 10_000
const SHOWN = 3
const SHAKE_MS = 250

/** What threatens where the phone is: zones that it stands in or near, an alert, and how old that word is. Nothing is said to be safe. */
export function Warnings() {
  const i18n = useI18n()
  const { t, plural } = i18n
  const field = useField()
  const [here, setHere] = createSignal<Fix | null>(null)
  const [looking, setLooking] = createSignal(false)
  const [heard, setHeard] = createSignal<HeardAlerts | null>(null)
  const [nowMs, setNowMs] = createSignal(Date.now())

  const fix = createMemo(() => {
    const [own, form] = [here(), field.fix()]
    return own !== null && (form === null || own.atMs > form.atMs) ? own : form
  })
  async function look() {
    if (looking()) return
    setLooking(true)
    const found = await locate()
    if (found !== null) setHere(found)
    setNowMs(Date.now())
    setLooking(false)
  }
  // The receiver rests between: it is asked when the page comes into view, never all the time.
  const seen = () => { if (document.visibilityState === 'visible') void look() }
  onMount(() => document.addEventListener('visibilitychange', seen))
  const ticking = setInterval(() => setNowMs(Date.now()), TICK_MS)
  onCleanup(() => {
    clearInterval(ticking)
    document.removeEventListener('visibilitychange', seen)
  })
  createEffect(on(field.activity, () => void field.phone.heard().then((known) => {
    setHeard(known ?? null)
    setNowMs(Date.now())
  })))
  // A step on a job is made somewhere: where, is asked then.
  createEffect(on(() => field.ops().length, () => void look(), { defer: true }))

  const warnings = createMemo(() => warningsOf({ told: field.told(), fix: fix(), heard: heard(), granted: grantedAreas(field.holder().me?.grants ?? []), phoneMs: nowMs() }))
  const inside = createMemo(() => warnings().zones.filter((zone) => zone.inside).map((zone) => zone.hazard.id).join())
  createEffect(on(inside, (ids) => { if (ids !== '' && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(SHAKE_MS) }, { defer: true }))

  const kind = (zone: Nearness) => t(`warn.kind.${zone.hazard.kind}`)
  const where = (zone: Nearness) => (zone.inside
    ? zone.hazard.zone === null ? t('warn.inside', { what: kind(zone) }) : t('warn.area', { what: kind(zone), area: nameOf(zone.hazard.zoneNames, i18n.locale()) })
    : t('warn.near', { what: kind(zone), away: metres(i18n, zone.distanceM), to: t(`warn.to.${compassOf(zone.bearingDeg ?? 0)}`) }))
  const time = (iso: string) => i18n.clock(iso)
  const ago = () => {
    const ageMs = Math.max(0, warnings().alert?.ageMs ?? 0)
    return ageMs < STALE_MS ? i18n.number(Math.round(ageMs / 1000), { style: 'unit', unit: 'second' }) : i18n.duration(ageMs)
  }
  return (
    <Show when={warnings().zones.length > 0 || (warnings().alert !== null && warnings().alert?.state !== 'clear') || warnings().elsewhere > 0}>
      <section class="warnings" aria-label={t('warn.label')}>
        <Show when={warnings().alert?.state === 'active'}>
          <p class="warning" data-tone="bad" role="alert"><Icon name="warning" size={28} /><span><b>{t(`warn.kind.${warnings().alert?.alert?.kind ?? 'air_alert'}`)}</b><small>{t('warn.asOf', { at: time(warnings().alert?.asOf ?? ''), age: ago() })}</small></span></p>
        </Show>
        <Show when={warnings().alert?.state === 'unknown'}>
          <p class="warning" data-tone="warn" role="status"><Icon name="question" size={28} /><span><b>{t('warn.unknown')}</b><small>{t(warnings().alert?.alert ? 'warn.lastActive' : 'warn.last', { at: time(warnings().alert?.asOf ?? ''), age: ago() })}</small></span></p>
        </Show>
        <Show when={warnings().elsewhere > 0}><p class="warning" data-tone="warn"><Icon name="warning" size={28} /><span><b>{plural('warn.elsewhere', warnings().elsewhere)}</b></span></p></Show>
        <For each={warnings().zones.slice(0, SHOWN)}>{(zone) => (
          <p class="warning" data-tone={zone.inside ? 'bad' : 'warn'} role={zone.inside ? 'alert' : 'status'}><Icon name={zone.inside ? 'stop' : 'warning'} size={28} /><span><b>{where(zone)}</b><small>{zone.hazard.note || t('warn.from', { source: zone.hazard.owner || zone.hazard.source })}</small></span></p>
        )}</For>
        <Show when={warnings().zones.length > SHOWN}><p class="warnings-more">{plural('warn.more', warnings().zones.length - SHOWN)}</p></Show>
        <div class="warnings-foot">
          <small>{fix() === null ? t('warn.noFix') : t('warn.fixAt', { at: time(new Date(fix()!.atMs).toISOString()) })}</small>
          <Button size="s" icon="crosshair" busy={looking()} onClick={() => void look()}>{t('warn.check')}</Button>
        </div>
      </section>
    </Show>
  )
}
