import { expect, it } from 'vitest';
import { fixForUnwrittenNote } from './technician.ts';

it('when the disk is full, then the fix is to make room, not to run as another user', () => {
  const refused = (code: string) => Object.assign(new Error(code), { code });
  expect(fixForUnwrittenNote(refused('ENOSPC'))).toMatch(/^Make room/);
  expect(fixForUnwrittenNote(refused('EACCES'))).toBe('run this as the user of the kiosk or as root');
});
