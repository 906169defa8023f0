import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { filesUnder } from '../tools/files.mjs';
import { fromRoot } from '../tools/root.mjs';

const ORDER = new Set([
  ...[ts.SyntaxKind.LessThanToken, ts.SyntaxKind.LessThanEqualsToken],
  ...[ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanEqualsToken],
]);
/** Comparisons that only ask whether a list is empty: they have no bound. */
const ANY = /\.length > 0$/;

/** Comparisons of a file by order, as `FILE: TEXT`. If a file has the same comparison twice, the list has it twice. */
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

/** Comparisons of every source file in a folder. Names of files begin below the folder. */
export const comparisonsBelow = (folder: string): readonly string[] =>
  filesUnder(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => comparisonsIn(file.slice(folder.length + 1), readFileSync(fromRoot(file), 'utf8')));
