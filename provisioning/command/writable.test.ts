import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FolderAccess, inspectFolderAccess, thisUser, unwritableFolderFix, userNameOf } from './writable.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'writable-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const KIOSK = { uid: 990, name: 'kiosk' };
const ROOT = { uid: 0, name: 'root' };
const refused = (there: string, more: Partial<FolderAccess> = {}): FolderAccess => ({
  there,
  writable: false,
  refusal: 'EACCES',
  hidden: false,
  owner: ROOT,
  ...more,
});

describe('unwritableFolderFix', () => {
  it('when the folder does not exist, then the fix creates it for this user', () => {
    expect(unwritableFolderFix('/var/lib/asan-kiosk', refused('/var/lib'), KIOSK)).toBe(
      'sudo install -d -o kiosk -m 750 /var/lib/asan-kiosk, or another ledger.file in the profile',
    );
  });

  it.each(['/', '/etc', '/dev', '/usr/share', '/opt/asan-kiosk'])(
    'when the folder is %s, then the fix names another folder',
    (folder) => {
      expect(unwritableFolderFix(folder, refused(folder), KIOSK)).toBe(
        `ledger.file points into ${folder}, which belongs to root: name a folder of the kiosk's own in ledger.file`,
      );
    },
  );

  it('when the folder belongs to another user, then the fix runs the command as that user', () => {
    const fix = unwritableFolderFix('/srv/kiosk', refused('/srv/kiosk', { owner: KIOSK }), { uid: 1000, name: 'anna' });
    expect(fix).toBe('run this as its owner: sudo -u kiosk asan-kiosk …');
  });

  it("when the owner is unknown or the folder is the kernel's, then the fix names another folder", () => {
    const unknown = refused('/srv/kiosk', { owner: { uid: 4711, name: '4711' } });
    expect(unwritableFolderFix('/srv/kiosk', unknown, KIOSK)).toContain('which belongs to 4711: name a folder');
    expect(unwritableFolderFix('/proc/kiosk', refused('/proc', { refusal: 'ENOENT' }), KIOSK)).toContain(
      'points into /proc',
    );
  });

  it('when this user cannot look into the folder above, then the fix does not create a folder', () => {
    const inside = refused('/var/lib/asan-kiosk', { hidden: true, owner: KIOSK });
    expect(unwritableFolderFix('/var/lib/asan-kiosk/data', inside, { uid: 1000, name: 'anna' })).toContain(
      'sudo -u kiosk',
    );
    expect(unwritableFolderFix('/root/data', refused('/root', { hidden: true }), KIOSK)).toContain('points into /root');
    expect(unwritableFolderFix('/var/lib/asan-kiosk', refused('/var/lib', { hidden: true }), KIOSK)).toBe(
      'give all users access to /var/lib again: sudo chmod a+x /var/lib',
    );
  });

  it('when the owner has no rights, the disk is read-only or the path has a file, then the fix says so', () => {
    expect(unwritableFolderFix('/srv/kiosk', refused('/srv/kiosk', { owner: KIOSK }), KIOSK)).toBe(
      'chmod u+rwx /srv/kiosk',
    );
    expect(unwritableFolderFix('/srv/kiosk', refused('/srv', { refusal: 'EROFS' }), KIOSK)).toContain(
      '/srv is read-only',
    );
    writeFileSync(join(dir, 'file'), '');
    const below = join(dir, 'file/below');
    expect(inspectFolderAccess(below)).toMatchObject({ there: join(dir, 'file'), writable: false, owner: thisUser() });
    expect(unwritableFolderFix(below)).toContain(`points below ${join(dir, 'file')}, which is not a folder`);
  });
});

it('when passwd has the user, then nameOf returns the name, otherwise the number', () => {
  writeFileSync(join(dir, 'passwd'), 'root:x:0:0::/root:/bin/sh\nkiosk:x:990:990::/home/kiosk:/bin/sh\n');
  expect([
    userNameOf(990, join(dir, 'passwd')),
    userNameOf(991, join(dir, 'passwd')),
    userNameOf(0, join(dir, 'none')),
  ]).toEqual(['kiosk', '991', '0']);
});
