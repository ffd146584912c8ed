import { createEffect, on, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { markOf } from '../../geo/damages/mark.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { isGlyph } from '../ui/glyphs.ts'
import { Icon } from '../ui/icon.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { useDesk } from './desk-context.tsx'
import { PanelHandover } from './panel-handover.tsx'
import { PanelOthers, useWriting } from './panel-others.tsx'
import { PanelDuplicates } from './panel-duplicates.tsx'
import { PanelGrades } from './panel-grades.tsx'
import { PanelPlace } from './panel-place.tsx'
import { PanelRepair } from './panel-repair.tsx'
import { PanelReports } from './panel-reports.tsx'
import { PanelClocks } from './panel-clocks.tsx'
import { PanelTimeline } from './panel-timeline.tsx'
import { PanelVerification } from './panel-verification.tsx'
import { PanelWhy } from './panel-why.tsx'
import { PanelWithout } from './panel-without.tsx'
import { useWords } from './words.ts'
import { PanelGate } from './zones/panel-gate.tsx'
import './panel.css'

function Body(props: { readonly damage: DamageWhole }) {
  const { t } = useI18n()
  const desk = useDesk()
  return (
    <div class="panel-body">
      <Show when={props.damage.mergedInto}>{(target) => (
        <div class="panel-merged"><Icon name="merge" size={18} /><p>{t('desk.panel.mergedInto')}</p><Button size="s" onClick={() => desk.select(target())}>{t('desk.panel.goTarget')}</Button></div>
      )}</Show>
      <PanelGrades damage={props.damage} />
      <Show when={props.damage.state === 'open'}><PanelWhy damage={props.damage} /><PanelWithout damage={props.damage} /></Show>
      <Show when={props.damage.state === 'open'}><PanelGate damage={props.damage} /></Show>
      <PanelRepair damage={props.damage} />
      <PanelHandover damage={props.damage} />
      <PanelVerification damage={props.damage} />
      <PanelDuplicates damage={props.damage} />
      <PanelPlace damage={props.damage} />
      <PanelReports damage={props.damage} />
      <PanelClocks clocks={props.damage.clocks} />
      <PanelTimeline damage={props.damage} />
    </div>
  )
}

/** The panel of the chosen damage: all there is to it, and all that can be done about it. */
export function Panel(props: { readonly onClose: () => void; readonly onStep: (by: 1 | -1) => void }) {
  const { t, dateTime, relative } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const writing = useWriting()
  let scroller!: HTMLDivElement
  // What the queue knows is shown at once; the rest follows.
  const known = () => desk.damage.state.whole ?? desk.damages.state.rows.find((row) => row.id === desk.damage.state.id) ?? null
  createEffect(on(() => desk.damage.state.id, () => scroller.scrollTo({ top: 0 }), { defer: true }))
  const where = () => [known()?.kind ? words.code('kind', known()?.kind ?? '') : null, known() ? words.named(known()?.areaNames ?? { uk: null, en: null }) : null].filter(Boolean).join(' · ')
  return (
    <aside class="panel" aria-labelledby="desk-panel-title" aria-busy={desk.damage.state.phase === 'loading'} onKeyDown={(event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      props.onClose()
    }}>
      <header class="panel-head">
        <div class="panel-top">
          <h2 id="desk-panel-title" tabindex="-1">
            <Show when={known()} fallback={t(desk.damage.state.phase === 'failed' ? 'desk.panel.label' : 'desk.panel.loading')}>{(damage) => (
              <>
                <Show when={damage().kind !== null && isGlyph(damage().kind ?? '') && damage().kind}>{(kind) => <Icon name={kind() as 'substation'} size={22} />}</Show>
                {words.damage(damage())}
              </>
            )}</Show>
          </h2>
          <span class="panel-steps">
            <IconButton size="s" icon="chevron_down" class="panel-up" label={t('desk.panel.previous')} onClick={() => props.onStep(-1)} />
            <IconButton size="s" icon="chevron_down" label={t('desk.panel.next')} onClick={() => props.onStep(1)} />
            <IconButton size="s" icon="close" label={t('desk.panel.close')} onClick={() => props.onClose()} />
          </span>
        </div>
        <Show when={known()}>{(damage) => (
          <p class="panel-where">
            {where()} · <time datetime={damage().openedAt} title={dateTime(damage().openedAt)}>{t('desk.panel.openedAt', { when: relative(damage().openedAt) })}</time> · {t('queue.mark', { mark: markOf(damage().id) })}
            <Show when={damage().restoredAt}>{(at) => <> · <b>{t('desk.panel.restoredAt', { when: dateTime(at()) })}</b></>}</Show>
          </p>
        )}</Show>
        <div class="panel-badges">
          <Show when={known()}>{(damage) => (
            <>
              <Badge tone={damage().state === 'open' ? 'accent' : damage().state === 'restored' ? 'good' : 'neutral'}>{words.code('damageState', damage().state)}</Badge>
              <Badge tone={damage().verification === 'verified' ? 'good' : damage().verification === 'disputed' ? 'warn' : 'neutral'} icon={damage().verification === 'verified' ? 'shield' : 'question'}>{words.code('verification', damage().verification)}</Badge>
              <Show when={damage().demo}><Badge>{t('desk.queue.demo')}</Badge></Show>
            </>
          )}</Show>
          <PanelOthers />
        </div>
      </header>
      <div class="panel-scroll" ref={scroller} onInput={writing.onInput} tabindex="0" role="region" aria-label={t('desk.panel.label')}>
        <Show when={desk.damage.state.phase !== 'failed' || desk.damage.state.whole !== null} fallback={
          <EmptyState icon="warning" title={t('desk.panel.gone')} actions={<Button icon="sync" onClick={() => void desk.damage.refresh()}>{t('common.action.retry')}</Button>}>{desk.problemText(desk.damage.state.problem ?? 'other')}</EmptyState>
        }>
          <Show when={desk.damage.state.whole} fallback={<div class="panel-body"><Skeleton lines={1} tall /><Skeleton lines={4} /><Skeleton lines={2} tall /><Skeleton lines={5} /></div>}>
            {(damage) => <Body damage={damage()} />}
          </Show>
        </Show>
      </div>
    </aside>
  )
}
