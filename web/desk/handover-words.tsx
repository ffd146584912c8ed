import { Show } from 'solid-js'
import type { Handover, HandoverState, SharedPart } from '../../geo/handovers/handover.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge, type Tone } from '../ui/badge.tsx'
import type { GlyphName } from '../ui/glyphs.ts'
import { useWords } from './words.ts'

const LOOKS: Readonly<Record<HandoverState, { readonly tone: Tone; readonly icon: GlyphName }>> = {
  asked: { tone: 'warn', icon: 'sent' }, accepted: { tone: 'good', icon: 'check' }, declined: { tone: 'bad', icon: 'close' }, taken_back: { tone: 'neutral', icon: 'history' }, returned: { tone: 'neutral', icon: 'history' },
}

/** Parts of a damage in words, or that there are none. */
export function usePartWords(): (parts: readonly SharedPart[]) => string {
  const { t } = useI18n()
  return (parts) => (parts.length === 0 ? t('handover.nothing') : parts.map((part) => t(`handover.part.${part}`).toLowerCase()).join(', '))
}

/** A hand-over: from whom to whom, how it stands, who said what and when. */
export function HandoverSaid(props: { readonly handover: Handover }) {
  const { t, relative, dateTime } = useI18n()
  const words = useWords()
  const parts = usePartWords()
  const way = ({ from, to } = props.handover) => (from === null ? t('handover.toName', { name: words.named(to.names) ?? '' }) : t('handover.way', { from: words.named(from.names) ?? '', to: words.named(to.names) ?? '' }))
  return (
    <div class="handover-said">
      <span class="handover-way"><b>{way()}</b> <Badge tone={LOOKS[props.handover.state].tone} icon={LOOKS[props.handover.state].icon}>{t(`handover.state.${props.handover.state}`)}</Badge></span>
      <blockquote class="part-quote">{props.handover.reason}</blockquote>
      <span class="part-note" title={dateTime(props.handover.askedAt)}>{t('handover.askedBy', { name: props.handover.askedBy, when: relative(props.handover.askedAt) })} · {t('handover.sees', { parts: parts(props.handover.shared) })}</span>
      <Show when={props.handover.decidedAt}>{(at) => (
        <span class="part-note" title={dateTime(at())}>{t('handover.decidedBy', { state: t(`handover.state.${props.handover.state}`), name: words.actor(props.handover.decidedBy), when: relative(at()) })}</span>
      )}</Show>
      <Show when={props.handover.answer}>{(answer) => <blockquote class="part-quote">{answer()}</blockquote>}</Show>
    </div>
  )
}
