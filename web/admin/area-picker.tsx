import { createSignal, Index, Show } from 'solid-js'
import type { Area } from '../../geo/areas/area.ts'
import { listAreas } from '../../geo/areas/contract.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { problemOf } from '../store/loading.ts'
import { SelectField } from '../ui/field.tsx'
import { useAdmin } from './admin-context.tsx'

const EVERYWHERE = '*'
type Step = { readonly areas: readonly Area[]; readonly chosen: string }

/** An area, chosen from the top down; each step may be the last. `onChange` gives its code, null for everywhere. */
export function AreaPicker(props: { readonly label: string; readonly hint?: string; readonly onChange: (area: string | null) => void }) {
  const { t } = useI18n()
  const admin = useAdmin()
  const [top, setTop] = createSignal('')
  const [steps, setSteps] = createSignal<readonly Step[]>([])
  const [failed, setFailed] = createSignal(false)

  /** Chooses an area at a depth, and offers what lies in it; an empty choice takes the area above. */
  async function choose(depth: number, code: string) {
    if (depth === 0) setTop(code)
    else setSteps((now) => now.slice(0, depth).map((step, at) => (at === depth - 1 ? { ...step, chosen: code } : step)))
    const above = depth > 1 ? steps()[depth - 2]?.chosen : top()
    const chosen = code === '' ? above ?? '' : code
    setSteps((now) => now.slice(0, depth))
    props.onChange(chosen === EVERYWHERE ? null : chosen)
    if (code === '' || code === EVERYWHERE) return
    try {
      const { areas } = await call(listAreas, { query: { parent: code } })
      const still = depth === 0 ? top() : steps()[depth - 1]?.chosen
      if (areas.length > 0 && still === code) setSteps((now) => [...now.slice(0, depth), { areas, chosen: '' }])
      setFailed(false)
    } catch (error) {
      problemOf(error)
      setFailed(true) // what is chosen stands; only what lies in it is not offered
    }
  }
  const nameOf = (code: string, among: readonly Area[]) => admin.named(among.find((area) => area.code === code)?.names ?? { uk: code, en: code })
  const aboveName = (depth: number) => (depth === 0 ? nameOf(top(), admin.areas() ?? []) : nameOf(steps()[depth - 1]!.chosen, steps()[depth - 1]!.areas))
  return (
    <div class="area-picker">
      <SelectField label={props.label} hint={props.hint} error={failed() ? t('admin.problem.unreachable') : undefined} required onChange={(event) => void choose(0, event.currentTarget.value)}>
        <option value="" disabled selected={top() === ''}>{t('admin.area.choose')}</option>
        <Show when={admin.everywhere()}><option value={EVERYWHERE} selected={top() === EVERYWHERE}>{t('admin.everywhere')}</option></Show>
        {(admin.areas() ?? []).map((area) => <option value={area.code} selected={top() === area.code}>{admin.named(area.names) || area.code}</option>)}
      </SelectField>
      <Index each={steps()}>{(step, depth) => (
        <SelectField label={t('admin.area.within', { area: aboveName(depth) })} onChange={(event) => void choose(depth + 1, event.currentTarget.value)}>
          <option value="" selected={step().chosen === ''}>{t('admin.area.whole')}</option>
          {step().areas.map((area) => <option value={area.code} selected={step().chosen === area.code}>{admin.named(area.names) || area.code}</option>)}
        </SelectField>
      )}</Index>
    </div>
  )
}
