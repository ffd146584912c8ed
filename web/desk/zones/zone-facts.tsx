import { createEffect, createMemo, createResource, createSignal, For, on, Show } from 'solid-js'
import { revokeClearance } from '../../../geo/clearances/contract.ts'
import { giversOf } from '../../../geo/clearances/givers.ts'
import { listDamages } from '../../../geo/damages/contract.ts'
import type { Damage } from '../../../geo/damages/damage.ts'
import { endHazard } from '../../../geo/hazards/contract.ts'
import { CLEARED_KINDS } from '../../../geo/hazards/force.ts'
import type { HazardZone } from '../../../geo/hazards/hazard.ts'
import { holds } from '../../../geo/hazards/near.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { boxOfShape } from '../../map/map-zone.ts'
import { ZoneSwatch } from '../../map/zone-swatch.tsx'
import { calledOff, problemOf } from '../../store/loading.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { useDesk } from '../desk-context.tsx'
import { Failed } from '../failed.tsx'
import { useWords } from '../words.ts'
import { AmendForm } from './amend-form.tsx'
import { standingOf, type Zone } from './on-map.ts'
import { seenZone, useOvertaken } from './overtaken.ts'
import { useZoneWords } from './zone-words.ts'
import { useZones } from './zones-context.tsx'

const SHOWN = 8
const AT_MOST = 500

type Inside = { readonly zone: string; readonly damages: readonly Damage[]; readonly atLeast: boolean; readonly problem?: string }

/** The open damages in a zone, or why they could not be read. */
async function readInside(zone: Zone): Promise<Inside> {
  const { shape, zone: code } = zone.of
  const site = zone.is === 'clearance' ? zone.of.site : null
  const where = code !== null ? { area: code } : shape === null ? undefined : { bbox: boxOfShape(shape).map((degrees) => degrees.toFixed(5)).join(',') }
  if (where === undefined) return { zone: zone.of.id, damages: [], atLeast: false }
  try {
    const { damages, next } = await call(listDamages, { query: { ...where, limit: AT_MOST } })
    const within = (damage: Damage) => (site !== null ? damage.site === site : code !== null || holds({ shape, zone: null }, { position: damage.position, areas: [], site: damage.site }))
    return { zone: zone.of.id, damages: damages.filter(within), atLeast: next !== null }
  } catch (error) {
    if (calledOff(error)) throw error
    return { zone: zone.of.id, damages: [], atLeast: false, problem: problemOf(error) }
  }
}

