import type { FirstSections } from './words.ts';

const plurals = new Intl.PluralRules('ru');

/** After *около* the genitive: 1 минуты, 2 минут, 21 минуты. */
export const aboutMinutes = (count: number): string =>
  `${count} ${plurals.select(count) === 'one' ? 'минуты' : 'минут'}`;

function numbers(count: number): string {
  const form = plurals.select(count);
  return `${count} ${form === 'one' ? 'номер' : form === 'few' ? 'номера' : 'номеров'}`;
}

export const first: FirstSections = {
  language: 'ru',
  common: {
    next: 'Продолжить',
    back: 'Назад',
    finish: 'Завершить и стереть данные',
    payAnother: 'Заплатить ещё',
    another: 'Ещё одна услуга',
    retry: 'Попробовать ещё раз',
    help: 'Помощь: позвоните по номеру 108',
    simulated: 'Тестовый режим: устройства имитируются',
    chooseLanguage: 'Выберите язык',
    scrollDown: 'Прокрутить вниз',
    scrollUp: 'Прокрутить вверх',
    service: 'Услуга',
    term: 'Срок',
    toPay: 'К оплате',
    price: 'Цена',
    creditUsed: 'С кода остатка',
    creditLeft: 'Останется на коде',
    paid: 'Оплачено',
    amount: 'Сумма',
    atWindow: 'В окне',
    free: 'Бесплатно',
    reference: 'Номер заявления',
    others: (count) => `и ещё ${numbers(count)}`,
    minutes: (count) => `Около ${aboutMinutes(count)}`,
    lowerHalf: 'Экран опущен',
    takeCard: 'Не оставляйте удостоверение в считывателе.',
    continueApplication: 'Моё заявление или запись',
    copyOnly: 'Только копия для сведения',
    short: { finish: 'Завершить', continueApplication: 'Моё заявление' },
  },
  display: {
    title: 'Помощь',
    largeText: 'Крупный текст',
    text: 'Размер текста',
    size: (percent) => `${percent}\u00a0%`,
    colours: 'Цвета',
    sets: { light: 'Светлые', dark: 'Тёмные', contrast: 'Контрастные', soft: 'Мягкие' },
    sound: 'Звук',
    volumes: { off: 'Без звука', quiet: 'Тихо', usual: 'Обычно', loud: 'Громко' },
    lower: {
      title: 'Опустить экран',
      hint: 'Всё на доступной высоте',
      ask: 'Опустить экран ниже?',
      yes: 'Да, опустить',
      no: 'Нет, оставить так',
    },
    moreTime: { title: 'Больше времени', hint: 'Киоск ждёт вдвое дольше' },
    calmTouch: {
      title: 'Спокойное касание',
      hint: 'Если дрожит рука: задержите палец на кнопке',
      how: 'Задержите палец на кнопке',
    },
    easyWords: { title: 'Простой язык', hint: 'Короткие фразы и простые слова' },
    person: 'Позвать сотрудника',
    helpAndStaff: 'Помощь и сотрудник',
    called: { title: 'Сотрудник вызван', hint: 'Подождите у киоска' },
    cover: {
      key: 'Спрятать страницу',
      title: 'Коснитесь, чтобы продолжить',
      take: {
        card: 'Заберите удостоверение',
        'bank-card': 'Заберите банковскую карту',
        note: 'Заберите купюру',
        paper: 'Заберите распечатку',
      },
    },
    reset: 'После сеанса настройки станут прежними.',
    done: 'Закрыть',
  },
  attract: {
    takeCard: {
      title: 'Заберите удостоверение',
      lead: 'Удостоверение осталось в считывателе. Новый сеанс начнётся, когда его заберут.',
    },
    title: 'Что вы хотите сделать?',
    all: 'Все услуги и поиск',
    allShort: 'Все услуги',
    works: { notes: 'Наличные', cards: 'Банковская карта', receipts: 'Чек', sheets: 'Документ А4' },
    open: (until) => (until === null ? 'Центр открыт' : `Центр открыт до ${until}`),
    closed: 'Центр закрыт, киоск работает',
    opens: (moment) => `Откроется: ${moment}`,
  },
  scan: {
    refused: {
      foreign: 'Этот код здесь не подходит.',
      credit: 'Это код остатка: поднесите его к сканеру при оплате.',
      unread: 'Код не прочитан: поднесите его к сканеру ещё раз.',
      'not-now': 'Страница для этого кода сейчас недоступна.',
    },
    hint: 'Код можно также поднести к сканеру.',
  },
  keypad: {
    volume: ({ level, of }) => `Громкость ${level} из ${of}`,
    keys: 'Стрелки двигают рамку на экране. Средняя клавиша выбирает. «Далее» ведёт вперёд, «Назад» — на прошлую страницу.',
    voice: {
      title: 'Чтение вслух',
      slower: 'Медленнее',
      faster: 'Быстрее',
      spell: 'Прочитать по буквам',
      dark: { title: 'Погасить экран', hint: 'Страницу слышите только вы' },
    },
  },
  cabinet: { open: 'Киоск открыт. Ваши деньги в сохранности, сотрудник вызван.' },
};
