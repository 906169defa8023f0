import { describe, expect, it } from 'vitest';
import type { Command } from './command.ts';
import { bitmapOf } from './glyphs.ts';
import { type PrinterModel, printerModel } from './profile.ts';
import { defineGlyphs, encodeText, planText, printableText, type TextPlan } from './text.ts';

/** Pages of its own: ü is in the first and the last, ş and я each in one, α in the last. ə is in none. */
const MODEL: PrinterModel = { ...printerModel('epson-tm-t20'), codePages: { cp866: 17, cp857: 13, cp437: 0 } };
const WITHOUT_GLYPHS: PrinterModel = { ...MODEL, userGlyphs: false };

const planOf = (slots: readonly (readonly [string, number])[]): TextPlan => ({
  slots: new Map(slots),
  isText: () => true,
});
const NO_SLOTS = planOf([]);

describe('a text in letters that can be drawn', () => {
  const shown = (text: string) => printableText(text).text;

  it('stays as it is where it can be drawn', () => {
    expect(printableText('Gəncə\nСправка № 17')).toEqual({ text: 'Gəncə\nСправка № 17', replaced: [] });
  });

  it('is composed, so that a letter is one letter', () => {
    expect(printableText('u\u0308')).toEqual({ text: 'ü', replaced: [] });
  });

  it.each(['\u00ad', '\u200b', '\u200d', '\u200f', '\u2060', '\ufeff', '\ufe00', '\ufe0f'])(
    'loses what has no width',
    (letter) => {
      expect(printableText(`a${letter}b`)).toEqual({ text: 'ab', replaced: [] });
    },
  );

  it('has spaces for what could command the printer', () => {
    expect(printableText('a\u001b@\u0000\u007f\u0085b')).toEqual({ text: 'a @   b', replaced: [] });
  });

  it('has plainer signs of the same meaning, which are no loss', () => {
    expect(printableText('1\u00a0000\u2010\u2011\u2012')).toEqual({ text: '1 000--–', replaced: [] });
  });

  it('loses a mark that belongs to no letter, with the letter before it', () => {
    expect(printableText('x\u0301y')).toEqual({ text: 'xy', replaced: ['\u0301'] });
    expect(printableText('\u0301')).toEqual({ text: '', replaced: ['\u0301'] });
  });

  it('has a plain letter, or □, for what cannot be drawn', () => {
    expect(printableText('ắ①漢🙂')).toEqual({ text: 'a1□□', replaced: ['ắ', '①', '漢', '🙂'] });
    expect(shown('?')).toBe('?');
  });
});

describe('a plan', () => {
  it('has a slot for each letter that is in no page, and for no other', () => {
    const plan = planText(['Gəncə ü', 'яƏ 100'], MODEL);
    expect([...plan.slots]).toEqual([
      ['ə', 0x7b],
      ['Ə', 0x7c],
    ]);
    expect(plan.isText('Gəncə üяƏ 1')).toBe(true);
    expect(plan.isText('₼')).toBe(false);
  });

  it('displaces no letter that is anywhere in the receipt', () => {
    expect([...planText(['ə', '{', '|'], MODEL).slots]).toEqual([['ə', 0x7d]]);
  });

  it('takes any letter that is in no text, and those of amounts last', () => {
    const others = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at)).join('');
    expect([...planText(['ə', others.replace('0', '')], MODEL).slots]).toEqual([['ə', 0x30]]);
    expect([...planText(['ə', others.replace('!', '')], MODEL).slots]).toEqual([['ə', 0x21]]);
    expect([...planText(['ə', others.replace('9', '').replace('0', '')], MODEL).slots]).toEqual([['ə', 0x39]]);
  });

  it('leaves a letter without a slot where none is free: its line is no text', () => {
    const others = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at)).join('');
    const plan = planText(['əƏ', others.replace('~', '')], MODEL);
    expect([...plan.slots]).toEqual([['ə', 0x7e]]);
    expect(plan.isText('ə')).toBe(true);
    expect(plan.isText('aƏ')).toBe(false);
  });

  it('has no slots for a model that takes no glyphs', () => {
    const plan = planText(['Gəncə'], WITHOUT_GLYPHS);
    expect(plan.slots.size).toBe(0);
    expect(plan.isText('Gəncə')).toBe(false);
    expect(plan.isText('üя 1')).toBe(true);
  });
});

