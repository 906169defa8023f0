// @ts-check
/**
 * `node test/tools/prose.mjs [--words | --json] [PATH …]` checks the English of comments, pages, test titles and messages. docs/style.md has
 * the rules with examples. `--words` prints the number of words in comments and pages instead.
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { filesUnder } from './files.mjs';
import { fromRoot } from './root.mjs';
import { treeOf } from './trees.mjs';

/** @typedef {{ line: number, text: string, kind: 'comment' | 'setting' | 'group' | 'title' | 'message' | 'page', isPublic?: boolean }} Prose */
/** @typedef {{ pos: number, end: number }} Range characters from the beginning of the file */
/** @typedef {{ file: string, line: number, rule: string, words: string, kind: Prose['kind'] }} Flaw */

const LONGEST_SENTENCE = 25;

/** A word before *who* or *whose* that is not a noun. Any other word is taken for the noun that *who* needs. */
const NO_NOUN =
  'about|and|as|ask|asks|at|but|by|for|from|in|into|is|it|its|knows|know|like|name|names|nor|not|of|on|only|or|say|says|see|sees|tell|tells|than|that|then|to|was|with|without';

/** @type {readonly { name: string, bans: RegExp }[]} */
const PATTERNS = [
  { name: 'whoever', bans: /\b(?:whoever|whomever|whosever)\b/i },
  {
    name: 'who without a noun',
    bans: new RegExp(`(?:^|[.,:;(–—]\\s*|\\b(?:${NO_NOUN})\\s+)(?:who|whom)\\b(?!\\?)`, 'i'),
  },
  { name: 'whose', bans: /\bwhose\b/i },
  { name: 'nobody or somebody', bans: /\b(?:nobody|somebody|no one)\b/i },
  { name: 'that one', bans: /\b(?:that one|that of|the one that|the one who|those of|those that|of that one)\b/i },
  { name: 'what is there of it', bans: /\bwhat is there of\b|\bof it there is\b|\bof which there is\b/i },
  { name: 'is had', bans: /\b(?:is|are|was|were|be|being) had\b/i },
  { name: 'made anew', bans: /\banew\b/i },
  { name: 'Where as a condition', bans: /^Where\b(?!.*\?$)|, where (?:nobody|no one|none|nothing|there is)\b/ },
];

/**
 * @param {string} text of a comment, without its marks
 * @returns {string[]} its sentences. A paragraph, an item of a list, a tag and a cell of a table each begin a new sentence.
 */
export function sentencesOf(text) {
  const plain = text
    .replace(/```[\s\S]*?```/g, '\n\n')
    .replace(/<!--[\s\S]*?-->/g, '\n\n')
    .replace(/!?\[((?:[^\]`]|`[^`]*`)*)\]\([^)]*\)/g, '$1')
    .replace(/`[^`\n]+(?:\n[^`\n]+)?`/g, 'CODE')
    .replace(/\{@link ([^}]+)\}/g, 'CODE')
    .replace(
      /(?<=^|\s)@(?:(?:param|typedef|property|template)\b(?:[ \t]*\{[^\n]*?\}(?=\s|$))?(?:[ \t]+\[?[\w.$]+\]?)?|(?:returns?|throws|type|see)\b(?:[ \t]*\{[^\n]*?\}(?=\s|$))?)/gm,
      '\n\n',
    )
    .replace(/^[ \t]*(?:[-*]|\d+\.)[ \t]+/gm, '\n\n')
    .replace(/^[ \t]*#+[ \t]+(.*)$/gm, '\n\n$1\n\n')
    .replace(/^[ \t]*\|?[-:| ]{3,}\|?[ \t]*$/gm, '\n\n')
    .replace(/(?<!\\)\|/g, '\n\n');
  return plain
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .flatMap((part) => part.split(/(?<=[.!?][)"”*_]*)\s+(?=[("“*_]*[\p{Lu}\d])/u))
    .filter((sentence) => /\p{L}/u.test(sentence));
}

/** @param {string} sentence */
const wordsOf = (sentence) => sentence.split(/[\s]+/).filter((word) => /[\p{L}\d]/u.test(word));

/**
 * @param {string} text
 * @returns {{ rule: string, words: string }[]}
 */
