import { describe, expect, it } from 'vitest';
import { LONGEST_LINES, longFunctionsIn } from './function-length.mjs';

const lines = (count: number) => Array.from({ length: count }, (_, at) => `  void ${at};`).join('\n');
/** With its own two lines. */
const ofLines = (count: number, head = 'export function long()') => `${head} {\n${lines(count - 2)}\n}\n`;
const found = (source: string, exceptions = {}) => longFunctionsIn([{ file: 'device/a.ts', source }], exceptions);

describe('the length of functions', () => {
  it('counts from the first line to the last', () => {
    expect(found(ofLines(LONGEST_LINES))).toEqual([]);
    expect(found(ofLines(LONGEST_LINES + 1))).toEqual(['device/a.ts:1: 61 lines: device/a.ts long']);
  });

  it('counts what is inside with the outermost, and each method of a class alone', () => {
    const inner = ofLines(40, 'function one()') + ofLines(40, 'function two()');
    expect(found(`export const outer = () => {\n${inner}};\n`)).toEqual(['device/a.ts:1: 82 lines: device/a.ts outer']);
    expect(found(`class A {\n${ofLines(40, 'one()')}${ofLines(40, 'two()')}}\n`)).toEqual([]);
  });

  it('allows an exception as long as it is one', () => {
    const long = { 'device/a.ts long': 'why' };
    expect(found(ofLines(80), long)).toEqual([]);
    expect(found(ofLines(10), long)).toEqual(['device/a.ts long is an exception and needs to be none']);
  });

  it('allows no more than a few', () => {
    const many = Object.fromEntries(Array.from({ length: 13 }, (_, at) => [`device/a.ts f${at}`, 'why']));
    const source = Array.from({ length: 13 }, (_, at) => ofLines(70, `function f${at}()`)).join('');
    expect(found(source, many)).toEqual(['13 exceptions, and at most 12 may be']);
  });
});
