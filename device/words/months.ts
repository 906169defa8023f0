import { fillLanguages } from './language.ts';

const say = (az: string, ru: string, en: string) => fillLanguages({ az, ru, en });

/** Names of months that stand alone, for buttons. */
export const MONTHS = [
  say('Yanvar', 'Январь', 'January'),
  say('Fevral', 'Февраль', 'February'),
  say('Mart', 'Март', 'March'),
  say('Aprel', 'Апрель', 'April'),
  say('May', 'Май', 'May'),
  say('İyun', 'Июнь', 'June'),
  say('İyul', 'Июль', 'July'),
  say('Avqust', 'Август', 'August'),
  say('Sentyabr', 'Сентябрь', 'September'),
  say('Oktyabr', 'Октябрь', 'October'),
  say('Noyabr', 'Ноябрь', 'November'),
  say('Dekabr', 'Декабрь', 'December'),
];
