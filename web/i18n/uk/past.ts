import type { en } from '../en.ts'
import type { Texts } from '../texts.ts'

/** Base maps of the operator, and the desk as it was. */
export const past: Texts<typeof en.past> = {
  base: { title: 'Підкладка', shipped: 'Вбудована', silent: 'Підкладка «{{name}}» не відповідає: показано вбудовану.', quiet: 'не відповідає' },
  open: 'Як було', title: 'Пульт, яким він був', badge: 'Як було {{when}}', readOnly: 'Лише перегляд: минулого не змінити.',
  bar: 'Момент', help: 'Стрілки — на годину, із Shift або Page Up і Page Down — на добу.', ago: '{{span}} тому', now: 'Зараз', toNow: 'До теперішнього', close: 'Закрити',
  play: 'Програти', pause: 'Зупинити', dayBack: 'На добу назад', dayOn: 'На добу вперед', hourBack: 'На годину назад', hourOn: 'На годину вперед',
  damages: 'Пошкоджень тоді', people: 'Людей без послуг', atLeast: 'щонайменше {{count}}', unknown: 'ніхто не скаже', out: 'Не працює',
  uncounted: { one: '{{count}} пошкодження, про яке ніхто не скаже', few: '{{count}} пошкодження, про які ніхто не скаже', many: '{{count}} пошкоджень, про які ніхто не скаже', other: '{{count}} пошкодження, про які ніхто не скаже' },
  worst: 'Найвагоміші на той момент', none: 'Тоді не було пошкоджень, що сюди підходять.', outside: 'Так далеко назад пульт не показує: щонайбільше {{days}} діб.', failed: 'Минуле не завантажилося.',
  layers: 'Зони, бригади й території минулого не показано.', show: 'Показати на мапі', filtered: 'Звужено так само, як черга',
}
