import { expect, it } from 'vitest';
import { catalogue } from '../../test/support/catalogue.ts';
import { isPattern, isQuickPattern } from './pattern.ts';

it.each([
  '([0-9]+)+x',
  '(?:a|a)*b',
  '(?:[0-9]{1,2} ?)+x',
  '(?<part>a?){2,30}b',
  '((a)|b)+',
  '.*.*.*.*x',
  '(?:(?:a{0,40})b?)*',
])('when a pattern is %s, then it is not quick', (pattern) => {
  expect([isPattern(pattern), isQuickPattern(pattern)]).toEqual([true, false]);
});

it.each([
  '[0-9]{6,13}',
  '(?=.*\\p{L}.*\\p{L}).{2,60}',
  '(?:AZE|AA)[0-9]{7,8}',
  '(?:[0-9]{2}){4}',
  '[(|)*+]+\\(\\)?',
  '\\u{1F600}+',
  '(?!0)[0-9]+',
])('when a pattern is %s, then it is quick', (pattern) => {
  expect([isPattern(pattern), isQuickPattern(pattern)]).toEqual([true, true]);
});

it('when the catalogue is the project’s own, then each of its patterns is quick', () => {
  const patterns = catalogue().services.flatMap(({ questions }) =>
    questions.flatMap((question) => (question.kind === 'text' ? [question.pattern] : [])),
  );
  expect(patterns.length).toBeGreaterThan(5);
  expect(patterns.filter((pattern) => !isQuickPattern(pattern))).toEqual([]);
});
