import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const rows = [
  ...readFileSync('drivers/README.md', 'utf8').matchAll(/^\| (\d*) \| (.+?) \| `([\w./-]+\.ts)` \| (.+?) \|$/gm),
].map(([, number = '', pitfall = '', file = '', test = '']) => ({ number, pitfall, file, test }));

it('when the table of drivers/README.md is read, then it names a test for each of the 22 pitfalls', () => {
  expect(rows.map(({ number }) => number).filter(Boolean)).toEqual(
    Array.from({ length: 22 }, (_, at) => String(at + 1)),
  );
});

it.each(rows)('when a pitfall is listed, then its test exists: $pitfall', ({ file, test }) => {
  expect(readFileSync(file, 'utf8')).toContain(test);
});
