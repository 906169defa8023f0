import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import type { PageMoves } from './ways.ts';

const FILE = packageFile('test/model/ways.json');

const written = (): Readonly<Record<string, PageMoves>> =>
  existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Readonly<Record<string, PageMoves>>) : {};

/** Compares the moves with `ways.json`. After a wanted change of a machine, write the file with `UPDATE_MODEL=1` and read its changes. */
export function expectRecordedPageMoves(name: string, ways: PageMoves): void {
  if (process.env['UPDATE_MODEL']) {
    const all = Object.entries({ ...written(), [name]: ways }).sort(([a], [b]) => (a < b ? -1 : 1));
    writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
  } else
    expect(
      ways,
      'if a step was changed on purpose: UPDATE_MODEL=1 npx vitest run --project unit device/session/steps/steps.test.ts',
    ).toEqual(written()[name]);
}
