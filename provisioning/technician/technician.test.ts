import { expect, it } from 'vitest';
import { noteFix } from './technician.ts';

it('when the disk is full, then the fix is to make room, not to run as another user', () => {
  const refused = (code: string) => Object.assign(new Error(code), { code });
  expect(noteFix(refused('ENOSPC'))).toMatch(/^Make room/);
  expect(noteFix(refused('EACCES'))).toBe('run this as the user of the kiosk or as root');
});
