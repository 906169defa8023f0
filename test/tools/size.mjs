// @ts-check
import ts from 'typescript';
import { isTest, statementsIn } from './statements.mjs';
import { treeOf } from './trees.mjs';

/** Largest numbers of statements. A test may be longer than its code. */
const MOST = { file: 230, test: 500, function: 60 };
/** Files of data (tables, texts, drawings) have no limit. */
const DATA =
  /^ui\/words\/[a-z]{2,3}\.ts$|^device\/log\/events\.ts$|\.samples\.ts$|(^|\/)(data|samples|[\w-]*-data|[\w-]*font[\w-]*|tables|troubles)(\.ts|\/)/;

/**
 * Names files and outermost functions with too many statements. The limit counts statements, so packing lines gains nothing. An inner
 * function counts with its outer function, because closures over the same state are read together.
 *
 * @param {readonly { file: string, source: string }[]} files `file` relative to the root
 * @returns {string[]} one line each
 */
export function oversizedIn(files) {
  return files
    .filter(({ file }) => !DATA.test(file))
    .flatMap(({ file, source }) => {
      const tree = treeOf(file, source);
      return isTest(file)
        ? overIn(file, tree, MOST.test)
        : [...overIn(file, tree, MOST.file), ...longFunctions(file, tree)];
    });
}

/**
 * @param {string} file
 * @param {ts.SourceFile} tree
 * @param {number} most
 */
function overIn(file, tree, most) {
  const count = statementsIn(tree);
  return count > most ? [`${file}: ${count} statements, at most ${most} (split it by what it does)`] : [];
}

/**
 * @param {string} file
 * @param {ts.SourceFile} tree
 */
function longFunctions(file, tree) {
  /** @type {string[]} */
  const found = [];
  /** @type {(node: ts.Node) => void} */
  const visit = (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return ts.forEachChild(node, visit);
    const count = statementsIn(node);
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (count > MOST.function)
      found.push(`${file}:${line}: ${count} statements, at most ${MOST.function}: ${nameOf(node)}`);
  };
  visit(tree);
  return found;
}

/** @param {ts.SignatureDeclaration} node */
const nameOf = ({ name, parent }) =>
  name?.getText() ?? (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : '');
