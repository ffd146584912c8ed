import type { en } from '../en.ts'
import type { Texts } from '../texts.ts'

/** What a crew does and what threatens it: jobs, dangers around, permissions to work. Comes when there is something of it to show. */
export const warn: Texts<typeof en.warn> = {
  jobs: {
    empty: 'Робіт зараз немає', emptyHelp: 'Коли диспетчер направить вас на ремонт чи в обхід, він з’явиться тут.', noCrew: 'Ви не в бригаді', since: 'з {{when}}', waiting: 'Ще не підтверджено', told: 'Підтверджено', refused: 'Сервер не прийняв «{{move}}». Роботу повернуто до попереднього стану.', next: 'Далі', blockedTitle: 'Що заважає?', directions: 'Маршрут', unknownPlace: 'Місце невідоме', etr: 'Відновлення очікують {{when}}',
  },
  kind: {
    mines_suspected: 'Імовірне замінування', mines_confirmed: 'Міни', unexploded_ordnance: 'Боєприпаси, що не вибухнули', shelling: 'Обстріл', fighting: 'Бої', air_alert: 'Повітряна тривога', fire: 'Пожежа', flood: 'Затоплення', chemical: 'Небезпечні хімікати', radiation: 'Радіація',
  },
  label: 'Небезпеки поруч', inside: '{{what}}: ви всередині зони', area: '{{what}}: {{area}}', near: '{{what}}: {{away}} {{to}}',
  to: { n: 'на північ', ne: 'на північний схід', e: 'на схід', se: 'на південний схід', s: 'на південь', sw: 'на південний захід', w: 'на захід', nw: 'на північний захід' },
  asOf: 'станом на {{at}}, {{age}} тому', unknown: 'Повітряна тривога: невідомо', last: 'останні дані о {{at}}, {{age}} тому', lastActive: 'була о {{at}}, {{age}} тому',
  elsewhere: { one: 'Тривога в {{count}} вашому районі', few: 'Тривога у {{count}} ваших районах', many: 'Тривога у {{count}} ваших районах', other: 'Тривога у {{count}} вашого району' }, more: { one: 'Ще {{count}} зона', few: 'Ще {{count}} зони', many: 'Ще {{count}} зон', other: 'Ще {{count}} зони' },
  from: 'За даними: {{source}}', noFix: 'Місце невідоме', fixAt: 'Місце станом на {{at}}', check: 'Перевірити тут',
  jobIn: '{{what}} на цьому місці', demanded: 'Тут потрібен дозвіл на роботи', noClearance: 'Дозволу немає: не починайте', cleared: 'Дозвіл до {{until}}',
}
