import { createSignal, For, Show } from 'solid-js'
import { produce, type SetStoreFunction } from 'solid-js/store'
import { ROUND_KINDS, type RoundKind } from '../../../geo/rounds/kinds.ts'
import { MOST_STOPS, type Stop } from '../../../geo/rounds/round.ts'
import { listSites } from '../../../geo/sites/contract.ts'
import type { NearSite } from '../../../geo/sites/site.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { makeDebounced, problemOf } from '../../store/loading.ts'
import { IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../words.ts'
import { useRoundProblem } from './rounds-store.ts'
import { useRoundWords } from './round-words.ts'

/** A stop as it is being filled in. */
export type Draft = Pick<Stop, 'site' | 'names' | 'areaNames' | 'siteKind' | 'position' | 'task' | 'state'> & { id: string | null; minutes: number }

const FOUND = 8

/** The stops of a round that is being planned: sites are found by name or number, put in order, and each is told what is to be done. */
export function RoundStops(props: { readonly stops: readonly Draft[]; readonly change: SetStoreFunction<{ stops: Draft[] }>; readonly kind: RoundKind; readonly most?: number; readonly error?: string | undefined }) {
  const { t } = useI18n()
  const words = useWords()
  const rounds = useRoundWords()
  const problemText = useRoundProblem()
  const [text, setText] = createSignal('')
  const [found, setFound] = createSignal<readonly NearSite[] | null>(null)
  const [failed, setFailed] = createSignal('')
  let list!: HTMLOListElement
  const search = makeDebounced(200, async () => {
    const asked = text().trim()
    if (asked.length < 2 && !/^\d$/.test(asked)) return setFound(null)
    try {
      const { sites } = await call(listSites, { query: { text: asked, limit: FOUND } })
      if (asked === text().trim()) setFound(sites)
      setFailed('')
    } catch (error) {
      setFailed(problemText(problemOf(error)))
    }
  })
  const add = (site: NearSite) => {
    props.change('stops', (stops) => [...stops, { id: null, site: site.id, names: site.names, areaNames: site.names, siteKind: site.kind, position: site.position, task: '', minutes: ROUND_KINDS[props.kind].stopMin, state: 'planned' }])
    setText('')
    setFound(null)
    queueMicrotask(() => list.querySelector<HTMLInputElement>('li:last-child input')?.focus())
  }
  const swap = (nth: number, by: 1 | -1) => props.change('stops', produce((stops) => { const [one] = stops.splice(nth, 1); stops.splice(nth + by, 0, one!) }))
  return (
    <fieldset class="round-stops">
      <legend>{t('rounds.form.stops')}</legend>
      <ol ref={list} class="round-drafts">
        <For each={props.stops}>{(stop, nth) => (
          <li class="round-draft">
            <div class="round-draft-head">
              <b>{rounds.site(stop)}</b>
              <Show when={props.stops.length > 1}>
                <IconButton size="s" icon="chevron_down" class="turned" label={t('rounds.form.up', { name: rounds.site(stop) })} disabled={nth() === 0} onClick={() => swap(nth(), -1)} />
                <IconButton size="s" icon="chevron_down" label={t('rounds.form.down', { name: rounds.site(stop) })} disabled={nth() === props.stops.length - 1} onClick={() => swap(nth(), 1)} />
              </Show>
              <IconButton size="s" icon="close" label={t('rounds.form.drop', { name: rounds.site(stop) })} disabled={stop.state !== 'planned'} onClick={() => props.change('stops', (stops) => stops.filter((_, at) => at !== nth()))} />
            </div>
            <div class="round-draft-fields">
              <TextField label={t('rounds.form.task')} optional maxlength={300} value={stop.task} onInput={(event) => props.change('stops', nth(), 'task', event.currentTarget.value)} />
              <TextField label={t('rounds.form.minutes')} type="number" min={1} max={1440} required value={stop.minutes} onInput={(event) => props.change('stops', nth(), 'minutes', event.currentTarget.valueAsNumber)} />
            </div>
          </li>
        )}</For>
      </ol>
      <Show when={props.stops.length < (props.most ?? MOST_STOPS)}>
        <div class="round-search"><TextField label={t('rounds.form.add')} hint={t('rounds.form.addHint')} type="search" autocomplete="off" value={text()} error={failed() || props.error} onInput={(event) => { setText(event.currentTarget.value); search() }}
          onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); const [first] = found() ?? []; if (first !== undefined) add(first) } }} />
        <div aria-live="polite"><Show when={found()?.length === 0}><p class="round-note">{t('rounds.form.nothing')}</p></Show></div>
        <ul class="round-found"><For each={found() ?? []}>{(site) => (
          <li><button type="button" class="round-site" onClick={() => add(site)}><Icon name="plus" size={16} /><span>{words.named(site.names) ?? words.code('kind', site.kind)}<span class="round-note"> · {words.code('kind', site.kind)}, {site.number}</span></span></button></li>
        )}</For></ul></div>
      </Show>
    </fieldset>
  )
}
