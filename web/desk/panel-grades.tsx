import { For, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { gradeHistory } from '../../geo/damages/grades.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { FUNCTION_LOOKS, FunctionBadge, SAFETY_LOOKS, SafetyBadge, SeverityBadge, SeverityMark } from '../ui/grade-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { severityKey } from '../ui/severity-shapes.ts'
import { useWords } from './words.ts'

/** The three axes of a damage, each in picture, colour and word, with what it means; how they came, report by report, each on the scale that it was given in. */
export function PanelGrades(props: { readonly damage: DamageWhole }) {
  const { t, plural, dateTime } = useI18n()
  const words = useWords()
  const key = () => severityKey(props.damage.severity)
  // A report by SMS that was joined to a full one does not count beside it.
  const history = () => gradeHistory(props.damage.filed.filter(({ joined }) => joined === null))
  const standing = () => history().find(({ stands }) => stands.includes('severity'))?.report
  const worthTelling = () => history().length > 1 || history().some(({ report }) => report.rawGrade !== '')
  return (
    <section class="grades" aria-label={t('desk.panel.grades')}>
      <div class="grade" data-severity={key()}>
        <span class="grade-title">{t('grades.severity.title')}</span>
        <span class="grade-value"><SeverityMark severity={props.damage.severity} size={22} />{t(`grades.severity.label.${key()}`)}</span>
        <span class="grade-help">{t(`grades.severity.help.${key()}`)}</span>
      </div>
      <div class="grade" data-tone={FUNCTION_LOOKS[props.damage.function].tone}>
        <span class="grade-title">{t('grades.function.title')}</span>
        <span class="grade-value"><Icon name={FUNCTION_LOOKS[props.damage.function].icon} size={22} />{t(`grades.function.label.${props.damage.function}`)}</span>
        <span class="grade-help">{t(`grades.function.help.${props.damage.function}`)}</span>
      </div>
      <div class="grade" data-tone={SAFETY_LOOKS[props.damage.safety].tone}>
        <span class="grade-title">{t('grades.safety.title')}</span>
        <span class="grade-value"><Icon name={SAFETY_LOOKS[props.damage.safety].icon} size={22} />{t(`grades.safety.label.${props.damage.safety}`)}</span>
        <span class="grade-help">{t(`grades.safety.help.${props.damage.safety}`)}</span>
      </div>
      <Show when={standing()?.rawGrade ? standing() : null}>{(report) => <p class="grade-raw said">{t('desk.panel.raw', { scale: words.code('scale', report().scale), value: report().rawGrade })}</p>}</Show>
      <Show when={worthTelling()}>
        <details class="why-details grade-history">
          <summary>{plural('panel.grades.history', history().length)}<Icon name="chevron_down" size={16} /></summary>
          <p class="part-note">{t('panel.grades.help')}</p>
          <ol class="grade-steps"><For each={history()}>{({ report, stands }) => (
            <li>
              <span class="part-note"><time datetime={report.observedAt}>{dateTime(report.observedAt)}</time> · {report.crewName ?? t('desk.report.crewUnknown')}</span>
              <span class="report-grades">
                <Show when={report.severity !== null}><SeverityBadge severity={report.severity} /></Show>
                <Show when={report.function !== 'unknown'}><FunctionBadge function={report.function} /></Show>
                <Show when={report.safety !== 'unknown'}><SafetyBadge safety={report.safety} /></Show>
              </span>
              <Show when={report.rawGrade}><span class="part-note said">{t('desk.panel.raw', { scale: words.code('scale', report.scale), value: report.rawGrade })}</span></Show>
              <Show when={stands.length > 0}><span class="part-note grade-stands"><Icon name="check" size={14} />{t('panel.grades.stands', { axes: stands.map((axis) => t(`grades.${axis}.title`)).join(', ') })}</span></Show>
            </li>
          )}</For></ol>
        </details>
      </Show>
    </section>
  )
}
