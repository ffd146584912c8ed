import { createSignal, Match, Switch } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { part } from '../offline/part.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { EmptyState } from '../ui/states.tsx'
import { CodeEntry } from './code-entry.tsx'
import { useField } from './field-state.ts'
import type { Place } from './place.ts'
import { SiteChoices } from './site-choices.tsx'
import { SiteSearch } from './site-search.tsx'
import { WordsEntry } from './words-entry.tsx'

// The map is four times all the rest of this page, and a reader of codes is its fellow: they come only when asked for.
const LabelEntry = part(async () => (await import('./label-entry.tsx')).LabelEntry)
const PinMap = part(async () => (await import('./pin-map.tsx')).PinMap)

const WAYS = ['label', 'near', 'search', 'pin', 'code', 'words'] as const
type Way = (typeof WAYS)[number]

/** Every way of saying where, the most trusted first. */
export function PlacePicker(props: { readonly open: boolean; readonly onClose: () => void; readonly onChoose: (place: Place) => void }) {
  const { t } = useI18n()
  const field = useField()
  const [way, setWay] = createSignal<Way>(field.near().length > 0 ? 'near' : 'search')
  return (
    <Dialog open={props.open} title={t('work.picker.title')} at="sheet" onClose={() => props.onClose()}>
      <div class="place-picker">
        <div class="picker-ways">
          <Segmented label={t('work.picker.title')} value={way()} onChange={setWay} choices={WAYS.map((value) => ({ value, label: t(`work.picker.${value}`) }))} />
        </div>
        <div class="picker-way">
          <Switch>
            <Match when={way() === 'label'}><LabelEntry onChoose={props.onChoose} /></Match>
            <Match when={way() === 'near'}>
              <SiteChoices sites={field.near()} onChoose={(site) => props.onChoose({ by: 'site', site, supposed: false })} empty={<EmptyState icon="pin" title={t('work.picker.noNear')}>{t('work.picker.noNearHelp')}</EmptyState>} />
            </Match>
            <Match when={way() === 'search'}><SiteSearch onChoose={(site) => props.onChoose({ by: 'site', site, supposed: false })} /></Match>
            <Match when={way() === 'pin'}><PinMap onChoose={props.onChoose} /></Match>
            <Match when={way() === 'code'}><CodeEntry onChoose={props.onChoose} /></Match>
            <Match when={way() === 'words'}><WordsEntry onChoose={props.onChoose} /></Match>
          </Switch>
        </div>
      </div>
    </Dialog>
  )
}
