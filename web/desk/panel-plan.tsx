import { createEffect, createSignal, on, Show } from 'solid-js'
import { planRepair } from '../../geo/repairs/contract.ts'
import type { Repair } from '../../geo/repairs/repair.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import type { Seen } from './conflict.ts'
import { useDesk } from './desk-context.tsx'
import { fromLocalInput, inHours, toLocalInput } from './local-time.ts'
import { focusForm } from './palette/offers.ts'

const OVER = ['restored', 'closed', 'cancelled']
const HOURS = 4 // how long a window is until somebody says otherwise

/** When a repair is to be worked on: the crew takes it along, also to where there is no network. */
export function PanelPlan(props: { readonly repair: Repair }) {
  const { t, dateTime } = useI18n()
  const desk = useDesk()
  const [open, setOpen] = createSignal(false)
  const [from, setFrom] = createSignal('')
  const [until, setUntil] = createSignal('')
  const [error, setError] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  let seen: Seen | undefined // since the form was opened
  createEffect(on(() => props.repair.id, () => setOpen(false)))
  const may = () => desk.mayDecide() && !OVER.includes(props.repair.state)

  function begin() {
    const { planned } = props.repair
    seen = desk.seen()
    setFrom(toLocalInput(planned === null ? inHours(1, Date.now()) : new Date(planned.from)))
    setUntil(toLocalInput(planned === null ? inHours(1 + HOURS, Date.now()) : new Date(planned.until)))
    setError(false)
    setOpen(true)
  }

  desk.offers.offer(() => (may() && !open() ? [{ name: 'plan', run: () => { begin(); focusForm('desk-repair') } }] : []))

  async function send(planned: Repair['planned']) {
    setBusy(true)
    setOpen(false) // shown at once; refused, what was filled in is there again
    const { id } = props.repair
    const said = (window: Repair['planned']) => (window === null ? t('desk.plan.none') : `${dateTime(window.from)} – ${dateTime(window.until)}`)
    const stood = await desk.act({
      done: t('desk.done.planned'), suppose: () => desk.supposeRepair(id, { planned }), ...(seen === undefined ? {} : { seen }),
      wishes: [{ label: t('desk.plan.title'), mine: said(planned), of: ({ repairs }) => said(repairs.find((one) => one.id === id)?.planned ?? null) }],
    }, ({ repair }) => call(planRepair, { params: { id }, body: { planned, version: repair(id) } }))
    setBusy(false)
    if (!stood && props.repair.id === id) setOpen(true)
  }

  function save() {
    const [begins, ends] = [fromLocalInput(from()), fromLocalInput(until())]
    const whole = begins !== undefined && ends !== undefined && begins < ends
    setError(!whole)
    if (whole) void send({ from: begins, until: ends })
  }

  return (
    <div class="etr">
      <div class="etr-now">
        <span class="part-note">{t('desk.plan.title')}</span>
        <Show when={props.repair.planned} fallback={<b>{t('desk.plan.none')}</b>}>{(planned) => (
          <b class="etr-at"><time datetime={planned().from}>{dateTime(planned().from)}</time> – <time datetime={planned().until}>{dateTime(planned().until)}</time></b>
        )}</Show>
        <Show when={may() && !open()}><Button size="s" look="quiet" icon="clock" class="etr-change" onClick={begin}>{t(props.repair.planned === null ? 'desk.plan.set' : 'desk.plan.change')}</Button></Show>
      </div>
      <Show when={open()}>
        <form class="part-form" onSubmit={(event) => { event.preventDefault(); save() }}>
          <div class="filters-pair">
            <TextField type="datetime-local" label={t('desk.plan.from')} value={from()} onInput={(event) => setFrom(event.currentTarget.value)} />
            <TextField type="datetime-local" label={t('desk.plan.until')} value={until()} error={error() ? t('desk.plan.invalid') : undefined} onInput={(event) => setUntil(event.currentTarget.value)} />
          </div>
          <div class="part-buttons">
            <Show when={props.repair.planned}><Button size="s" look="quiet" busy={busy()} onClick={() => void send(null)}>{t('desk.plan.clear')}</Button></Show>
            <Button size="s" look="quiet" onClick={() => setOpen(false)}>{t('common.action.cancel')}</Button>
            <Button size="s" look="primary" type="submit" busy={busy()}>{t('desk.plan.save')}</Button>
          </div>
        </form>
      </Show>
    </div>
  )
}
