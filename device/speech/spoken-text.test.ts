import { describe, expect, it } from 'vitest';
import type { SpokenLanguage } from '../words/speech.ts';
import { spokenText } from './spoken-text.ts';

describe('a text for the voice', () => {
  it.each<[SpokenLanguage, string, string]>([
    ['az', '20,00 ₼', '20 manat'],
    ['az', '0,50 ₼', '50 qəpik'],
    ['az', '1 234,05 ₼', '1234 manat 5 qəpik'],
    ['ru', '21,00 ₼', '21 манат'],
    ['ru', '3,02 ₼', '3 маната 2 гяпика'],
    ['ru', '5,00 ₼', '5 манатов'],
    ['en', '20.00 ₼ (AZN)', '20 manats'],
    ['en', '1,234.50 ₼', '1234 manats 50 gapik'],
    ['en', '1.00 ₼', '1 manat'],
  ])('when the sum is %s %s, then the voice gets %j', (language, text, spoken) => {
    expect(spokenText(text, language)).toBe(spoken);
  });

  it.each<[SpokenLanguage, string, string]>([
    ['az', 'Mərkəz № 5', 'Mərkəz nömrə 5'],
    ['az', '30 % azalıb', '30 faiz azalıb'],
    ['az', 'K5-7QF2-62', 'K 5, 7 Q F 2, 6 2'],
    ['az', '10-DK-217', '1 0, D K, 2 1 7'],
    ['az', '+994 50 123 45 67', 'üstəgəl 994, 50, 123, 45, 67'],
    ['az', '11:30–12:00', '11 30, 12 00'],
    ['az', '3 dekabr, cümə axşamı', '3 dekabr, cümə axşamı'],
    ['ru', '28 ноября', 'двадцать восьмое ноября'],
    ['en', 'Saturday, 28 November', 'Saturday, 28th November'],
    ['en', '1 May, 2 May, 3 May, 11 May, 12 May, 21 May', '1st May, 2nd May, 3rd May, 11th May, 12th May, 21st May'],
    ['en', '•••7', 'star, star, star 7'],
    ['en', 'A4 and ID', 'A 4 and ID'],
    ['ru', 'Не делайте 2 шага', 'Не делайте 2 шага'],
  ])('when the text is %s %s, then the voice gets %j', (language, text, spoken) => {
    expect(spokenText(text, language)).toBe(spoken);
  });
});
