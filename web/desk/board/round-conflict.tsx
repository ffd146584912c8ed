import { For, Show } from 'solid-js'
import type { Round } from '../../../geo/rounds/round.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { useRoundWords } from './round-words.ts'
import type { Draft } from './round-stops.tsx'

/** What a round is, on one side of a conflict. */
export type Side = Pick<Round, 'kind' | 'crewName' | 'planned' | 'note'> & { readonly stops: readonly Draft[] }

/** A round that somebody else changed meanwhile: what is wanted beside what is there now. */
export function RoundConflict(props: { readonly mine: Side; readonly theirs: Round }) {
  const { t } = useI18n()
  const words = useRoundWords()
  const facts = (): readonly (readonly [string, (side: Side) => string])[] => [
    [t('rounds.form.kind'), (side) => t(`rounds.kind.${side.kind}`)], [t('rounds.form.crew'), (side) => side.crewName], [t('rounds.form.from'), (side) => words.window(side.planned)],
    [t('rounds.form.stops'), (side) => side.stops.map((stop) => `${words.site(stop)}${stop.task === '' ? '' : ` (${stop.task})`}${stop.state === 'planned' ? '' : `, ${t(`rounds.state.${stop.state}`)}`}`).join('; ')], [t('rounds.form.note'), (side) => side.note || '–'],
  ]
  return (
    <div class="round-conflict">
      <p role="alert"><b>{t('rounds.conflict.title')}.</b> {t('rounds.conflict.text')}</p>
      <Show when={props.theirs.cancelled}>{(gone) => <p class="round-failure">{t('rounds.conflict.cancelled', { why: gone().why })}</p>}</Show>
      <div class="table-scroll" tabindex="0" role="group" aria-label={t('rounds.conflict.title')}>
        <table>
          <thead><tr><th scope="col"><span class="visually-hidden">{t('rounds.conflict.what')}</span></th><th scope="col">{t('rounds.conflict.mine')}</th><th scope="col">{t('rounds.conflict.theirs')}</th></tr></thead>
          <tbody><For each={facts()}>{([label, of]) => <tr data-moved={of(props.mine) === of(props.theirs) ? undefined : ''}><th scope="row">{label}</th><td>{of(props.mine)}</td><td>{of(props.theirs)}</td></tr>}</For></tbody>
        </table>
      </div>
    </div>
  )
}
