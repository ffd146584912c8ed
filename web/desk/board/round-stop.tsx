import { createSignal, For, Show } from 'solid-js'
import { moveStop } from '../../../geo/rounds/contract.ts'
import { SkipReason, type StopState } from '../../../geo/rounds/kinds.ts'
import type { Round, Stop } from '../../../geo/rounds/round.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useRoundWords } from './round-words.ts'
import type { RoundsStore } from './rounds-store.ts'

const LOOKS = { planned: 'pin', visited: 'check', skipped: 'minus' } as const

/** One stop of a round: the site, which opens on the desk, what is to be done there, and what became of it. */
export function RoundStop(props: { readonly round: Round; readonly stop: Stop; readonly may: boolean; readonly store: RoundsStore }) {
  const { t, dateTime } = useI18n()
  const words = useRoundWords()
  const [skips, setSkips] = createSignal(false)
  const [reason, setReason] = createSignal<SkipReason>('no_access')
  const [said, setSaid] = createSignal('')
  const name = () => words.site(props.stop)
  const open = () => props.may && props.round.cancelled === null

  async function say(to: StopState) {
    const at = new Date().toISOString()
    const [why, note] = to === 'skipped' ? [reason(), said().trim()] : [null, '']
    const { id } = props.stop
    const stops = props.round.stops.map((stop) => (stop.id === id ? { ...stop, state: to, at: to === 'planned' ? null : at, reason: why, note } : { ...stop }))
    const problem = await props.store.change(props.round.id, { stops }, t('rounds.told.stop', { name: name(), state: t(`rounds.state.${to}`) }), () => call(moveStop, { params: { id: props.round.id, stop: id }, body: { to, at, reason: why, note } }))
    if (problem === null) { setSkips(false); setSaid('') }
  }
  return (
    <li class="round-stop" data-state={props.stop.state}>
      <span class="round-mark" aria-hidden="true"><Icon name={LOOKS[props.stop.state]} size={16} /></span>
      <div class="round-stop-words">
        <a href={props.stop.damage === null ? `/desk?site=${props.stop.site}` : `/desk?damage=${props.stop.damage}`} aria-label={t('rounds.card.onDesk', { name: name() })}>{name()}</a>
        <span class="round-note">{props.stop.task === '' ? t(`rounds.kind.${props.round.kind}`) : props.stop.task} · {t('rounds.card.minutes', { count: props.stop.minutes })}</span>
        <span class="round-note">{props.stop.at === null ? t(`rounds.state.${props.stop.state}`) : t('rounds.card.at', { state: t(`rounds.state.${props.stop.state}`), when: dateTime(props.stop.at) })}<Show when={props.stop.reason}>{(why) => <>: {t(`rounds.reason.${why()}`)}</>}</Show><Show when={props.stop.note}>{(note) => <> · {note()}</>}</Show></span>
        <Show when={props.stop.uncleared}><span class="round-bad"><Icon name="warning" size={14} />{t('rounds.card.uncleared')}</span></Show>
        <Show when={props.stop.reported} fallback={<Show when={props.stop.damage}><span class="round-note"><Icon name="warning" size={14} />{t('rounds.card.damage')}</span></Show>}>
          {(damage) => <a class="round-note" href={`/desk?damage=${damage()}`}><Icon name="warning" size={14} />{t('rounds.card.reported')}</a>}
        </Show>
      </div>
      <Show when={open()}>
        <div class="round-buttons">
          <Show when={props.stop.state === 'planned'} fallback={<Button size="s" look="quiet" onClick={() => void say('planned')}>{t('rounds.card.undo')}</Button>}>
            <Button size="s" icon="check" onClick={() => void say('visited')}>{t('rounds.card.visited')}</Button>
            <Button size="s" look="quiet" aria-expanded={skips()} onClick={() => setSkips((now) => !now)}>{t('rounds.card.skip')}</Button>
          </Show>
        </div>
      </Show>
      <Show when={skips() && props.stop.state === 'planned'}>
        <form class="round-why" onSubmit={(event) => { event.preventDefault(); void say('skipped') }}>
          <SelectField label={t('rounds.card.why')} value={reason()} onChange={(event) => setReason(event.currentTarget.value as SkipReason)}>
            <For each={SkipReason.options}>{(one) => <option value={one} selected={one === reason()}>{t(`rounds.reason.${one}`)}</option>}</For>
          </SelectField>
          <TextField label={t('rounds.card.said')} optional={reason() !== 'other'} required={reason() === 'other'} maxlength={500} value={said()} onInput={(event) => setSaid(event.currentTarget.value)} />
          <Button size="s" look="primary" type="submit">{t('rounds.card.skipNow')}</Button>
        </form>
      </Show>
    </li>
  )
}
