import { createSignal, For, Show } from 'solid-js'
import { BlockedBy, CREW_MOVES, movesFrom, type RepairState } from '../../geo/repairs/lifecycle.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SeverityBadge } from '../ui/grade-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Job, MoveBody } from '../sync/jobs.ts'
import { useField } from './field-state.ts'
import { JobGround } from './job-ground.tsx'
import { nameOf, placeName, why } from './words.ts'

/** One job of the crew with the moves it may make now; every move goes through the outbox. */
export function JobCard(props: { readonly job: Job }) {
  const i18n = useI18n()
  const { t, locale } = i18n
  const field = useField()
  const [asking, setAsking] = createSignal(false)
  const [open, setOpen] = createSignal(true)
  const repair = () => props.job.repair
  const damage = () => props.job.damage
  const name = () => placeName(damage()?.names ?? null, damage()?.place ?? '', locale()) || (damage()?.kind ? t(`codes.kind.${damage()?.kind}` as Key) : t('warn.jobs.unknownPlace'))
  const resumes = () => repair().state === 'blocked'
  const moves = (): RepairState[] => movesFrom(repair()).filter((to) => CREW_MOVES.includes(to) || (resumes() && to !== 'cancelled')).filter((to) => open() || to !== 'in_progress')
  const refused = () => field.ops().filter((op) => op.state === 'refused' && op.kind === 'repair.move' && op.body !== null && (op.body as MoveBody).repair === repair().id)
  const word = (to: RepairState) => (resumes() ? t('field.move.resume', { state: t(`codes.repairState.${to}`) }) : t(`field.move.${to}` as Key))
  const go = (to: RepairState, blockedBy: BlockedBy | null = null) => {
    setAsking(false)
    void field.move(props.job, to, blockedBy)
  }
  const press = (to: RepairState) => (to === 'blocked' ? setAsking(true) : go(to))
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
          <Show when={props.job.waiting > 0}><Badge tone="warn" icon="clock">{t('warn.jobs.waiting')}</Badge></Show>
        </div>
        <JobGround job={props.job} onGate={setOpen} />
        <Show when={repair().note}><p class="job-note">{repair().note}</p></Show>
        <p>{t('warn.jobs.since', { when: i18n.dateTime(repair().since) })}<Show when={repair().etr}>{(etr) => <> · {t('warn.jobs.etr', { when: i18n.dateTime(etr().at) })}</>}</Show></p>
      </header>
      <For each={refused()}>{(op) => (
        <div class="op-refusal" role="alert">
          <p class="op-why"><Icon name="warning" size={20} />{t('warn.jobs.refused', { move: t(`field.move.${(op.body as MoveBody).move.to}` as Key) })} {op.problem ? why(i18n, op.problem) : ''}</p>
          <Button size="s" icon="close" onClick={() => void field.dismiss(op.id)}>{t('field.sent.dismiss')}</Button>
        </div>
      )}</For>
      <div class="job-moves">
        <For each={moves()}>{(to, index) => <Button size="l" look={to === 'blocked' ? 'danger' : index() === 0 && repair().state !== 'restored' ? 'primary' : 'secondary'} onClick={() => press(to)}>{word(to)}</Button>}</For>
        <Show when={directions()}>{(address) => <a class="button" data-look="quiet" data-size="l" href={address()}><Icon name="pin" size={24} />{t('warn.jobs.directions')}</a>}</Show>
      </div>
      <Dialog open={asking()} title={t('warn.jobs.blockedTitle')} at="sheet" onClose={() => setAsking(false)}>
        <div class="job-moves"><For each={BlockedBy.options}>{(by) => <Button size="l" onClick={() => go('blocked', by)}>{t(`codes.blockedBy.${by}`)}</Button>}</For></div>
      </Dialog>
    </article>
  )
}
