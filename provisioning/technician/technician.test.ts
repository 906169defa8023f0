import { expect, it } from 'vitest';
import { fixForUnwrittenNote } from './technician.ts';

const refused = (code: string) => Object.assign(new Error(code), { code });

it('when the disk is read-only or a folder is in the way, then the fix does not name another user', () => {
  expect(fixForUnwrittenNote(refused('EROFS'))).toBe('mount the disk for writing; sudo dmesg | tail says why');
  expect(fixForUnwrittenNote(refused('EISDIR'))).toBe('move it away');
});

it('when the disk is full, then the fix is to make room, not to run as another user', () => {
  expect(fixForUnwrittenNote(refused('ENOSPC'))).toMatch(/^Make room/);
  expect(fixForUnwrittenNote(refused('EACCES'))).toBe('run this as the user of the kiosk or as root');
});
