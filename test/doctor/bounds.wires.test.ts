import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CHECKS } from '../../provisioning/doctor/checks.ts';
import { runChecks } from '../../provisioning/doctor/run-checks.ts';
import { filesUnder } from '../tools/files.mjs';
import { fromRoot } from '../tools/root.mjs';
import { BOUNDS, OTHER_COMPARISONS } from './bounds.ts';
import { furnishOnce, installedKiosk } from './fixture.ts';

/* If a check of doctor compares a number with a bound, then a test runs the check with a value on each side of the bound. */

const FOLDER = 'provisioning/doctor/';
const ORDER = new Set([
  ...[ts.SyntaxKind.LessThanToken, ts.SyntaxKind.LessThanEqualsToken],
  ...[ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanEqualsToken],
]);
/** Comparisons that only ask whether a list is empty: they have no bound. */
const ANY = /\.length > 0$/;

function comparisonsIn(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && ORDER.has(node.operatorToken.kind)) {
      const words = node
        .getText()
        .replace(/`[^`]*`/g, 'TEXT')
        .replace(/\s+/g, ' ');
      if (!ANY.test(words)) found.push(`${file}: ${words}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

it('when a check compares a number, then the comparison has a pair, or a line that says why not', () => {
  const files = filesUnder(FOLDER.slice(0, -1)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const found = files.flatMap((file) => comparisonsIn(file.slice(FOLDER.length), readFileSync(fromRoot(file), 'utf8')));
  const written = [...BOUNDS.map(({ comparison }) => comparison), ...OTHER_COMPARISONS];
  expect([...new Set(found)].sort()).toEqual([...written].sort());
});

describe('on both sides of a bound', () => {
  let clear: () => void;
  beforeAll(async () => {
    clear = await furnishOnce();
  });
  afterAll(() => clear());

  it.each(BOUNDS.map((bound) => [bound.comparison, bound] as const))('%s', async (_, { check, set, sides }) => {
    const spec = CHECKS.filter(({ id }) => id === check);
    const found: unknown[] = [];
    for (const [value] of sides) {
      const fixture = installedKiosk();
      onTestFinished(() => fixture.close());
      await set(fixture, value);
      const [its] = await runChecks(spec, fixture.context(), { boundMs: 60_000, allMs: 120_000 });
      found.push([value, its?.state]);
    }
    expect(found).toEqual(sides);
    const [[one = 0] = [], [other = 0] = []] = sides;
    expect(Math.abs(one - other)).toBe(1);
  });
});
