import { createEffect, on, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { markOf } from '../../geo/damages/mark.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { isGlyph } from '../ui/glyphs.ts'
import { FUNCTION_LOOKS, SAFETY_LOOKS, SeverityMark } from '../ui/grade-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { severityKey } from '../ui/severity-shapes.ts'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { useDesk } from './desk-context.tsx'
import { PanelOthers, useWriting } from './panel-others.tsx'
import { PanelDuplicates } from './panel-duplicates.tsx'
import { PanelRepair } from './panel-repair.tsx'
import { PanelReports } from './panel-reports.tsx'
import { PanelClocks } from './panel-clocks.tsx'
import { PanelTimeline } from './panel-timeline.tsx'
import { PanelVerification } from './panel-verification.tsx'
import { PanelWhy } from './panel-why.tsx'
import { useWords } from './words.ts'
import { PanelGate } from './zones/panel-gate.tsx'
import './panel.css'

/** The three axes of a damage, each in picture, colour and word, with what it means. */
function Grades(props: { readonly damage: DamageWhole }) {
  const { t } = useI18n()
  const words = useWords()
  const key = () => severityKey(props.damage.severity)
  const raw = () => props.damage.filed.find((report) => report.rawGrade !== '')
  return (
    <section class="grades" aria-label={t('desk.panel.grades')}>
      <div class="grade" data-severity={key()}>
        <span class="grade-title">{t('grades.severity.title')}</span>
        <span class="grade-value"><SeverityMark severity={props.damage.severity} size={22} />{t(`grades.severity.label.${key()}`)}</span>
        <span class="grade-help">{t(`grades.severity.help.${key()}`)}</span>
      </div>
      <div class="grade" data-tone={FUNCTION_LOOKS[props.damage.function].tone}>
        <span class="grade-title">{t('grades.function.title')}</span>
        <span class="grade-value"><Icon name={FUNCTION_LOOKS[props.damage.function].icon} size={22} />{t(`grades.function.label.${props.damage.function}`)}</span>
        <span class="grade-help">{t(`grades.function.help.${props.damage.function}`)}</span>
      </div>
      <div class="grade" data-tone={SAFETY_LOOKS[props.damage.safety].tone}>
        <span class="grade-title">{t('grades.safety.title')}</span>
        <span class="grade-value"><Icon name={SAFETY_LOOKS[props.damage.safety].icon} size={22} />{t(`grades.safety.label.${props.damage.safety}`)}</span>
        <span class="grade-help">{t(`grades.safety.help.${props.damage.safety}`)}</span>
      </div>
      <Show when={raw()}>{(report) => <p class="grade-raw">{t('desk.panel.raw', { scale: words.code('scale', report().scale), value: report().rawGrade })}</p>}</Show>
    </section>
  )
}

function Body(props: { readonly damage: DamageWhole }) {
  const { t } = useI18n()
  const desk = useDesk()
  return (
    <div class="panel-body">
      <Show when={props.damage.mergedInto}>{(target) => (
        <div class="panel-merged"><Icon name="merge" size={18} /><p>{t('desk.panel.mergedInto')}</p><Button size="s" onClick={() => desk.select(target())}>{t('desk.panel.goTarget')}</Button></div>
      )}</Show>
      <Grades damage={props.damage} />
      <Show when={props.damage.state === 'open'}><PanelWhy damage={props.damage} /></Show>
      <Show when={props.damage.state === 'open'}><PanelGate damage={props.damage} /></Show>
      <PanelRepair damage={props.damage} />
      <PanelVerification damage={props.damage} />
      <PanelDuplicates damage={props.damage} />
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