describe('glyphs', () => {
  const defined = (first: number, letters: string): Command => ({
    kind: 'define-glyphs',
    first,
    bitmaps: Array.from(letters, (letter) => bitmapOf(letter)!),
  });
  const ON: Command = { kind: 'user-glyphs', on: true };

  it('are not switched on where there are none', () => {
    expect(defineGlyphs(NO_SLOTS)).toEqual([]);
  });

  it('of neighbouring slots are one download, whatever order they were taken in', () => {
    const plan = planOf([
      ['₼', 0x5b],
      ['Ə', 0x7c],
      ['ə', 0x7b],
    ]);
    expect(defineGlyphs(plan)).toEqual([defined(0x5b, '₼'), defined(0x7b, 'əƏ'), ON]);
  });

  it('are at most twelve in one download', () => {
    const letters = 'АБВГДЕЖЗИЙКЛМ';
    const plan = planOf(Array.from(letters, (letter, at) => [letter, 0x30 + at]));
    expect(defineGlyphs(plan)).toEqual([defined(0x30, letters.slice(0, 12)), defined(0x3c, 'М'), ON]);
  });
});

describe('a text as bytes', () => {
  const text = (...bytes: readonly number[]): Command => ({ kind: 'text', bytes: Uint8Array.from(bytes) });
  const page = (number: number): Command => ({ kind: 'code-page', number });
  const encoded = (letters: string, plan = NO_SLOTS, current?: 'cp437' | 'cp857' | 'cp866') =>
    encodeText(letters, plan, MODEL, current);

  it('is nothing for nothing', () => {
    expect(encoded('')).toEqual({ commands: [], page: undefined });
  });

  it('needs no page for ASCII, and keeps the one there is', () => {
    expect(encoded('A1')).toEqual({ commands: [text(0x41, 0x31)], page: undefined });
    expect(encoded('A1', NO_SLOTS, 'cp866')).toEqual({ commands: [text(0x41, 0x31)], page: 'cp866' });
  });

  it('switches the page in front of the letter that needs it', () => {
    expect(encoded('aşb')).toEqual({ commands: [text(0x61), page(13), text(0x9f, 0x62)], page: 'cp857' });
    expect(encoded('ş')).toEqual({ commands: [page(13), text(0x9f)], page: 'cp857' });
  });

  it('keeps a page as long as it serves', () => {
    expect(encoded('ü', NO_SLOTS, 'cp437')).toEqual({ commands: [text(0x81)], page: 'cp437' });
    expect(encoded('üя', NO_SLOTS, 'cp857')).toEqual({ commands: [text(0x81), page(17), text(0xef)], page: 'cp866' });
  });

  it('takes the page that serves the longest stretch, and the better one of two alike', () => {
    expect(encoded('ü').page).toBe('cp857');
    expect(encoded('ü1α').commands).toEqual([page(0), text(0x81, 0x31, 0xe0)]);
    expect(encoded('üşα').commands).toEqual([page(13), text(0x81, 0x9f), page(0), text(0xe0)]);
    // What stood before the switch does not count.
    expect(encoded('яüα').commands).toEqual([page(17), text(0xef), page(0), text(0x81, 0xe0)]);
  });

  it('writes the slot of a letter, which every page serves', () => {
    const slots = planOf([['ə', 0x7b]]);
    expect(encoded('ə', slots)).toEqual({ commands: [text(0x7b)], page: undefined });
    expect(encoded('üəα', slots)).toEqual({ commands: [page(0), text(0x81, 0x7b, 0xe0)], page: 'cp437' });
  });

  it('has no answer for a letter that was not planned for', () => {
    expect(() => encoded('ə')).toThrow('letter U+259 was not planned for');
  });
});
