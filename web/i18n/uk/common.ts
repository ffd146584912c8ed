import type { en } from '../en.ts'
import type { Texts } from '../texts.ts'

/** Texts that every screen shares. */
export const common: Texts<typeof en.common> = {
  name: 'Vidnova',
  action: {
    close: 'Закрити', cancel: 'Скасувати', save: 'Зберегти', send: 'Надіслати', back: 'Назад', next: 'Далі', retry: 'Спробувати ще раз', edit: 'Змінити', remove: 'Прибрати',
    search: 'Пошук', clear: 'Очистити', done: 'Готово', open: 'Відкрити', more: 'Ще', confirm: 'Підтвердити', undo: 'Повернути', refresh: 'Оновити', dismiss: 'Сховати',
  },
  theme: { label: 'Тема', auto: 'Як на пристрої', light: 'Світла', dark: 'Темна', sun: 'Яскраве сонце', night: 'Без світла' },
  language: { label: 'Мова', uk: 'Українська', en: 'English' },
  settings: 'Тема і мова',
  skip: 'До змісту',
  wait: 'Хвилинку…',
  required: 'обов’язково',
  optional: 'за бажанням',
  notifications: 'Повідомлення ({{key}})', latest: 'До останнього повідомлення й назад',
  online: 'На зв’язку',
  offline: 'Немає мережі',
  live: 'Наживо',
  signIn: 'Увійти',
  signOut: 'Вийти',
  account: 'Ваш обліковий запис',
  empty: 'Поки що порожньо',
  failed: 'Цю частину не вдалося завантажити',
  failedHelp: 'Перевірте мережу і спробуйте ще раз. Введене збережено.',
  part: { missing: 'Цієї частини ще немає на пристрої', missingHelp: 'Вона завантажиться, щойно з’явиться мережа. Усе введене збережено.' },
  notFound: 'За цією адресою нічого немає',
  notFoundHelp: 'Можливо, посилання застаріло або в ньому помилка.',
  home: 'На головну',
  unknown: 'Невідомо',
  now: 'щойно',
  unit: {
    people: { one: '{{count}} людина', few: '{{count}} людини', many: '{{count}} людей', other: '{{count}} людини' },
    metres: '{{count}} м', kilometres: '{{count}} км', kilovolts: '{{count}} кВ', hours: '{{count}} год',
  },
  map: {
    label: 'Мапа', zoomIn: 'Ближче', zoomOut: 'Далі', home: 'Показати все', sources: 'Дані мапи', rivers: 'Річки, озера, сусідні країни',
    help: 'Стрілки рухають мапу, плюс і мінус змінюють масштаб, N і P переходять між позначками, Enter відкриває.',
    cluster: { one: 'група з {{count}} позначки', few: 'група з {{count}} позначок', many: 'група з {{count}} позначок', other: 'група з {{count}} позначки' },
    failed: 'Підкладка мапи не завантажилась', pin: 'Обране місце', crosshair: 'Обране місце — у центрі мапи',
  },
}
