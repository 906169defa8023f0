import { Ajv2020 } from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { realFiles } from '../config/files.ts';
import { packageFile } from '../files/package-root.ts';
import { serviceJsonSchema } from './json-schema.ts';

const FILE = packageFile('device/catalogue/service.schema.json');
const FOLDER = packageFile('device/catalogue/services');
const validate = new Ajv2020({ strict: false }).compile(JSON.parse(realFiles.read(FILE)) as object);

test('when the schema is generated, then it equals the file (node test/tools/make-docs.mjs)', () => {
  expect(realFiles.read(FILE)).toBe(serviceJsonSchema());
});

test('when a part of the schema is shared, then its name has no number', () => {
  const { $defs } = JSON.parse(serviceJsonSchema()) as { $defs: object };
  expect(Object.keys($defs).filter((name) => /\d/.test(name))).toEqual([]);
  expect(Object.keys($defs)).toContain('words');
});

test('when a field is not id or icon, then it has a description', () => {
  interface Node {
    readonly $ref?: string;
    readonly description?: string;
  }
  const { properties, $defs } = JSON.parse(realFiles.read(FILE)) as Record<
    'properties' | '$defs',
    Record<string, Node>
  >;
  const described = ({ $ref, description }: Node) => description ?? $defs[$ref?.split('/').at(-1) ?? '']?.description;
  const bare = Object.entries(properties).filter(([, node]) => described(node) === undefined);
  expect(bare.map(([name]) => name)).toEqual(['id', 'icon']);
});

test.each(realFiles.list(FOLDER))('when %s is validated, then it fits and its first line names the schema', (name) => {
  const text = realFiles.read(`${FOLDER}/${name}`);
  expect(validate(load(text)), JSON.stringify(validate.errors)).toBe(true);
  expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../service.schema.json');
});

test.each([
  ['an unknown key', 'minutes: 3', 'minute: 3'],
  ['an unknown icon', 'icon: book-user', 'icon: book-users'],
  ['a text that is left empty', '  en: Passport\n', '  en:\n'],
  ['an amount with a fraction', 'duty: 4000', 'duty: 40.5'],
  ['a day that is none', '"2013-09-01"', '"1 September 2013"'],
  ['an unknown kind of question', 'kind: choice', 'kind: choose'],
  ['five groups', 'groups: [identity]', 'groups: [a, b, c, d, e]'],
])('when the file has %s, then it is invalid', (_, from, to) => {
  const text = realFiles.read(`${FOLDER}/passport.yaml`);
  expect(text).toContain(from);
  expect(validate(load(text.replace(from, to)))).toBe(false);
});
