// @ts-check
import ts from 'typescript';
import { statementsIn } from './statements.mjs';

/** Statements of a file. A test may be longer than what it tests. */
const MOST = { file: 230, test: 500, function: 60 };
/** Tables, words and drawings: they are long because they hold much, not because they do much. */
const DATA =
  /^ui\/words\/(troubles-)?[a-z]{2,3}\.ts$|^device\/log\/events\.ts$|^ui\/gallery\/samples|(^|\/)(data|samples|[\w-]*-data|[\w-]*font[\w-]*|tables|troubles)(\.ts|\/)/;
const TEST = /^test\/|\.test\.ts$/;

/**
 * Files and outermost functions with more statements than they may have. Statements are counted and not lines, so that packing lines gains
 * nothing. What stands inside a function counts with it, because closures over the same state are read together.
 *
 * @param {readonly { file: string, source: string }[]} files `file` relative to the root
 * @returns {string[]} one line each
 */
export function oversizedIn(files) {
  return files
    .filter(({ file }) => !DATA.test(file))
    .flatMap(({ file, source }) => {
      const isTest = TEST.test(file);
      const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, !isTest);
      return [...overIn(file, tree, isTest ? MOST.test : MOST.file), ...(isTest ? [] : longFunctions(file, tree))];
    });
}

/** @param {string} file @param {ts.SourceFile} tree @param {number} most */
function overIn(file, tree, most) {
  const count = statementsIn(tree);
  return count > most ? [`${file}: ${count} statements, at most ${most} (split it by what it does)`] : [];
}

/** @param {string} file @param {ts.SourceFile} tree */
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

/**
 * Its own name, or the name of what it is given to.
 *
 * @param {ts.SignatureDeclaration} node
 */
const nameOf = ({ name, parent }) =>
  name?.getText() ?? (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : '');
