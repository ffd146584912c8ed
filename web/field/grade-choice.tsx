import { useI18n } from '../i18n/i18n.tsx'
import { ChoiceCards } from '../ui/choice-cards.tsx'
import { GRADES, type GradeChoice } from './draft.ts'
import { GradePicture } from './grade-picture.tsx'

const COLOURS = { works: 'severity-0', reduced: 'severity-2', out: 'severity-3', destroyed: 'severity-4' } as const satisfies Record<GradeChoice, string>

/** How bad it is, in four pictures with word and colour. */
export function GradeChoices(props: { readonly value: GradeChoice | null; readonly onChange: (grade: GradeChoice) => void }) {
  const { t } = useI18n()
  return (
    <ChoiceCards
      legend={t('field.grade.title')} columns={2} value={props.value} onChange={props.onChange}
      choices={(Object.keys(GRADES) as GradeChoice[]).map((grade) => ({
        value: grade, label: t(`field.grade.${grade}`), help: t(`field.grade.help.${grade}`), picture: <GradePicture grade={grade} />, colour: COLOURS[grade],
      }))}
    />
  )
}
