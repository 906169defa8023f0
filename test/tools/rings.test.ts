import { expect, it } from 'vitest';
import { ringsIn } from './rings.mjs';

const file = (name: string, ...imports: readonly string[]) => ({
  file: name,
  source: imports.map((line) => `${line};\n`).join(''),
});

it('when a ring has a type import or an import on demand, then the ring is found', () => {
  expect(
    ringsIn([
      file('a/one.ts', "import { two } from '../b/two.ts'"),
      file('b/two.ts', "import type { Three } from '../c/three.ts'"),
      file('c/three.ts', "const one = import('../a/one.ts')"),
      file('d/four.ts', "import '../a/one.ts'"),
    ]),
  ).toEqual(['a, b, c\n  a/one.ts needs b/two.ts\n  b/two.ts needs c/three.ts\n  c/three.ts needs a/one.ts']);
});

it('when a folder is inside another, then it counts as a folder of its own', () => {
  expect(
    ringsIn([file('a/b/one.ts', "export * from '../two.ts'"), file('a/two.ts', "import './b/one.ts'")]),
  ).toHaveLength(1);
});

it('when a nested folder counts as a part of the folder around it, then a ring of two outer folders is found', () => {
  expect(
    ringsIn([
      file('a/deep/one.ts', "import type { Two } from '../../b/two.ts'"),
      file('b/two.ts', "import '../a/three.ts'"),
      file('a/three.ts'),
    ]),
  ).toEqual(['a, b\n  a/deep/one.ts needs b/two.ts\n  b/two.ts needs a/three.ts']);
});

it('when an import is in a test or an index, then it closes no ring', () => {
  const ring = (name: string) => [
    file(name, "import '../b/two.ts'"),
    file('b/two.ts', "import '../a/one.ts'"),
    file('a/one.ts'),
  ];
  expect(ringsIn(ring('a/index.ts'))).toEqual([]);
  expect(ringsIn(ring('a/three.ts'))).toHaveLength(1);
});

it('when all imports point one way, then no ring is found', () => {
  expect(
    ringsIn([
      file('a/one.ts', "import '../b/two.ts'", "import '../c/three.ts'", "import './beside.ts'"),
      file('a/beside.ts', "import './one.ts'"),
      file('b/two.ts', "import '../c/three.ts'"),
      file('c/three.ts', "import 'a/one.ts'"),
    ]),
  ).toEqual([]);
});
