import { describe, expect, it } from 'vitest';
import { openLedger } from '../../ledger/ledger.ts';
import { deviceRows, openDeviceBook } from './device-book.ts';

const AT = '2026-12-02T10:00';
const opened = (ledger = openLedger({ file: ':memory:', now: () => new Date(0) })) => ({
  ledger,
  book: openDeviceBook({ memo: ledger.memo('devices'), localTime: () => AT }),
});

describe('book of the devices', () => {
  it('when a trouble stays, then it counts once; when a trouble comes after none, then it counts too', () => {
    const { book } = opened();
    for (const now of [{ printer: 'PRN-111' }, { printer: 'PRN-111' }, {}, { printer: 'PRN-112' }]) book.troubles(now);
    expect(book.of('printer')).toEqual({ last: { code: 'PRN-112', at: AT }, troubles: 2, uses: 0 });
  });

  it('when the process restarts, then all troubles are there, and all uses but the last few', () => {
    const { book, ledger } = opened();
    for (let nth = 0; nth < 25; nth += 1) book.used('terminal');
    expect(opened(ledger).book.of('terminal').uses).toBe(20);
    book.troubles({ terminal: 'TRM-101' });
    expect(opened(ledger).book.of('terminal')).toMatchObject({ uses: 25, troubles: 1 });
  });

  it('when a maintenance ends, then counting begins again and the last trouble stays', () => {
    const { book, ledger } = opened();
    book.troubles({ reader: 'RDR-104' });
    book.beginAgain();
    expect(opened(ledger).book.of('reader')).toEqual({ last: { code: 'RDR-104', at: AT }, troubles: 0, uses: 0 });
  });

  it.each([null, 7, { printer: { troubles: 'x', uses: 1 } }, { nothing: { troubles: 1, uses: 1 } }])(
    'when the memo is %j, then the book is empty',
    (memo) => {
      const book = openDeviceBook({ memo: { load: () => memo as never, save: () => {} }, localTime: () => null });
      expect(book.of('printer')).toEqual({ last: null, troubles: 0, uses: 0 });
    },
  );
});

it('when the page lists the cabinet, then devices of the profile come first, and the chip reader has the test of the document reader', () => {
  const { book } = opened();
  const rows = deviceRows({
    states: { reader: 'online', chipReader: 'online', printer: 'noDevice' },
    troubles: { printer: 'PRN-101' },
    degraded: { reader: { level: 'degraded', code: 'RDR-109' } },
    book,
    tests: ['reader', 'printer', 'sound'],
    tested: { reader: { is: 'stopped' } },
    newcomers: { printer: '0403:6001' },
  });
  expect(rows.map(({ id, canTest, tested }) => [id, canTest, tested?.is])).toEqual([
    ['reader', true, 'stopped'],
    ['chipReader', true, 'stopped'],
    ['printer', true, undefined],
    ['sound', true, undefined],
  ]);
  expect(rows[0]).toMatchObject({ degraded: 'degraded', newcomer: null });
  expect(rows[2]).toMatchObject({ state: 'noDevice', trouble: 'PRN-101', newcomer: '0403:6001' });
});
