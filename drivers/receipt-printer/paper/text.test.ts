import { describe, expect, it } from 'vitest';
import type { Command } from './command.ts';
import { bitmapOf } from './glyphs.ts';
import { type PrinterModel, requirePrinterModel } from './profile.ts';
import { defineGlyphs, encodeText, planTextEncoding, printableText, type TextEncodingPlan } from './text.ts';

/** ü is in cp857 and cp437, я in cp866, ş in cp857, α in cp437, ə in none. */
const MODEL: PrinterModel = { ...requirePrinterModel('epson-tm-t20'), codePages: { cp866: 17, cp857: 13, cp437: 0 } };
const WITHOUT_GLYPHS: PrinterModel = { ...MODEL, userGlyphs: false };

const planOf = (slots: readonly (readonly [string, number])[]): TextEncodingPlan => ({
  slots: new Map(slots),
  isText: () => true,
});
const NO_SLOTS = planOf([]);

describe('printableText', () => {
  const shown = (text: string) => printableText(text).text;

  it('when all letters can be drawn, then the text stays', () => {
    expect(printableText('Gəncə\nСправка № 17')).toEqual({ text: 'Gəncə\nСправка № 17', replaced: [] });
  });

  it('when a letter is decomposed, then it is composed', () => {
    expect(printableText('u\u0308')).toEqual({ text: 'ü', replaced: [] });
  });

  it.each(['\u00ad', '\u200b', '\u200d', '\u200f', '\u2060', '\ufeff', '\ufe00', '\ufe0f'])(
    'when a letter has no width, then it is dropped',
    (letter) => {
      expect(printableText(`a${letter}b`)).toEqual({ text: 'ab', replaced: [] });
    },
  );

  it('when a text has control characters, then they become spaces', () => {
    expect(printableText('a\u001b@\u0000\u007f\u0085b')).toEqual({ text: 'a @   b', replaced: [] });
  });

  it('when a plainer sign has the same meaning, then it is used and not listed as replaced', () => {
    expect(printableText('1\u00a0000\u2010\u2011\u2012')).toEqual({ text: '1 000--–', replaced: [] });
  });

  it('when a mark cannot be composed, then it is dropped and listed as replaced', () => {
    expect(printableText('x\u0301y')).toEqual({ text: 'xy', replaced: ['\u0301'] });
    expect(printableText('\u0301')).toEqual({ text: '', replaced: ['\u0301'] });
  });

  it('when a letter cannot be drawn, then it becomes a plain letter or □ and is listed as replaced', () => {
    expect(printableText('ắ①漢🙂')).toEqual({ text: 'a1□□', replaced: ['ắ', '①', '漢', '🙂'] });
    expect(shown('?')).toBe('?');
  });
});

describe('a plan', () => {
  it('when a letter is in no code page, then it has a slot for a glyph; other letters have none', () => {
    const plan = planTextEncoding(['Gəncə ü', 'яƏ 100'], MODEL);
    expect([...plan.slots]).toEqual([
      ['ə', 0x7b],
      ['Ə', 0x7c],
    ]);
    expect(plan.isText('Gəncə üяƏ 1')).toBe(true);
    expect(plan.isText('₼')).toBe(false);
  });

  it('when a letter is anywhere in the receipt, then its code is no slot', () => {
    expect([...planTextEncoding(['ə', '{', '|'], MODEL).slots]).toEqual([['ə', 0x7d]]);
  });

  it('when a code is unused in the texts, then it is a slot, digits last', () => {
    const others = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at)).join('');
    expect([...planTextEncoding(['ə', others.replace('0', '')], MODEL).slots]).toEqual([['ə', 0x30]]);
    expect([...planTextEncoding(['ə', others.replace('!', '')], MODEL).slots]).toEqual([['ə', 0x21]]);
    expect([...planTextEncoding(['ə', others.replace('9', '').replace('0', '')], MODEL).slots]).toEqual([['ə', 0x39]]);
  });

  it('when no slot is free, then a line with the letter is not text', () => {
    const others = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at)).join('');
    const plan = planTextEncoding(['əƏ', others.replace('~', '')], MODEL);
    expect([...plan.slots]).toEqual([['ə', 0x7e]]);
    expect(plan.isText('ə')).toBe(true);
    expect(plan.isText('aƏ')).toBe(false);
  });

  it('when a model has no glyphs, then there are no slots', () => {
    const plan = planTextEncoding(['Gəncə'], WITHOUT_GLYPHS);
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

  it('when the plan has no slots, then glyphs are not switched on', () => {
    expect(defineGlyphs(NO_SLOTS)).toEqual([]);
  });

  it('when the codes of glyphs are neighbours, in any order, then one command downloads these glyphs', () => {
    const plan = planOf([
      ['₼', 0x5b],
      ['Ə', 0x7c],
      ['ə', 0x7b],
    ]);
    expect(defineGlyphs(plan)).toEqual([defined(0x5b, '₼'), defined(0x7b, 'əƏ'), ON]);
  });

  it('when thirteen glyphs have neighbouring codes, then one command downloads at most twelve', () => {
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

  it('when the text is empty, then there are no commands', () => {
    expect(encoded('')).toEqual({ commands: [], page: undefined });
  });

  it('when the text is ASCII, then the code page does not change', () => {
    expect(encoded('A1')).toEqual({ commands: [text(0x41, 0x31)], page: undefined });
    expect(encoded('A1', NO_SLOTS, 'cp866')).toEqual({ commands: [text(0x41, 0x31)], page: 'cp866' });
  });

  it('when a letter needs another code page, then the page is selected before it', () => {
    expect(encoded('aşb')).toEqual({ commands: [text(0x61), page(13), text(0x9f, 0x62)], page: 'cp857' });
    expect(encoded('ş')).toEqual({ commands: [page(13), text(0x9f)], page: 'cp857' });
  });

  it('when the current page has the letter, then the page stays', () => {
    expect(encoded('ü', NO_SLOTS, 'cp437')).toEqual({ commands: [text(0x81)], page: 'cp437' });
    expect(encoded('üя', NO_SLOTS, 'cp857')).toEqual({ commands: [text(0x81), page(17), text(0xef)], page: 'cp866' });
  });

  it('when several pages have a letter, then the page that covers the most next letters is used, or else the first in the model', () => {
    expect(encoded('ü').page).toBe('cp857');
    expect(encoded('ü1α').commands).toEqual([page(0), text(0x81, 0x31, 0xe0)]);
    expect(encoded('üşα').commands).toEqual([page(13), text(0x81, 0x9f), page(0), text(0xe0)]);
    expect(encoded('яüα').commands).toEqual([page(17), text(0xef), page(0), text(0x81, 0xe0)]);
  });

  it('when a letter has a slot, then its code is written in any page', () => {
    const slots = planOf([['ə', 0x7b]]);
    expect(encoded('ə', slots)).toEqual({ commands: [text(0x7b)], page: undefined });
    expect(encoded('üəα', slots)).toEqual({ commands: [page(0), text(0x81, 0x7b, 0xe0)], page: 'cp437' });
  });

  it('when a letter is not in the plan, then encoding throws', () => {
    expect(() => encoded('ə')).toThrow('letter U+259 was not planned for');
  });
});
