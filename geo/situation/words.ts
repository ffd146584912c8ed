import type { Service } from '../network/services.ts'
import type { FacilityKind } from '../sites/kinds.ts'
import type { Repairing } from './situation.ts'

/** A language of the report. */
export type Language = 'uk' | 'en'

type Words = {
  readonly title: string; readonly everywhere: string; readonly number: string; readonly notKept: string; readonly asOf: string; readonly made: string; readonly byClock: string
  readonly lacking: Readonly<Record<Service, string>>; readonly ofPeople: string; readonly range: string; readonly open: string; readonly out: string; readonly atWork: string; readonly blocked: string
  readonly restored: string; readonly opened: string; readonly bySeverity: string; readonly byRepair: string; readonly worst: string; readonly changes: string; readonly sinceReport: string; readonly sinceDay: string
  readonly noChange: string; readonly more: string; readonly fewer: string; readonly none: string; readonly uncounted: string; readonly map: string; readonly estimate: string; readonly page: string
  readonly severity: Readonly<Record<'0' | '1' | '2' | '3' | '4' | 'unknown', string>>
  readonly repair: Readonly<Record<Repairing, string>>
  readonly tier: Readonly<Record<0 | 1 | 2 | 3, string>>
  readonly gains: Readonly<Record<Service, string>>; readonly reason: string; readonly unknown: string; readonly working: string; readonly facility: string; readonly facilityOf: Readonly<Record<FacilityKind, string>>; readonly backup: string; readonly backupUnknown: string
}

