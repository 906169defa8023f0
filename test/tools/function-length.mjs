// @ts-check
import ts from 'typescript';

/** Lines of a function, with everything inside it, that need no reason. */
export const LONGEST_LINES = 60;
/** More of them would be no exceptions. */
const MOST_EXCEPTIONS = 12;

/**
 * Functions that may be longer, as `file name`; each with its reason.
 *
 * @type {Readonly<Record<string, string>>}
 */
const EXCEPTIONS = {};

/**
 * Outermost functions over `LONGEST_LINES`, and exceptions that are none any more. What stands inside a function counts with it: closures
 * over the same state are read together.
 *
 * @param {readonly { file: string, source: string }[]} files `file` relative to the root
 * @param {Readonly<Record<string, string>>} [exceptions]
 * @returns {string[]} one line each, the longest first
 */
export function longFunctionsIn(files, exceptions = EXCEPTIONS) {
  const long = files.flatMap(functionsOver).sort((a, b) => b.lines - a.lines);
  const known = new Set(long.map(({ name }) => name));
  const allowed = Object.keys(exceptions);
  return [
    ...long.filter(({ name }) => !(name in exceptions)).map(({ name, lines, at }) => `${at}: ${lines} lines: ${name}`),
    ...allowed.filter((name) => !known.has(name)).map((name) => `${name} is an exception and needs to be none`),
    ...(allowed.length > MOST_EXCEPTIONS
      ? [`${allowed.length} exceptions, and at most ${MOST_EXCEPTIONS} may be`]
      : []),
  ];
}

/** @param {{ file: string, source: string }} code */
function functionsOver({ file, source }) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  /** @type {{ name: string, at: string, lines: number }[]} */
  const found = [];
  const line = (/** @type {number} */ position) => tree.getLineAndCharacterOfPosition(position).line + 1;
  /** @type {(node: ts.Node) => void} */
  const visit = (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return ts.forEachChild(node, visit);
    const first = line(node.getStart());
    const lines = line(node.end) - first + 1;
    if (lines > LONGEST_LINES) found.push({ name: `${file} ${nameOf(node)}`, at: `${file}:${first}`, lines });
  };
  visit(tree);
  return found;
}

/**
 * Its own name, or what it is given to.
 *
 * @param {ts.SignatureDeclaration} node
 */
const nameOf = ({ name, parent }) =>
  name?.getText() ?? (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : '');
