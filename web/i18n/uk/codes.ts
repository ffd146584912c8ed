import type { en } from '../en.ts'
import type { Texts } from '../texts.ts'

/** Names of the code lists, by code. */
export const codes: Texts<typeof en.codes> = {
  sector: { energy: 'Енергетика', communications: 'Зв’язок', facility: 'Критичний об’єкт' },
  kind: {
    power_plant: 'Електростанція', generator: 'Генератор', substation: 'Підстанція', transformer: 'Трансформатор', switchgear: 'Розподільчий пристрій',
    power_line: 'Повітряна лінія', power_cable: 'Кабельна лінія', power_tower: 'Опора',
    exchange: 'АТС', data_centre: 'Центр обробки даних', mast: 'Щогла зв’язку', antenna: 'Антена', telecom_line: 'Лінія зв’язку',
    cabinet: 'Вулична шафа', distribution_point: 'Розподільна коробка',
    hospital: 'Лікарня', water_pumping: 'Насосна станція', emergency_centre: 'Центр 112', shelter: 'Укриття',
    point_of_invincibility: 'Пункт незламності', fuel_station: 'АЗС',
  },
  cause: {
    missile: 'Ракета', uav: 'Дрон', artillery: 'Обстріл', airstrike: 'Авіабомба', mine_erw: 'Міна або нерозірваний боєприпас',
    sabotage_cyber: 'Диверсія чи кібератака', fire: 'Пожежа', flood: 'Затоплення', ice_wind: 'Ожеледь або вітер', vegetation: 'Впало дерево', vehicle: 'Наїзд транспорту',
    equipment_failure: 'Відмова обладнання', overload: 'Перевантаження', theft: 'Крадіжка', unknown: 'Невідомо',
  },
  hazard: {
    unexploded_ordnance: 'Нерозірвані боєприпаси', mines: 'Міни', live_wires: 'Дроти під напругою', fire: 'Вогонь', gas: 'Витік газу', collapse: 'Може обвалитися',
    flooding: 'Підтоплення', chemical: 'Хімія: елегаз, олива', shelling_risk: 'Загроза обстрілу', none_seen: 'Не помічено',
  },
  need: {
    heavy_lift: 'Кран, важка техніка', generator: 'Генератор', transformer: 'Трансформатор', pole_or_tower: 'Опора', cable: 'Кабель або провід',
    fibre_splice: 'Зварювання оптики', fuel: 'Пальне', demining: 'Розмінування', road_clearing: 'Розчистити проїзд', other: 'Інше',
  },
  verification: {
    unverified: 'Не перевірено', verified: 'Підтверджено', disputed: 'Під сумнівом', duplicate: 'Дублікат', withdrawn: 'Відкликано', false: 'Не підтвердилось',
  },
  damageState: { open: 'Відкрите', restored: 'Відновлено', dismissed: 'Відхилено', merged: 'Об’єднано' },
  repairState: {
    proposed: 'Запропоновано', approved: 'Погоджено', assigned: 'Призначено', en_route: 'У дорозі', on_site: 'На місці', in_progress: 'Роботи тривають',
    temporary_fix: 'Тимчасова схема', field_complete: 'Роботи завершено', restored: 'Послугу відновлено', closed: 'Закрито', blocked: 'Призупинено', cancelled: 'Скасовано',
  },
  blockedBy: {
    awaiting_clearance: 'Чекаємо на дозвіл', awaiting_parts: 'Чекаємо на обладнання', air_alert: 'Повітряна тривога', second_strike: 'Повторний удар',
    weather: 'Негода', access: 'Немає доступу', other: 'Інше',
  },
  closedReason: {
    done: 'Зроблено', done_by_others: 'Зробили інші', unable: 'Неможливо виконати', not_responsible: 'Не наш об’єкт', duplicate: 'Дублікат', out_of_scope: 'Поза завданням',
  },
  urgency: { emergency: 'Аварійно: зробити безпечним', temporary: 'Тимчасово', permanent: 'Капітально' },
  etrSource: { calculated: 'Розраховано', crew: 'Від бригади', operator: 'Від оператора', dispatcher: 'Від диспетчера' },
  confidence: { low: 'Приблизно', medium: 'Імовірно', high: 'Упевнено' },
  basis: { measured: 'Виміряно', given: 'Надано', inferred: 'Виведено', imputed: 'Припущено' },
  sensitivity: { open: 'Відкрите', sensitive: 'Чутливе', critical: 'Критичне' },
  located: {
    site_scanned: 'Скановано наліпку об’єкта', site_picked: 'Об’єкт зі списку', gps: 'За GPS', map_pin: 'Точка на мапі', mgrs: 'MGRS', plus_code: 'Plus Code', landmark_text: 'Словами',
  },
  scale: {
    own: 'Vidnova', 'undp-electricity': 'ПРООН, електроенергетика', 'undp-core': 'ПРООН, основна', ems98: 'EMS-98', unosat: 'UNOSAT', copernicus: 'Copernicus EMS', 'fema-pda': 'FEMA PDA',
  },
  role: {
    public: 'Громадськість', crew: 'Бригада', dispatcher: 'Диспетчер', authority: 'Орган влади', operator: 'Оператор мереж', auditor: 'Аудитор',
    admin: 'Адміністратор', sms: 'SMS-шлюз', feed: 'Споживач даних',
  },
  organisationKind: {
    emergency_service: 'Служба порятунку', energy_utility: 'Енергетична компанія', telecom_operator: 'Оператор зв’язку', authority: 'Орган влади', un_agency: 'Агенція ООН', other: 'Інше',
  },
  skill: {
    substation: 'Підстанції', overhead_line: 'Повітряні лінії', cable: 'Кабелі', generator: 'Генератори', fibre: 'Оптика', antenna: 'Антени й щогли', heavy_lift: 'Вантажопідйомні роботи', demining: 'Розмінування',
  },
  areaLevel: { country: 'Країна', oblast: 'Область', raion: 'Район', hromada: 'Громада', settlement: 'Населений пункт' },
}
