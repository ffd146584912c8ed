import { createMemo, createSignal, lazy, onCleanup, Show, Suspense } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { placeSeen } from './place-seen.ts'
import { useWords } from './words.ts'

const PlaceInset = lazy(async () => ({ default: (await import('./place-inset.tsx')).PlaceInset }))

/** Where the damage is and where its reports say that it is, on a small map that is made once it is scrolled to, and in words. */
export function PanelPlace(props: { readonly damage: DamageWhole }) {
  const { t, plural } = useI18n()
  const words = useWords()
  const [reached, setReached] = createSignal(false)
  const watch = new IntersectionObserver((entries) => { if (entries.some(({ isIntersecting }) => isIntersecting)) setReached(true) })
  onCleanup(() => watch.disconnect())
  const seen = createMemo(() => placeSeen(props.damage))
  const said = () => [
    seen()?.spots.length ? plural('panel.place.spots', seen()?.spots.length ?? 0) : t('panel.place.none'),
    (seen()?.farthestM ?? 0) < 1 ? null : t('panel.place.farthest', { distance: words.distance(seen()?.farthestM ?? 0) }),
    seen()?.elsewhere ? plural('panel.place.elsewhere', seen()?.elsewhere ?? 0) : null,
  ].filter(Boolean).join(', ')
  return (
    <Show when={seen()}>{(now) => (
      <section class="panel-part" aria-labelledby="desk-place" ref={(section) => watch.observe(section)}>
        <h3 id="desk-place">{t('panel.place.title')}</h3>
        <p class="part-note">{said()}</p>
        <div class="place-inset"><Show when={reached()}><Suspense><PlaceInset damage={props.damage} seen={now()} label={t('panel.place.label', { what: said() })} /></Suspense></Show></div>
      </section>
    )}</Show>
  )
}
