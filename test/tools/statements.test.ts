import { expect, it } from 'vitest';
import { statementsOf } from './statements.mjs';

it.each([
  ['const a = 1;', 1],
  ['const a = 1, b = 2;', 1],
  ['import { a } from "b";\nexport type A = typeof a;', 2],
  ['if (a) { b(); } else { c(); }', 3],
  ['function f() { return 1; }', 2],
  ['const f = () => 1;', 2],
  ['const f = () => { return 1; };', 2],
  ['declare global { interface A {} }', 2],
  ['class A { b = 1; c() { return this.b; } }', 4],
  ['const a = {\n  b: 1,\n  c: 2,\n};', 1],
])('when the source is %j, then it has %i statements', (source, count) => {
  expect(statementsOf(source)).toBe(count);
});
