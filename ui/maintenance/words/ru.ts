import { deviceTitles } from '../../../drivers/device-kinds.ts';
import type { MaintenanceWords } from './az.ts';
import { fixesIn } from './fixes.ts';

const minutesIn = (count: number): string => {
  const last = count % 10;
  if (last === 1 && count !== 11) return `${count} минуту`;
  return last >= 2 && last <= 4 && (count < 12 || count > 14) ? `${count} минуты` : `${count} минут`;
};

export const ru: MaintenanceWords = {
  title: 'Режим обслуживания',
  closed: 'Закрыто для граждан',
  elsewhere: (kiosk) => `Ближайший киоск для граждан: ${kiosk}`,
  window: (window) => `Окно: ${window}`,
  badge: (number) => `Пропуск ${number}`,
  serviceKey: 'Сервисный ключ',
  open: 'Открыть киоск',
  back: 'Назад',
  next: 'Далее',
  erase: 'Стереть',
  yes: 'Да',
  no: 'Нет',
  working: 'Подождите…',
  pin: {
    title: 'Введите ПИН',
    lead: 'Шесть цифр ПИН вашего пропуска.',
    typed: (count) => `Введено цифр: ${count}`,
    check: 'Продолжить',
    checking: 'ПИН проверяется',
    refused: {
      'unknown-badge': 'Киоск не знает этот пропуск. Зарегистрируйте его: asan-kiosk badge add.',
      'wrong-pin': (left) => `ПИН неверный. Осталось попыток: ${left}.`,
      'locked-out': (minutes) => `Слишком много ошибок. Попробуйте через ${minutesIn(minutes)}.`,
      'not-answered': 'Не удалось проверить ПИН. Введите его снова.',
    },
  },
  tabs: { today: 'Сегодня' },
  jobs: {
    'new-roll': { title: 'Замените рулон чеков', show: 'Показать' },
  },
  today: {
    now: 'Сделайте сейчас',
    minutes: (minutes) => `около ${minutes} мин`,
    urgent: 'мало бумаги',
    since: (moment) => `После обслуживания ${moment}`,
    sinceStart: 'С начала журнала',
    completed: 'Завершено',
    cash: 'Наличные',
    card: 'Карта',
    unsettled: 'Открыто',
    paper: 'Бумага для чеков',
    left: (percent) => `осталось ${percent} %`,
    days: (days) => (days < 1 ? 'закончится сегодня' : `закончится примерно через ${Math.round(days)} дн.`),
    devices: 'Устройства',
    version: (version) => `Программа ${version}`,
    happened: 'Что случилось',
    times: (count) => `${count}×`,
    wentAway: (device) => `${device}: связь пропадала`,
    explain: (code) => `asan-kiosk explain ${code}`,
    softwareAge: (days) => `возраст в днях: ${days}`,
    certificate: (days) => (days < 0 ? 'срок сертификата истёк' : `сертификат действует ещё дней: ${days}`),
  },
  states: {
    starting: 'запускается',
    online: 'работает',
    offline: 'не отвечает',
    noDevice: 'не подключено',
    hardwareError: 'неисправно',
  },
  deviceNames: deviceTitles('ru'),
  fixes: fixesIn('ru'),
  newRoll: {
    title: 'Новый рулон',
    steps: {
      open: ['Откройте крышку принтера', 'Крышка под экраном. Выньте старый рулон.'],
      insert: ['Вставьте новый рулон', 'Конец бумаги должен выходить сверху.'],
      close: ['Закройте крышку', 'Конец бумаги остаётся снаружи. Потом киоск печатает одну строку.'],
      printing: ['Печатается пробная строка', 'Подождите.'],
      look: ['Строка хорошо читается?', 'На ней номер киоска, дата и время.'],
      failed: ['Строка не напечатана', 'Проверьте бумагу и крышку, потом напечатайте снова.'],
    },
    print: 'Напечатать строку',
    again: 'Напечатать снова',
    trouble: (code) => `Принтер сообщает: ${code}`,
  },
};
