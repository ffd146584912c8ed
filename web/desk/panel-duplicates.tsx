import { createSignal, For, Show } from 'solid-js'
import { getDamage, mergeDamage, partDamage } from '../../geo/damages/contract.ts'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import type { Names } from '../../geo/text.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Seen } from './conflict.ts'
import { useDesk, type Deed } from './desk-context.tsx'
import { LikenessParts } from './likeness-parts.tsx'
import type { Offer } from './palette/offers.ts'
import { useWords } from './words.ts'

/** What is done, or asked with a reason first: to merge another into this, this into another, or to take one out. */
type Asked = { readonly what: 'merge' | 'into' | 'part'; readonly id: string; readonly seen: Seen; readonly names: Names }

/** The version of another damage as it was seen beside this one. */
const versionIn = (beside: readonly { readonly id: string; readonly version: number }[] | undefined, id: string) => beside?.find((one) => one.id === id)?.version ?? 0

const OVER: readonly string[] = ['restored', 'closed', 'cancelled']
const TEXTS = {
  merge: { title: 'desk.duplicate.confirmTitle', text: 'desk.duplicate.confirmText', act: 'desk.duplicate.merge' },
  into: { title: 'panel.likeness.intoTitle', text: 'panel.likeness.intoText', act: 'panel.likeness.into' },
  part: { title: 'desk.duplicate.partTitle', text: 'desk.duplicate.partText', act: 'desk.duplicate.part' },
} as const

/** Damages that may be the same, to merge into this or this into them; those merged already, to take out again. */
export function PanelDuplicates(props: { readonly damage: DamageWhole }) {
  const { t, plural, relative } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [asked, setAsked] = createSignal<Asked | null>(null)
  const [why, setWhy] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const name = (names: Names) => words.called({ names, areaNames: props.damage.areaNames }) ?? t('desk.queue.unnamed')
  const texts = () => TEXTS[asked()?.what ?? 'merge']
  const ownRepair = () => props.damage.repairs.some(({ state }) => !OVER.includes(state))
  const mayMerge = (hint: { readonly repair: boolean }) => !(hint.repair && ownRepair())
  const wayOf = (hint: { readonly repair: boolean }) => (hint.repair ? 'into' : 'merge')
  const of = (what: Asked['what'], { id, names }: { readonly id: string; readonly names: Names }): Asked => ({ what, id, seen: desk.seen(), names })
  const ask = (what: Asked['what'], one: { readonly id: string; readonly names: Names }) => setAsked(of(what, one))

  desk.offers.offer(() => (!desk.mayDecide() ? [] : [
    ...(props.damage.state === 'open' ? props.damage.duplicates.filter(mayMerge) : []).map((hint): Offer => ({ name: 'merge', of: hint.id, label: (say) => say(hint.repair ? 'palette.damage.into' : 'palette.damage.merge', { name: name(hint.names) }), run: () => void go(of(wayOf(hint), hint)) })),
    ...props.damage.merged.map((merged): Offer => ({ name: 'part', of: merged.id, label: (say) => say('palette.damage.part', { name: name(merged.names) }), run: () => void go(of('part', merged)) })),
  ]))

  /** The way back from what was just done, on the damage as it is by then, wherever one has gone on to. */
  const back = (what: 'merge' | 'part', id: string, into: string): NonNullable<Deed['undo']> => () => void desk.act(
    { done: t(what === 'merge' ? 'desk.done.merged' : 'desk.done.parted') },
    async () => {
      const { version } = await call(getDamage, { params: { id } })
      return what === 'merge' ? call(mergeDamage, { params: { id }, body: { into, why: '', version } }) : call(partDamage, { params: { id }, body: { why: '', version } })
    },
  )

  /** Merges or parts at once: both histories stay, and one more click takes it back. */
  async function go(one: Asked, reason = '') {
    if (busy()) return
    setBusy(true)
    const { id } = props.damage
    const [done, seen] = [t(one.what === 'part' ? 'desk.done.parted' : 'desk.done.merged'), one.seen]
    const stood = one.what === 'part'
      ? await desk.act({ done, seen, undo: back('merge', one.id, id) }, ({ whole }) => call(partDamage, { params: { id: one.id }, body: { why: reason, version: versionIn(whole?.merged, one.id) } }))
      : one.what === 'merge'
        ? await desk.act({ done, seen, undo: back('part', one.id, id) }, ({ whole }) => call(mergeDamage, { params: { id: one.id }, body: { into: id, why: reason, version: versionIn(whole?.duplicates, one.id) } }))
        : await desk.act({ done, seen, undo: back('part', id, one.id) }, ({ damage }) => call(mergeDamage, { params: { id }, body: { into: one.id, why: reason, version: damage } }))
    setBusy(false)
    setAsked(null)
    if (stood) setWhy('')
  }

  return (
    <>
      <Show when={props.damage.duplicates.length > 0 && props.damage.state === 'open'}>
        <section class="panel-part" aria-labelledby="desk-duplicates">
          <h3 id="desk-duplicates">{t('desk.duplicate.title')}</h3>
          <p class="part-note">{t('panel.likeness.help')}</p>
          <ul class="pairs">
            <For each={props.damage.duplicates}>{(hint) => (
              <li class="pair">
                <div class="pair-words">
                  <b>{name(hint.names)}</b>
                  <LikenessParts of={hint} />
                  <Show when={hint.repair}><span class="part-note likeness-repair"><Icon name="wrench" size={14} />{t(ownRepair() ? 'panel.likeness.both' : 'panel.likeness.repair')}</span></Show>
                </div>
                <span class="part-actions">
                  <Button size="s" look="quiet" onClick={() => desk.select(hint.id)}>{t('desk.duplicate.look')}</Button>
                  <Show when={desk.mayDecide() && mayMerge(hint)}>
                    <Button size="s" icon="merge" busy={busy()} onClick={() => void go(of(wayOf(hint), hint))}>{t(hint.repair ? 'panel.likeness.into' : 'desk.duplicate.merge')}</Button>
                    <IconButton size="s" icon="more" label={t('desk.duplicate.withReason', { what: t(hint.repair ? 'panel.likeness.into' : 'desk.duplicate.merge') })} onClick={() => ask(wayOf(hint), hint)} />
                  </Show>
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
                <Show when={desk.mayDecide()}><span class="part-actions"><Button size="s" look="quiet" busy={busy()} onClick={() => void go(of('part', merged))}>{t('desk.duplicate.part')}</Button><IconButton size="s" icon="more" label={t('desk.duplicate.withReason', { what: t('desk.duplicate.part') })} onClick={() => ask('part', merged)} /></span></Show>
              </li>
            )}</For>
          </ul>
        </section>
      </Show>
      <Dialog
        open={asked() !== null} onClose={() => setAsked(null)} title={t(texts().title)}
        actions={<>
          <Button onClick={() => setAsked(null)}>{t('common.action.cancel')}</Button>
          <Button look="primary" icon="merge" busy={busy()} onClick={() => { const one = asked(); if (one !== null) void go(one, why().trim()) }}>{t(texts().act)}</Button>
        </>}
      >
        <p>{t(texts().text, { name: name(asked()?.names ?? { uk: null, en: null }) })}</p>
        <TextArea label={t('desk.duplicate.why')} rows={2} maxlength={1000} optional value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
      </Dialog>
    </>
  )
}
