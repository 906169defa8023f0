import { expect, test } from 'vitest';
import { SAMPLE_CERTIFICATES, SAMPLE_NOTICE } from './sample-certificates.ts';

const linesOf = (service: string, fin: string, answers: Record<string, string> = {}) =>
  SAMPLE_CERTIFICATES[service]?.({ fin, answers, at: new Date('2026-11-24T10:00:00Z') });

test.each(Object.keys(SAMPLE_CERTIFICATES))(
  'when %s is issued, then its first line says that it is a sample, and a repeat is the same',
  (id) => {
    const lines = linesOf(id, '5ABCD12');
    expect(lines?.[0]).toBe(SAMPLE_NOTICE);
    expect(linesOf(id, '5ABCD12')).toEqual(lines);
  },
);

test('when two persons ask for an address certificate, then their addresses differ, and the recipient is named', () => {
  const lines = linesOf('address-certificate', '5ABCD12', { presentedTo: 'Bank' });
  expect(lines).toEqual([
    SAMPLE_NOTICE,
    'Bu şəxs aşağıdakı ünvanda qeydiyyatdadır:',
    expect.stringMatching(/^Bakı şəhəri, Sınaq küçəsi, ev \d+, mənzil \d+$/),
    'Arayış təqdim olunur: Bank',
  ]);
  expect(linesOf('address-certificate', '5ABCD13', { presentedTo: 'Bank' })?.[2]).not.toBe(lines?.[2]);
});

test('when an insurance extract is issued, then it has the last three years', () => {
  const lines = linesOf('social-insurance-extract', '5ABCD12');
  expect(lines?.filter((line) => /^20\d\d: /.test(line)).map((line) => line.slice(0, 4))).toEqual([
    '2023',
    '2024',
    '2025',
  ]);
});

test('when a subscriber code ends in 9, then it has a debt for gas; other codes have none', () => {
  expect(linesOf('gas-debt-certificate', '5ABCD12', { subscriber: '123456' })).toEqual([
    SAMPLE_NOTICE,
    'Abonent kodu: 123456',
    'Təbii qaza görə borc yoxdur.',
  ]);
  expect(linesOf('gas-debt-certificate', '5ABCD12', { subscriber: '123459' })?.[2]).toMatch(
    /^Təbii qaza görə borc: \d+,00 ₼$/,
  );
});