/** The words of the report, in which the page and the PDF say the same; the desk's own lists say them alike, which a test holds. */
export const WORDS: Readonly<Record<Language, Words>> = {
  uk: {
    title: 'Зведення про обстановку', everywhere: 'Усі ваші території', number: '№ {{number}}', notKept: 'ще не збережено', asOf: 'станом на {{when}} ({{zone}})', made: 'складено {{when}}, {{who}}', byClock: 'за розкладом',
    lacking: { power: 'Без світла', mobile: 'Без мобільного зв’язку', fixed: 'Без телефону та інтернету', water: 'Без води' }, ofPeople: '{{share}} населення', range: 'від {{low}} до {{high}}',
    open: 'Відкритих пошкоджень', out: 'з них не працюють: {{count}}', atWork: 'Бригад за роботою', blocked: 'призупинено ремонтів: {{count}}', restored: 'Відновлено', opened: 'нових пошкоджень: {{count}}',
    bySeverity: 'За тяжкістю', byRepair: 'За станом ремонту', worst: 'Десять найважливіших, за порядком робіт', changes: 'Зміни', sinceReport: 'від зведення № {{number}}, {{when}}', sinceDay: 'від {{when}}',
    noChange: 'без змін', more: 'більше на {{count}}', fewer: 'менше на {{count}}', none: 'Відкритих пошкоджень немає.', uncounted: 'Про пошкодження, яких тут {{count}}, ніхто не знає, скільки людей вони зачепили: цифри — щонайменше.',
    map: 'Карта: пошкодження за тяжкістю', estimate: '≈ — оцінка, а не підрахунок.', page: 'Vidnova',
    severity: { 0: 'Немає', 1: 'Легке', 2: 'Середнє', 3: 'Тяжке', 4: 'Знищено', unknown: 'Невідомо' },
    repair: {
      none: 'Без ремонту', proposed: 'Запропоновано', approved: 'Погоджено', assigned: 'Призначено', en_route: 'У дорозі', on_site: 'На місці', in_progress: 'Роботи тривають', temporary_fix: 'Тимчасова схема',
      field_complete: 'Роботи завершено', restored: 'Послугу відновлено', closed: 'Закрито', blocked: 'Призупинено', cancelled: 'Скасовано',
    },
    tier: { 0: 'Загроза життю', 1: 'Відкриває інші ремонти', 2: 'Живить критичний об’єкт', 3: 'За ефектом' },
    gains: { power: 'світло для {{people}} осіб', mobile: 'мобільний зв’язок для {{people}} осіб', fixed: 'телефон та інтернет для {{people}} осіб', water: 'воду для {{people}} осіб' },
    reason: 'Поверне {{gains}} за {{hours}} год роботи: {{ratio}} на годину', unknown: 'Скільки людей від нього залежить, поки ніхто не знає; {{hours}} год роботи', working: 'Об’єкт ще працює, тож ніхто не чекає; {{hours}} год роботи',
    facility: 'живлення об’єкта «{{name}}»{{backup}}', facilityOf: {
      hospital: 'живлення лікарні{{backup}}', water_pumping: 'живлення насосної станції{{backup}}', emergency_centre: 'живлення центру 112{{backup}}',
      shelter: 'живлення укриття{{backup}}', point_of_invincibility: 'живлення Пункту незламності{{backup}}', fuel_station: 'живлення АЗС{{backup}}',
    },
    backup: ' (резерву на {{hours}} год)', backupUnknown: ' (резерв невідомий)',
  },
  en: {
    title: 'Situation report', everywhere: 'All your areas', number: 'No. {{number}}', notKept: 'not kept yet', asOf: 'as of {{when}} ({{zone}})', made: 'made {{when}}, {{who}}', byClock: 'on the clock',
    lacking: { power: 'Without power', mobile: 'Without mobile', fixed: 'Without fixed lines', water: 'Without water' }, ofPeople: '{{share}} of all people', range: '{{low}} to {{high}}',
    open: 'Open damages', out: 'out of service: {{count}}', atWork: 'Crews at work', blocked: 'repairs blocked: {{count}}', restored: 'Restored', opened: 'new damages: {{count}}',
    bySeverity: 'By severity', byRepair: 'By state of repair', worst: 'The ten that matter most, in the order of work', changes: 'Changes', sinceReport: 'since report no. {{number}}, {{when}}', sinceDay: 'since {{when}}',
    noChange: 'no change', more: '{{count}} more', fewer: '{{count}} fewer', none: 'No damage is open.', uncounted: 'Of {{count}} damages nobody can say how many people they concern: the figures are “at least”.',
    map: 'Map: damages by severity', estimate: '≈ marks an estimate, not a count.', page: 'Vidnova',
    severity: { 0: 'None', 1: 'Minor', 2: 'Moderate', 3: 'Severe', 4: 'Destroyed', unknown: 'Unknown' },
    repair: {
      none: 'No repair', proposed: 'Proposed', approved: 'Approved', assigned: 'Assigned', en_route: 'En route', on_site: 'On site', in_progress: 'In progress', temporary_fix: 'Temporary fix',
      field_complete: 'Field work done', restored: 'Service restored', closed: 'Closed', blocked: 'Blocked', cancelled: 'Cancelled',
    },
    tier: { 0: 'Danger to life', 1: 'Enables other repairs', 2: 'Feeds a critical facility', 3: 'By effect' },
    gains: { power: 'power to {{people}} people', mobile: 'mobile to {{people}} people', fixed: 'fixed lines to {{people}} people', water: 'water to {{people}} people' },
    reason: 'Gives back {{gains}} for {{hours}} h of work: {{ratio}} per hour', unknown: 'Nobody can say yet how many people depend on it; {{hours}} h of work', working: 'Its service still works, so nobody waits for it; {{hours}} h of work',
    facility: 'supply to “{{name}}”{{backup}}', facilityOf: {
      hospital: 'supply to a hospital{{backup}}', water_pumping: 'supply to a pumping station{{backup}}', emergency_centre: 'supply to a 112 centre{{backup}}',
      shelter: 'supply to a shelter{{backup}}', point_of_invincibility: 'supply to a Point of Invincibility{{backup}}', fuel_station: 'supply to a fuel station{{backup}}',
    },
    backup: ' (backup ends in {{hours}} h)', backupUnknown: ' (backup unknown)',
  },
}
