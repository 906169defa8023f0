// @ts-check
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';
import { fromRoot, root, toRelative } from '../root.mjs';
import { entryPoints } from './doors.mjs';

/** With type checks compiling takes ten times as long; `npm run check` checks types. */
const OPTIONS = /** @type {const} */ ({
  noEmit: false,
  noCheck: true,
  allowImportingTsExtensions: false,
  rewriteRelativeImportExtensions: true,
  module: 'nodenext',
  moduleResolution: 'nodenext',
  declaration: true,
  sourceMap: true,
  inlineSources: true,
  rootDir: '.',
});

const IMPORTED_FILE = /^(\.[^?]*)\?(inline|raw)$/;

/**
 * Compiles the package's entry points and their imports, for Node and for TypeScript.
 *
 * @returns {ReadonlyMap<string, string>} texts by paths relative to the package
 */
export function compile() {
  const { config } = ts.readConfigFile(fromRoot('tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, ...OPTIONS }, root);
  const program = ts.createProgram(
    entryPoints().map((folder) => fromRoot(`${folder}/index.ts`)),
    options,
  );
  /** @type {Map<string, string>} */
  const files = new Map();
  const { diagnostics } = program.emit(undefined, (path, text) => void files.set(toRelative(path), text));
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, FORMAT));
  for (const [file, text] of files) {
    if (file.endsWith('.js')) files.set(file, withFiles(file, text, files));
    if (file.endsWith('.d.ts')) files.set(file, text.replace(/(["']\.{1,2}\/[^"'\n]*)\.ts(["'])/g, '$1.js$2'));
  }
  return files;
}

const FORMAT = { getCanonicalFileName: String, getCurrentDirectory: () => root, getNewLine: () => '\n' };

/**
 * Node imports no pictures: each picture becomes a module. Line numbers stay the same for source maps.
 *
 * @param {string} file
 * @param {string} text
 * @param {Map<string, string>} files
 */
function withFiles(file, text, files) {
  return text.replace(/(from ['"])(\.[^'"]*\?(?:inline|raw))(?=['"])/g, (_, from, specifier) => {
    const [, path = '', how] = IMPORTED_FILE.exec(specifier) ?? [];
    const imported = join(dirname(file), path);
    const bytes = readFileSync(fromRoot(imported));
    const value = how === 'raw' ? bytes.toString('utf8') : `data:;base64,${bytes.toString('base64')}`;
    files.set(`${imported}.js`, `export default ${JSON.stringify(value)};\n`);
    return `${from}./${join(dirname(path), `${basename(path)}.js`)}`;
  });
}

/**
 * @typedef {object} Imports
 * @property {string[]} atOnce
 * @property {string[]} later imported on demand
 */

/**
 * @param {ReadonlyMap<string, string>} files
 * @returns {ReadonlyMap<string, Imports>}
 */
export const readImports = (files) =>
  new Map(
    [...files].filter(([file]) => /\.(js|d\.ts)$/.test(file)).map(([file, text]) => [file, importsOf(file, text)]),
  );

/**
 * The packages that compiled files import: at once, in their types, or on demand.
 *
 * @param {ReadonlyMap<string, Imports>} imports
 */
export function importedPackages(imports) {
  const needed = new Set();
  const onDemand = new Set();
  let node = false;
  for (const [file, { atOnce, later }] of imports) {
    node ||= file.endsWith('.d.ts') && atOnce.some((name) => name.startsWith('node:'));
    for (const name of atOnce) if (isPackage(name)) needed.add(packageOf(name));
    for (const name of later) if (isPackage(name)) onDemand.add(packageOf(name));
  }
  if (node) onDemand.add('@types/node');
  return {
    needed: [...needed].sort(),
    onDemand: [...onDemand].filter((name) => !needed.has(name)).sort(),
  };
}

/** Packages that import modules of Node. If one is missing here, the tarball's test cannot bundle for a page. */
const NODE_PACKAGES = ['@serialport/parser-readline'];

/**
 * Whether an entry point needs Node: it imports a module of Node, or a package that needs Node or opens ports.
 *
 * @param {ReadonlyMap<string, Imports>} imports
 * @param {string} door
 */
export function needsNode(imports, door) {
  const reached = new Set([`${door}/index.js`]);
  for (const file of reached) {
    const { atOnce, later } = imports.get(file) ?? { atOnce: [], later: [] };
    if ([...atOnce, ...later].some(isBuiltin) || later.some(isPackage)) return true;
    if (atOnce.some((name) => NODE_PACKAGES.includes(name))) return true;
    for (const specifier of [...atOnce, ...later]) {
      if (specifier.startsWith('.')) reached.add(join(dirname(file), specifier));
    }
  }
  return false;
}

/** @param {string} specifier */
const isPackage = (specifier) => !/^(\.|node:)/.test(specifier);

/** @param {string} specifier */
const packageOf = (specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

/**
 * @param {string} file
 * @param {string} text
 */
function importsOf(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  /** @type {Imports} */
  const found = { atOnce: [], later: [] };
  /** @param {ts.Node} node */
  const visit = (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      found.atOnce.push(wordOf(node.moduleSpecifier, source));
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.atOnce.push(wordOf(node.argument.literal, source));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [what] = node.arguments;
      if (what) found.later.push(wordOf(what, source));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * @param {ts.Node} node
 * @param {ts.SourceFile} source
 * @returns {string}
 */
function wordOf(node, source) {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isCallExpression(node) && node.arguments[0]) return wordOf(node.arguments[0], source);
  const constant = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find(({ name }) => ts.isIdentifier(node) && ts.isIdentifier(name) && name.text === node.text);
  if (constant?.initializer && ts.isStringLiteral(constant.initializer)) return constant.initializer.text;
  throw new Error(`${source.fileName}: nobody can tell which package is imported by ${node.getText(source)}`);
}
