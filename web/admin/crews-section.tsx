import { createSignal, For, Show } from 'solid-js'
import { Skill, type WholeCrew } from '../../geo/crews/contract.ts'
import type { Organisation } from '../../geo/organisations/contract.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createTelling } from '../store/telling.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { useAdmin } from './admin-context.tsx'
import { CrewForm } from './crew-form.tsx'
import { Failure, Listing, Sure } from './listing.tsx'
import { OrganisationForm } from './organisation-form.tsx'

const isSkill = (skill: string): skill is Skill => Skill.safeParse(skill).success

/** Organisations, and the crews that they send. */
export function CrewsSection() {
  const { t, plural, locale } = useI18n()
  const admin = useAdmin()
  const toast = useToast()
  const telling = createTelling(admin.problemText)
  const [organisation, setOrganisation] = createSignal<Organisation | 'new' | null>(null)
  const [crew, setCrew] = createSignal<WholeCrew | 'new' | null>(null)
  const [asked, setAsked] = createSignal<string | null>(null)
  const state = () => admin.organisations.state
  // Crew 10 after crew 9; the retired last, as the server gives them.
  const crews = () => state().crews.toSorted((a, b) => Number(a.retiredAt !== null) - Number(b.retiredAt !== null) || a.name.localeCompare(b.name, locale(), { numeric: true }))
  const mayName = () => admin.admin() && admin.everywhere()

  async function retire(one: WholeCrew, retired: boolean) {
    if (!(await telling.tell(() => admin.organisations.retireCrew(one.id, retired)))) return
    setAsked(null)
    toast({ tone: 'good', text: t(retired ? 'admin.done.retired' : 'admin.done.returned', { name: one.name }) })
  }
  return (
    <>
      <Listing
        title={t('admin.organisations.title')} intro={t('admin.organisations.intro')} phase={state().phase} count={state().organisations.length} onRetry={() => void admin.organisations.refresh()}
        action={<Show when={mayName()}><Button look={state().organisations.length === 0 ? 'primary' : 'secondary'} icon="plus" onClick={() => setOrganisation('new')}>{t('admin.organisation.new')}</Button></Show>}
        empty={<EmptyState icon="home" title={t('admin.organisations.none')}>{t('admin.organisations.noneText')}</EmptyState>}
      >
        <For each={state().organisations}>{(one) => (
          <li class="row">
            <div class="row-words"><b>{admin.named(one.names)}</b><span class="admin-note">{t(`codes.organisationKind.${one.kind}`)}</span></div>
            <span class="row-when admin-note">{plural('admin.organisations.crews', one.crews)}</span>
            <Show when={mayName()}><Button size="s" aria-label={t('admin.changeNamed', { name: admin.named(one.names) })} onClick={() => setOrganisation(one)}>{t('common.action.edit')}</Button></Show>
          </li>
        )}</For>
      </Listing>
      <Listing
        title={t('admin.crews.title')} intro={t('admin.crews.intro')} phase={state().phase} count={state().crews.length} onRetry={() => void admin.organisations.refresh()}
        action={<Show when={state().organisations.length > 0}><Button look="primary" icon="plus" onClick={() => setCrew('new')}>{t('admin.crew.new')}</Button></Show>}
        empty={<EmptyState icon="crew" title={t('admin.crews.none')}>{t(state().organisations.length > 0 ? 'admin.crews.noneText' : 'admin.crews.noOrganisation')}</EmptyState>}
      >
        <For each={crews()}>{(one) => (
          <li class="row" data-gone={one.retiredAt === null ? undefined : ''}>
            <div class="row-words"><b>{one.name}</b><span class="admin-note">{[admin.named(one.organisationNames), admin.place(one)].join(' · ')}</span></div>
            <div class="row-badges">
              <Show when={one.retiredAt !== null}><Badge tone="warn">{t('admin.crew.retired')}</Badge></Show>
              <For each={one.skills}>{(skill) => <Badge>{isSkill(skill) ? t(`codes.skill.${skill}`) : skill}</Badge>}</For>
            </div>
            <span class="row-when admin-note">{plural('admin.crews.people', one.people)} · {plural('admin.crews.load', one.load)}</span>
            <Show when={one.retiredAt === null} fallback={<Button size="s" busy={telling.busy()} onClick={() => void retire(one, false)}>{t('admin.crew.bringBack')}</Button>}>
              <div class="row-buttons">
                <Button size="s" aria-label={t('admin.changeNamed', { name: one.name })} onClick={() => setCrew(one)}>{t('common.action.edit')}</Button>
                <Sure label={t('admin.crew.retire')} question={t('admin.crew.retireSure', { name: one.name })} asked={asked() === one.id} busy={telling.busy()} onAsk={(yes) => { telling.clear(); setAsked(yes ? one.id : null) }} onYes={() => void retire(one, true)}>
                  <Failure text={telling.error()} />
                </Sure>
              </div>
            </Show>
          </li>
        )}</For>
      </Listing>
      <Show when={organisation()} keyed>{(one) => <OrganisationForm organisation={one === 'new' ? null : one} onClose={() => setOrganisation(null)} />}</Show>
      <Show when={crew()} keyed>{(one) => <CrewForm crew={one === 'new' ? null : one} onClose={() => setCrew(null)} />}</Show>
    </>
  )
}
