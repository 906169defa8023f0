import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { filesUnder } from '../tools/files.mjs';
import { fromRoot } from '../tools/root.mjs';

const ORDER = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);
/** A comparison with 0 for emptiness is no bound. */
const ANY = /\.length > 0$/;

type Choice = (node: ts.Node) => boolean;

const isComparison: Choice = (node) =>
  ts.isBinaryExpression(node) && ORDER.has(node.operatorToken.kind) && !ANY.test(node.getText());
const ROUNDINGS = /\bMath\.(floor|ceil|round|trunc)\b/;
const isRoundingName: Choice = (node) =>
  ts.isPropertyAccessExpression(node) && node.expression.getText() === 'Math' && ROUNDINGS.test(node.getText());
const isCalled = (node: ts.Node) => ts.isCallExpression(node.parent) && node.parent.expression === node;
const isRounding: Choice = (node) =>
  ts.isCallExpression(node) ? isRoundingName(node.expression) : isRoundingName(node) && !isCalled(node);

function expressionsIn(file: string, text: string, choice: Choice): readonly string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (choice(node)) {
      const words = node
        .getText()
        .replace(/`[^`]*`/g, 'TEXT')
        .replace(/\s+/g, ' ');
      found.push(`${file}: ${words}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const expressionsBelow = (folder: string, sign: RegExp, choice: Choice): readonly string[] =>
  filesUnder(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const text = readFileSync(fromRoot(file), 'utf8');
      return sign.test(text) ? expressionsIn(file.slice(folder.length + 1), text, choice) : [];
    });

/** Comparisons by order in each source file of a folder. File names begin below the folder. */
export const comparisonsBelow = (folder: string): readonly string[] => expressionsBelow(folder, /[<>]/, isComparison);

export const roundingsBelow = (folder: string): readonly string[] => expressionsBelow(folder, ROUNDINGS, isRounding);
