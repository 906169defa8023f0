// @ts-check
/**
 * `node test/tools/statements.mjs [--json]`: how many statements product and tests have. A statement is a unit of meaning that formatting does
 * not change; lines are not. Words, data, samples and generated files are left out: more services or languages are no more code.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { fromRoot } from './root.mjs';

const AREAS = ['device', 'drivers', 'provisioning', 'simulators', 'ui', 'test'];
/** Tables that are read, not run. */
const NO_CODE =
  /(^|\/)(words|samples)\/|(^|[-/])(words|data|samples)(-[a-z]+)?\.(ts|mjs)$|\.samples\.ts$|^ui\/words\/|troubles-(az|ru|en)\.ts$|-shapes\.json$|\.d\.ts$/;
const TEST = /^test\/|\.test\.ts$/;

/**
 * A block holds statements and is none. An arrow function without a block returns its expression, so it holds one statement.
 *
 * @param {ts.Node} node whose inside is counted
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
const isCounted = (node) =>
  ts.isClassElement(node) ||
  (node.kind >= ts.SyntaxKind.FirstStatement && node.kind <= ts.SyntaxKind.LastStatement) ||
  [
    ts.SyntaxKind.FunctionDeclaration,
    ts.SyntaxKind.ClassDeclaration,
    ts.SyntaxKind.InterfaceDeclaration,
    ts.SyntaxKind.TypeAliasDeclaration,
    ts.SyntaxKind.ImportDeclaration,
    ts.SyntaxKind.ExportDeclaration,
    ts.SyntaxKind.ExportAssignment,
  ].includes(node.kind);

/** @returns {{ area: string, product: number, tests: number }[]} */
function countedAreas() {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.mjs'], { cwd: fromRoot('.'), encoding: 'utf8' })
    .split('\n')
    .filter((file) => AREAS.includes(file.split('/')[0] ?? '') && !NO_CODE.test(file));
  return AREAS.map((area) => {
    const sums = { area, product: 0, tests: 0 };
    for (const file of files) {
      if (!file.startsWith(`${area}/`)) continue;
      sums[TEST.test(file) ? 'tests' : 'product'] += statementsOf(readFileSync(fromRoot(file), 'utf8'));
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
