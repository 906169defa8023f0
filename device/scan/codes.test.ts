import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleCreditCode } from '../../test/support/sample-credit.ts';
import { classifyScannedCode, doesPageTakeCode, MAX_SCANNED_CODE_LETTERS, type ScanPageRules } from './codes.ts';

const STATUS = 'https://status.example/a/';
const REFERENCE = 'K5-7QF2-62';
const CREDIT = sampleCreditCode('K7', 'an application');
const DOCUMENT = 'https://verify.example/?number=A%C3%9C-2026-000005&code=7QF2-0K4M-XW9R-3TBD';

const place = (answer?: string): ScanPageRules => ({ statusUrl: STATUS, takesAnswer: (text) => text === answer });

describe('classifyScannedCode', () => {
  it.each([
    ['the number of a receipt', REFERENCE, REFERENCE],
    ['the number in small letters', REFERENCE.toLowerCase(), REFERENCE],
    ['the address on a receipt', `${STATUS}${REFERENCE}`, REFERENCE],
    ['the address with the proof of the log', `${STATUS}${REFERENCE}#AQIDBAUG`, REFERENCE],
    ['the address of another centre of the operator', `https://status.example/b/${REFERENCE}`, REFERENCE],
    ['a number of a certificate', 'AÜ-2026-000005', 'AU2026000005'],
    ['the address that verifies a document', DOCUMENT, 'AU2026000005'],
  ])('when the page asks for a number, then %s is read', (_, text, number) => {
    expect(classifyScannedCode(text, 'enteringCode', place())).toMatchObject({ use: 'enter', text: number });
    expect(classifyScannedCode(text, 'attract', place())).toMatchObject({ use: 'find', text: number });
  });

  it.each([
    ['a number with wrong check digits', 'K5-7QF2-63'],
    ['an address of another operator', `https://other.example/a/${REFERENCE}`],
    ['an address without a number', STATUS],
    ['a document without its code', 'https://verify.example/?number=A%C3%9C-2026-000005'],
    ['a bar code of a shop', '4006381333931'],
    ['a broken address', 'https://['],
    ['nothing', ''],
    ['a number with a control character', `${REFERENCE}\u0000`],
    ['a number with a mark of direction', `\u202e${REFERENCE}`],
    ['a text that is not UTF-8', null],
  ])('when %s is scanned, then it is refused as foreign on each page', (_, text) => {
    for (const page of ['attract', 'choosing', 'enteringCode', 'typingCredit', 'answering', 'checking'] as const)
      expect(classifyScannedCode(text, page, place())).toEqual({ refused: 'foreign' });
  });

  it('when a code has the longest length, then it is read, and one letter more is foreign', () => {
    const padded = (length: number) => `${STATUS}${REFERENCE}#`.padEnd(length, 'A');
    expect(classifyScannedCode(padded(MAX_SCANNED_CODE_LETTERS), 'attract', place())).toMatchObject({ use: 'find' });
    expect(classifyScannedCode(padded(MAX_SCANNED_CODE_LETTERS + 1), 'attract', place())).toEqual({
      refused: 'foreign',
    });
  });

  it('when a credit code is scanned, then only pages of credits take it, and the others refuse it as a credit code', () => {
    expect(classifyScannedCode(CREDIT, 'typingCredit', place())).toEqual({
      kind: 'credit',
      use: 'enter',
      text: CREDIT,
    });
    expect(classifyScannedCode(CREDIT, 'choosingPayment', place())).toMatchObject({ kind: 'credit', use: 'pay' });
    for (const page of ['attract', 'choosing', 'enteringCode', 'checking'] as const)
      expect(classifyScannedCode(CREDIT, page, place())).toEqual({ refused: 'credit' });
  });

  it('when the open field takes a text, then the text or the number of a paper is the answer', () => {
    expect(classifyScannedCode('1234567', 'answering', place('1234567'))).toEqual({
      kind: 'answer',
      use: 'type',
      text: '1234567',
    });
    expect(classifyScannedCode(`${STATUS}${REFERENCE}`, 'answering', place(REFERENCE))).toMatchObject({
      text: REFERENCE,
    });
    expect(classifyScannedCode(`${STATUS}${REFERENCE}`, 'answering', place())).toEqual({ refused: 'foreign' });
  });

  it('when the page asks for the code of a message, then six digits are read', () => {
    expect(classifyScannedCode('123456', 'typingCode', place())).toMatchObject({ kind: 'phone-code', use: 'type' });
    expect(classifyScannedCode('12345', 'typingCode', place())).toEqual({ refused: 'foreign' });
    expect(classifyScannedCode('123456', 'attract', place())).toEqual({ refused: 'foreign' });
  });

  it('when any text is scanned on any page, then it is read or refused', () => {
    const pages = fc.constantFrom('attract', 'enteringCode', 'typingCredit', 'answering', 'paying', 'done');
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc.string({ unit: fc.constantFrom(...'K5-7QF2#?&=/:.%htps'), maxLength: 3_000 }),
      fc.string({ maxLength: 40 }).map((tail) => `${STATUS}${tail}`),
    );
    fc.assert(
      fc.property(texts, pages, (text, page) => {
        const read = classifyScannedCode(text, page, place());
        if ('refused' in read) return;
        expect(doesPageTakeCode(page)).toBe(true);
        // The page's keyboard has each of these letters.
        expect(read.text).toMatch(/^[A-Z0-9-]{6,19}$/);
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});
