import { createEffect, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import { useI18n } from '../../i18n/i18n.tsx'
import { lessMotion } from '../../map/view-state.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { useDesk } from '../desk-context.tsx'
import { momentAt, STEPS_BACK, stepOf } from './moments.ts'
import './past.css'

const DAY = 24
const [HOUR_MS, MINUTE_MS] = [3_600_000, 60_000]
// Played on: an hour in a little over half a second; for who asked for less motion six hours, and time to look.
const PACE = { steps: 1, everyMs: 600 }
const CALM_PACE = { steps: 6, everyMs: 2_500 }

/** The bar of moments under the map: a slider by hours, steps by days, playing on, and the way back to now. */
export function TimeBar(props: { readonly onClose: () => void; /** It was opened by hand, and is where the hand goes on. */ readonly focus: boolean }) {
  const { t, dateTime, duration } = useI18n()
  const desk = useDesk()
  const [now, setNow] = createSignal(Date.now())
  const [playing, setPlaying] = createSignal(false)
  onMount(() => { if (props.focus) document.getElementById('time-slider')?.focus() })
  const clock = setInterval(() => setNow(Date.now()), MINUTE_MS)
  onCleanup(() => clearInterval(clock))
  const step = () => stepOf(desk.view().at, now())
  const go = (to: number) => {
    setNow(Date.now())
    desk.show({ at: momentAt(Math.max(0, Math.min(STEPS_BACK, to)), Date.now()) }, true)
  }
  const stop = () => setPlaying(false)
  const byHand = (to: number) => { stop(); go(to) }
  createEffect(on(playing, (on) => {
    if (!on) return
    const pace = lessMotion() ? CALM_PACE : PACE
    const timer = setInterval(() => {
      if (step() <= pace.steps) stop() // now is reached
      go(step() - pace.steps)
    }, pace.everyMs)
    onCleanup(() => clearInterval(timer))
  }))
  const play = () => {
    if (!playing() && step() === 0) go(STEPS_BACK) // from now there is nothing to play but all of it
    setPlaying((on) => !on)
  }
  const said = () => { const { at } = desk.view(); return at === null ? t('past.now') : dateTime(at) }
  const ago = () => { const { at } = desk.view(); return at === null || Date.parse(at) < now() - STEPS_BACK * HOUR_MS ? '' : t('past.ago', { span: duration(Math.max(MINUTE_MS, now() - Date.parse(at))) }) }
  function press(event: KeyboardEvent) {
    const by = { PageUp: -DAY, PageDown: DAY, ...(event.shiftKey ? { ArrowLeft: DAY, ArrowDown: DAY, ArrowRight: -DAY, ArrowUp: -DAY } : {}) }[event.key]
    if (by === undefined) return
    event.preventDefault()
    byHand(step() + by)
  }
  return (
    <section class="time-bar" aria-label={t('past.title')} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); stop(); props.onClose() } }}>
      <IconButton class="time-play" icon={playing() ? 'pause' : 'play'} label={t(playing() ? 'past.pause' : 'past.play')} onClick={play} />
      <IconButton size="s" icon="chevrons_left" label={t('past.dayBack')} disabled={step() >= STEPS_BACK} onClick={() => byHand(step() + DAY)} />
      <IconButton size="s" icon="chevron_left" label={t('past.hourBack')} disabled={step() >= STEPS_BACK} onClick={() => byHand(step() + 1)} />
      <label class="time-slider">
        <span class="visually-hidden">{t('past.bar')}. {t('past.help')}</span>
        <input
          id="time-slider" type="range" min="0" max={STEPS_BACK} step="1" value={STEPS_BACK - step()} aria-valuetext={`${said()} ${ago()}`.trim()} title={t('past.help')}
          onKeyDown={press} onInput={(event) => byHand(STEPS_BACK - Number(event.currentTarget.value))}
        />
      </label>
      <IconButton size="s" icon="chevron_right" label={t('past.hourOn')} disabled={step() === 0} onClick={() => byHand(step() - 1)} />
      <IconButton size="s" icon="chevrons_right" label={t('past.dayOn')} disabled={step() === 0} onClick={() => byHand(step() - DAY)} />
      <p class="time-said" aria-live={playing() ? 'off' : 'polite'}><b>{said()}</b><span>{ago()}</span></p>
      <Show when={step() > 0}><Button size="s" look="primary" icon="clock" onClick={() => byHand(0)}>{t('past.now')}</Button></Show>
      <IconButton size="s" icon="close" label={t('past.close')} onClick={() => { stop(); props.onClose() }} />
    </section>
  )
}
