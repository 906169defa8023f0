import { describe, expect, it } from 'vitest';
import { oversizedIn } from './size.mjs';

const statements = (count: number) => Array.from({ length: count }, (_, at) => `  void ${at};\n`).join('');
const found = (source: string, file = 'device/a.ts') => oversizedIn([{ file, source }]);

describe('the size of a function', () => {
  it('when a function has sixty statements, then it passes; with one more it is named', () => {
    expect(found(`export function long() {\n${statements(60)}}\n`)).toEqual([]);
    expect(found(`export function long() {\n${statements(61)}}\n`)).toEqual([
      'device/a.ts:1: 61 statements, at most 60: long',
    ]);
  });

  it('when functions stand in a function, then they count with it; each method of a class counts alone', () => {
    const inner = (name: string) => `function ${name}() {\n${statements(40)}}\n`;
    expect(found(`export const outer = () => {\n${inner('one')}${inner('two')}};\n`)).toEqual([
      'device/a.ts:1: 82 statements, at most 60: outer',
    ]);
    expect(found(`class A {\none() {\n${statements(40)}}\ntwo() {\n${statements(40)}}\n}\n`)).toEqual([]);
  });
});

describe('the size of a file', () => {
  it('when a file has 230 statements, then it passes; with one more it is named', () => {
    expect(found(statements(230))).toEqual([]);
    expect(found(statements(231))).toEqual(['device/a.ts: 231 statements, at most 230 (split it by what it does)']);
  });

  it.each(['device/a.test.ts', 'test/a.ts'])(
    'when a file is %s, then it may have 500 statements, and functions of any size',
    (file) => {
      expect(found(`function long() {\n${statements(400)}}\n`, file)).toEqual([]);
      expect(found(statements(501), file)).toHaveLength(1);
    },
  );

  it('when a file holds data, then it has no limit', () => {
    expect(found(statements(900), 'drivers/x/models-data.ts')).toEqual([]);
  });
});
