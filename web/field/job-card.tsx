import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { CREW_MOVES, movesFrom, needsReview, type RepairState } from '../../geo/repairs/lifecycle.ts'
import { isPartName } from '../../geo/repairs/parts.ts'
import { formatMgrs } from '../../geo/space/mgrs.ts'
import type { Position } from '../../geo/space/position.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SeverityBadge } from '../ui/grade-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { isOfRepair, type EtrBody, type Job, type MoveBody, type StepBody } from '../sync/jobs.ts'
import { useField } from './field-state.ts'
import { JobEtr } from './job-etr.tsx'
import { JobBack } from './job-back.tsx'
import { createAsking } from './asking.ts'
import { BackLine } from './back-line.tsx'
import { expectBack, givesBack, stageOf, takeStep, type Step } from './job-moves.ts'
import { JobGround } from './job-ground.tsx'
import { JobStep } from './job-step.tsx'
import { SpokenPlace } from './spoken-place.tsx'
import { ToldLine } from './told-line.tsx'
import { nameOf, placeName, why } from './words.ts'

/** One job of the crew with the moves it may make now; every move goes through the outbox. */
export function JobCard(props: { readonly job: Job }) {
  const i18n = useI18n()
  const { t, locale } = i18n
  const field = useField()
  const { asking, ask, after } = createAsking<RepairState | 'etr' | 'back'>()
  const [open, setOpen] = createSignal(true)
  const repair = () => props.job.repair
  const damage = () => props.job.damage
  const name = () => placeName(damage()?.names ?? null, damage()?.place ?? '', locale()) || (damage()?.kind ? t(`codes.kind.${damage()?.kind}` as Key) : t('warn.jobs.unknownPlace'))
  const resumes = () => repair().state === 'blocked'
  const reviewed = () => needsReview(repair())
  // What is done for good comes before what is done for now.
  const rank = (to: RepairState) => (to === 'temporary_fix' ? 1 : to === 'blocked' ? 2 : 0)
  const moves = (): RepairState[] => (reviewed() ? [] : movesFrom(repair())).filter((to) => CREW_MOVES.includes(to) || (resumes() && to !== 'cancelled')).filter((to) => open() || to !== 'in_progress').sort((a, b) => rank(a) - rank(b))
  const refused = () => field.ops().filter((op) => op.state === 'refused' && isOfRepair(op, repair().id))
  const word = (to: RepairState) => (resumes() ? t('field.move.resume', { state: t(`codes.repairState.${to}`) }) : t(`field.move.${to}` as Key))
  const asks = (to: RepairState) => to === 'blocked' || (stageOf(to) !== null && !resumes())
  const go = (step: Step) => after(() => takeStep(field, props.job, step))
  const press = (to: RepairState) => (asks(to) ? ask(to) : void go({ to, blockedBy: null, note: '', parts: [], photos: [] }))
  const told = () => field.told().repairs.find(({ id }) => id === repair().id)
  const mayExpect = () => !['restored', 'closed', 'cancelled'].includes(repair().state)
  const mayGiveBack = () => ['on_site', 'in_progress', 'temporary_fix', 'field_complete', 'blocked'].includes(repair().state)
  const mgrsOf = (position: Position) => (Math.abs(position[1]) > 80 ? `${position[1].toFixed(5)}, ${position[0].toFixed(5)}` : formatMgrs(position))
  const directions = () => {
    const position = damage()?.position
    return position ? `geo:${position[1]},${position[0]}?q=${position[1]},${position[0]}` : null
  }
  return (
    <article class="job-card" data-state={repair().state}>
      <header class="job-head">
        <h2>{name()}</h2>
        <p>{nameOf(damage()?.areaNames ?? null, locale())}</p>
        <div class="job-badges">
          <Badge tone={repair().state === 'blocked' ? 'bad' : repair().state === 'restored' ? 'good' : 'accent'} icon={repair().state === 'blocked' ? 'stop' : 'wrench'}>
            {t(`codes.repairState.${repair().state}`)}<Show when={repair().blockedBy}>{(by) => <>: {t(`codes.blockedBy.${by()}`)}</>}</Show>
          </Badge>
          <Show when={damage()}>{(of) => <SeverityBadge severity={of().severity} />}</Show>
        </div>
        <JobGround spot={damage()} onGate={setOpen} />
        <Show when={reviewed()}><p class="job-note"><Icon name="warning" size={20} /> {t('work.struck')}</p></Show>
        <Show when={repair().blockedWhy}><p class="job-note">{repair().blockedWhy}</p></Show>
        <Show when={repair().blockedUntil}>{(until) => <p class="job-window"><Icon name="clock" size={20} />{t('work.blockedExpected', { when: i18n.dateTime(until()) })}</p>}</Show>
        <Show when={repair().note}><p class="job-note">{repair().note}</p></Show>
        <Show when={repair().planned}>{(planned) => <p class="job-window"><Icon name="clock" size={20} />{t('work.jobs.window', { from: i18n.dateTime(planned().from), until: i18n.dateTime(planned().until) })}</p>}</Show>
        <p>{t('warn.jobs.since', { when: i18n.dateTime(repair().since) })}<Show when={repair().etr}>{(etr) => <> · {t('warn.jobs.etr', { when: i18n.dateTime(etr().at) })}</>}</Show></p>
        <ToldLine waiting={props.job.waiting} />
      </header>
      <Show when={damage()?.position}>{(position) => (
        <details class="job-place">
          <summary><Icon name="pin" size={22} /><span>{mgrsOf(position())}</span><Icon name="chevron_down" size={18} /></summary>
          <SpokenPlace position={position()} />
        </details>
      )}</Show>
      <Show when={repair().parts.length > 0}>
        <p class="job-parts">{t('work.parts.used')} {repair().parts.map((part) => `${isPartName(part.name) ? t(`work.part.${part.name}`) : part.name}: ${i18n.number(part.quantity)} ${t(`work.unit.${part.unit}`)}`).join(', ')}</p>
      </Show>
      <Show when={repair().steps.length > 0}><ul class="job-back"><For each={repair().steps}>{(step) => <li><Icon name={step.confirmed ? 'check' : 'clock'} size={20} /><BackLine step={step} /></li>}</For></ul></Show>
      <For each={refused()}>{(op) => (
        <div class="op-refusal" role="alert">
          <p class="op-why"><Icon name="warning" size={20} />{t('work.jobs.notTaken')} {op.problem ? why(i18n, op.problem) : ''}</p>
          <dl class="both-versions">
            <dt>{t('work.jobs.yours')}</dt><dd>{op.kind === 'repair.step' ? <BackLine step={(op.body as StepBody).step} /> : op.kind === 'repair.etr' ? t('warn.jobs.etr', { when: i18n.dateTime((op.body as EtrBody).etr.at) }) : t(`field.move.${(op.body as MoveBody).move.to}` as Key)}, {i18n.dateTime(op.madeAtMs)}</dd>
            <dt>{t('work.jobs.theirs')}</dt><dd>{t(`codes.repairState.${told()?.state ?? repair().state}`)}, {i18n.dateTime(told()?.since ?? repair().since)}</dd>
          </dl>
          <Button size="l" icon="check" onClick={() => void field.dismiss(op.id)}>{t('work.jobs.understood')}</Button>
        </div>
      )}</For>
      <div class="job-moves">
        <For each={moves()}>{(to, index) => <Button size="l" look={to === 'blocked' ? 'danger' : index() === 0 && repair().state !== 'restored' ? 'primary' : 'secondary'} onClick={() => press(to)}>{word(to)}</Button>}</For>
        <Show when={mayExpect()}><Button size="l" icon="clock" onClick={() => ask('etr')}>{repair().etr === null ? t('work.etr.set') : t('work.etr.change')}</Button></Show>
        <Show when={mayGiveBack()}><Button size="l" icon="bolt_low" onClick={() => ask('back')}>{t('work.back.set')}</Button></Show>
        <Show when={directions()}>{(address) => <a class="button" data-look="quiet" data-size="l" href={address()}><Icon name="map" size={24} />{t('warn.jobs.directions')}</a>}</Show>
      </div>
      <Dialog open={asking() !== null} title={asking() === 'etr' ? t('work.etr.title') : asking() === 'back' ? t('work.back.title') : asking() === 'blocked' ? t('warn.jobs.blockedTitle') : t(`field.move.${asking() ?? 'restored'}` as Key)} at="sheet" onClose={() => ask(null)}>
        <Switch fallback={<JobStep to={asking() as RepairState} onDone={go} />}>
          <Match when={asking() === 'etr'}><JobEtr onDone={(atMs) => { ask(null); void expectBack(field, props.job, atMs) }} /></Match>
          <Match when={asking() === 'back'}><JobBack kind={damage()?.kind ?? null} onDone={(step) => { ask(null); void givesBack(field, props.job, step) }} /></Match>
        </Switch>
      </Dialog>
    </article>
  )
}
