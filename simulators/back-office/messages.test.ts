import { describe, expect, it } from 'vitest';
import { applicationSmsText } from './sms.ts';

const ESSENTIALS = {
  reference: 'K5-7QF2-62',
  others: [],
  certificate: null,
  appointment: null,
  ready: null,
  address: 'https://a.example/K5-7QF2-62',
};

describe('the message about an application', () => {
  it('when an application has a number, a ticket or a date, then the message says them', () => {
    expect(applicationSmsText('en', ESSENTIALS)).toBe(
      'Application number: K5-7QF2-62. State of the application: https://a.example/K5-7QF2-62',
    );
    const more = { ...ESSENTIALS, appointment: { ticket: 'A-047', window: '12', floor: 2 }, ready: '2026-12-04' };
    expect(applicationSmsText('ru', more)).toBe(
      'Номер заявления: K5-7QF2-62. Талон: A-047, окно 12, этаж 2. Будет готово: 04.12.2026. Состояние заявления: https://a.example/K5-7QF2-62',
    );
  });

  it('when one payment was for several applications, then the message has all their numbers', () => {
    expect(applicationSmsText('en', { ...ESSENTIALS, others: ['K5-7QF3-54', 'K5-7QF4-46'] })).toContain(
      'Application numbers: K5-7QF2-62, K5-7QF3-54, K5-7QF4-46.',
    );
  });

  it('when a certificate was issued, then the message has its number, the window that prints it and the floor', () => {
    const certificate = { number: 'AÜ-2026-000005', window: '5', floor: 1 };
    expect(applicationSmsText('ru', { ...ESSENTIALS, certificate })).toContain(
      'Справку AÜ-2026-000005 можно напечатать: окно 5, этаж 1.',
    );
  });

  it('when there is an appointment, then the message says its day and time', () => {
    const slot = { day: '2026-11-28', from: '11:30', until: '12:00' };
    const booked = { ...ESSENTIALS, appointment: { ticket: 'G-047', window: '3', floor: null, slot } };
    expect(applicationSmsText('az', booked)).toBe(
      'Müraciətin nömrəsi: K5-7QF2-62. Talon: G-047, pəncərə 3. Vaxt: 28.11.2026, 11:30–12:00. Müraciətin vəziyyəti: https://a.example/K5-7QF2-62',
    );
  });

  it('when there is no text in the language, then the message is in the first language', () => {
    expect(applicationSmsText('de', ESSENTIALS)).toBe(applicationSmsText('az', ESSENTIALS));
  });
});
