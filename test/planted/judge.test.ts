import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../tools/root.mjs';
import { BUGS } from './bugs.mjs';
import { judgeBug, plantBug } from './judge.mjs';

const source = (file: string) => readFileSync(fromRoot(file), 'utf8');

describe('the planted bugs', () => {
  it.each(BUGS.map((bug) => [bug.name, bug] as const))(
    'when a bug is listed, then its text is in the source once: %s',
    (_, bug) => {
      const text = source(bug.file);
      expect(plantBug(bug, text)).not.toBe(text);
      expect(existsSync(fromRoot(bug.caughtBy))).toBe(true);
    },
  );

  it('when bugs are listed, then their names differ', () => {
    expect(new Set(BUGS.map(({ name }) => name)).size).toBe(BUGS.length);
  });
});

describe('planting', () => {
  const bug = { name: 'less', file: 'a.ts', find: 'a < b', replace: 'a <= b' };

  it('when the text of a bug is there once, then planting replaces it', () => {
    expect(plantBug(bug, 'if (a < b) return;')).toBe('if (a <= b) return;');
    expect(plantBug({ ...bug, replace: '$& $1' }, '(a < b)')).toBe('($& $1)');
  });

  it('when the text of a bug is missing or there twice, then planting throws', () => {
    expect(() => plantBug(bug, 'if (b > a) return;')).toThrow('less: what it replaces is not in a.ts');
    expect(() => plantBug(bug, 'a < b || a < b')).toThrow('less: what it replaces is 2 times in a.ts');
  });
});

describe('the judgement', () => {
  const file = (status: string, ...tests: readonly [string, string, string?][]) => ({
    name: 'x.test.ts',
    status,
    message: 'of the file',
    assertionResults: tests.map(([fullName, state, why]) => ({
      fullName,
      status: state,
      failureMessages: why === undefined ? [] : [why],
    })),
  });
  const judged = (...files: readonly ReturnType<typeof file>[]) => judgeBug({ testResults: [...files] });

  it('when a test fails, then the judgement names it', () => {
    expect(judged(file('failed', ['a', 'passed'], ['b', 'failed', 'AssertionError: 1'], ['c', 'pending']))).toEqual({
      verdict: 'caught',
      by: 'b',
    });
  });

  it('when every test passes, then the bug lives', () => {
    expect(judged(file('passed', ['a', 'passed']))).toEqual({ verdict: 'lives', by: '' });
  });

  it('when a test is too slow, then it counts only for a bug that hangs', () => {
    const report = { testResults: [file('failed', ['a', 'failed', 'Error: STACK_TRACE_ERROR\n    at task'])] };
    expect(judgeBug(report).verdict).toBe('unknown');
    expect(judgeBug(report, { hangs: true })).toEqual({ verdict: 'caught', by: 'a' });
  });

  it('when a file does not load or the run fails, then the verdict is unknown', () => {
    expect(judged(file('failed'))).toEqual({ verdict: 'unknown', by: 'of the file' });
    expect(judged(file('failed', ['a', 'failed', 'SyntaxError: Unexpected token'])).verdict).toBe('unknown');
    expect(judged(file('failed', ['a', 'skipped'])).verdict).toBe('unknown');
    expect(judged().verdict).toBe('unknown');
    expect(judgeBug('does not build')).toEqual({ verdict: 'unknown', by: 'does not build' });
  });
});
