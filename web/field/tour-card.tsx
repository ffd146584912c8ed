import { createSignal, For, Show } from 'solid-js'
import type { StopMove } from '../../geo/rounds/round.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { isOfRound, type Tour } from '../sync/rounds.ts'
import { Badge } from '../ui/badge.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { instant } from './draft.ts'
import { useField } from './field-state.ts'
import { SkipStop } from './skip-stop.tsx'
import { ToldLine } from './told-line.tsx'
import { nameOf } from './words.ts'
import { TourStop } from './tour-stop.tsx'
import './tour.css'

/** One round of the crew with its stops in their order; the next one is open. What is said of a stop goes through the outbox. */
export function TourCard(props: { readonly tour: Tour }) {
  const { t, plural, locale, dateTime } = useI18n()
  const field = useField()
  const [skips, setSkips] = createSignal<string | null>(null)
  const round = () => props.tour.round
  const done = () => round().stops.filter(({ state }) => state !== 'planned').length
  const next = () => round().stops.find(({ state }) => state === 'planned')?.id
  const siteName = (id: string | null) => { const stop = round().stops.find((one) => one.id === id); return stop === undefined ? '' : nameOf(stop.names, locale()) || t(`codes.kind.${stop.siteKind as 'mast'}`) }

  async function say(stop: string, move: Omit<StopMove, 'at'>) {
    setSkips(null)
    const { phone } = field
    const named = round().stops.find(({ id }) => id === stop)
    const version = field.told().rounds.find(({ id }) => id === round().id)?.version ?? null
    await phone.outbox.file({ id: phone.newId(), kind: 'round.stop', body: { round: round().id, stop, move: { ...move, at: instant(Date.now()) } }, label: { names: named?.names ?? null, place: '', version } })
    phone.kick()
  }
  return (
    <article class="tour-card" data-over={next() === undefined ? '' : undefined}>
      <header class="job-head">
        <h2>{t(`rounds.kind.${round().kind}`)}</h2>
        <div class="job-badges">
          <Badge tone={next() === undefined ? 'good' : 'accent'} icon={round().unscheduled ? 'pin' : 'truck'}>{t(round().unscheduled ? 'rounds.noun.visit' : 'rounds.noun.round')}: {done() === 0 ? plural('rounds.stops', round().stops.length) : t('rounds.done', { done: done(), all: round().stops.length })}</Badge>
        </div>
        <p class="job-window"><Icon name="clock" size={20} />{dateTime(round().planned.from)} – {dateTime(round().planned.until)}</p>
        <Show when={round().note}><p class="job-note">{round().note}</p></Show>
        <ToldLine waiting={props.tour.waiting} />
      </header>
      <ol class="tour-stops">
        <For each={round().stops.map(({ id }) => id)}>{(id) => (
          <Show when={round().stops.find((stop) => stop.id === id)}>{(stop) => (
            <TourStop kind={round().kind} stop={stop()} name={siteName(id)} next={next() === id} refused={field.ops().filter((op) => op.state === 'refused' && isOfRound(op, round().id) && (op.body as { stop: string }).stop === id)} onSay={(move) => void say(id, move)} onSkip={() => setSkips(id)} />
          )}</Show>
        )}</For>
      </ol>
      <Dialog open={skips() !== null} title={`${t('rounds.card.skip')}: ${siteName(skips())}`} at="sheet" onClose={() => setSkips(null)}>
        <SkipStop onDone={(reason, note) => void say(skips() ?? '', { to: 'skipped', reason, note })} />
      </Dialog>
    </article>
  )
}
