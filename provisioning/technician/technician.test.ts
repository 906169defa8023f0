import { expect, it } from 'vitest';
import { noteFix } from './technician.ts';

it('sends nobody to another user where the disk is full', () => {
  const refused = (code: string) => Object.assign(new Error(code), { code });
  expect(noteFix(refused('ENOSPC'))).toMatch(/^Make room/);
  expect(noteFix(refused('EACCES'))).toBe('run this as the user of the kiosk or as root');
});
