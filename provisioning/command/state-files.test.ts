import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileAccessQueries, joinStateFileRefusals, stateFileRefusals } from './state-files.ts';
import type { SystemUser } from './writable.ts';

const ROOT = { uid: 0, name: 'root' };
const KIOSK = { uid: 990, name: 'kiosk' };
const ANNA = { uid: 1000, name: 'anna' };

let dir: string;
let ledger: string;
beforeEach(() => {
  // A folder below /dev, where tests have theirs, belongs to the kernel.
  dir = mkdtempSync('/tmp/state-');
  ledger = join(dir, 'ledger.db');
  for (const suffix of ['', '.lock', '.mark', '.log-key', '.cosigned']) writeFileSync(`${ledger}${suffix}`, 'x');
  writeFileSync(join(dir, 'kiosk.jsonl'), '');
  mkdirSync(join(dir, 'glass'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** `keeper` owns the folder. Only owner and root may use a file. `owners`: files with another owner. */
function machine(
  user: SystemUser,
  keeper: SystemUser,
  owners: Readonly<Record<string, SystemUser>> = {},
): FileAccessQueries {
  const ownerOf = (path: string) => owners[path.slice(dir.length + 1)] ?? keeper;
  return {
    user,
    ownerOf,
    folder: (there) => {
      const writable = user.uid === 0 || user.uid === keeper.uid;
      return { there, writable, refusal: writable ? null : 'EACCES', hidden: false, owner: keeper };
    },
    access(path) {
      if (user.uid !== 0 && ownerOf(path).uid !== user.uid)
        throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    },
  };
}

const BY_ROOT = { 'ledger.db.lock': ROOT, 'ledger.db.cosigned': ROOT, 'kiosk.jsonl': ROOT };

describe('stateFileRefusals', () => {
  it('when the files belong to the kiosk or do not exist, then there is no refusal', () => {
    expect(stateFileRefusals(ledger)).toEqual([]);
    expect(stateFileRefusals(join(dir, 'none/ledger.db'))).toEqual([]);
    expect(joinStateFileRefusals([])).toBeNull();
  });

  it('when root made files, then one chown gives all of them to the kiosk’s user', () => {
    expect(joinStateFileRefusals(stateFileRefusals(ledger, machine(KIOSK, KIOSK, BY_ROOT)))).toEqual({
      found: `${ledger}.lock belongs to root, and kiosk can not use it (LDG-105); the same for 2 other files`,
      fix: `sudo chown kiosk ${ledger}.lock ${ledger}.cosigned ${join(dir, 'kiosk.jsonl')}`,
    });
  });

  it('when root asks and files in the kiosk’s folder belong to root, then these files are refused too', () => {
    const [first, ...others] = stateFileRefusals(ledger, machine(ROOT, KIOSK, BY_ROOT));
    expect([first, others.length]).toEqual([
      {
        file: `${ledger}.lock`,
        found: 'belongs to root, and its folder to kiosk',
        fix: `sudo chown kiosk ${ledger}.lock`,
      },
      2,
    ]);
    expect(stateFileRefusals(ledger, machine(ROOT, ROOT))).toEqual([]);
  });

  it('when another user asks about a kiosk’s files, then no fix is a chown', () => {
    const [first] = stateFileRefusals(ledger, machine(ANNA, KIOSK));
    expect(first).toMatchObject({ file: ledger, fix: 'run this as its owner: sudo -u kiosk asan-kiosk …' });
    for (const keeper of [KIOSK, ROOT]) {
      const fixes = stateFileRefusals(ledger, machine(ANNA, keeper, BY_ROOT)).map(({ fix }) => fix);
      expect(fixes.filter((fix) => fix.includes('chown'))).toEqual([]);
    }
    expect(stateFileRefusals(ledger, machine(ANNA, ROOT))[0]?.fix).toContain('which belongs to root: name a folder');
  });

  it('when a file is a folder or the folder is a file, then the refusal says what belongs there', () => {
    rmSync(`${ledger}.cosigned`);
    mkdirSync(`${ledger}.cosigned`);
    rmSync(join(dir, 'glass'), { recursive: true });
    writeFileSync(join(dir, 'glass'), '');
    expect(stateFileRefusals(ledger).map(({ file, found }) => `${file.slice(dir.length + 1)} ${found}`)).toEqual([
      'ledger.db.cosigned is a folder, but must be a file',
      'glass is a file, but must be a folder',
    ]);
  });

  it('when the disk of the files is read-only, then the line says so and gives no file to another user', () => {
    const refuse = () => {
      throw Object.assign(new Error('EROFS'), { code: 'EROFS' });
    };
    for (const user of [ROOT, KIOSK])
      expect(joinStateFileRefusals(stateFileRefusals(ledger, { ...machine(user, KIOSK), access: refuse }))).toEqual({
        found: `${ledger} is on a disk that is read-only (DSK-101); the same for 6 other files`,
        fix: 'mount the disk for writing; sudo dmesg | tail says why',
      });
  });

  it('when the owner took away the rights, then the fix is chmod', () => {
    const asked = machine(KIOSK, KIOSK);
    const closed = () => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    };
    expect(stateFileRefusals(ledger, { ...asked, access: closed })[0]?.fix).toBe(`chmod u+rw ${ledger}`);
  });
});
