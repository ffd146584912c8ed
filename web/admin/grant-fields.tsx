import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { z } from 'zod'
import { PersonRole, type GrantAsked } from '../../geo/access/people.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { SelectField } from '../ui/field.tsx'
import { useAdmin } from './admin-context.tsx'
import { AreaPicker } from './area-picker.tsx'

const ROLES = ['crew', 'dispatcher', 'authority', 'operator', 'auditor', 'admin'] as const satisfies readonly PersonRole[]

/** Roles that may be held at the desk of an organisation. */
const AT_DESKS: readonly PersonRole[] = ['dispatcher', 'authority', 'auditor']

/** A role with where it holds: a crew member's area is the crew's. `onChange` gives null while something is missing. */
export function GrantFields(props: { readonly onChange: (grant: z.input<typeof GrantAsked> | null) => void }) {
  const { t } = useI18n()
  const admin = useAdmin()
  const [role, setRole] = createSignal<PersonRole | null>(null)
  const [crew, setCrew] = createSignal<string | null>(null)
  const [organisation, setOrganisation] = createSignal<string | null>(null)
  const [area, setArea] = createSignal<string | null | undefined>()
  const crews = () => admin.organisations.state.crews.filter((one) => one.retiredAt === null)
  const organisations = () => admin.organisations.state.organisations

  function tell() {
    const [held, its] = [role(), crews().find((one) => one.id === crew())]
    if (held === null) props.onChange(null)
    else if (held === 'crew') props.onChange(its === undefined ? null : { role: held, crew: its.id, area: its.area, organisation: its.organisation })
    else if (held === 'operator') props.onChange(organisation() === null ? null : { role: held, organisation: organisation() })
    else props.onChange(area() === undefined ? null : { role: held, area: area() ?? null, organisation: AT_DESKS.includes(held) ? organisation() : null })
  }
  function chooseRole(next: string) {
    setRole(PersonRole.parse(next))
    setArea(undefined) // the picker begins anew
    setOrganisation(null)
    tell()
  }
  return (
    <div class="grant-fields">
      <SelectField label={t('admin.grant.role')} hint={role() === null ? undefined : t(`admin.roleHelp.${role()!}`)} required onChange={(event) => chooseRole(event.currentTarget.value)}>
        <option value="" disabled selected>{t('admin.grant.chooseRole')}</option>
        <For each={ROLES.filter((one) => one !== 'operator' || admin.everywhere())}>{(one) => <option value={one}>{t(`codes.role.${one}`)}</option>}</For>
      </SelectField>
      <Switch>
        <Match when={role() === 'crew'}>
          <Show when={crews().length > 0} fallback={<p class="admin-note">{t('admin.grant.noCrews')}</p>}>
            <SelectField label={t('admin.grant.crew')} hint={t('admin.grant.crewHint')} required onChange={(event) => { setCrew(event.currentTarget.value); tell() }}>
              <option value="" disabled selected>{t('admin.grant.chooseCrew')}</option>
              <For each={crews()}>{(one) => <option value={one.id}>{[one.name, admin.named(one.organisationNames), admin.place(one)].join(' · ')}</option>}</For>
            </SelectField>
          </Show>
        </Match>
        <Match when={role() === 'operator'}>
          <Show when={organisations().length > 0} fallback={<p class="admin-note">{t('admin.grant.noOrganisations')}</p>}>
            <SelectField label={t('admin.grant.organisation')} hint={t('admin.grant.organisationHint')} required onChange={(event) => { setOrganisation(event.currentTarget.value); tell() }}>
              <option value="" disabled selected>{t('admin.grant.chooseOrganisation')}</option>
              <For each={organisations()}>{(one) => <option value={one.id}>{admin.named(one.names)}</option>}</For>
            </SelectField>
          </Show>
        </Match>
        <Match when={role()}>
          <AreaPicker label={t('admin.grant.area')} hint={t('admin.grant.areaHint')} onChange={(code) => { setArea(code); tell() }} />
          <Show when={admin.everywhere() && organisations().length > 0 && AT_DESKS.includes(role()!)}>
            <SelectField label={t('admin.grant.desk')} hint={t('admin.grant.deskHint')} optional onChange={(event) => { setOrganisation(event.currentTarget.value || null); tell() }}>
              <option value="" selected={organisation() === null}>{t('admin.grant.deskOfNone')}</option>
              <For each={organisations()}>{(one) => <option value={one.id} selected={one.id === organisation()}>{admin.named(one.names)}</option>}</For>
            </SelectField>
          </Show>
        </Match>
      </Switch>
    </div>
  )
}
