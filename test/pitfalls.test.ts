import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Rows of the table of pitfalls: a number or nothing, the pitfall, its file, the name of its test. */
const rows = [
  ...readFileSync('drivers/README.md', 'utf8').matchAll(/^\| (\d*) \| (.+?) \| `([\w./-]+\.ts)` \| (.+?) \|$/gm),
].map(([, number = '', pitfall = '', file = '', test = '']) => ({ number, pitfall, file, test }));

it('the table names a test for each of the 22 pitfalls', () => {
  expect(rows.map(({ number }) => number).filter(Boolean)).toEqual(
    Array.from({ length: 22 }, (_, at) => String(at + 1)),
  );
});

it.each(rows)('$pitfall: the test is there', ({ file, test }) => {
  expect(readFileSync(file, 'utf8')).toContain(test);
});
