import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import { maskCardNumbers, withoutCardNumbers } from './card-numbers.ts';
import { decodeMessage, encodeMessage } from './codec.ts';

/** Public test numbers of card schemes. */
const NUMBERS = ['4111111111111111', '5555555555554444', '378282246310005', '6799990100000000019'];

describe('card numbers in texts', () => {
  it.each(NUMBERS)('when a text has %s, then only its last four digits stay', (number) => {
    const masked = maskCardNumbers(`Kart ${number} ok`);
    expect(masked).toBe(`Kart ${'*'.repeat(number.length - 4)}${number.slice(-4)} ok`);
  });

  it('when a number is in groups, then it is masked too', () => {
    expect(maskCardNumbers('4111 1111 1111 1111')).toBe('**** **** **** 1111');
    expect(maskCardNumbers('4111-1111-1111-1111')).toBe('****-****-****-1111');
  });

  it.each(['**** 1111', 'Terminal 52500041', 'Qəbz 0001  Trace 000042', '4111111111111112', '000000000000'])(
    'when a text is %s, then it is not changed',
    (text) => {
      expect(maskCardNumbers(text)).toBe(text);
    },
  );
});

describe('card numbers in unreadable bytes', () => {
  it('when a number is in BCD or text, then its digits are masked', () => {
    expect(toHex(withoutCardNumbers(fromHex('040f0922f84111111111111111ff')))).toBe('040f0922f8eeeeeeeeeeeeeeeeff');
    const text = new TextEncoder().encode('<4111111111111111>');
    expect(new TextDecoder('latin1').decode(withoutCardNumbers(text))).toBe(`<${'î'.repeat(16)}>`);
  });

  it('when a run of digits is too short for a card number, then it stays', () => {
    expect(toHex(withoutCardNumbers(fromHex('0422123456ff')))).toBe('0422123456ff');
  });
});

describe('messages of a terminal that masks nothing', () => {
  const [number = ''] = NUMBERS;

  it.each([
    [
      'status-information',
      { kind: 'status-information', fields: { resultCode: '00', maskedPan: number, cardName: number } },
    ],
    ['additional text', { kind: 'status-information', fields: { resultCode: '00', additionalText: `AID ${number}` } }],
    ['print-line', { kind: 'print-line', fields: { attribute: 0, text: `Kart ${number}` } }],
    [
      'print-text-block',
      {
        kind: 'print-text-block',
        fields: { receiptType: 'customer', lines: [{ text: number, attribute: 0 }], complete: true },
      },
    ],
    ['intermediate-status', { kind: 'intermediate-status', fields: { code: '0a', text: number } }],
    ['abort', { kind: 'abort', fields: { resultCode: '6c', errorText: number } }],
  ] as const)('when a card number is in %s, then only its last four digits are decoded', (_, message) => {
    const decoded = decodeMessage(encodeMessage(message as Parameters<typeof encodeMessage>[0]));
    expect(decoded.ok).toBe(true);
    expect(JSON.stringify(decoded)).not.toContain(number.slice(0, 12));
    expect(JSON.stringify(decoded)).toContain(number.slice(-4));
  });
});
