import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FolderLook, folderFix, lookAtFolder, nameOf, thisUser } from './writable.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'writable-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const KIOSK = { uid: 990, name: 'kiosk' };
const ROOT = { uid: 0, name: 'root' };
const refused = (there: string, more: Partial<FolderLook> = {}): FolderLook => ({
  there,
  writable: false,
  refusal: 'EACCES',
  hidden: false,
  owner: ROOT,
  ...more,
});

describe('a folder that this user cannot write', () => {
  it('is made only where it is not there, for nobody else', () => {
    expect(folderFix('/var/lib/asan-kiosk', refused('/var/lib'), KIOSK)).toBe(
      'sudo install -d -o kiosk -m 750 /var/lib/asan-kiosk, or another ledger.file in the profile',
    );
  });

  it.each(['/', '/etc', '/dev', '/usr/share', '/opt/asan-kiosk'])('is left to root where it is %s', (folder) => {
    expect(folderFix(folder, refused(folder), KIOSK)).toBe(
      `ledger.file points into ${folder}, which belongs to root: name a folder of the kiosk's own in ledger.file`,
    );
  });

  it('that is there and belongs to somebody else is for that user', () => {
    const fix = folderFix('/srv/kiosk', refused('/srv/kiosk', { owner: KIOSK }), { uid: 1000, name: 'anna' });
    expect(fix).toBe('run this as its owner: sudo -u kiosk asan-kiosk …');
  });

  it('of a user that the machine does not know, or of the kernel, is not the one to use', () => {
    const unknown = refused('/srv/kiosk', { owner: { uid: 4711, name: '4711' } });
    expect(folderFix('/srv/kiosk', unknown, KIOSK)).toContain('which belongs to 4711: name a folder');
    expect(folderFix('/proc/kiosk', refused('/proc', { refusal: 'ENOENT' }), KIOSK)).toContain('points into /proc');
  });

  it('is not made where nobody can tell that it is not there', () => {
    const inside = refused('/var/lib/asan-kiosk', { hidden: true, owner: KIOSK });
    expect(folderFix('/var/lib/asan-kiosk/data', inside, { uid: 1000, name: 'anna' })).toContain('sudo -u kiosk');
    expect(folderFix('/root/data', refused('/root', { hidden: true }), KIOSK)).toContain('points into /root');
    expect(folderFix('/var/lib/asan-kiosk', refused('/var/lib', { hidden: true }), KIOSK)).toBe(
      'let everybody pass /var/lib again: sudo chmod a+x /var/lib',
    );
  });

  it('is opened by its owner, mounted for writing, or named otherwise', () => {
    expect(folderFix('/srv/kiosk', refused('/srv/kiosk', { owner: KIOSK }), KIOSK)).toBe('chmod u+rwx /srv/kiosk');
    expect(folderFix('/srv/kiosk', refused('/srv', { refusal: 'EROFS' }), KIOSK)).toContain('/srv is read-only');
    writeFileSync(join(dir, 'file'), '');
    const below = join(dir, 'file/below');
    expect(lookAtFolder(below)).toMatchObject({ there: join(dir, 'file'), writable: false, owner: thisUser() });
    expect(folderFix(below)).toContain(`points below ${join(dir, 'file')}, which is no folder`);
  });
});

it('knows users by their names, or by their numbers', () => {
  writeFileSync(join(dir, 'passwd'), 'root:x:0:0::/root:/bin/sh\nkiosk:x:990:990::/home/kiosk:/bin/sh\n');
  expect([nameOf(990, join(dir, 'passwd')), nameOf(991, join(dir, 'passwd')), nameOf(0, join(dir, 'none'))]).toEqual([
    'kiosk',
    '991',
    '0',
  ]);
});
