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
  ])('when the text is %s, then the amount is %i qəpik', (text, qepik) => expect(parseAmount(text)).toBe(qepik));

  it.each(['5', '500', '5.0', '5.000', '-5.00', '0.00', '0q', '10000.01', 'five', '1e3q', ''])(
    'when the text is %j, then it is refused',
    (text) => expect(() => parseAmount(text)).toThrow(/^Write /),
  );

  it('when an amount is formatted, then parsing gives the same qəpik', () => {
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
  ])('when the link is %s, then it is parsed', (text) =>
    expect(describeLinkAddress(parseLinkAddress(text))).toBe(text),
  );

  it.each([
    '',
    '/dev/ttyUSB0',
    'serial:ttyUSB0@9600',
    'serial:/dev/ttyUSB0',
    'tcp:host',
    'tcp:host:0',
    'tcp:host:65536',
    'tcp:::1:80',
  ])('when the link is %j, then the error names both forms', (text) =>
    expect(() => parseLinkAddress(text)).toThrow(/serial:.*tcp:/),
  );
});

describe('numbers', () => {
  it('when the port is 0, then it is taken as any free port', () => expect(parsePort('0')).toBe(0));
  it.each(['-1', '65536', '80x', ''])('when the port is %j, then it is refused', (text) =>
    expect(() => parsePort(text)).toThrow(),
  );
  it.each(['0', '3601', '1.5'])('when the time is %j, then it is refused', (text) =>
    expect(() => parseSeconds(text)).toThrow(),
  );
});

describe('parseStaff', () => {
  it.each(['A', 'A.M.', 'ƏŞ', '4711', 'T-017'])(
    'when the name is %s, then it is taken as initials or a badge number',
    (text) => expect(parseStaff(text)).toBe(text),
  );
  it.each(['', 'MAMMADOVA', 'A. M.', '5ABCD12', 'AA1234567', '994501234567'])(
    'when the name is %j, then it is refused',
    (text) => expect(() => parseStaff(text)).toThrow(/initials/),
  );
});
