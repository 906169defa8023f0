import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type ReadableFiles, realFiles } from '../config/files.ts';
import { describeConfigTrouble } from '../config/trouble.ts';
import { catalogueFilesDigest, loadCatalogueWithCache, storeCatalogueCache } from './kept.ts';
import { loadCatalogue } from './load.ts';

const DIR = 'device/catalogue';
const CARD = `${DIR}/services/identity-card-replacement.yaml`;

const folder = mkdtempSync(join(tmpdir(), 'kept-catalogue-'));
const KEPT = join(folder, 'catalogue.json');
afterAll(() => rmSync(folder, { recursive: true }));

const SOME = ['identity-card-replacement.yaml', 'power-of-attorney.yaml', 'queue-ticket.yaml'];
const listing = (names: readonly string[]) => (dir: string) =>
  realFiles.list(dir).filter((name) => names.includes(name));
const some: ReadableFiles = { ...realFiles, list: listing(SOME) };

const fromFiles = loadCatalogue(DIR, some);
if (!fromFiles.ok) throw new Error(describeConfigTrouble(fromFiles.error));
storeCatalogueCache(DIR, some, KEPT);

const MARKED = join(folder, 'marked.json');
const { catalogue: marked } = JSON.parse(readFileSync(KEPT, 'utf8')) as {
  catalogue: { services: { title: object }[] };
};
marked.services[0]!.title = { az: 'saxlanılıb', ru: 'сохранено', en: 'kept' };
writeFileSync(MARKED, JSON.stringify({ digest: catalogueFilesDigest(DIR, some, marked), catalogue: marked }));

const changed = (file: string, change: (text: string) => string): ReadableFiles => ({
  ...some,
  read: (path) => (path === file ? change(realFiles.read(path)) : realFiles.read(path)),
});

function isKept(files: ReadableFiles, file = MARKED): boolean {
  const catalogue = loadCatalogueWithCache(DIR, files, file);
  if (!catalogue.ok) throw new Error(describeConfigTrouble(catalogue.error));
  return catalogue.value.services[0]!.title.en === 'kept';
}

test('when no file has changed, then the kept catalogue is used', () => {
  expect(loadCatalogueWithCache(DIR, some, KEPT)).toStrictEqual(fromFiles);
  expect(isKept(some)).toBe(true);
});

describe('changed files', () => {
  const paths: string[] = [];
  const read = (path: string) => {
    paths.push(path);
    return realFiles.read(path);
  };
  loadCatalogue(DIR, { ...some, read });

  test('when any of the files has changed, then the files are read', () => {
    expect(paths).toHaveLength(SOME.length + 5);
    expect(paths.filter((path) => isKept(changed(path, (text) => `${text}\n`)))).toEqual([]);
  });

  test.each([
    ['more', [...SOME, 'complaint.yaml']],
    ['less', SOME.slice(1)],
  ])('when there is one file %s, then the files are read', (_, names) => {
    const files = { ...realFiles, list: listing(names) };
    expect(isKept(files)).toBe(false);
    expect(loadCatalogueWithCache(DIR, files, MARKED)).toEqual(loadCatalogue(DIR, files));
  });

  test('when the files have a fault, then the fault is reported as by loadCatalogue', () => {
    const wrong = changed(CARD, (text) => text.replace('minutes: 3', 'minutes: 300'));
    const catalogue = loadCatalogueWithCache(DIR, wrong, MARKED);
    expect(catalogue).toMatchObject({ ok: false, error: { code: 'CFG-103', file: CARD, path: 'minutes' } });
    expect(catalogue).toEqual(loadCatalogue(DIR, wrong));
    expect(loadCatalogueWithCache('device/nowhere', realFiles, MARKED)).toEqual(
      loadCatalogue('device/nowhere', realFiles),
    );
  });

  test.each([
    ['nothing was kept', join(folder, 'none.json'), null],
    ['only a part of the kept file came to the disk', join(folder, 'part.json'), (text: string) => text.slice(0, -9)],
    [
      'a price in the kept file was changed',
      join(folder, 'price.json'),
      (text: string) => text.replace(':5000', ':1000'),
    ],
    [
      'the kept file has no catalogue',
      join(folder, 'empty.json'),
      (text: string) => text.replace(/"catalogue":.*/, '"a":1}'),
    ],
    ['the kept file has only null', join(folder, 'null.json'), () => 'null'],
  ])('when %s, then the files are read', (_, file, change) => {
    if (change) writeFileSync(file, change(readFileSync(MARKED, 'utf8')));
    expect(isKept(some, file)).toBe(false);
  });
});

test('when the catalogue has a fault, then it is not kept', () => {
  const file = join(folder, 'wrong.json');
  const wrong = changed(CARD, (text) => text.replace('minutes: 3', 'minutes: 300'));
  expect(storeCatalogueCache(DIR, wrong, file)).toMatchObject({ ok: false, error: { code: 'CFG-103', file: CARD } });
  expect(() => readFileSync(file)).toThrow('ENOENT');
});
