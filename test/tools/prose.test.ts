import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { flawsOf, proseOf, proseOfCode, sentencesOf } from './prose.mjs';

const rulesOf = (text: string): string[] => flawsOf(text).map(({ rule }) => rule);
const codeProse = (source: string) =>
  proseOfCode(source, ts.createSourceFile('a.ts', source, ts.ScriptTarget.Latest, true));
const LONG = `The kiosk ${'reads and '.repeat(12)}writes.`;

describe('rules of prose', () => {
  it.each([
    ['whoever', 'Whoever comes back pays again.'],
    ['who without a noun', 'The log says who opened the door.'],
    ['who without a noun', 'Who has the key can open it.'],
    ['nobody or somebody', 'The page stays until somebody touches it.'],
    ['that one', 'The reader takes that one.'],
    ['that one', 'The notes are those of the cassette.'],
    ['is had', 'The ledger is had twice.'],
    ['made anew', 'The index is made anew.'],
    ['Where as a condition', 'Where the clock is wrong, the kiosk waits.'],
    ['Where as a condition', 'The kiosk waits, where there is no clock.'],
    ['over 25 words', LONG],
  ])('when a sentence breaks the rule "%s", then the sentence is named: %s', (rule, sentence) => {
    expect(rulesOf(sentence)).toEqual([rule]);
  });

  it.each([
    'The citizen who pays gets a receipt.',
    'Where is the key kept?',
    'The log names the person who opened the door.',
    'The folder where the ledger lies is not shared.',
    '`nobody` is a user of the machine.',
    `The kiosk ${'reads and '.repeat(11)}writes.`,
  ])('when a sentence keeps the rules, then it has no flaw: %s', (sentence) => {
    expect(rulesOf(sentence)).toEqual([]);
  });
});

describe('sentences', () => {
  it('when a text has paragraphs, items, cells and tags, then each begins a sentence', () => {
    expect(
      sentencesOf('One.\n\n- two\n- three\n\n| four | five |\n|---|---|\n@param {string} name six @returns {void}'),
    ).toEqual(['One.', 'two', 'three', 'four', 'five', 'six']);
  });

  it('when a text has code, then the code counts as one word', () => {
    expect(sentencesOf('Run `npm run check -- types` first.')).toEqual(['Run CODE first.']);
    expect(sentencesOf('```sh\nwhoever\n```\nText.')).toEqual(['Text.']);
  });
});

describe('prose of code', () => {
  it('when lines of // adjoin, then they are one comment', () => {
    expect(codeProse('// one\n// two\n\n// three\nlet a = 1; // four')).toMatchObject([
      { line: 1, text: 'one\ntwo' },
      { line: 4, text: 'three' },
      { line: 5, text: 'four' },
    ]);
  });

  it('when a literal holds the marks of a comment, then it is no comment', () => {
    const source = `let a = "// b", c = \`/* \${1} */ d // e\`, f = /\\/\\/ g/; /* h */`;
    expect(codeProse(source).map(({ text }) => text)).toEqual(['h']);
  });

  it('when a comment belongs to an exported function, then it is public', () => {
    const source =
      '/** a */\nexport function b() {}\n/** c */\nexport const d = () => 1;\n/** e */\nexport const f = 1;';
    expect(codeProse(source).map(({ text, isPublic }) => [text, isPublic])).toEqual([
      ['a', true],
      ['c', true],
      ['e', false],
    ]);
  });

  it('when a call is a test or a group, then its title is read with CODE for each value', () => {
    expect(codeProse(`describe('a', () => { it.each([1])('b %s', f); test(\`c \${d}\`, f); });`)).toMatchObject([
      { kind: 'group', text: 'a' },
      { kind: 'title', text: 'b %s' },
      { kind: 'title', text: 'c CODE' },
    ]);
  });

  it('when a string has five words, then it is a message of product code and not of a test', () => {
    const source = "export const told = 'the port is in use by another';";
    expect(proseOf('device/a.ts', source)).toMatchObject([{ kind: 'message' }]);
    expect(proseOf('device/a.test.ts', source)).toEqual([]);
  });

  it('when a page is written by a program, then it is not read', () => {
    expect(proseOf('docs/doctor.md', 'Whoever.')).toEqual([]);
    expect(proseOf('docs/tour.md', 'Whoever.')).toMatchObject([{ kind: 'page', line: 1 }]);
  });

  it('when a settings file has comments, then lines one after the other are one comment', () => {
    const source = '#!/bin/sh\n# One file\n# in two lines.\nA=1\n  # code: S9  # whoever comes\n# last\n#DEBHELPER#\n';
    expect(proseOf('provisioning/glass/a.sh', source)).toEqual([
      { line: 2, kind: 'setting', text: 'One file\nin two lines.' },
      { line: 5, kind: 'setting', text: 'whoever comes' },
      { line: 6, kind: 'setting', text: 'last' },
    ]);
  });
});
