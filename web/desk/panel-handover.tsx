import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { answerHandover, askHandover, claimDamage, releaseDamage } from '../../geo/handovers/contract.ts'
import type { HandoverAnswer, Party } from '../../geo/handovers/handover.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { problemOf } from '../store/loading.ts'
import { createResponsibility } from '../store/responsibility.ts'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { Skeleton } from '../ui/states.tsx'
import type { Seen } from './conflict.ts'
import { useDesk } from './desk-context.tsx'
import { focusForm } from './palette/offers.ts'
import { HandoverAnswers } from './handover-answers.tsx'
import { HandoverForm, type Offer } from './handover-form.tsx'
import { HandoverSaid } from './handover-words.tsx'
import { useTimelineSaid } from './timeline-said.ts'
import { useWords } from './words.ts'
import './handover.css'

/** What changes whose a damage is. */
const OF_OWNERS = /^(handover\.|damage\.(claimed|released)$)/

/** Which organisation is responsible for the damage, to whom it is on its way, and handing it over. */
export function PanelHandover(props: { readonly damage: DamageWhole }) {
  const { t, plural, relative, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const { said, actor } = useTimelineSaid()
  const store = createResponsibility()
  const [asking, setAsking] = createSignal<'no' | 'hand' | 'release'>('no')
  const [why, setWhy] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  let seen: { readonly desk: Seen; readonly version: number } | undefined // since the form was opened
  let offer = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
  createEffect(on(() => props.damage.id, () => { setAsking('no'); setWhy('') }))
  // Whatever happened to the damage stands in its timeline.
  createEffect(on(() => [props.damage.id, props.damage.timeline[0]?.seq], () => void store.read(props.damage.id)))
  const whole = () => (store.state.whole?.damage === props.damage.id ? store.state.whole : null)
  const open = () => whole()?.handovers.find(({ state }) => state === 'asked') ?? null
  // What was answered last is told in full as long as nothing newer is on its way.
  const last = () => (open() === null ? whole()?.handovers[0] ?? null : null)
  const earlier = () => whole()?.handovers.slice(1) ?? []
  const owner = (damage: DamageWhole) => {
    const line = damage.timeline.find((entry) => OF_OWNERS.test(entry.verb) || 'responsible' in entry.body)
    return line === undefined ? t('handover.nobody') : `${actor(line)}: ${said(line)}`
  }

  /** Does one thing on the version that was seen; who was overtaken decides on the version that is there then. */
  async function act(done: string, mine: string, run: (version: number) => Promise<unknown>): Promise<boolean> {
    let version = seen?.version ?? whole()?.version ?? 0
    setBusy(true)
    const stood = await desk.act({ done, ...(seen === undefined ? {} : { seen: seen.desk }), wishes: [{ label: t('handover.title'), mine, of: owner }] }, async () => {
      try {
        await run(version)
      } catch (error) {
        problemOf(error)
        await store.read(props.damage.id)
        version = whole()?.version ?? version
        throw error
      }
    })
    await store.read(props.damage.id)
    setBusy(false)
    if (stood) { setAsking('no'); setWhy(''); seen = undefined; offer = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))) }
    return stood
  }
  const begin = (what: 'hand' | 'release') => { seen = { desk: desk.seen(), version: whole()?.version ?? 0 }; setAsking(what) }
  desk.offers.offer(() => (props.damage.state === 'open' && asking() === 'no' && whole()?.hands === true ? [{ name: 'handOver', run: () => { begin('hand'); focusForm('desk-handover') } }] : []))
  const name = (party: Pick<Party, 'names'>) => words.named(party.names) ?? ''
  const params = () => ({ id: props.damage.id })
  const hand = ({ to, reason, shared }: Offer) => act(t('handover.asked'), t('handover.toName', { name: name(to) }), (version) => call(askHandover, { params: { id: offer }, body: { damage: props.damage.id, to: to.id, reason, shared: [...shared], version } }))
  const claim = (party: Party) => act(t('handover.claimed'), t('handover.claim', { name: name(party) }), (version) => call(claimDamage, { params: params(), body: { organisation: party.id, version } }))
  const release = () => act(t('handover.released'), t('handover.release'), (version) => call(releaseDamage, { params: params(), body: { why: why().trim(), version } }))
  const answer = (given: HandoverAnswer, reason: string) => {
    const handover = open() ?? whole()!.handovers[0]!
    const { id } = handover
    let version: number | undefined = handover.version
    return act(t(`handover.done.${given}`), t(`handover.answer.${given}`), async () => {
      const of = version ?? whole()?.handovers.find((one) => one.id === id)?.version ?? 0
      version = undefined // tried again, it is of what is there then
      await call(answerHandover, { params: { id }, body: { answer: given, why: reason, version: of } })
    })
  }

  return (
    <section class="panel-part handover" aria-labelledby="desk-handover">
      <div class="part-head">
        <h3 id="desk-handover">{t('handover.title')}</h3>
        <Show when={props.damage.state === 'open' && asking() === 'no' && whole()}>{(one) => (
          <span class="part-actions">
            <Show when={one().releases}><Button size="s" look="quiet" onClick={() => begin('release')}>{t('handover.release')}</Button></Show>
            <Show when={one().hands}><Button size="s" icon="sent" onClick={() => begin('hand')}>{t('handover.hand')}</Button></Show>
          </span>
        )}</Show>
      </div>
      <Show when={whole()} fallback={<Show when={store.state.phase === 'failed'} fallback={<Skeleton lines={2} />}><p class="part-note" role="alert">{t('desk.failure.part')} <Button size="s" icon="sync" onClick={() => void store.read(props.damage.id)}>{t('common.action.retry')}</Button></p></Show>}>{(one) => (
        <>
          <Show when={one().responsible} fallback={<p><b>{t('handover.nobody')}</b> <span class="part-note">{t('handover.nobodyHelp')}</span></p>}>{(party) => (
            <p><b>{name(party())}</b> <Show when={one().since}>{(at) => <span class="part-note" title={relative(at())}>{t('handover.since', { when: dateTime(at()) })}</span>}</Show></p>
          )}</Show>
          <Show when={props.damage.state === 'open' && one().claims.length > 0 && asking() === 'no'}>
            <div class="part-buttons handover-claims"><For each={one().claims}>{(party) => <Button size="s" icon="check" busy={busy()} onClick={() => void claim(party)}>{t('handover.claim', { name: name(party) })}</Button>}</For></div>
          </Show>
          <Show when={open()}>{(way) => (
            <div class="handover-open" role="status">
              <p><b>{way().from === null ? t('handover.stays', { name: name(way().to) }) : t('handover.staysOurs', { name: name(way().to), from: name(way().from!) })}</b></p>
              <HandoverSaid handover={way()} />
              <HandoverAnswers answers={way().answers} busy={busy()} onAnswer={answer} />
            </div>
          )}</Show>
          <Show when={asking() === 'no' && last()}>{(way) => <div class="handover-last"><HandoverSaid handover={way()} /><HandoverAnswers answers={way().answers} busy={busy()} onAnswer={answer} /></div>}</Show>
          <Show when={asking() === 'hand'}><HandoverForm from={one().responsible} busy={busy()} onAsk={(asked) => void hand(asked)} onClose={() => setAsking('no')} /></Show>
          <Show when={asking() === 'release'}>
            <form class="part-form" onSubmit={(event) => { event.preventDefault(); void release() }}>
              <TextArea label={t('handover.reason')} hint={t('handover.releaseHelp')} rows={2} maxlength={1000} required value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
              <div class="part-buttons">
                <Button size="s" look="quiet" onClick={() => setAsking('no')}>{t('common.action.cancel')}</Button>
                <Button size="s" look="primary" type="submit" busy={busy()} disabled={why().trim() === ''}>{t('handover.release')}</Button>
              </div>
            </form>
          </Show>
          <Show when={earlier().length > 0}>
            <details class="why-details"><summary>{plural('handover.earlier', earlier().length)}</summary><ul class="plain-list"><For each={earlier()}>{(way) => <li><HandoverSaid handover={way} /></li>}</For></ul></details>
          </Show>
        </>
      )}</Show>
    </section>
  )
}
