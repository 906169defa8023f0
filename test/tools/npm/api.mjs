// @ts-check
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { fromRoot, toRelative } from '../root.mjs';
import { entryPoints, PACKAGE } from './doors.mjs';

/**
 * @typedef {object} PublicName
 * @property {string} id file and name of the declaration
 * @property {string} name
 * @property {string} about text of its doc comment, or empty
 * @property {string} text its declaration with the comments inside
 * @property {string} shape the declaration without comments and line ends
 * @property {boolean} isType whether it does not exist at run time
 */

/**
 * @typedef {object} Api
 * @property {readonly { folder: string, about: string, names: readonly PublicName[] }[]} doors
 * @property {readonly PublicName[]} others names that declarations use but no entry point exports
 */

/** @returns {Api} as the compiled package in dist/ declares it */
export function readApi() {
  const files = entryPoints().map((folder) => fromRoot(`${PACKAGE}/${folder}/index.d.ts`));
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: ['node'],
    typeRoots: [fromRoot('node_modules/@types')],
  });
  return new Reader(program).read();
}

class Reader {
  /** @param {ts.Program} program */
  constructor(program) {
    this.program = program;
    this.checker = program.getTypeChecker();
    this.exported = new Set(entryPoints().flatMap((folder) => this.exportsOf(folder).map(({ target }) => target)));
    /** @type {Set<ts.Symbol>} in the order in which they were met */
    this.others = new Set();
  }

  read() {
    const all = entryPoints().map((folder) => ({
      folder,
      about: aboutFile(this.fileOf(folder)),
      names: this.exportsOf(folder).map(({ name, target }) => this.describe(name, target)),
    }));
    // `describe` may add names to `this.others` during the loop.
    const others = [];
    for (const symbol of this.others) others.push(this.describe(symbol.name, symbol));
    return { doors: all, others: others.sort((one, other) => (one.name + one.id < other.name + other.id ? -1 : 1)) };
  }

  /** @param {string} folder */
  fileOf(folder) {
    const file = this.program.getSourceFile(fromRoot(`${PACKAGE}/${folder}/index.d.ts`));
    if (!file) throw new Error(`${folder} is not in ${PACKAGE}: node test/tools/build.mjs npm`);
    return file;
  }

  /** @param {string} folder */
  exportsOf(folder) {
    const module = this.checker.getSymbolAtLocation(this.fileOf(folder));
    if (!module) throw new Error(`${folder}/index.ts exports nothing`);
    return this.checker
      .getExportsOfModule(module)
      .map((symbol) => ({ name: symbol.name, target: this.resolve(symbol) }))
      .sort(byName);
  }

