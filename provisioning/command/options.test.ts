import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount } from '../../drivers/money.ts';
import { describeLinkAddress, parseAmount, parseLinkAddress, parsePort, parseSeconds, parseStaff } from './options.ts';

describe('parseAmount', () => {
  it.each([
    ['5.00', 500],
    ['5,00', 500],
    ['0.01', 1],
    ['500q', 500],
    ['10000.00', 1_000_000],
  ])('%s is %i qəpik', (text, qepik) => expect(parseAmount(text)).toBe(qepik));

  it.each(['5', '500', '5.0', '5.000', '-5.00', '0.00', '0q', '10000.01', 'five', '1e3q', ''])(
    '%j is refused: nobody can be sure what it means',
    (text) => expect(() => parseAmount(text)).toThrow(/^Write /),
  );

  it('reads what is written back, to the qəpik', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (qepik) => {
        expect(parseAmount(formatAmount(qepik).replace(' AZN', ''))).toBe(qepik);
      }),
    );
  });
});

describe('parseLinkAddress', () => {
  it.each([
    'serial:/dev/serial/by-id/usb-FTDI-if00-port0@115200',
    'tcp:192.0.2.7:9100',
    'tcp:printer.local:9100',
    'tcp:[::1]:20007',
  ])('%s', (text) => expect(describeLinkAddress(parseLinkAddress(text))).toBe(text));

  it.each([
    '',
    '/dev/ttyUSB0',
    'serial:ttyUSB0@9600',
    'serial:/dev/ttyUSB0',
    'tcp:host',
    'tcp:host:0',
    'tcp:host:65536',
    'tcp:::1:80',
  ])('%j is refused with both forms', (text) => expect(() => parseLinkAddress(text)).toThrow(/serial:.*tcp:/));
});

describe('numbers', () => {
  it('takes 0 as a port, which is any free one', () => expect(parsePort('0')).toBe(0));
  it.each(['-1', '65536', '80x', ''])('%j is no port', (text) => expect(() => parsePort(text)).toThrow());
  it.each(['0', '3601', '1.5'])('%j is no time to wait', (text) => expect(() => parseSeconds(text)).toThrow());
});

describe('parseStaff', () => {
  it.each(['A', 'A.M.', 'ƏŞ', '4711'])('%s is somebody of the staff', (text) => expect(parseStaff(text)).toBe(text));
  it.each(['', 'MAMMADOVA', 'A. M.', '5ABCD12', 'AA1234567', '994501234567'])('%j could be anybody', (text) =>
    expect(() => parseStaff(text)).toThrow(/initials/),
  );
});
