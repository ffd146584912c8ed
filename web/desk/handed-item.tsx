import { createEffect, createSignal, on, Show } from 'solid-js'
import { getHandover } from '../../geo/handovers/contract.ts'
import type { Handed } from '../../geo/handovers/handed.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { Handovers } from '../store/handovers.ts'
import { problemOf } from '../store/loading.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { SeverityMark } from '../ui/grade-badge.tsx'
import { severityKey } from '../ui/severity-shapes.ts'
import { Skeleton } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { useDesk } from './desk-context.tsx'
import { HandedOn } from './handed-on.tsx'
import { HandedWhole } from './handed-whole.tsx'
import { HandedWork } from './handed-work.tsx'
import { HandoverAnswers } from './handover-answers.tsx'
import { HandoverSaid } from './handover-words.tsx'
import { REPAIR_LOOKS } from './repair-looks.ts'
import { useWords } from './words.ts'

/** One hand-over: what it is, how it stands, and all that may be done about it. `waits`: for an answer of ours. */
export function HandedItem(props: { readonly handed: Handed; readonly waits: boolean; readonly store: Handovers; readonly onOpen: (damage: string) => void }) {
  const { t } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const toast = useToast()
  const [whole, setWhole] = createSignal<Handed | null>(null)
  const [looking, setLooking] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const [overtaken, setOvertaken] = createSignal('')
  const about = () => props.handed.about
  const name = () => {
    const one = about()
    if (one === null) return t('handover.unseen')
    const place = one.place === null ? null : words.readable(one.place.names)
    return [place, one.kind === null ? null : words.code('kind', one.kind), words.named(one.oblastNames)].filter(Boolean).join(', ') || t('handover.unseen')
  }
  async function read() {
    try {
      setWhole(await call(getHandover, { params: { id: props.handed.id } }))
    } catch (error) {
      toast({ tone: 'bad', text: desk.problemText(problemOf(error)) })
      setLooking(false)
    }
  }
  // What changes in the list has changed in the whole too.
  createEffect(on(() => [props.handed.version, props.handed.about?.repair?.version, looking()], () => { if (looking()) void read() }))

  /** Does one thing; where somebody was quicker, both sides are said and one decides again. */
  async function act(mine: string, done: string, run: () => Promise<Handed>): Promise<boolean> {
    setBusy(true)
    setOvertaken('')
    try {
      setWhole(await run())
      toast({ tone: 'good', text: done })
      return true
    } catch (error) {
      const problem = problemOf(error)
      if (problem !== 'stale-version' && problem !== 'handover-impossible') {
        toast({ tone: 'bad', text: `${t('desk.failure.title')}. ${desk.problemText(problem)}` })
        return false
      }
      if (looking()) await read()
      const { repair = null } = (whole() ?? props.handed).about ?? {}
      setOvertaken(t('handover.overtaken', { mine, now: [t(`handover.state.${(whole() ?? props.handed).state}`), repair === null ? '' : words.code('repairState', repair.state)].filter(Boolean).join(', ') }))
      return false
    } finally {
      setBusy(false)
      void props.store.refresh()
    }
  }

  return (
    <li class="handed-item" data-waits={props.waits ? '' : undefined} data-handover={props.handed.id}>
      <div class="handed-head">
        <span class="handed-name"><SeverityMark severity={about()?.severity ?? null} size={20} /><span>{name()}</span></span>
        <Show when={props.handed.damage} fallback={<Button size="s" look="quiet" aria-expanded={looking()} onClick={() => setLooking(!looking())}>{t('handover.look')}</Button>}>{(damage) => <Button size="s" look="quiet" onClick={() => props.onOpen(damage())}>{t('handover.open')}</Button>}</Show>
      </div>
      <Show when={about()}>{(one) => <p class="part-note">{[t(`grades.severity.label.${severityKey(one().severity)}`), t(`grades.function.label.${one().function}`), t(`grades.safety.label.${one().safety}`), words.code('damageState', one().state)].join(' · ')}</p>}</Show>
      <HandoverSaid handover={props.handed} />
      <Show when={!looking() && about()?.repair}>{(repair) => <p><Badge tone={REPAIR_LOOKS[repair().state].tone} icon={REPAIR_LOOKS[repair().state].icon}>{words.code('repairState', repair().state)}</Badge> {repair().crew?.name ?? t('handover.crewHidden')}</p>}</Show>
      <p role="alert" class="repair-blocked"><Show when={overtaken()}>{(said) => <>{said()} {t('handover.other')}</>}</Show></p>
      <Show when={looking()}><div class="handed-whole"><Show when={whole()} fallback={<Skeleton lines={3} />}>{(one) => <HandedWhole handed={one()} />}</Show></div></Show>
      <Show when={props.handed.works && props.handed.damage === null}><HandedWork handed={whole() ?? props.handed} busy={busy()} store={props.store} onDo={act} /></Show>
      <Show when={props.handed.hands && props.handed.damage === null}><HandedOn handed={props.handed} busy={busy()} store={props.store} onDo={act} /></Show>
      <HandoverAnswers answers={props.handed.answers} busy={busy()} onAnswer={(answer, why) => act(t(`handover.answer.${answer}`), t(`handover.done.${answer}`), () => props.store.answer(props.handed.id, answer, why, props.handed.version))} />
    </li>
  )
}
