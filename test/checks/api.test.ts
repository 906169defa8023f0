import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readApi } from '../tools/npm/api.mjs';
import { apiPage } from '../tools/npm/api-page.mjs';
import { compareShapes, mayFollow, readRecordedShapes, shapeDifferenceLines, shapesOf } from '../tools/npm/shapes.mjs';
import { fromRoot } from '../tools/root.mjs';

const api = readApi();

it('when a name is public, then it has a description', () => {
  const silent = api.doors.flatMap(({ folder, about, names }) => [
    ...(about === '' ? [folder] : []),
    ...names.filter((name) => name.about === '').map(({ name }) => `${folder} ${name}`),
  ]);
  expect(silent).toEqual([]);
});

it('when a declaration has changed, then docs/api.md must be made again (node test/tools/make-docs.mjs)', () => {
  expect(apiPage(api) === readFileSync(fromRoot('docs/api.md'), 'utf8')).toBe(true);
});

it('when a type lies in another file, then the page names the type and no path of this machine', () => {
  expect(apiPage(api)).not.toMatch(/import\(["']/);
});

it('when a shape is below an entry point, then it has one heading, with its file if the name is not unique', () => {
  const [, ...doors] = apiPage(api).split(/^(?=## )/m);
  const headings = (door: string): readonly string[] => door.match(/^### .*$/gm) ?? [];
  const others = new Set(headings(doors.at(-1) ?? ''));
  expect(doors.slice(0, -1).flatMap((door) => headings(door).filter((heading) => others.has(heading)))).toEqual([]);
  for (const door of doors) expect(headings(door)).toEqual([...new Set(headings(door))]);
});

it('when a shape has changed, then it must be recorded (docs/npm-package.md, Versions; node test/tools/npm/shapes.mjs)', () => {
  expect(shapeDifferenceLines(compareShapes(readRecordedShapes().shapes, shapesOf(api)))).toBe('');
});

it('when shapes have changed since the last release, then the version says how', () => {
  const { version } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
  const { since, owes } = readRecordedShapes();
  expect(version === since || mayFollow(version, since, owes)).toBe(true);
});