/** All there is to a zone: who says so, until when, what it stops, and what can be done about it. */
export function ZoneFacts(props: { readonly zone: Zone; readonly onOpen: (damage: string) => void }) {
  const { t, plural, dateTime, number } = useI18n()
  const desk = useDesk()
  const zones = useZones()
  const words = useWords()
  const names = useZoneWords()
  const [doing, setDoing] = createSignal<'end' | 'amend' | null>(null)
  const [why, setWhy] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const overtaken = useOvertaken()
  let saw: HazardZone | undefined // since the reason was asked for
  const [inside, { refetch }] = createResource(() => `${props.zone.of.id} ${props.zone.of.version} ${desk.damages.state.total}`, () => readInside(props.zone))
  // What was found stays while it is looked up again; a first look must not blank the page.
  const found = () => {
    const latest = inside.state === 'ready' || inside.state === 'refreshing' ? inside.latest ?? null : null
    return latest?.zone === props.zone.of.id ? latest : null
  }
  // Its id alone: the zone is told anew with each reading and each tick, which must not close a form that is filled in.
  const id = createMemo(() => props.zone.of.id)
  createEffect(on(id, () => { setDoing(null); setWhy('') }))
  const kind = () => (props.zone.is === 'clearance' ? 'clearance' : props.zone.of.kind)
  const asks = () => props.zone.is === 'hazard' && CLEARED_KINDS.includes(props.zone.of.kind)
  const standing = () => standingOf(props.zone, zones.nowMs())

  async function end() {
    const { id } = props.zone.of
    let left = false // as somebody else has amended it
    const reason = why().trim()
    setBusy(true)
    const stood = props.zone.is === 'hazard'
      ? await zones.act(t('zones.ended'), () => call(endHazard, { params: { id }, body: { why: reason, version: saw?.version } }), async (error) => {
        if (await overtaken.ended(error, reason)) return 'theirs'
        if (saw === undefined) return 'look'
        const { choice, ...next } = await overtaken.end(saw)
        if (choice === 'mine') saw = next.saw
        left = choice === 'theirs'
        return choice
      })
      : await zones.act(t('zones.withdrawn'), () => call(revokeClearance, { params: { id }, body: { why: reason } }), async (error) => (await overtaken.ended(error, reason) ? 'theirs' : 'look'))
    setBusy(false)
    if (left) setDoing(null)
    else if (stood) zones.choose('list')
  }

  return (
    <div class="panel-body">
      <div class="zone-head">
        <ZoneSwatch kind={kind()} />
        <Badge tone={standing() === 'now' ? (props.zone.is === 'clearance' ? 'good' : 'bad') : 'neutral'}>{t(`zones.standing.${standing()}`)}</Badge>
        <Show when={props.zone.of.demo}><Badge>{t('desk.queue.demo')}</Badge></Show>
      </div>
      <dl class="facts">
        <dt>{t('zones.where')}</dt><dd>{names.place(props.zone)}</dd>
        <Show when={props.zone.is === 'hazard' ? props.zone.of : null}>{(hazard) => (
          <>
            <dt>{t('zones.by')}</dt><dd>{names.source(hazard().source)}</dd>
            <Show when={hazard().owner}><dt>{t('zones.owner')}</dt><dd class="said">{hazard().owner}</dd></Show>
          </>
        )}</Show>
        <Show when={props.zone.is === 'clearance' ? props.zone.of : null}>{(clearance) => (
          <>
            <dt>{t('zones.givenBy')}</dt><dd>{t(`zones.giver.${clearance().by}`)}</dd>
            <dt>{t('zones.reference')}</dt><dd class="said">{clearance().reference}</dd>
          </>
        )}</Show>
        <dt>{t('zones.from')}</dt><dd><time datetime={props.zone.of.from}>{dateTime(props.zone.of.from)}</time></dd>
        <dt>{t('zones.ends')}</dt><dd>{props.zone.of.until === null ? t('zones.untilEnded') : <time datetime={props.zone.of.until}>{dateTime(props.zone.of.until)}</time>}</dd>
      </dl>
      <Show when={props.zone.of.note}><blockquote class="part-quote">{props.zone.of.note}</blockquote></Show>
      <section class="panel-part" aria-labelledby="zone-effect">
        <h3 id="zone-effect">{t(props.zone.is === 'clearance' ? 'zones.permits' : 'zones.blocks')}</h3>
        <p>{props.zone.is === 'clearance' ? t('zones.permitsText') : asks() ? t('zones.blocksText', { givers: giversOf([props.zone.of.kind], false).map((by) => t(`zones.giver.${by}`)).join(', ') }) : t('zones.warnsText')}</p>
        <Show when={found()} fallback={<Skeleton lines={2} />}>{(held) => (
          <Show when={held().problem === undefined} fallback={<Failed as="line" what={t('zones.insideFailed')} problem={held().problem ?? null} onRetry={() => void refetch()} />}>
            <p class="part-note">{plural('zones.inside', held().damages.length)}<Show when={held().atLeast}> {t('zones.atLeast')}</Show></p>
            <ul class="zone-damages">
              <For each={held().damages.slice(0, SHOWN)}>{(damage) => (
                <li><button type="button" class="zone-damage" onClick={() => props.onOpen(damage.id)}>{words.damage(damage)}<Show when={damage.repair}>{(repair) => <Badge>{words.code('repairState', repair().state)}</Badge>}</Show></button></li>
              )}</For>
              <Show when={held().damages.length > SHOWN}><li class="part-note">+{number(held().damages.length - SHOWN)}</li></Show>
            </ul>
          </Show>
        )}</Show>
      </section>
      <Show when={desk.mayDecide() && standing() !== 'over'}>
        <section class="panel-part" aria-label={t('zones.do')}>
          <Show when={doing() === null}>
            <div class="zone-new">
              <Show when={props.zone.is === 'hazard'}><Button size="s" icon="note" onClick={() => setDoing('amend')}>{t('zones.amend')}</Button></Show>
              <Show when={asks()}><Button size="s" icon="shield" onClick={() => zones.fill('clearance', { way: 'same', same: { shape: props.zone.of.zone === null ? props.zone.of.shape : null, zone: props.zone.of.zone } })}>{t('zones.clearThis')}</Button></Show>
              <Button size="s" look="danger" icon="close" onClick={() => { saw = props.zone.is === 'hazard' ? seenZone(props.zone.of) : undefined; setDoing('end') }}>{t(props.zone.is === 'hazard' ? 'zones.end' : 'zones.withdraw')}</Button>
            </div>
          </Show>
          <Show when={doing() === 'end'}>
            <form class="part-form" onSubmit={(event) => { event.preventDefault(); if (why().trim() !== '') void end() }}>
              <TextArea label={t('zones.why')} hint={t(props.zone.is === 'hazard' ? 'zones.endHint' : 'zones.withdrawHint')} rows={2} maxlength={500} required value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
              <div class="part-buttons">
                <Button size="s" look="quiet" onClick={() => setDoing(null)}>{t('common.action.cancel')}</Button>
                <Button size="s" look="danger" type="submit" busy={busy()} disabled={why().trim() === ''}>{t(props.zone.is === 'hazard' ? 'zones.end' : 'zones.withdraw')}</Button>
              </div>
            </form>
          </Show>
          <Show when={doing() === 'amend' && props.zone.is === 'hazard' ? props.zone.of : null} keyed>{(hazard) => <AmendForm hazard={hazard} onDone={() => setDoing(null)} />}</Show>
        </section>
      </Show>
    </div>
  )
}