export function flawsOf(text) {
  return sentencesOf(text).flatMap((sentence) => {
    const flaws = PATTERNS.flatMap(({ name, bans }) => {
      const match = bans.exec(sentence.replace(/^[*_("“]+/, ''));
      return match ? [{ rule: name, words: sentence }] : [];
    });
    const length = wordsOf(sentence).length;
    return length > LONGEST_SENTENCE
      ? [...flaws, { rule: `over ${LONGEST_SENTENCE} words`, words: `${length}: ${sentence}` }]
      : flaws;
  });
}

/** A comment for a program: a linter, a compiler or a coverage tool. */
const FOR_PROGRAMS = /^(?:biome-\w+|@ts-|@type\b|@typedef|v8 ignore|#|\/|@vite|[@#]__PURE__)/;

/**
 * @param {string} source
 * @param {ts.SourceFile} tree of `source`, with parents
 * @returns {Prose[]} comments, titles of tests and messages, in their order
 */
export function proseOfCode(source, tree) {
  /** @type {Prose[]} */
  const texts = [];
  /** @type {Range[]} Literals can hold the marks of a comment. */
  const literals = [];
  /** @type {Range[]} */
  const publicFunctions = [];
  /** @param {number} pos */
  const lineAt = (pos) => tree.getLineAndCharacterOfPosition(pos).line + 1;
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (isLiteral(node)) literals.push({ pos: node.getStart(tree), end: node.end });
    if (isPublicFunction(node)) publicFunctions.push({ pos: node.pos, end: node.getStart(tree) });
    if (ts.isCallExpression(node) && testWordOf(node)) {
      const [title] = node.arguments;
      const kind = testWordOf(node) === 'describe' ? 'group' : 'title';
      if (title && isText(title)) texts.push({ line: lineAt(title.getStart(tree)), kind, text: textOf(title) });
    } else if (isText(node) && isMessage(node)) {
      texts.push({ line: lineAt(node.getStart(tree)), kind: 'message', text: textOf(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const comments = commentsIn(source, literals).map(
    ({ pos, text }) =>
      /** @type {Prose} */ ({
        line: lineAt(pos),
        kind: 'comment',
        text,
        isPublic: publicFunctions.some((range) => range.pos <= pos && pos < range.end),
      }),
  );
  return [...comments.filter(({ text }) => !FOR_PROGRAMS.test(text)), ...texts].sort((a, b) => a.line - b.line);
}

/** @param {ts.Node} node */
const isLiteral = (node) =>
  ts.isStringLiteralLike(node) ||
  ts.isRegularExpressionLiteral(node) ||
  node.kind === ts.SyntaxKind.TemplateHead ||
  node.kind === ts.SyntaxKind.TemplateMiddle ||
  node.kind === ts.SyntaxKind.TemplateTail;

/** @param {ts.Node} node */
function isPublicFunction(node) {
  const isExported =
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported) return false;
  if (ts.isFunctionDeclaration(node)) return true;
  const value = ts.isVariableStatement(node) ? node.declarationList.declarations[0]?.initializer : undefined;
  return value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));
}

/** `it`, `test` or `describe` of `it(…)`, `test.each(…)(…)` or `describe(…)`. @param {ts.CallExpression} call */
function testWordOf(call) {
  /** @type {ts.Expression} */
  let base = call.expression;
  while (ts.isCallExpression(base) || ts.isPropertyAccessExpression(base)) base = base.expression;
  return ts.isIdentifier(base) && /^(?:it|test|describe)$/.test(base.text) ? base.text : undefined;
}

/** @param {ts.Node} node @returns {node is ts.StringLiteralLike | ts.TemplateExpression} */
const isText = (node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

/** @param {ts.StringLiteralLike | ts.TemplateExpression} node */
const textOf = (node) =>
  ts.isStringLiteralLike(node)
    ? node.text
    : node.head.text + node.templateSpans.map(({ literal }) => `CODE${literal.text}`).join('');

/** Statements of SQL, rules of CSS and lines of a shell. */
const OTHER_LANGUAGE =
  /^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|PRAGMA|BEGIN)\b|;\s*\}|\]\s*&&|;\s*do\s/;

/** Text that a person reads: at least five words of letters. @param {ts.StringLiteralLike | ts.TemplateExpression} node */
const isMessage = (node) => {
  const parent = node.parent;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isTaggedTemplateExpression(parent))
    return false;
  const text = textOf(node);
  return (
    !OTHER_LANGUAGE.test(text) &&
    text.split(/\s+/).filter((word) => /^[("]?[A-Za-z][a-z]+[.,:;)"]?$/.test(word)).length >= 5
  );
};

/**
 * Comments without their marks. `//` comments on adjoining lines are one comment.
 *
 * @param {string} source
 * @param {readonly Range[]} literals in their order
 * @returns {{ pos: number, end: number, isLine: boolean, text: string }[]}
 */
function commentsIn(source, literals) {
  /** @type {{ pos: number, end: number, isLine: boolean, text: string }[]} */
  const comments = [];
  const marks = /\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  let next = 0;
  for (let match = marks.exec(source); match; match = marks.exec(source)) {
    const pos = match.index;
    while ((literals[next]?.end ?? Number.POSITIVE_INFINITY) <= pos) next += 1;
    const literal = literals[next];
    if (literal && literal.pos <= pos) {
      marks.lastIndex = literal.end;
      continue;
    }
    const raw = match[0];
    const end = pos + raw.length;
    const isLine = raw.startsWith('//');
    const last = comments.at(-1);
    if (isLine && last?.isLine && /^\n[ \t]*$/.test(source.slice(last.end, pos))) {
      last.text += `\n${raw.slice(2).trim()}`;
      last.end = end;
    } else comments.push({ pos, end, isLine, text: isLine ? raw.slice(2).trim() : withoutMarks(raw) });
  }
  return comments;
}

/** @param {string} block */
const withoutMarks = (block) =>
  block
    .replace(/^\/\*+[ \t]?/, '')
    .replace(/\s*\*\/$/, '')
    .replace(/^[ \t]*\*[ \t]?/gm, '')
    .trim();

/** Pages that a program writes from texts which this check reads in their source, and the history, which stays as it is. */
const NOT_BY_HAND =
  /^docs\/(?:accessibility|api|command-line|doctor|log-events|machines|mounting|troubleshooting)\.md$|^CHANGELOG\.md$/;
const CODE = /\.(?:ts|mjs|cjs)$/;
/** Units, rules, settings, scripts and example files: their comments begin with `#`. */
const SETTINGS =
  /\.(?:service|socket|timer|conf|preset|rules|sh|ya?ml)$|^provisioning\/package\/debian\/(?!copyright)|^provisioning\/units\/masked-units$/;
/** Citizens' words have rules of their own (ui/words/WRITING.md). */
const CITIZENS = /^ui\/words\/|^ui\/samples\/|\.samples\.ts$/;
/** Messages are read here by technicians and developers. Other strings are data, or what a test compares. */
const MESSAGES = /^(?:device|drivers|provisioning|simulators)\/(?!.*(?:\.test\.ts$|\/data\/|catalogue\/meanings\.ts$))/;
/** These files hold bad sentences as examples. */
const EXAMPLES = /^test\/tools\/prose(?:\.test)?\.(?:ts|mjs)$|^docs\/style\.md$/;

/** @param {string} file */
const isRead = (file) => CODE.test(file) || SETTINGS.test(file) || file.endsWith('.md');

/** @param {string} file @returns {boolean} */
const isHandWritten = (file) => file.endsWith('.md') && !NOT_BY_HAND.test(file);

/**
 * @param {string} file relative to the root
 * @param {string} source
 * @returns {Prose[]}
 */
export function proseOf(file, source) {
  if (EXAMPLES.test(file)) return [];
  if (CODE.test(file))
    return proseOfCode(source, treeOf(file, source)).filter(
      ({ kind }) => kind !== 'message' || (MESSAGES.test(file) && !CITIZENS.test(file)),
    );
  if (SETTINGS.test(file)) return settingProse(source);
  if (isHandWritten(file) && !/WRITING\.md$/.test(file)) return pageProse(source);
  return [];
}

/**
 * Comments of a settings file or a script. Lines of `#` one after the other are one comment.
 *
 * @param {string} source
 * @returns {Prose[]}
 */
function settingProse(source) {
  /** @type {Prose[]} */
  const comments = [];
  let isOpen = false;
  for (const [at, line] of source.split('\n').entries()) {
    const [, text] = /^\s*#(?![!#])(?! yaml-language-server)(?!DEBHELPER#)\s?(.*)$/.exec(line) ?? [];
    // A setting that is switched off, with its own comment.
    const [, ofSetting] = /^\S.*\s#\s+(.*)$/.exec(text ?? '') ?? [];
    const last = comments.at(-1);
    if (ofSetting !== undefined) comments.push({ line: at + 1, kind: 'setting', text: ofSetting });
    else if (text !== undefined && isOpen && last) last.text += `\n${text}`;
    else if (text !== undefined) comments.push({ line: at + 1, kind: 'setting', text });
    isOpen = text !== undefined && ofSetting === undefined;
  }
  return comments;
}

/** @param {string} source */
function pageProse(source) {
  /** @type {Prose[]} */
  const parts = [];
  let line = 1;
  for (const part of source
    .replace(/```[\s\S]*?```/g, (code) => '\n'.repeat(code.split('\n').length - 1))
    .split('\n\n')) {
    if (part.trim()) parts.push({ line, kind: 'page', text: part });
    line += part.split('\n').length + 1;
  }
  return parts;
}

/** Tests of money, visits and contracts, whose titles say condition and result. */
const WHEN_THEN = /^device\/(?:ledger|session)\/.*\.test\.ts$|^test\/contract\/|contract[^/]*\.test\.ts$/;
const TITLE = /^when\b.+, then\b|\bis (?:decoded|encoded) as\b/s;

/** @param {string} file @param {Prose} prose @returns {{ rule: string, words: string }[]} */
const titleFlaws = (file, { kind, text }) =>
  kind === 'title' && WHEN_THEN.test(file) && !TITLE.test(text) ? [{ rule: 'when X, then Y', words: text }] : [];

/** Folders and pages that the check reads. */
const PLACES = [
  'device',
  'drivers',
  'simulators',
  'ui',
  'provisioning',
  'test',
  'docs',
  'README.md',
  'CONTRIBUTING.md',
  'vitest.config.ts',
];

/**
 * @param {readonly string[]} paths
 * @returns {Flaw[]}
 */
export function flawsUnder(paths = PLACES) {
  return paths.flatMap(filesUnder).flatMap((file) =>
    isRead(file)
      ? proseOf(file, readFileSync(fromRoot(file), 'utf8')).flatMap((prose) =>
          [...flawsOf(prose.text), ...titleFlaws(file, prose)].map((flaw) => ({
            file,
            line: prose.line,
            kind: prose.kind,
            ...flaw,
          })),
        )
      : [],
  );
}

/** @param {Flaw} flaw */
export const flawLine = ({ file, line, kind, rule, words }) =>
  `${file}:${line} (${kind}) ${rule}: ${words.slice(0, 200)}`;

/** @param {readonly string[]} paths */
function countWords(paths) {
  const sums = { files: 0, comments: 0, ofPublicFunctions: 0, titles: 0, settings: 0, pages: 0 };
  for (const file of paths.flatMap(filesUnder)) {
    if (!isRead(file)) continue;
    sums.files += 1;
    for (const { kind, text, isPublic } of proseOf(file, readFileSync(fromRoot(file), 'utf8'))) {
      const words = sentencesOf(text).reduce((sum, sentence) => sum + wordsOf(sentence).length, 0);
      if (kind === 'comment') sums[isPublic ? 'ofPublicFunctions' : 'comments'] += words;
      if (kind === 'title' || kind === 'group') sums.titles += 1;
      if (kind === 'setting') sums.settings += words;
      if (kind === 'page') sums.pages += words;
    }
  }
  return sums;
}

if (process.argv[1] === import.meta.filename) {
  const paths = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
  const wanted = paths.length > 0 ? paths : PLACES;
  if (process.argv.includes('--words'))
    console.table(Object.fromEntries(wanted.map((path) => [path, countWords([path])])));
  else {
    const flaws = flawsUnder(wanted);
    if (process.argv.includes('--json')) console.log(JSON.stringify(flaws));
    else {
      for (const flaw of flaws) console.log(flawLine(flaw));
      console.log(`${flaws.length} sentences to rewrite`);
    }
  }
}
