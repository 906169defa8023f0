import { expect, it } from 'vitest';
import { mergeJournal, type ProvisionJournal, type SavedOriginal } from './journal.ts';

const file = (path: string, before: string): SavedOriginal => ({
  path,
  before: { is: 'file', base64: Buffer.from(before).toString('base64'), mode: 0o644, uid: 0, gid: 0 },
});
const earlier = (isDone: boolean): ProvisionJournal => ({
  isDone,
  files: [file('/etc/a', 'before both')],
  units: ['first.service', 'both.service'],
});
const FILES = [file('/etc/a', 'of the first run'), file('/etc/b', 'before the second run')];
const UNITS = ['both.service', 'second.service'];

it('when an earlier run was interrupted, then undo takes back the files and units of both runs', () => {
  expect(mergeJournal(earlier(false), FILES, UNITS)).toEqual({
    isDone: false,
    files: [file('/etc/a', 'before both'), file('/etc/b', 'before the second run')],
    units: ['first.service', 'both.service', 'second.service'],
  });
});

it.each([
  ['there was no run before', null],
  ['the run before was complete', earlier(true)],
])('when %s, then undo takes back only this run', (_, before) => {
  expect(mergeJournal(before, FILES, UNITS)).toEqual({ isDone: false, files: FILES, units: UNITS });
});
