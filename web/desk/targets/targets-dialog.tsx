import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { Area } from '../../../geo/areas/area.ts'
import { listAreas } from '../../../geo/areas/contract.ts'
import { previewTargets, readTargets, setTargets, type AreaTargets, type TargetPreview } from '../../../geo/clocks/contract.ts'
import type { Targets } from '../../../geo/clocks/targets.ts'
import { WEIGHERS } from '../../../geo/damages/order-contract.ts'
import { listOrganisations, type Organisation } from '../../../geo/organisations/contract.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { problemOf } from '../../store/loading.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextArea } from '../../ui/field.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk-context.tsx'
import { useWords } from '../words.ts'
import { TargetsFields } from './targets-fields.tsx'
import { TargetsPreview } from './targets-preview.tsx'
import { TargetsSides } from './targets-sides.tsx'
import './targets.css'

type Overtaken = { readonly mine: Targets | null; readonly theirs: AreaTargets }

/** Within how many hours things are to be done: what holds in an area and who decided it, trying others, seeing what would be late, and putting them in force with a reason. */
export function TargetsDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { t, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const toast = useToast()
  const [area, setArea] = createSignal('')
  const [organisation, setOrganisation] = createSignal<string | null>(null)
  const [country, setCountry] = createSignal<readonly Area[]>([])
  const [organisations, setOrganisations] = createSignal<readonly Organisation[]>([])
  const [held, setHeld] = createSignal<AreaTargets | null>(null)
  const [own, setOwn] = createSignal<Targets | null>(null)
  const [valid, setValid] = createSignal(true)
  const [preview, setPreview] = createSignal<TargetPreview | null>(null)
  const [why, setWhy] = createSignal('')
  const [error, setError] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [overtaken, setOvertaken] = createSignal<Overtaken | null>(null)
  const fixed = () => !desk.me.holds(WEIGHERS)
  const named = (one: { readonly code: string; readonly names: Area['names'] }) => words.named(one.names) ?? one.code
  const ofLevel = (level: 'oblast' | 'raion') => desk.areas.state.areas.filter((one) => one.level === level)
  // Who has but a community finds it among their own.
  const granted = () => (desk.me.state.me?.grants ?? []).flatMap(({ area: code, areaNames }) => (code === null || desk.areas.find(code) !== undefined ? [] : [{ code, names: areaNames }]))
  const groups = () => [
    { label: t('targets.country'), areas: country() }, { label: t('targets.area'), areas: granted() }, { label: t('targets.oblasts'), areas: ofLevel('oblast') }, { label: t('targets.raions'), areas: ofLevel('raion') },
  ].filter(({ areas }) => areas.length > 0)
  const hasOwn = () => held()?.from === area() && held()?.forOrganisation === (organisation() !== null)

  const read = () => call(readTargets, { query: { area: area(), ...(organisation() === null ? {} : { organisation: organisation()! }) } })
  /** Shows what holds, and begins from it. */
  function adopt(next: AreaTargets) {
    setHeld(next)
    setOwn(next.targets)
    setValid(true)
    setPreview(null)
    setOvertaken(null)
  }
  async function tell(run: () => Promise<void>) {
    setBusy(true)
    setError('')
    try {
      await run()
    } catch (failure) {
      setError(desk.problemText(problemOf(failure)))
    }
    setBusy(false)
  }
  async function load() {
    const asked = [area(), organisation()].join()
    const found = await read()
    if (asked === [area(), organisation()].join()) adopt(found) // another was chosen meanwhile
  }
  createEffect(on(() => props.open, (open) => {
    if (open && organisations().length === 0) void tell(async () => {
      const [areas, all] = await Promise.all([call(listAreas, { query: { level: 'country' } }), call(listOrganisations, {})])
      setCountry(areas.areas)
      setOrganisations(all.organisations)
    })
  }))
  createEffect(on([() => props.open, () => groups().length], ([open]) => {
    if (open && area() === '') setArea(desk.view().filter.area ?? ofLevel('oblast')[0]?.code ?? groups()[0]?.areas[0]?.code ?? '')
  }))
  createEffect(on([() => props.open, area, organisation], ([open, code]) => {
    if (!open || code === '') return
    // What was typed belongs to the area that it was typed for: nothing is filled in until the next one is here.
    setHeld(null)
    setOwn(null)
    setPreview(null)
    setOvertaken(null)
    void tell(load)
  }))

  function change(next: Targets | null) {
    setPreview(null)
    setValid(next !== null)
    if (next !== null) setOwn(next)
  }
  const see = (targets: Targets) => tell(async () => { setPreview(await call(previewTargets, { body: { area: area(), organisation: organisation(), targets } })) })
  const put = (targets: Targets | null) => tell(async () => {
    try {
      adopt(await call(setTargets, { body: { area: area(), organisation: organisation(), targets, why: why().trim(), version: held()?.own ?? 0 } }))
    } catch (failure) {
      if (problemOf(failure) !== 'stale-version') throw failure
      return void setOvertaken({ mine: targets, theirs: await read() })
    }
    setWhy('')
    toast({ tone: 'good', text: t('targets.done') })
    desk.refresh()
  })

  return (
    <Dialog open={props.open} title={t('targets.title')} onClose={props.onClose}>
      <p class="part-note">{t('targets.intro')}</p>
      <div class="targets-choice">
        <SelectField label={t('targets.area')} value={area()} onChange={(event) => setArea(event.currentTarget.value)}>
          <For each={groups()}>{(group) => <optgroup label={group.label}><For each={group.areas}>{(one) => <option value={one.code} selected={one.code === area()}>{named(one)}</option>}</For></optgroup>}</For>
        </SelectField>
        <SelectField label={t('targets.organisation')} value={organisation() ?? ''} onChange={(event) => setOrganisation(event.currentTarget.value || null)}>
          <option value="">{t('targets.everyone')}</option>
          <For each={organisations()}>{(one) => <option value={one.id} selected={one.id === organisation()}>{words.named(one.names) ?? one.id}</option>}</For>
        </SelectField>
      </div>
      <Show when={own()} fallback={<Show when={error() === ''}><Skeleton lines={6} /></Show>}>{(targets) => (
        <form class="targets" onSubmit={(event) => { event.preventDefault(); void see(targets()) }}>
          <Show when={held()}>{(now) => (
            <p class="part-note">
              {now().from === null ? t('targets.default') : t('targets.from', { version: now().version, area: words.named(now().fromNames ?? { uk: null, en: null }) ?? now().from ?? '', name: words.actor(now().by), when: now().madeAt === null ? '' : dateTime(now().madeAt!) })}
              <Show when={now().forOrganisation}> {t('targets.forOrganisation')}</Show>
            </p>
          )}</Show>
          <TargetsFields targets={targets()} fixed={fixed()} onChange={change} />
          <Show when={!fixed()} fallback={<p class="part-note">{t('targets.readOnly')}</p>}>
            <Show when={!valid()}><p class="targets-invalid" role="alert">{t('targets.invalid')}</p></Show>
            <div class="part-buttons"><Button size="s" type="submit" busy={busy()}>{t('targets.preview')}</Button></div>
          </Show>
        </form>
      )}</Show>
      <Show when={error()}><p role="alert">{error()}</p></Show>
      <Show when={preview()}>{(seen) => <TargetsPreview seen={seen()} />}</Show>
      <Show when={!fixed() && overtaken() === null && (preview() !== null || hasOwn())}>
        <TextArea label={t('targets.why')} rows={2} maxlength={1000} value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
        <div class="part-buttons">
          <Show when={hasOwn()}><Button size="s" look="quiet" busy={busy()} disabled={why().trim() === ''} onClick={() => void put(null)}>{t('targets.reset')}</Button></Show>
          <Show when={preview() !== null && own()}>{(targets) => <Button size="s" look="primary" busy={busy()} disabled={why().trim() === ''} onClick={() => void put(targets())}>{t('targets.set')}</Button>}</Show>
        </div>
      </Show>
      <Show when={overtaken()}>{(sides) => (
        <TargetsSides mine={sides().mine} theirs={sides().theirs} busy={busy()} onTheirs={() => adopt(sides().theirs)} onMine={() => { const { mine, theirs } = sides(); setHeld(theirs); setOvertaken(null); void put(mine) }} />
      )}</Show>
      <section aria-labelledby="targets-history">
        <h3 id="targets-history">{t('targets.history')}</h3>
        <Show when={(held()?.history.length ?? 0) > 0} fallback={<p class="part-note">{t('targets.nothing')}</p>}>
          <ul class="pairs"><For each={held()?.history ?? []}>{(one) => (
            <li class="pair"><span class="pair-words"><b>{t('targets.entry', { version: one.version, name: words.actor(one.by), when: dateTime(one.madeAt) })}{one.targets === null ? ` (${t('targets.takenBack')})` : ''}</b><span class="said">{one.why}</span></span></li>
          )}</For></ul>
        </Show>
      </section>
    </Dialog>
  )
}
