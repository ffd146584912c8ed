import { useSearchParams } from '@solidjs/router'
import { createEffect, createMemo, createResource, For, Match, onMount, Show, Switch } from 'solid-js'
import type { Area } from '../../geo/areas/area.ts'
import { listAreas } from '../../geo/areas/contract.ts'
import { getSite, listSites } from '../../geo/sites/contract.ts'
import type { SiteKind } from '../../geo/sites/kinds.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createAreas } from '../store/areas.ts'
import { calledOff, problemOf } from '../store/loading.ts'
import { AppShell } from '../ui/app-shell.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { SettingsMenu } from '../ui/settings-menu.tsx'
import { EmptyState, Wait } from '../ui/states.tsx'
import { SiteLabel, type Labelled } from './site-label.tsx'
import './labels.css'

const MOST = 2000
/** As many fit on a sheet of A4, in labels.css. */
const ON_A_PAGE = 12

type Asked = { readonly site?: string | undefined; readonly area?: string | undefined }
type Read = { readonly sites: readonly Labelled[]; readonly problem?: undefined } | { readonly problem: string; readonly sites?: undefined }

async function read({ site, area }: Asked): Promise<Read> {
  try {
    if (site !== undefined) return { sites: [await call(getSite, { params: { id: site } })] }
    return area === undefined ? { sites: [] } : await call(listSites, { query: { area, limit: MOST } })
  } catch (error) {
    if (calledOff(error)) throw error
    return { problem: problemOf(error) }
  }
}

async function areaBelow(code: string): Promise<Area | null> {
  try {
    const levels = await Promise.all((['hromada', 'settlement', 'country'] as const).map((level) => call(listAreas, { query: { level } })))
    return levels.flatMap((level) => level.areas).find((area) => area.code === code) ?? null
  } catch (error) {
    problemOf(error)
    return null // its code stands for it
  }
}

/** Labels of one site, or of all in an area, to be printed, cut and fixed to the sites. */
export function LabelsPage() {
  const { t, plural, number, locale } = useI18n()
  const [params, setParams] = useSearchParams<{ site: string; area: string; kind: string }>()
  const areas = createAreas()
  const asked = createMemo<Asked>(() => ({ site: params.site, area: params.area }), {}, { equals: (a, b) => a.site === b.site && a.area === b.area })
  const [found] = createResource(asked, read)
  onMount(() => void areas.refresh())
  createEffect(() => { document.title = `${t('labels.title')} · ${t('common.name')}` })
  // An area below the raions is not among those to choose from: its name is asked for by itself.
  const [below] = createResource(() => (areas.state.phase === 'ready' && params.area !== undefined && !areas.find(params.area) ? params.area : false), areaBelow)
  const smaller = () => (below.latest ? named(below.latest.names) : '') || params.area
  const nothingAsked = () => params.site === undefined && params.area === undefined
  const all = () => found()?.sites ?? []
  const kinds = () => [...new Set(all().map((site) => site.kind))].sort()
  const shown = () => all().filter((site) => !params.kind || site.kind === params.kind)
  const named = (names: { readonly uk: string | null; readonly en: string | null }) => names[locale()] ?? names[locale() === 'uk' ? 'en' : 'uk'] ?? ''
  const place = () => all()[0]?.area ?? null
  return (
    <AppShell
      lead={<h1>{t('labels.title')}</h1>}
      tools={<><a class="button" data-look="quiet" data-size="s" href="/desk">{t('labels.toDesk')}</a><SettingsMenu /></>}
    >
      <div class="labels">
        <section class="labels-choice" aria-label={t('labels.title')}>
          <p>{t('labels.help')}</p>
          <div class="labels-fields">
            <SelectField label={t('labels.area')} onChange={(event) => setParams({ area: event.currentTarget.value, site: undefined, kind: undefined })}>
              <option value="" disabled selected={!params.area}>{t('labels.areaNone')}</option>
              <For each={areas.state.areas}>{(area) => <option value={area.code} selected={area.code === params.area}>{named(area.names) || area.code}</option>}</For>
              <Show when={params.area && !areas.find(params.area)}><option value={params.area} selected>{smaller()}</option></Show>
            </SelectField>
            <Show when={kinds().length > 1}>
              <SelectField label={t('labels.kind')} onChange={(event) => setParams({ kind: event.currentTarget.value || undefined })}>
                <option value="" selected={!params.kind}>{t('labels.anyKind')}</option>
                <For each={kinds()}>{(kind) => <option value={kind} selected={kind === params.kind}>{t(`codes.kind.${kind as SiteKind}`)}</option>}</For>
              </SelectField>
            </Show>
          </div>
          <Show when={shown().length > 0}>
            <div class="labels-act">
              <Button look="primary" icon="note" onClick={() => print()}>{t('labels.print')}</Button>
              <span role="status">{plural('labels.count', shown().length)} · {plural('labels.pages', Math.ceil(shown().length / ON_A_PAGE))}</span>
              <Show when={params.site !== undefined && place()}>{(area) => <Button look="quiet" onClick={() => setParams({ area: area(), site: undefined })}>{t('labels.ofArea')}</Button>}</Show>
            </div>
          </Show>
          <Show when={all().length >= MOST}><p class="labels-many" role="alert">{t('labels.many', { count: number(MOST) })}</p></Show>
        </section>
        <Switch>
          <Match when={found.loading}><Wait /></Match>
          <Match when={found()?.problem === 'not-signed-in'}><EmptyState under="h1" icon="person" title={t('labels.signedOut')} actions={<a class="button" data-look="primary" href="/sign-in?to=/desk">{t('common.signIn')}</a>}>{t('labels.signedOutText')}</EmptyState></Match>
          <Match when={found()?.problem}>{(problem) => <EmptyState under="h1" icon="offline" title={t('labels.failed')}>{t(problem() === 'unreachable' ? 'labels.unreachable' : 'labels.gone')}</EmptyState>}</Match>
          <Match when={nothingAsked()}><EmptyState under="h1" icon="map" title={t('labels.choose')}>{t('labels.chooseText')}</EmptyState></Match>
          <Match when={shown().length === 0}><EmptyState under="h1" icon="search" title={t('labels.none')}>{t('labels.noneText')}</EmptyState></Match>
          <Match when={true}><ul class="label-sheet"><For each={shown()}>{(site) => <SiteLabel site={site} />}</For></ul></Match>
        </Switch>
      </div>
    </AppShell>
  )
}
