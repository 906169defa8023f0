import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { missingSqliteLine } from './native-part.ts';

const thrownBy = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return null;
};

it('when better-sqlite3 is missing or not built, then the line names it and the fix', async () => {
  const require = createRequire('/nowhere/at/all.cjs');
  const line = /better-sqlite3.*apt-get install python3 make g\+\+, then npm ci again/;
  expect(missingSqliteLine(thrownBy(() => require('better-sqlite3')))).toMatch(line);
  const unbuilt = new Error(
    'Could not locate the bindings file. Tried:\n → /home/k/node_modules/better-sqlite3/build/x.node',
  );
  expect(missingSqliteLine(unbuilt)).toMatch(line);
});

it('when the error is not a missing better-sqlite3, then missingSqliteLine returns null', () => {
  const require = createRequire('/nowhere/at/all.cjs');
  for (const error of [thrownBy(() => require('serialport')), new Error('better-sqlite3'), 'better-sqlite3'])
    expect(missingSqliteLine(error)).toBeNull();
});
