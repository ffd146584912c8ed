import { createEffect, createResource, For, on, onMount, Show } from 'solid-js'
import { getSite } from '../../geo/sites/contract.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { calledOff, problemOf } from '../store/loading.ts'
import { IconButton } from '../ui/button.tsx'
import { isGlyph } from '../ui/glyphs.ts'
import { Icon } from '../ui/icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Failed } from './failed.tsx'
import { useWords } from './words.ts'

type Read = { readonly site: Awaited<ReturnType<typeof call<typeof getSite>>>; readonly problem?: undefined } | { readonly problem: string; readonly site?: undefined }

async function readSite(id: string): Promise<Read> {
  try {
    return { site: await call(getSite, { params: { id } }) }
  } catch (error) {
    if (calledOff(error)) throw error
    return { problem: problemOf(error) }
  }
}

/** A site that was chosen on the map: what it is, what it feeds, whether a damage is known. */
export function SiteCard(props: { readonly id: string; /** Tells where it stands, once that is known. */ readonly onFound?: (at: readonly [number, number]) => void; readonly onClose: () => void; readonly onOpen: (damage: string) => void }) {
  const { t, number } = useI18n()
  const words = useWords()
  const [read, { refetch }] = createResource(() => props.id, readSite)
  let card!: HTMLElement
  createEffect(() => { const at = read()?.site?.position; if (at) props.onFound?.([at[0], at[1]]) })
  onMount(() => card.focus({ preventScroll: true }))
  createEffect(on(() => props.id, () => card.focus({ preventScroll: true }), { defer: true }))
  return (
    <section class="site-card" ref={card} tabindex="-1" aria-label={t('desk.map.sitePanel')} onKeyDown={(event) => { if (event.key === 'Escape') props.onClose() }}>
      <IconButton class="site-card-close" size="s" icon="close" label={t('common.action.close')} onClick={() => props.onClose()} />
      <Show when={!read.loading} fallback={<Skeleton lines={4} />}>
        <Show when={read()?.problem}>{(problem) => <Failed as="line" what={t('desk.failure.site')} problem={problem()} onRetry={() => void refetch()} />}</Show>
        <Show when={read()?.site}>{(site) => (
          <>
            <h3><Show when={isGlyph(site().kind) && site().kind}>{(kind) => <Icon name={kind()} size={20} />}</Show>{words.named(site().names) ?? words.code('kind', site().kind)}</h3>
            <p class="site-card-kind">{words.code('kind', site().kind)}</p>
            <dl class="facts">
              <Show when={site().voltagesV.length > 0}><dt>{t('desk.map.voltageTitle')}</dt><dd>{site().voltagesV.map(words.voltage).join(', ')}</dd></Show>
              <Show when={site().operator}><dt>{t('desk.map.operator')}</dt><dd>{site().operator}</dd></Show>
              <Show when={site().populationServed !== null}><dt>{t('desk.map.served')}</dt><dd>{number(site().populationServed ?? 0)} <Show when={site().populationBasis}>{(basis) => <span class="facts-basis">{words.code('basis', basis())}</span>}</Show></dd></Show>
              <Show when={site().backupH !== null}><dt>{t('desk.map.backup')}</dt><dd>{words.hours(site().backupH ?? 0)}</dd></Show>
              <dt>{t('desk.map.number')}</dt><dd>{site().number}</dd>
              <dt>{t('desk.map.source')}</dt><dd>{site().attribution || site().source}, {site().licence}</dd>
            </dl>
            <For each={[['desk.map.needs', site().needs], ['desk.map.dependents', site().dependents]] as const}>{([title, list]) => (
              <Show when={list.length > 0}>
                <p class="site-card-title">{t(title)}</p>
                <ul class="site-card-links"><For each={list.slice(0, 5)}>{(other) => <li>{words.named(other.names) ?? words.code('kind', other.kind)}</li>}</For><Show when={list.length > 5}><li>+{number(list.length - 5)}</li></Show></ul>
              </Show>
            )}</For>
            <a class="button site-card-label" data-look="secondary" data-size="s" href={`/labels?site=${site().id}`}><Icon name="note" size={16} />{t('desk.map.printLabel')}</a>
            <p class="site-card-state"><Icon name="check" size={16} />{t('desk.map.noDamage')}</p>
          </>
        )}</Show>
      </Show>
    </section>
  )
}
