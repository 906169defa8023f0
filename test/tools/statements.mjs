// @ts-check
/**
 * `node test/tools/statements.mjs [--json]` counts statements of product and tests, which formatting does not change. Data does not count:
 * a new service is not new code.
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { filesUnder } from './files.mjs';
import { fromRoot } from './root.mjs';

const AREAS = ['device', 'drivers', 'provisioning', 'simulators', 'ui', 'test'];
const NO_CODE =
  /(^|\/)(words|samples)\/|(^|[-/])(words|data|samples)(-[a-z]+)?\.(ts|mjs)$|\.samples\.ts$|^ui\/words\/|-shapes\.json$|\.d\.ts$/;

/** @param {string} file relative to the root */
export const isTest = (file) => /^test\/|\.test\.ts$/.test(file);

/**
 * Number of statements inside a node. A block does not count. The expression of an arrow function without a block counts as one.
 *
 * @param {ts.Node} node
 */
export function statementsIn(node) {
  let count = ts.isArrowFunction(node) && !ts.isBlock(node.body) ? 1 : 0;
  /** @param {ts.Node} inner */
  const visit = (inner) => {
    if (ts.isArrowFunction(inner) ? !ts.isBlock(inner.body) : isCounted(inner)) count += 1;
    ts.forEachChild(inner, visit);
  };
  ts.forEachChild(node, visit);
  return count;
}

/** @param {string} source */
export const statementsOf = (source) => statementsIn(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest));

/** @param {ts.Node} node */
const isCounted = (node) => ts.isClassElement(node) || (ts.isStatement(node) && !ts.isBlock(node));

/** @returns {{ area: string, product: number, tests: number }[]} */
function countedAreas() {
  return AREAS.map((area) => {
    const sums = { area, product: 0, tests: 0 };
    for (const file of filesUnder(area)) {
      if (!/\.(ts|mjs)$/.test(file) || NO_CODE.test(file)) continue;
      sums[isTest(file) ? 'tests' : 'product'] += statementsOf(readFileSync(fromRoot(file), 'utf8'));
    }
    return sums;
  });
}

if (process.argv[1] === import.meta.filename) {
  const areas = countedAreas();
  const total = {
    area: 'all',
    product: areas.reduce((sum, { product }) => sum + product, 0),
    tests: areas.reduce((sum, { tests }) => sum + tests, 0),
  };
  if (process.argv.includes('--json')) console.log(JSON.stringify([...areas, total]));
  else console.table([...areas, total]);
}
