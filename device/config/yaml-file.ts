import { loadAll, YAMLException } from 'js-yaml';
import type { z } from 'zod';
import { err, ok, type Result } from '../../drivers/result.ts';
import { NotUtf8Error, type ReadableFiles } from './files.ts';
import { type Redaction, redactionOf } from './secrets.ts';
import type { ConfigCode, ConfigTrouble } from './trouble.ts';
import { yamlLineOf } from './yaml-places.ts';

type Path = readonly PropertyKey[];

export type ConfigTroubles = readonly [ConfigTrouble, ...ConfigTrouble[]];

/**
 * Reads and checks a YAML file. Never throws because of its content. Errors: `CFG-101` (not readable), `CFG-102` (not YAML or not UTF-8,
 * with the line), `CFG-103` (not the schema), `CFG-104` (a rule between two values).
 */
export function readYaml<T>(file: string, files: ReadableFiles, schema: z.ZodType<T>): Result<T, ConfigTrouble> {
  const read = readYamlWithAllTroubles(file, files, schema);
  return read.ok ? read : err(read.error[0]);
}

/** Like `readYaml`, with all faults. A rule between values is checked only if each value is right alone. */
export function readYamlWithAllTroubles<T>(
  file: string,
  files: ReadableFiles,
  schema: z.ZodType<T>,
): Result<T, ConfigTroubles> {
  const text = readOrConfigTrouble(() => files.read(file), file);
  if (!text.ok) return err([text.error]);
  let data: unknown;
  try {
    const documents = loadAll(text.value, { filename: file, maxAliases: 100 });
    if (documents.length > 1)
      return err([notYaml(file, new YAMLException('more than one document'), redactionOf('', null))]);
    data = documents[0] ?? null;
    if (sizeOf(data) > MOST_VALUES) return err([notYaml(file, new YAMLException(MULTIPLIED), redactionOf('', null))]);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return err([notYaml(file, error, redactionOf(text.value, null))]);
  }
  // Without a compiled schema: compiling takes longer than it saves here (8 ms of 14).
  const parsed = schema.safeParse(data, { jitless: true });
  return parsed.success ? ok(parsed.data) : err(faultsOf(file, text.value, data, parsed.error.issues));
}

/** Most values of a file; each alias (`*name`) counts every time. The largest file of the project has 3,500. */
const MOST_VALUES = 100_000;
const MULTIPLIED = `aliases (*name) that make more than ${MOST_VALUES} values: write the values out`;

/** Nested aliases (ten of ten, some levels deep) would exceed the memory; a value inside itself is `Infinity`. */
function sizeOf(data: unknown, known = new Map<object, number>()): number {
  if (typeof data !== 'object' || data === null) return 1;
  const before = known.get(data);
  if (before !== undefined) return before;
  known.set(data, Number.POSITIVE_INFINITY);
  const size = Object.values(data).reduce((sum: number, value) => sum + sizeOf(value, known), 1);
  known.set(data, size);
  return size;
}

/** Turns a refused read (`CFG-101`) and bytes that are not UTF-8 (`CFG-102`) into a trouble. Any other error is a bug and is thrown. */
export function readOrConfigTrouble<T>(read: () => T, file: string): Result<T, ConfigTrouble> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof NotUtf8Error) {
      const found = 'bytes that are not UTF-8, as in Latin-1 or Windows-1251';
      return err({ code: 'CFG-102', file, line: error.line, path: '', expected: 'UTF-8', found });
    }
    const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    const found = UNREADABLE[code] ?? code;
    return err({ code: 'CFG-101', file, line: null, path: '', expected: 'a file that can be read', found });
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'nothing at this place',
  EACCES: 'a file this user may not read',
  EISDIR: 'a folder',
  ENOTDIR: 'a file where a folder should be',
  EFBIG: 'more than 4 MiB',
};

function notYaml(file: string, { reason, mark }: YAMLException, redaction: Redaction): ConfigTrouble {
  const found = redaction.text(reason);
  return { code: 'CFG-102', file, line: mark ? mark.line + 1 : null, path: '', expected: 'YAML', found };
}

function faultsOf(file: string, text: string, data: unknown, issues: readonly z.core.$ZodIssue[]): ConfigTroubles {
  const meant = issues.map(deepest);
  // Reports unknown keys first: usually the misspelt name of a missing key.
  const unknown = meant.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ issue, path: [...issue.path, key] })) : [],
  );
  const others = meant.filter(({ code }) => code !== 'unrecognized_keys').map((issue) => ({ issue, path: issue.path }));
  const redaction = redactionOf(text, data);
  const faults = [...unknown, ...others].map(({ issue, path }): ConfigTrouble => {
    const code: ConfigCode = contradicts(issue) ? 'CFG-104' : 'CFG-103';
    const at = { file, line: yamlLineOf(text, path), path: redaction.path(path) };
    return { code, ...at, expected: expected(issue), found: found(data, path, issue, redaction) };
  });
  return faults as readonly ConfigTrouble[] as ConfigTroubles;
}

/** The branch of a union that matched deepest is the intended one. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  let best = issue as z.core.$ZodIssue;
  for (const branch of issue.errors) {
    const unknown = branch.find((each) => each.code === 'unrecognized_keys');
    const inner = unknown ?? branch[0];
    if (!inner || inner.path.length === 0) continue;
    const candidate = deepest({ ...inner, path: [...issue.path, ...inner.path] });
    const here = valueDepth(candidate) > valueDepth(best);
    if (here) best = candidate;
  }
  return best;
}

function valueDepth(issue: z.core.$ZodIssue): number {
  const missing = issue.code === 'invalid_type' && /received undefined$/.test(issue.message);
  return issue.path.length - (missing ? 1 : 0) + (issue.code === 'unrecognized_keys' ? 1 : 0);
}

function contradicts(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'custom' && issue.params?.['contradiction'] === true;
}

function expected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (!issue.message.startsWith('Invalid input')) return issue.message;
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `at least ${issue.minimum}${unit(issue.origin)}`;
    case 'too_big':
      return `at most ${issue.maximum}${unit(issue.origin)}`;
    default:
      return issue.message;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
};

function unit(origin: string): string {
  if (origin === 'string') return ' letters';
  return origin === 'array' ? ' entries' : '';
}

function found(data: unknown, path: Path, issue: z.core.$ZodIssue, redaction: Redaction): string {
  if (issue.code === 'unrecognized_keys') return redaction.key(path);
  let value = data;
  for (const step of path) value = value === null || value === undefined ? undefined : (value as never)[step];
  return value === undefined ? 'nothing' : redaction.value(value, path);
}
