import { createSignal, For, Show } from 'solid-js'
import { Skill, Telephone, type WholeCrew } from '../../geo/crews/contract.ts'
import { parseWrittenPlace } from '../../geo/space/written-place.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createTelling } from '../store/telling.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField, TextArea, TextField } from '../ui/field.tsx'
import { useAdmin } from './admin-context.tsx'
import { AreaPicker } from './area-picker.tsx'
import { Failure } from './listing.tsx'

const DECIMALS = 5 // about a metre
const MOST_PHONES = 20

/** Makes a crew, or changes the one given. */
export function CrewForm(props: { readonly crew: WholeCrew | null; readonly onClose: () => void }) {
  const { t } = useI18n()
  const admin = useAdmin()
  const telling = createTelling(admin.problemText)
  const [name, setName] = createSignal(props.crew?.name ?? '')
  const [organisation, setOrganisation] = createSignal(props.crew?.organisation ?? '')
  const [area, setArea] = createSignal<string | null | undefined>(props.crew?.area)
  const [moving, setMoving] = createSignal(props.crew === null)
  const [base, setBase] = createSignal(props.crew?.base ? [props.crew.base[1], props.crew.base[0]].map((degrees) => degrees.toFixed(DECIMALS)).join(', ') : '')
  const [skills, setSkills] = createSignal<readonly Skill[]>(Skill.options.filter((skill) => props.crew?.skills.includes(skill)))
  const [phones, setPhones] = createSignal((props.crew?.phones ?? []).join('\n'))
  // A number that is still being typed is not wrong yet.
  const [typed, setTyped] = createSignal(true)
  const numbers = () => phones().split(/[\n,;]/).map((line) => line.trim()).filter(Boolean)
  const unreadNumber = () => numbers().find((number) => !Telephone.safeParse(number).success)
  const place = () => parseWrittenPlace(base())
  const unread = () => base().trim() !== '' && place() === null

  const wrongPhones = () => {
    const number = unreadNumber()
    if (number !== undefined) return t('admin.crew.phoneUnread', { number })
    return numbers().length > MOST_PHONES ? t('admin.crew.phonesMany', { count: MOST_PHONES }) : undefined
  }

  async function save() {
    const within = area()
    if (unread() || wrongPhones() || within === undefined) return
    const body = { name: name().trim(), organisation: organisation(), area: within, base: place()?.position ?? null, skills: [...skills()], phones: numbers() }
    if (await telling.tell(() => admin.organisations.putCrew(props.crew?.id ?? null, body))) props.onClose()
  }
  return (
    <Dialog
      open at="sheet" title={t(props.crew === null ? 'admin.crew.new' : 'admin.crew.change')} onClose={props.onClose}
      actions={<><Button onClick={props.onClose}>{t('common.action.cancel')}</Button><Button look="primary" type="submit" form="crew-form" busy={telling.busy()}>{t('common.action.save')}</Button></>}
    >
      <form class="admin-form" id="crew-form" onSubmit={(event) => { event.preventDefault(); void save() }}>
        <TextField label={t('admin.crew.name')} hint={t('admin.crew.nameHint')} required maxlength={100} value={name()} onInput={(event) => setName(event.currentTarget.value)} />
        <SelectField label={t('admin.crew.organisation')} required onChange={(event) => setOrganisation(event.currentTarget.value)}>
          <option value="" disabled selected={organisation() === ''}>{t('admin.grant.chooseOrganisation')}</option>
          <For each={admin.organisations.state.organisations}>{(one) => <option value={one.id} selected={one.id === organisation()}>{admin.named(one.names)}</option>}</For>
        </SelectField>
        <Show when={moving()} fallback={
          <p class="crew-area"><span class="field-label">{t('admin.crew.area')}</span><span>{props.crew && admin.place(props.crew)}</span><Button size="s" look="quiet" onClick={() => { setArea(undefined); setMoving(true) }}>{t('common.action.edit')}</Button></p>
        }>
          <AreaPicker label={t('admin.crew.area')} hint={t('admin.crew.areaHint')} onChange={setArea} />
        </Show>
        <TextField label={t('admin.crew.base')} optional hint={t('admin.crew.baseHint')} error={unread() ? t('admin.crew.baseUnread') : undefined} maxlength={100} autocomplete="off" value={base()} onInput={(event) => setBase(event.currentTarget.value)} />
        <fieldset class="checks">
          <legend class="field-label">{t('admin.crew.skills')}</legend>
          <For each={Skill.options}>{(skill) => (
            <label class="check"><input type="checkbox" checked={skills().includes(skill)} onChange={(event) => setSkills((now) => (event.currentTarget.checked ? [...now, skill] : now.filter((one) => one !== skill)))} />{t(`codes.skill.${skill}`)}</label>
          )}</For>
        </fieldset>
        <TextArea label={t('admin.crew.phones')} optional hint={t('admin.crew.phonesHint')} error={typed() ? wrongPhones() : undefined} rows={3} inputmode="tel" autocomplete="off" spellcheck={false} maxlength={900} value={phones()} onInput={(event) => { setTyped(false); setPhones(event.currentTarget.value) }} onChange={() => setTyped(true)} />
        <Failure text={telling.error()} />
      </form>
    </Dialog>
  )
}
