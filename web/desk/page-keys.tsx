import { createSignal, lazy, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { loadTexts } from '../i18n/dictionary.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { createAreas } from '../store/areas.ts'
import { createCrews } from '../store/crews.ts'
import { IconButton } from '../ui/button.tsx'
import { COMMANDS, keyOf, writtenKey } from './palette/commands.ts'
import { lookOffers, PAGES, type Page } from './palette/page-offers.ts'
import { createOffers, labelOf, takesKeys, type Offer } from './palette/offers.ts'

// Asked for with the first key that wants them.
const PaletteDialog = lazy(async () => {
  const [dialog] = await Promise.all([import('./palette/palette-dialog.tsx'), loadTexts('palette', 'codes', 'repairs')])
  return { default: dialog.PaletteDialog }
})
const KeysHelp = lazy(async () => ({ default: (await import('./palette/keys-help.tsx')).KeysHelp }))

/** The keys and the palette of a page beside the desk: the same as there, with what the page itself can do. What is found is shown at the desk. */
export function PageKeys(props: { readonly here: Page; readonly offers?: () => readonly Offer[] }) {
  const { t } = useI18n()
  const [areas, crews, offers] = [createAreas(), createCrews(), createOffers()]
  const [palette, setPalette] = createSignal<'unasked' | 'open' | 'closed'>('unasked')
  const [help, setHelp] = createSignal<'unasked' | 'open' | 'closed'>('unasked')
  const to = (path: string) => location.assign(path)
  function openPalette() {
    if (palette() === 'unasked') void Promise.all([areas.refresh(), crews.refresh()]).then(() => areas.refreshFine())
    setPalette('open')
  }
  offers.offer(() => [
    ...PAGES.filter(({ name }) => name !== props.here).map(({ name, href }): Offer => ({ name, run: () => to(href) })),
    { name: 'help', run: () => setHelp('open') },
    { name: 'palette', listed: false, run: openPalette },
    ...props.offers?.() ?? [],
    ...lookOffers(),
  ])
  function press(event: KeyboardEvent) {
    if (event.defaultPrevented) return
    const offer = offers.pressed(event)
    if (offer === undefined || document.querySelector('dialog[open]') !== null || (offer.name !== 'palette' && takesKeys(event.target))) return
    event.preventDefault()
    offer.run()
  }
  onMount(() => {
    document.addEventListener('keydown', press)
    onCleanup(() => document.removeEventListener('keydown', press))
  })
  const rows = () => offers.all().flatMap((offer) => { const key = keyOf(offer.name); return key === undefined ? [] : [{ key, text: labelOf(offer, t) }] })
  return (
    <>
      <IconButton class="tool-palette" icon="command" size="s" label={`${t('desk.keyboard.palette')} (${writtenKey(COMMANDS.palette.key, navigator.platform)})`} aria-haspopup="dialog" onClick={openPalette} />
      <IconButton class="tool-help" icon="question" size="s" label={t('desk.keyboard.open')} onClick={() => setHelp('open')} />
      <Show when={palette() !== 'unasked'}><Suspense><PaletteDialog
        open={palette() === 'open'} onClose={() => setPalette('closed')} offers={offers.all} areas={() => areas.state.areas} crews={() => crews.state.crews} problemText={(problem) => t(`desk.problem.${problem}` as Key) || t('desk.problem.other')}
        lead={{ area: (code) => to(`/desk?area=${code}`), crew: (id) => to(`/desk?crew=${id}`), site: (site) => to(site.openDamage === null ? `/desk?site=${site.id}` : `/desk?damage=${site.openDamage}`), damage: (id) => to(`/desk?damage=${id}`) }}
      /></Suspense></Show>
      <Show when={help() !== 'unasked'}><Suspense><KeysHelp open={help() === 'open'} rows={rows()} onClose={() => setHelp('closed')} /></Suspense></Show>
    </>
  )
}
