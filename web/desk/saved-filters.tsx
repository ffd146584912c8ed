import { createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import type { SavedFilter } from '../../geo/filters/contract.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { createTelling } from '../store/telling.ts'
import { createSavedFilters } from '../store/saved-filters.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useDesk } from './desk-context.tsx'
import { Failed } from './failed.tsx'
import { queueOf, searchOf, viewOf } from './filter-url.ts'

type Draft = { readonly id: string; readonly version: number; readonly name: string; readonly shared: boolean; readonly query: Record<string, string> }

/** Filters under a name: taken at a click, saved from what is on, shared, renamed, removed. */
export function SavedFilters() {
  const { t } = useI18n()
  const desk = useDesk()
  const saved = createSavedFilters()
  const menu = createUniqueId()
  const [removing, setRemoving] = createSignal('')
  const [draft, setDraft] = createSignal<Draft | null>(null)
  const { busy, error, clear, tell } = createTelling((problem) => t(`queue.problem.${problem}` as Key) || desk.problemText(problem))
  let panel!: HTMLDivElement
  onMount(() => panel.addEventListener('toggle', (event) => { if ((event as ToggleEvent).newState === 'open') { setDraft(null); void saved.refresh() } }))

  const now = () => queueOf(desk.view())
  const isOn = (filter: SavedFilter) => searchOf({ ...desk.view(), ...takenFrom(filter), damage: null, zone: null }) === searchOf({ ...desk.view(), damage: null, zone: null })
  const takenFrom = (filter: SavedFilter) => {
    const { filter: narrowed, order, by } = viewOf(`?${new URLSearchParams(filter.query)}`)
    return { filter: narrowed, order, by }
  }
  const begin = (next: Draft | null) => { clear(); setDraft(next) }

  const run = async (act: () => Promise<void>) => {
    if (await tell(act)) setDraft(null)
    else void saved.refresh()
  }

  return (
    <>
      <Button size="s" look="quiet" icon="note" class="saved-button" popovertarget={menu}>{t('queue.saved.open')}</Button>
      <div class="saved-menu" id={menu} popover="auto" ref={panel} role="dialog" aria-label={t('queue.saved.title')}>
        <Show when={saved.state.phase !== 'loading'} fallback={<Skeleton lines={3} />}>
          <Show when={saved.state.filters.length > 0} fallback={<Show when={saved.state.phase === 'ready'}><p class="saved-none">{t('queue.saved.none')}</p></Show>}>
            <ul class="saved-list"><For each={saved.state.filters}>{(filter) => (
              <li class="saved-one" data-on={isOn(filter) ? '' : undefined}>
                <button type="button" class="saved-take" aria-current={isOn(filter) ? 'true' : undefined} onClick={() => { panel.hidePopover(); desk.show(takenFrom(filter), true) }}>
                  <span class="saved-name said">{filter.name}</span>
                  <span class="saved-whose"><Show when={filter.shared}><Icon name="person" size={14} /></Show>{filter.own ? t(filter.shared ? 'queue.saved.ownShared' : 'queue.saved.own') : t('queue.saved.from', { name: filter.ownerName })}</span>
                </button>
                <Show when={filter.own}>
                  <IconButton size="s" icon="more" label={t('queue.saved.change', { name: filter.name })} onClick={() => begin({ id: filter.id, version: filter.version, name: filter.name, shared: filter.shared, query: filter.query })} />
                  <IconButton size="s" icon="close" busy={busy() && removing() === filter.id} label={t('queue.saved.remove', { name: filter.name })} onClick={() => { setRemoving(filter.id); void run(() => saved.remove(filter.id)) }} />
                </Show>
              </li>
            )}</For></ul>
          </Show>
        </Show>
        <Show when={saved.state.phase === 'failed'}><Failed as="line" what={t('queue.saved.failed')} problem={saved.state.problem} onRetry={() => void saved.refresh()} /></Show>
        <Show when={error()}><p class="saved-problem" role="alert">{error()}</p></Show>
        <Show when={draft()} fallback={
          <Button size="s" icon="plus" onClick={() => begin({ id: uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))), version: 0, name: '', shared: false, query: now() })}>{t('queue.saved.save')}</Button>
        }>{(made) => (
          <form class="part-form" onSubmit={(event) => { event.preventDefault(); const { id, ...given } = made(); void run(() => saved.save(id, { ...given, name: given.name.trim() })) }}>
            <TextField label={t('queue.saved.name')} maxlength={80} required value={made().name} onInput={(event) => setDraft({ ...made(), name: event.currentTarget.value })} />
            <label class="filters-box"><input type="checkbox" checked={made().shared} onChange={(event) => setDraft({ ...made(), shared: event.currentTarget.checked })} />{t('queue.saved.share')}</label>
            <Show when={made().version > 0}><label class="filters-box"><input type="checkbox" onChange={(event) => setDraft({ ...made(), query: event.currentTarget.checked ? now() : saved.state.filters.find(({ id }) => id === made().id)?.query ?? made().query })} />{t('queue.saved.renew')}</label></Show>
            <div class="part-buttons">
              <Button size="s" look="quiet" onClick={() => begin(null)}>{t('common.action.cancel')}</Button>
              <Button size="s" look="primary" type="submit" busy={busy()} disabled={made().name.trim() === ''}>{t('common.action.save')}</Button>
            </div>
          </form>
        )}</Show>
      </div>
    </>
  )
}
