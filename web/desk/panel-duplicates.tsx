import { createSignal, For, Show } from 'solid-js'
import { mergeDamage, partDamage } from '../../geo/damages/contract.ts'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import type { Names } from '../../geo/text.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import type { Seen } from './conflict.ts'
import { useDesk } from './desk-context.tsx'
import { useWords } from './words.ts'

type Asked = { readonly what: 'merge' | 'part'; readonly id: string; readonly seen: Seen; readonly names: Names }

/** The version of another damage as it was seen beside this one. */
const versionIn = (beside: readonly { readonly id: string; readonly version: number }[] | undefined, id: string) => beside?.find((one) => one.id === id)?.version ?? 0

/** Damages that may be the same, to merge into this; those merged already, to take out again. */
export function PanelDuplicates(props: { readonly damage: DamageWhole }) {
  const { t, number, plural, relative } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [asked, setAsked] = createSignal<Asked | null>(null)
  const [why, setWhy] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const name = (names: Names) => words.called({ names, areaNames: props.damage.areaNames }) ?? t('desk.queue.unnamed')
  const apart = (distanceM: number) => (distanceM < 1000
    ? t('desk.duplicate.distance', { metres: number(Math.round(distanceM)) })
    : t('desk.duplicate.kilometres', { km: number(distanceM / 1000, { maximumFractionDigits: 1 }) }))

  async function go(one: Asked) {
    setBusy(true)
    const reason = why().trim()
    const stood = one.what === 'merge'
      ? await desk.act({ done: t('desk.done.merged'), seen: one.seen }, ({ whole }) => call(mergeDamage, { params: { id: one.id }, body: { into: props.damage.id, why: reason, version: versionIn(whole?.duplicates, one.id) } }))
      : await desk.act({ done: t('desk.done.parted'), seen: one.seen }, ({ whole }) => call(partDamage, { params: { id: one.id }, body: { why: reason, version: versionIn(whole?.merged, one.id) } }))
    setBusy(false)
    setAsked(null)
    if (stood) setWhy('')
  }

  return (
    <>
      <Show when={props.damage.duplicates.length > 0 && props.damage.state === 'open'}>
        <section class="panel-part" aria-labelledby="desk-duplicates">
          <h3 id="desk-duplicates">{t('desk.duplicate.title')}</h3>
          <ul class="pairs">
            <For each={props.damage.duplicates}>{(hint) => (
              <li class="pair">
                <span class="pair-words">
                  <b>{name(hint.names)}</b>
                  <span class="part-note">{[hint.distanceM === null ? null : apart(hint.distanceM), t('desk.duplicate.hours', { hours: number(Math.round(hint.hoursApart)) }), t(hint.sameKind ? 'desk.duplicate.sameKind' : 'desk.duplicate.otherKind')].filter(Boolean).join(' · ')}</span>
                </span>
                <span class="part-actions">
                  <Button size="s" look="quiet" onClick={() => desk.select(hint.id)}>{t('desk.duplicate.look')}</Button>
                  <Show when={desk.mayDecide()}><Button size="s" icon="merge" onClick={() => setAsked({ what: 'merge', id: hint.id, seen: desk.seen(), names: hint.names })}>{t('desk.duplicate.merge')}</Button></Show>
                </span>
              </li>
            )}</For>
          </ul>
        </section>
      </Show>
      <Show when={props.damage.merged.length > 0}>
        <section class="panel-part" aria-labelledby="desk-merged">
          <h3 id="desk-merged">{t('desk.duplicate.mergedTitle')}</h3>
          <ul class="pairs">
            <For each={props.damage.merged}>{(merged) => (
              <li class="pair">
                <span class="pair-words"><b>{name(merged.names)}</b><span class="part-note">{plural('desk.queue.reports', merged.reports)} · {t('desk.duplicate.mergedAt', { when: relative(merged.mergedAt) })}</span></span>
                <Show when={desk.mayDecide()}><Button size="s" look="quiet" onClick={() => setAsked({ what: 'part', id: merged.id, seen: desk.seen(), names: merged.names })}>{t('desk.duplicate.part')}</Button></Show>
              </li>
            )}</For>
          </ul>
        </section>
      </Show>
      <Dialog
        open={asked() !== null} onClose={() => setAsked(null)} title={t(asked()?.what === 'part' ? 'desk.duplicate.partTitle' : 'desk.duplicate.confirmTitle')}
        actions={<>
          <Button onClick={() => setAsked(null)}>{t('common.action.cancel')}</Button>
          <Button look="primary" icon="merge" busy={busy()} onClick={() => { const one = asked(); if (one !== null) void go(one) }}>{t(asked()?.what === 'part' ? 'desk.duplicate.part' : 'desk.duplicate.merge')}</Button>
        </>}
      >
        <p>{t(asked()?.what === 'part' ? 'desk.duplicate.partText' : 'desk.duplicate.confirmText', { name: name(asked()?.names ?? { uk: null, en: null }) })}</p>
        <TextArea label={t('desk.duplicate.why')} rows={2} maxlength={1000} optional value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
      </Dialog>
    </>
  )
}
