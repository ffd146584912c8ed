import { createMemo, For, Show } from 'solid-js'
import { alreadyReported } from '../../geo/reports/duplicates.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { SeverityMark } from '../ui/grade-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Draft } from './draft.ts'
import { useField } from './field-state.ts'
import { seeing } from './place.ts'
import { metres, placeName } from './words.ts'

/** What is reported already where the crew stands, before it files: one tap adds to it, another says that this is something else. */
export function AlreadyHere(props: { readonly draft: Draft; readonly change: (part: Partial<Draft>) => void }) {
  const i18n = useI18n()
  const { t, locale } = i18n
  const field = useField()
  const found = createMemo(() => {
    const seen = props.draft.corrects === null ? seeing(props.draft.place, props.draft.kind, Date.now()) : null
    const known = field.told().damages
    return seen === null ? [] : alreadyReported(seen, known).flatMap((likeness) => {
      const damage = known.find(({ id }) => id === likeness.id)
      return damage === undefined ? [] : [{ ...likeness, damage }]
    })
  })
  const chosen = (id: string, sameSite: boolean) => (props.draft.same === null ? sameSite && found()[0]?.id === id : props.draft.same !== 'other' && props.draft.same.damage === id)
  return (
    <Show when={found().length > 0}>
      <fieldset class="already-here">
        <legend>{t('field.already.title')}</legend>
        <For each={found()}>{({ id, sameSite, apartM, damage }) => (
          <button type="button" class="already-choice" aria-pressed={chosen(id, sameSite)} onClick={() => props.change({ same: { damage: id } })}>
            <SeverityMark severity={damage.severity} size={32} />
            <span class="place-words">
              {/* The site's name stands on the card above. */}
              <Show when={!sameSite}><span class="already-name">{placeName(damage.names, damage.place, locale()) || (damage.kind ? t(`codes.kind.${damage.kind}` as Key) : t('field.place.none'))}</span></Show>
              <span class="place-under">
                {damage.function === 'unknown' && damage.severity !== null ? t(`grades.severity.label.${damage.severity}` as Key) : t(`grades.function.label.${damage.function}`)} · {i18n.relative(damage.lastReportAt)}<Show when={!sameSite && apartM !== null}> · {metres(i18n, apartM ?? 0)}</Show>
              </span>
              <Show when={chosen(id, sameSite)}><span class="already-chosen"><Icon name="check" size={18} />{t('field.already.adds')}</span></Show>
            </span>
          </button>
        )}</For>
        <button type="button" class="already-choice already-other" aria-pressed={props.draft.same === 'other'} onClick={() => props.change({ same: 'other' })}>
          <Icon name="plus" size={22} /><span class="already-name">{t('field.already.other')}</span>
        </button>
      </fieldset>
    </Show>
  )
}
