import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../../device/words/language.ts';
import { filesUnder } from '../tools/files.mjs';
import { fromRoot } from '../tools/root.mjs';
import type { Sentence, SentenceTable } from './laws.ts';

/* Values by language, of an object or of a call's parameters. */

const WHOLE = LANGUAGES.filter(({ fallback }) => fallback === null).map(({ code }) => code);

export const sourcesBelow = (folder: string): readonly string[] =>
  filesUnder(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

export const tablesBelow = (folder: string): readonly SentenceTable[] =>
  sourcesBelow(folder)
    .map((file) => [file, readFileSync(fromRoot(file), 'utf8')] as const)
    .filter(([, text]) => WHOLE.every((code) => new RegExp(`\\b${code}\\b`).test(text)))
    .flatMap(([file, text]) => tablesIn(file, text));

/** Tables of a file with texts. Paths begin with file and line. */
export function tablesIn(file: string, text: string): readonly SentenceTable[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const constants = constantsOf(source);
  const found: SentenceTable[] = [];
  const visit = (node: ts.Node): void => {
    const values = valuesOf(node, constants);
    if (WHOLE.every((code) => values.has(code))) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const said = [...values].map(([code, its]) => [code, textsIn(its, `${file}:${line}`, constants)] as const);
      if (said.some(([, texts]) => texts.length > 0)) found.push(Object.fromEntries(said));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Texts that take two arguments of one type by order, as `file: parameters`. The compiler does not notice if they are swapped. */
export function swappableArguments(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isArrowFunction(node) && ts.isPropertyAssignment(node.parent);
    if (isText || ts.isMethodDeclaration(node)) {
      const types = node.parameters.map(({ type }) => type?.getText());
      if (types.some((type, at) => type !== undefined && types.indexOf(type) !== at))
        found.push(`${file}: ${node.parameters.map((each) => each.getText()).join(', ')}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

type Constants = ReadonlyMap<string, ts.Expression>;

function constantsOf({ statements }: ts.SourceFile): Constants {
  const declared = statements.filter(ts.isVariableStatement).flatMap((each) => [...each.declarationList.declarations]);
  return new Map(
    declared.flatMap(({ name, initializer }) => (initializer ? [[name.getText(), bare(initializer)] as const] : [])),
  );
}

const bare = (value: ts.Expression): ts.Expression =>
  ts.isSatisfiesExpression(value) || ts.isAsExpression(value) ? bare(value.expression) : value;

/** Each language's value. Of a call to a known function, the argument for the language's parameter. */
function valuesOf(node: ts.Node, constants: Constants): ReadonlyMap<Language, ts.Node> {
  const named: readonly (readonly [string | undefined, ts.Node | undefined])[] = ts.isCallExpression(node)
    ? parametersOf(constants.get(node.expression.getText())).map((name, nth) => [name, node.arguments[nth]])
    : ts.isObjectLiteralExpression(node)
      ? node.properties.map((each) => [each.name?.getText(), propertyValue(each)])
      : [];
  return new Map(
    LANGUAGE_CODES.flatMap((code) => {
      const value = named.find(([name]) => name === code)?.[1];
      return value ? [[code, value] as const] : [];
    }),
  );
}

const parametersOf = (value: ts.Expression | undefined): readonly string[] =>
  value && ts.isArrowFunction(value) ? value.parameters.map(({ name }) => name.getText()) : [];

const propertyValue = (property: ts.ObjectLiteralElementLike): ts.Node | undefined =>
  ts.isPropertyAssignment(property) ? property.initializer : property.name;

function textsIn(node: ts.Node, path: string, constants: Constants): readonly Sentence[] {
  const said: Sentence[] = [];
  const add = (at: string, text: string): void => {
    const before = said.filter((each) => each.path.split('#', 1)[0] === at).length;
    said.push({ path: before === 0 ? at : `${at}#${before}`, text });
  };
  const visit = (each: ts.Node, at: string): void => {
    if (ts.isStringLiteralLike(each)) add(at, each.text);
    if (ts.isTemplateExpression(each))
      add(at, [each.head.text, ...each.templateSpans.map(({ literal }) => literal.text)].join('…'));
    ts.forEachChild(each, (child) =>
      ts.isPropertyAssignment(child) ? visit(child.initializer, `${at}.${child.name.getText()}`) : visit(child, at),
    );
  };
  visit((ts.isIdentifier(node) && constants.get(node.text)) || node, path);
  return said;
}
