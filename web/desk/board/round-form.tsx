import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { createStore, unwrap } from 'solid-js/store'
import { neededMs } from '../../../geo/plan/work.ts'
import type { BoardCrew } from '../../../geo/plan/plan.ts'
import { changeRound, getRound, planRound } from '../../../geo/rounds/contract.ts'
import { RoundKind } from '../../../geo/rounds/kinds.ts'
import type { Round } from '../../../geo/rounds/round.ts'
import { uuidv7 } from '../../../geo/sync/uuid.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { problemOf } from '../../store/loading.ts'
import { createTelling } from '../../store/telling.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { fromLocalInput, inHours, toLocalInput } from '../local-time.ts'
import { RoundConflict, type Side } from './round-conflict.tsx'
import { RoundStops, type Draft } from './round-stops.tsx'
import { useRoundProblem, type RoundsStore } from './rounds-store.ts'

const QUARTER_MS = 15 * 60_000
const WEEK_MS = 7 * 86_400_000

/** What is to be filled in: a new round or visit, or one that is changed. */
export type Filling = { readonly new: 'round' | 'visit' } | { readonly round: Round }

/** The form of a round or a visit: what for, who, when, where in which order, and how often. */
export function RoundForm(props: { readonly filling: Filling | null; readonly crews: readonly BoardCrew[]; readonly store: RoundsStore; readonly onClose: () => void }) {
  const { t, duration } = useI18n()
  const toast = useToast()
  const [form, setForm] = createStore({ kind: 'inspection' as RoundKind, crew: '', from: '', until: '', note: '', each: false, days: '7', last: '', following: false })
  const [draft, setDraft] = createStore<{ stops: Draft[] }>({ stops: [] })
  const [tried, setTried] = createSignal(false)
  const { busy, error, clear, tell } = createTelling(useRoundProblem())
  const [theirs, setTheirs] = createSignal<Round | null>(null)
  let [id, version, endIsOurs] = ['', 0, true]
  const changed = () => (props.filling !== null && 'round' in props.filling ? props.filling.round : null)
  const isVisit = () => changed()?.unscheduled ?? (props.filling !== null && 'new' in props.filling && props.filling.new === 'visit')

  createEffect(on(() => props.filling, (filling) => {
    if (filling === null) return
    const round = 'round' in filling ? structuredClone(unwrap(filling.round)) : null
    const from = round === null ? inHours(1, Date.now()) : new Date(round.planned.from)
    setForm({
      kind: round?.kind ?? 'inspection', crew: round?.crew ?? props.crews[0]?.id ?? '', note: round?.note ?? '', each: false, days: '7', last: '', following: false,
      from: toLocalInput(from), until: toLocalInput(round === null ? inHours(2, Date.now()) : new Date(round.planned.until)),
    })
    setDraft('stops', round?.stops ?? [])
    id = round?.id ?? uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
    ;[version, endIsOurs] = [round?.version ?? 0, round === null]
    setTried(false)
    clear()
    setTheirs(null)
  }))

  const needs = createMemo(() => neededMs(draft.stops.map((stop) => ({ ...stop, minutes: Number.isFinite(stop.minutes) ? stop.minutes : 0 }))))
  const window = () => ({ from: fromLocalInput(form.from), until: fromLocalInput(form.until) })
  const lacks = () => { const { from, until } = window(); return from === undefined || until === undefined ? 0 : needs() - (Date.parse(until) - Date.parse(from)) }
  const fit = () => { const { from } = window(); if (from !== undefined && draft.stops.length > 0) setForm('until', toLocalInput(new Date(Date.parse(from) + Math.max(QUARTER_MS, Math.ceil(needs() / QUARTER_MS) * QUARTER_MS)))) }
  // Until somebody says when it ends, it ends when it is done.
  createEffect(on([needs, () => form.from], () => { if (endIsOurs) fit() }, { defer: true }))

  const wrong = createMemo(() => {
    const { from, until } = window()
    const length = from === undefined || until === undefined ? -1 : Date.parse(until) - Date.parse(from)
    return {
      window: length <= 0 || length > WEEK_MS ? t('rounds.form.badWindow') : undefined,
      stops: draft.stops.length === 0 ? t('rounds.form.noStops') : draft.stops.some(({ minutes }) => !Number.isInteger(minutes) || minutes < 1 || minutes > 1440) ? t('rounds.form.badMinutes') : undefined,
      days: form.each && !(/^\d{1,3}$/.test(form.days) && Number(form.days) >= 1 && Number(form.days) <= 366) ? t('rounds.form.badDays') : undefined,
    }
  })
  const mine = (): Side => ({ kind: form.kind, crewName: props.crews.find((crew) => crew.id === form.crew)?.name ?? '', planned: { from: window().from ?? '', until: window().until ?? '' }, note: form.note, stops: draft.stops })

  async function save() {
    setTried(true)
    const { from, until } = window()
    if (Object.values(wrong()).some((one) => one !== undefined) || from === undefined || until === undefined || form.crew === '') return
    const stops = draft.stops.map(({ id: stop, site, task, minutes }) => ({ id: stop, site, task: task.trim(), minutes }))
    const facts = { crew: form.crew, kind: form.kind, note: form.note, planned: { from, until }, stops }
    await tell(async () => {
      try {
        if (changed() !== null) await call(changeRound, { params: { id }, body: { change: facts, following: form.following, version } })
        else await call(planRound, { params: { id }, body: { ...facts, unscheduled: isVisit(), repeats: form.each && !isVisit() ? { everyDays: Number(form.days), last: form.last === '' ? null : form.last } : null } })
      } catch (failure) {
        if (problemOf(failure) !== 'stale-version') throw failure
        setTheirs(await call(getRound, { params: { id } }))
        return
      }
      toast({ tone: 'good', text: t(changed() !== null ? 'rounds.told.changed' : isVisit() ? 'rounds.told.visit' : 'rounds.told.planned') })
      props.onClose()
    })
    void props.store.refresh()
  }
  /** Goes on from what is there now: what became of the stops stays, the rest is as it was filled in. */
  function insist(now: Round) {
    version = now.version
    const stood = new Map(now.stops.map((stop) => [stop.id, stop]))
    const kept = draft.stops.map((stop) => (stop.id === null || !stood.has(stop.id) ? { ...stop, id: null, state: 'planned' as const } : { ...stop, state: stood.get(stop.id)!.state }))
    const done = now.stops.filter((stop) => stop.state !== 'planned' && !kept.some((one) => one.id === stop.id))
    setDraft('stops', [...done, ...kept])
    setTheirs(null)
    void save()
  }
  const title = () => t(changed() !== null ? (isVisit() ? 'rounds.form.changeVisit' : 'rounds.form.change') : isVisit() ? 'rounds.form.visit' : 'rounds.form.round')

  return (
    <Dialog open={props.filling !== null} title={title()} onClose={props.onClose} actions={
      <Show when={theirs()} fallback={<><Button onClick={() => props.onClose()}>{t('common.action.cancel')}</Button><Button look="primary" busy={busy()} onClick={() => void save()}>{t('rounds.form.save')}</Button></>}>{(now) => (
        <><Button onClick={() => props.onClose()}>{t('rounds.conflict.takeTheirs')}</Button><Show when={now().cancelled === null}><Button look="primary" busy={busy()} onClick={() => insist(now())}>{t('rounds.conflict.takeMine')}</Button></Show></>
      )}</Show>
    }>
      <Show when={theirs()} fallback={
        <form class="round-form" onSubmit={(event) => { event.preventDefault(); void save() }}>
          <div class="round-pair">
            <SelectField label={t('rounds.form.kind')} value={form.kind} onChange={(event) => setForm('kind', event.currentTarget.value as RoundKind)}>
              <For each={RoundKind.options}>{(kind) => <option value={kind} selected={kind === form.kind}>{t(`rounds.kind.${kind}`)}</option>}</For>
            </SelectField>
            <SelectField label={t('rounds.form.crew')} value={form.crew} onChange={(event) => setForm('crew', event.currentTarget.value)}>
              <For each={props.crews}>{(crew) => <option value={crew.id} selected={crew.id === form.crew}>{crew.name}</option>}</For>
            </SelectField>
          </div>
          <RoundStops stops={draft.stops} change={setDraft} kind={form.kind} {...(isVisit() ? { most: 1 } : {})} error={tried() ? wrong().stops : undefined} />
          <div class="round-pair round-when">
            <TextField type="datetime-local" label={t('rounds.form.from')} value={form.from} onInput={(event) => setForm('from', event.currentTarget.value)} />
            <TextField type="datetime-local" label={t('rounds.form.until')} value={form.until} error={tried() ? wrong().window : undefined} onInput={(event) => { endIsOurs = false; setForm('until', event.currentTarget.value) }} />
          </div>
          <Show when={draft.stops.length > 0}>
            <p class="round-note" data-bad={lacks() > 0 ? '' : undefined}>{t('rounds.form.needs', { time: duration(needs()) })} <Show when={lacks() > 0}>{t('rounds.form.lacks', { time: duration(lacks()) })} <Button size="s" look="quiet" onClick={fit}>{t('rounds.form.fit')}</Button></Show></p>
          </Show>
          <Show when={changed() === null && !isVisit()}>
            <SelectField label={t('rounds.form.repeat')} value={form.each ? 'each' : 'once'} hint={form.each ? t('rounds.form.eachHint') : undefined} onChange={(event) => setForm('each', event.currentTarget.value === 'each')}>
              <option value="once">{t('rounds.form.once')}</option><option value="each">{t('rounds.form.each')}</option>
            </SelectField>
            <Show when={form.each}>
              <div class="round-pair">
                <TextField type="number" min={1} max={366} label={t('rounds.form.days')} value={form.days} error={tried() ? wrong().days : undefined} onInput={(event) => setForm('days', event.currentTarget.value)} />
                <TextField type="date" label={t('rounds.form.last')} optional value={form.last} onInput={(event) => setForm('last', event.currentTarget.value)} />
              </div>
            </Show>
          </Show>
          <TextArea label={t('rounds.form.note')} optional rows={2} maxlength={1000} value={form.note} onInput={(event) => setForm('note', event.currentTarget.value)} />
          <Show when={changed()?.repeats && changed()?.repeats?.endedAt === null}>
            <label class="round-check"><input type="checkbox" checked={form.following} onChange={(event) => setForm('following', event.currentTarget.checked)} /><span>{t('rounds.form.following')}<span class="round-note">{t('rounds.form.followingHint')}</span></span></label>
          </Show>
          <p class="round-failure" role="alert">{error()}</p>
        </form>
      }>{(now) => <RoundConflict mine={mine()} theirs={now()} />}</Show>
    </Dialog>
  )
}
