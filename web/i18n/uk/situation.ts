import type { en } from '../en.ts'
import type { Texts } from '../texts.ts'

/** The situation report. */
export const situation: Texts<typeof en.situation> = {
  title: 'Зведення про обстановку', open: 'Зведення', back: 'До пульта', area: 'Територія', everywhere: 'Усі ваші території', shown: 'Що показано', now: 'Зараз', kept: '№ {{number}}, {{when}}', at: 'Як було о', keep: 'Зберегти', keepHelp: 'Зберігає цю сторінку такою, як вона є, з номером назавжди; спершу виберіть територію', print: 'Друк', pdf: 'У PDF',
  loading: 'Зведення складається', failed: 'Зведення не надійшло', keptNow: 'Збережено: № {{number}}', notKept: 'Не збережено. Спробуйте ще раз.', mapLabel: 'Карта території, пошкоджень на ній: {{count}}; тяжкість показано формою', clock: 'Зведення країни та кожної області зберігаються самі двічі на день.',
}
