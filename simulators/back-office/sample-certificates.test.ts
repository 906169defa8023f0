import { expect, test } from 'vitest';
import { SAMPLE, SAMPLE_CERTIFICATES } from './sample-certificates.ts';

const linesOf = (service: string, fin: string, answers: Record<string, string> = {}) =>
  SAMPLE_CERTIFICATES[service]?.({ fin, answers, at: new Date('2026-11-24T10:00:00Z') });

test.each(Object.keys(SAMPLE_CERTIFICATES))(
  '%s says first that it is a sample, and the same to the same person',
  (id) => {
    const lines = linesOf(id, '5ABCD12');
    expect(lines?.[0]).toBe(SAMPLE);
    expect(linesOf(id, '5ABCD12')).toEqual(lines);
  },
);

test('an address of one person is not that of another, and is presented where it was said', () => {
  const lines = linesOf('address-certificate', '5ABCD12', { presentedTo: 'Bank' });
  expect(lines).toEqual([
    SAMPLE,
    'Bu şəxs aşağıdakı ünvanda qeydiyyatdadır:',
    expect.stringMatching(/^Bakı şəhəri, Sınaq küçəsi, ev \d+, mənzil \d+$/),
    'Arayış təqdim olunur: Bank',
  ]);
  expect(linesOf('address-certificate', '5ABCD13', { presentedTo: 'Bank' })?.[2]).not.toBe(lines?.[2]);
});

test('the last three years of insurance', () => {
  const lines = linesOf('social-insurance-extract', '5ABCD12');
  expect(lines?.filter((line) => /^20\d\d: /.test(line)).map((line) => line.slice(0, 4))).toEqual([
    '2023',
    '2024',
    '2025',
  ]);
});

test('gas is owed by a code that ends in 9 alone', () => {
  expect(linesOf('gas-debt-certificate', '5ABCD12', { subscriber: '123456' })).toEqual([
    SAMPLE,
    'Abonent kodu: 123456',
    'Təbii qaza görə borc yoxdur.',
  ]);
  expect(linesOf('gas-debt-certificate', '5ABCD12', { subscriber: '123459' })?.[2]).toMatch(
    /^Təbii qaza görə borc: \d+,00 ₼$/,
  );
});
