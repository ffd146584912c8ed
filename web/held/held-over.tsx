import { createSignal, For, onMount, Show } from 'solid-js'
import type { HeldDecision, HeldOp } from '../../geo/held/held.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { problemOf } from '../store/loading.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { useHeldWords } from './held-words.ts'

const TONES = { accepted: 'good', arrived: 'neutral', discarded: 'bad' } as const satisfies Record<HeldDecision, string>
const ICONS = { accepted: 'check', arrived: 'sent', discarded: 'close' } as const satisfies Record<HeldDecision, string>

/** How something that was set aside was decided. */
export function DecisionBadge(props: { readonly decision: HeldDecision }) {
  const { t } = useI18n()
  return <Badge tone={TONES[props.decision]} icon={ICONS[props.decision]}>{t(`held.decided.as.${props.decision}`)}</Badge>
}

/** Who decided, when; empty of what arrived by itself. */
export function DecidedBy(props: { readonly op: HeldOp }) {
  const { t, relative, dateTime } = useI18n()
  return <Show when={props.op.decidedAt}>{(at) => <time datetime={at()} title={dateTime(at())}>{props.op.decidedBy ? t('held.decided.by', { name: props.op.decidedBy.name ?? t('held.nobody'), when: relative(at()) }) : relative(at())}</time>}</Show>
}

/** What was about to be decided when somebody else was quicker. */
export type Wanted = { readonly accept: boolean; readonly why: string }

/** A decision that was overtaken: what was wanted, with the reason as it was typed, beside what others decided of each; nothing was overwritten. */
export function HeldOver(props: { readonly wanted: Wanted; readonly find: () => Promise<readonly HeldOp[]>; readonly onSeen: () => void }) {
  const { t } = useI18n()
  const words = useHeldWords()
  let box!: HTMLDivElement
  const [found, setFound] = createSignal<readonly HeldOp[]>([])
  async function find() {
    try {
      setFound(await props.find())
    } catch (error) {
      problemOf(error) // who decided is then not told; that it was decided is
    }
  }
  onMount(() => {
    void find()
    // The form that was typed into is gone: whoever had the focus in it stays here.
    queueMicrotask(() => { if (document.activeElement === document.body || document.activeElement?.tagName === 'DIALOG') box.focus() })
  })
  const theirs = () => found().filter((op) => op.decision !== null)
  return (
    <div class="held-over" role="alert" tabindex="-1" ref={box}>
      <b>{t('held.over.title')}</b>
      <p class="held-note">{t('held.over.text')}</p>
      <dl class="held-sides">
        <div><dt>{t('held.over.wanted')}</dt><dd><DecisionBadge decision={props.wanted.accept ? 'accepted' : 'discarded'} /><Show when={props.wanted.why !== ''}><span class="report-note">{props.wanted.why}</span></Show></dd></div>
        <Show when={theirs().length > 0}>
          <div><dt>{t('held.over.now')}</dt><For each={theirs()}>{(op) => (
            <dd>
              <DecisionBadge decision={op.decision!} />
              <Show when={theirs().length > 1}><b>{words.title(op)}</b></Show>
              <span class="held-note"><DecidedBy op={op} /></span>
              <Show when={op.decidedWhy}><span class="report-note">{op.decidedWhy}</span></Show>
            </dd>
          )}</For></div>
        </Show>
      </dl>
      <div class="held-buttons"><Button size="s" look="primary" onClick={() => props.onSeen()}>{t('held.over.seen')}</Button></div>
    </div>
  )
}
