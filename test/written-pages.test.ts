import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../device/files/package-root.ts';
import { filesUnder } from './tools/files.mjs';
import { PROOFS } from './tools/proofs.mjs';

const FOLDERS = ['device', 'drivers', 'simulators', 'ui', 'provisioning', 'test', 'docs', '.github', '.ci'] as const;
/** Historical pages may name things that are gone. */
const OF_THEIR_TIME = /^(CHANGELOG\.md|docs\/decisions\/)/;

const read = (file: string): string => readFileSync(packageFile(file), 'utf8');
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CODE_OF_CONDUCT.md',
  'CHANGELOG.md',
  ...FOLDERS.flatMap((folder) => filesUnder(folder)),
].filter((file) => file.endsWith('.md'));
const LIVING = PAGES.filter((file) => !OF_THEIR_TIME.test(file));

const SCRIPTS = Object.keys((JSON.parse(read('package.json')) as { readonly scripts: object }).scripts);
const isThere = (path: string): boolean => existsSync(packageFile(path));
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);
/** Path of a file or folder. Words in capitals, `*` and `<…>` stand for any. */
const PATH = new RegExp(`^(?:${FOLDERS.join('|').replaceAll('.', '\\.')})/[a-z0-9_./-]*$`);
const pathsIn = (text: string): string[] => all(text, /`([^`\n]+)`/g).filter((code) => PATH.test(code));

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  it('when the page has a link, then its target exists', () => {
    const links = all(text, /\]\(([^)\s]+)\)/g).filter((link) => !/^(https?:|mailto:|#)/.test(link));
    const files = links.map((link) => normalize(join(dirname(page), link.replace(/#.*$/, ''))));
    expect(files.filter((file) => !isThere(file))).toEqual([]);
  });
});

describe.each(LIVING)('%s', (page) => {
  const text = read(page);

  it('when the page names a file or script, then it exists', () => {
    expect(pathsIn(text).filter((path) => !isThere(path))).toEqual([]);
    // A folder's page names its files relative to the folder.
    const folders = all(text, /^\| (`[a-z][^|]*`) \|/gm).flatMap((cell) => all(cell, /`([a-z-]+\/)[^`]*`/g));
    const files = all(text, /`([a-z0-9-]+\/[a-z0-9/.-]+\.ts)`/g);
    const missing = [...folders, ...files].filter((path) => !isThere(path) && !isThere(join(dirname(page), path)));
    expect(page.endsWith('/README.md') ? missing : []).toEqual([]);
    expect(all(text, /npm run ([a-z:-]+)/g).filter((script) => !SCRIPTS.includes(script))).toEqual([]);
    expect(all(text, /prove -- ([a-z-]+)/g).filter((proof) => !Object.hasOwn(PROOFS, proof))).toEqual([]);
  });
});

/** Matches `Name` (`path`), or a name with *of* or *in* before the path. */
const placedIn = (page: string) =>
  [...read(page).matchAll(/`([A-Za-z]\w*)` ?(?:\(|of |in )`([a-z][\w./-]*\.\w+)`/g)].map(
    ([, name = '', path = '']) => ({
      page,
      name,
      file: [path, join(dirname(page), path)].find(isThere),
    }),
  );

// docs/api.md is made of comments, with paths relative to their file.
it.each(LIVING.filter((page) => page !== 'docs/api.md').flatMap(placedIn))(
  'when a page names a function with its file, then the file has it: $page, $name',
  ({ name, file }) => {
    expect(read(file ?? '')).toContain(name);
  },
);

it.each(['device', 'provisioning', 'simulators', 'ui'])(
  'when %s/README.md is read, then it names every folder',
  (folder) => {
    const folders = readdirSync(packageFile(folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const text = read(`${folder}/README.md`);
    expect(folders.map(({ name }) => name).filter((name) => !text.includes(`\`${name}/`))).toEqual([]);
  },
);

const rowsOf = (page: string): readonly (readonly [file: string, names: readonly string[]])[] =>
  [...read(page).matchAll(/^\| `([^`]+\/[^`]+)` \| (.+) \|$/gm)].map(([, file = '', said = '']) => [
    file,
    all(said, /`([^`\n]+)`/g).filter((code) => !PATH.test(code)),
  ]);

it.each(rowsOf('docs/tour.md'))('when docs/tour.md names %s, then the file has these names', (file, names) => {
  const source = read(file);
  expect(names.filter((name) => !source.includes(name))).toEqual([]);
});

it('when docs/tour.md is read, then it has every part of the way of a visit', () => {
  const files = rowsOf('docs/tour.md').map(([file]) => file.split('/')[0]);
  expect(files.length).toBeGreaterThan(25);
  expect(new Set(files)).toEqual(new Set(['simulators', 'drivers', 'device', 'ui']));
});

const entries = [...read('docs/glossary.md').matchAll(/^\| (.+?) \| .+ \| ([^|]+) \|$/gm)]
  .map(([, word = '', where = '']) => ({ word, paths: pathsIn(where), where }))
  .filter(({ word }) => !/^(word|-+)$/.test(word));

it.each(entries)('when docs/glossary.md explains $word, then its file has it', ({ paths, where }) => {
  expect(paths.length).toBeGreaterThan(0);
  const names = all(where, /`([^`\n]+)`/g).filter((code) => !PATH.test(code));
  const sources = paths.filter((path) => /\.\w+$/.test(path)).map(read);
  expect(names.filter((name) => !sources.some((source) => source.includes(name)))).toEqual([]);
});

describe('.github', () => {
  const forms = filesUnder('.github').filter((file) => /\.yml$/.test(file));

  it.each(forms)('when %s is read, then it is YAML', (file) => {
    expect(load(read(file))).toBeTypeOf('object');
  });

  it('when CI runs, then it uses the commands of the README and its packages', () => {
    type Workflow = { readonly jobs: { readonly test: { readonly steps: readonly { readonly run?: string }[] } } };
    const { steps } = (load(read('.github/workflows/test.yml')) as Workflow).jobs.test;
    const commands = steps.map(({ run = '' }) => run).join('\n');
    const [packages = ''] = all(read('README.md'), /`apt install ([a-z0-9+ -]+)`/g);
    expect(packages).not.toBe('');
    expect(commands).toContain(packages);
    const [start = '', test = ''] = all(read('README.md'), /^npm ci && (npm \w+)/gm);
    expect(commands).toContain(start);
    expect(commands).toContain('.ci/run');
    expect(read('.ci/run')).toMatch(new RegExp(`npm ci[^]*${test}`));
  });
});