  /** @param {ts.Symbol} symbol */
  resolve(symbol) {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  /**
   * @param {string} name
   * @param {ts.Symbol} symbol
   * @returns {PublicName}
   */
  describe(name, symbol) {
    const declared = (symbol.declarations ?? []).map((declaration) => this.declare(declaration));
    const isType = (symbol.flags & ts.SymbolFlags.Value) === 0;
    return {
      id: idOf(symbol),
      name,
      about: ts.displayPartsToString(symbol.getDocumentationComment(this.checker)),
      text: declared.map(({ text }) => text).join('\n'),
      shape: declared.map(({ shape }) => shape).join(' '),
      isType,
    };
  }

  /** @param {ts.Declaration} declaration */
  declare(declaration) {
    const spelled = this.spellOut(declaration);
    if (spelled !== undefined) return spelled;
    this.follow(declaration);
    const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    return { text: plain(withoutPrivateMembers(node)), shape: plain(shapeOf(node)).replace(/\s+/g, ' ') };
  }

  /**
   * Text of a union type that is made from a private table: its members.
   *
   * @param {ts.Declaration} declaration
   * @returns {{ text: string, shape: string } | undefined}
   */
  spellOut(declaration) {
    if (!ts.isTypeAliasDeclaration(declaration)) return undefined;
    /**
     * @param {ts.Node} node
     * @returns {boolean}
     */
    const asksForTable = (node) =>
      ts.isTypeQueryNode(node) ? !this.isExported(node.exprName) : ts.forEachChild(node, asksForTable) === true;
    if (!asksForTable(declaration.type)) return undefined;
    const { InTypeAlias, NoTruncation, UseSingleQuotesForStringLiteralType } = ts.TypeFormatFlags;
    const flags = InTypeAlias | NoTruncation | UseSingleQuotesForStringLiteralType;
    const type = this.checker.getTypeAtLocation(declaration.type);
    /**
     * The compiler may put an absolute path, `import("…")`, before a type.
     *
     * @param {ts.Type} each
     */
    const words = (each) => this.checker.typeToString(each, declaration, flags).replace(/import\("[^"]*"\)\./g, '');
    const shape = `type ${declaration.name.text} = ${words(type)};`;
    const meanings = meaningsIn(declaration.getSourceFile().fileName);
    if (!type.isUnion() || !type.types.some((word) => word.isStringLiteral() && meanings.has(word.value))) {
      return { text: shape, shape };
    }
    const lines = type.types.map((word) => {
      const meaning = word.isStringLiteral() ? meanings.get(word.value) : undefined;
      return `${meaning === undefined ? '' : `  ${meaning}\n`}  | ${words(word)}`;
    });
    return { text: `type ${declaration.name.text} =\n${lines.join('\n')};`, shape };
  }

  /** @param {ts.Node} name */
  isExported(name) {
    const symbol = this.checker.getSymbolAtLocation(name);
    return symbol !== undefined && this.exported.has(this.resolve(symbol));
  }

  /**
   * Adds names of this repository that a declaration uses but no entry point of the package exports.
   *
   * @param {ts.Node} node
   */
  follow(node) {
    if (isPrivate(node)) return;
    if (ts.isIdentifier(node)) {
      const symbol = this.checker.getSymbolAtLocation(node);
      const target = symbol && this.resolve(symbol);
      if (target && isOwnTopLevel(target) && !this.exported.has(target)) this.others.add(target);
    }
    ts.forEachChild(node, (child) => this.follow(child));
  }
}

/**
 * Comments in tables of words: declaration files do not have them.
 *
 * @param {string} file
 * @returns {ReadonlyMap<string, string>}
 */
function meaningsIn(file) {
  const text = readFileSync(file.replace(/\.d\.ts$/, '.js'), 'utf8');
  /** @type {Map<string, string>} */
  const meanings = new Map();
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isArrayLiteralExpression(node)) {
      for (const word of node.elements.filter(ts.isStringLiteral)) {
        const comment = /^\s*(\/\*\*.*?\*\/)/s.exec(word.getFullText())?.[1];
        if (comment !== undefined) meanings.set(word.text, comment);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return meanings;
}

/**
 * @param {{ readonly name: string }} one
 * @param {{ readonly name: string }} other
 */
const byName = (one, other) => (one.name < other.name ? -1 : 1);

/** @param {ts.Symbol} symbol */
const idOf = (symbol) => `${toRelative(symbol.declarations?.[0]?.getSourceFile().fileName ?? '')} ${symbol.name}`;

/** @param {ts.Symbol} symbol */
function isOwnTopLevel(symbol) {
  const [declaration] = symbol.declarations ?? [];
  const node = declaration && ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return (
    node !== undefined && ts.isSourceFile(node.parent) && node.getSourceFile().fileName.startsWith(fromRoot(PACKAGE))
  );
}

/** @param {ts.Node} node */
const isPrivate = (node) =>
  ts.isPropertyDeclaration(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node)
    ? ts.isPrivateIdentifier(node.name) || (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0
    : false;

/** @param {ts.Node} node */
function withoutPrivateMembers(node) {
  const from = node.getStart();
  let text = node.getText();
  const secrets = ts.isClassDeclaration(node) ? node.members.filter(isPrivate) : [];
  for (const secret of [...secrets].reverse()) {
    text = text.slice(0, secret.getFullStart() - from) + text.slice(secret.getEnd() - from);
  }
  return text;
}

const PRINTER = ts.createPrinter({ removeComments: true });

/** @param {ts.Node} node */
function shapeOf(node) {
  const file = ts.createSourceFile('shape.d.ts', withoutPrivateMembers(node), ts.ScriptTarget.Latest, true);
  return PRINTER.printFile(file);
}

/**
 * A type that nothing imported is written with its file: keeps only the name.
 *
 * @param {string} text
 */
const plain = (text) =>
  text
    .replace(/^export /, '')
    .replace(/^declare /, '')
    .replace(/import\("\.[^"]*"\)\./g, '')
    .replace(/^( {4})+/gm, (indent) => ' '.repeat(indent.length / 2))
    .trimEnd();

/** @param {ts.SourceFile} file */
function aboutFile(file) {
  const comment = /^\s*\/\*\*([\s\S]*?)\*\//.exec(file.text)?.[1] ?? '';
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .filter((line) => !line.startsWith('@'))
    .join('\n')
    .trim();
}
