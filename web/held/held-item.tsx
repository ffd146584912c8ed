import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { getHeld, getHeldPhoto } from '../../geo/held/contract.ts'
import type { HeldOp } from '../../geo/held/held.ts'
import { addressOf, call } from '../call.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { createTelling } from '../store/telling.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { FunctionBadge, SeverityBadge } from '../ui/grade-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { DecisionForm } from './decision-form.tsx'
import { HeldOver, type Wanted } from './held-over.tsx'
import { saidOf, useHeldWords } from './held-words.ts'

const FORGED = ['signature-wrong', 'key-changed']

/**
 * One thing that was set aside: what it says, whose it is, why it is not in, and the two ways out. While somebody decides, it is kept (`onKeep`),
 * whoever decides it meanwhile: what was typed stays in sight beside what the other decided.
 */
export function HeldItem(props: { readonly op: HeldOp; readonly waits: boolean; readonly onKeep: (keep: boolean) => void; readonly onDecide: (accept: boolean, why: string) => Promise<HeldOp> }) {
  const { t, plural, relative, dateTime } = useI18n()
  const words = useHeldWords()
  const deciding = createTelling(words.problem)
  const [asked, setAsked] = createSignal(false)
  const [why, setWhy] = createSignal('')
  const [wanted, setWanted] = createSignal<Wanted | null>(null)
  const says = () => saidOf(props.op)
  const landed = () => props.op.photos.filter((photo) => photo.storedAt !== null)
  const decide = (accept: boolean) => {
    const mine = { accept, why: accept ? '' : why().trim() }
    props.onKeep(true)
    void deciding.tell(async () => {
      const stands = await props.onDecide(accept, mine.why)
      // Decided alike by both: only the reason is lost, and is told.
      if (stands.decidedWhy.trim() === mine.why) props.onKeep(false)
      else setWanted(mine)
    }).then((done) => {
      if (!done && !props.waits) setWanted(mine)
      else if (!done && !asked()) props.onKeep(false)
    })
  }
  createEffect(on(() => props.waits, (waits) => { if (!waits && asked() && !deciding.busy() && wanted() === null) setWanted({ accept: false, why: why().trim() }) }))
  const leave = () => { setAsked(false); props.onKeep(false) }
  return (
    <li class="held-item">
      <header class="held-head">
        <b>{words.title(props.op)}</b>
        <Badge tone={FORGED.includes(props.op.why) ? 'bad' : 'warn'} icon="warning">{t(`held.why.${props.op.why}`)}</Badge>
      </header>
      <Show when={says().report} fallback={<p>{props.op.kind === 'round.stop' ? t('held.stops', { state: t(`held.stop.${says().to}` as Key) }) : says().to ? t('held.moves', { state: t(`codes.repairState.${says().to}` as Key) || says().to }) : t('held.expects', { when: says().by ? dateTime(says().by) : '' })}</p>}>
        <div class="held-grades"><SeverityBadge severity={says().severity} /><FunctionBadge function={says().service} /></div>
      </Show>
      <Show when={says().note}>{(note) => <p class="report-note">{note()}</p>}</Show>
      <Show when={props.op.photos.length > 0}>
        <div class="held-photos">
          <For each={landed()}>{(photo, index) => <img src={addressOf(getHeldPhoto, { params: { id: props.op.id, sha256: photo.sha256 }, query: { size: 'thumb' } })} loading="lazy" decoding="async" alt={t('held.photoOf', { nth: index() + 1, total: props.op.photos.length })} />}</For>
          <Show when={props.op.photos.length > landed().length}><span class="held-note"><Icon name="sync" size={14} />{plural('held.photosComing', props.op.photos.length - landed().length)}</span></Show>
        </div>
      </Show>
      <p class="held-note">
        {words.from(props.op)}
        <Show when={props.op.carrier}>{(carrier) => <> · {t('held.brought', { name: carrier().name ?? t('held.nobody') })}</>}</Show>
        <Show when={says().at}>{(at) => <> · <time datetime={at()} title={dateTime(at())}>{t('held.seen', { when: relative(at()) })}</time></>}</Show>
        {' · '}<time datetime={props.op.receivedAt} title={dateTime(props.op.receivedAt)}>{t('held.received', { when: relative(props.op.receivedAt) })}</time>
      </p>
      <Show when={wanted()} fallback={
        <>
          <p class="held-note">{t(`held.whyHelp.${props.op.why}`)}</p>
          <Show when={asked()} fallback={
            <>
              <p class="held-failure" role="alert"><Show when={deciding.error()}><Icon name="warning" size={16} />{deciding.error()}</Show></p>
              <div class="held-buttons">
                <Button size="s" look="quiet" onClick={() => { deciding.clear(); setAsked(true); props.onKeep(true) }}>{t('held.discard')}</Button>
                <Button size="s" icon="check" busy={deciding.busy()} onClick={() => decide(true)}>{t('held.accept')}</Button>
              </div>
            </>
          }>
            <DecisionForm label={t('held.discard')} danger busy={deciding.busy()} error={deciding.error()} why={why()} onWhy={setWhy} onCancel={leave} onDecide={() => decide(false)} />
          </Show>
        </>
      }>{(mine) => <HeldOver wanted={mine()} find={async () => [await call(getHeld, { params: { id: props.op.id } })]} onSeen={() => props.onKeep(false)} />}</Show>
    </li>
  )
}
