import { createSignal, For } from 'solid-js'
import { OrganisationKind, type Organisation } from '../../geo/organisations/contract.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createTelling } from '../store/telling.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { useAdmin } from './admin-context.tsx'
import { Failure } from './listing.tsx'

/** Makes an organisation, or changes the one given. */
export function OrganisationForm(props: { readonly organisation: Organisation | null; readonly onClose: () => void }) {
  const { t } = useI18n()
  const admin = useAdmin()
  const telling = createTelling(admin.problemText)
  const [kind, setKind] = createSignal<OrganisationKind>(props.organisation?.kind ?? 'energy_utility')
  const [uk, setUk] = createSignal(props.organisation?.names.uk ?? '')
  const [en, setEn] = createSignal(props.organisation?.names.en ?? '')
  const none = () => uk().trim() === '' && en().trim() === ''

  async function save() {
    if (await telling.tell(() => admin.organisations.put(props.organisation?.id ?? null, { kind: kind(), names: { uk: uk(), en: en() } }))) props.onClose()
  }
  return (
    <Dialog
      open at="sheet" title={t(props.organisation === null ? 'admin.organisation.new' : 'admin.organisation.change')} onClose={props.onClose}
      actions={<><Button onClick={props.onClose}>{t('common.action.cancel')}</Button><Button look="primary" type="submit" form="organisation-form" busy={telling.busy()}>{t('common.action.save')}</Button></>}
    >
      <form class="admin-form" id="organisation-form" onSubmit={(event) => { event.preventDefault(); void save() }}>
        <TextField label={t('admin.organisation.nameUk')} hint={t('admin.organisation.nameHint')} lang="uk" required={none()} maxlength={200} value={uk()} onInput={(event) => setUk(event.currentTarget.value)} />
        <TextField label={t('admin.organisation.nameEn')} lang="en" required={none()} maxlength={200} value={en()} onInput={(event) => setEn(event.currentTarget.value)} />
        <SelectField label={t('admin.organisation.kind')} onChange={(event) => setKind(OrganisationKind.parse(event.currentTarget.value))}>
          <For each={OrganisationKind.options}>{(one) => <option value={one} selected={one === kind()}>{t(`codes.organisationKind.${one}`)}</option>}</For>
        </SelectField>
        <Failure text={telling.error()} />
      </form>
    </Dialog>
  )
}
