import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Asked, stateRefusals, stateTrouble } from './state-files.ts';
import type { User } from './writable.ts';

const ROOT = { uid: 0, name: 'root' };
const KIOSK = { uid: 990, name: 'kiosk' };
const ANNA = { uid: 1000, name: 'anna' };

let dir: string;
let ledger: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'state-'));
  ledger = join(dir, 'ledger.db');
  for (const suffix of ['', '.lock', '.mark', '.log-key', '.cosigned']) writeFileSync(`${ledger}${suffix}`, 'x');
  writeFileSync(join(dir, 'kiosk.jsonl'), '');
  mkdirSync(join(dir, 'glass'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A machine on which the folder belongs to `keeper`, and what is named to others; only its owner, and root, may use a file. */
function machine(user: User, keeper: User, owners: Readonly<Record<string, User>> = {}): Asked {
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

describe('the files beside a ledger', () => {
  it('are fine where they are the kiosk’s own, and where there are none', () => {
    expect(stateRefusals(ledger)).toEqual([]);
    expect(stateRefusals(join(dir, 'none/ledger.db'))).toEqual([]);
    expect(stateTrouble([])).toBeNull();
  });

  it('that root made are given to the kiosk’s user, all by one command', () => {
    expect(stateTrouble(stateRefusals(ledger, machine(KIOSK, KIOSK, BY_ROOT)))).toEqual({
      found: `${ledger}.lock belongs to root, and kiosk can not use it (LDG-105); so are 2 others`,
      fix: `sudo chown kiosk ${ledger}.lock ${ledger}.cosigned ${join(dir, 'kiosk.jsonl')}`,
    });
  });

  it('that root made are told to root as well, who may use all of them', () => {
    const [first, ...others] = stateRefusals(ledger, machine(ROOT, KIOSK, BY_ROOT));
    expect([first, others.length]).toEqual([
      {
        file: `${ledger}.lock`,
        found: 'belongs to root, and its folder to kiosk',
        fix: `sudo chown kiosk ${ledger}.lock`,
      },
      2,
    ]);
    expect(stateRefusals(ledger, machine(ROOT, ROOT))).toEqual([]);
  });

  it('of somebody else’s kiosk are given to nobody', () => {
    const [first] = stateRefusals(ledger, machine(ANNA, KIOSK));
    expect(first).toMatchObject({ file: ledger, fix: 'run this as its owner: sudo -u kiosk asan-kiosk …' });
    for (const keeper of [KIOSK, ROOT]) {
      const fixes = stateRefusals(ledger, machine(ANNA, keeper, BY_ROOT)).map(({ fix }) => fix);
      expect(fixes.filter((fix) => fix.includes('chown'))).toEqual([]);
    }
    expect(stateRefusals(ledger, machine(ANNA, ROOT))[0]?.fix).toContain('which belongs to root: name a folder');
  });

  it('are files, and the one folder is a folder', () => {
    rmSync(`${ledger}.cosigned`);
    mkdirSync(`${ledger}.cosigned`);
    rmSync(join(dir, 'glass'), { recursive: true });
    writeFileSync(join(dir, 'glass'), '');
    expect(stateRefusals(ledger).map(({ file, found }) => `${file.slice(dir.length + 1)} ${found}`)).toEqual([
      'ledger.db.cosigned is a folder, and a file belongs there',
      'glass is a file, and a folder belongs there',
    ]);
  });

  it('when their disk is read-only, then the line says so and gives no file to another user', () => {
    const refuse = () => {
      throw Object.assign(new Error('EROFS'), { code: 'EROFS' });
    };
    for (const user of [ROOT, KIOSK])
      expect(stateTrouble(stateRefusals(ledger, { ...machine(user, KIOSK), access: refuse }))).toEqual({
        found: `${ledger} is on a disk that is read-only (DSK-101); so are 6 others`,
        fix: 'mount the disk for writing; sudo dmesg | tail says why',
      });
  });

  it('that their own user closed are opened again', () => {
    const asked = machine(KIOSK, KIOSK);
    const closed = () => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    };
    expect(stateRefusals(ledger, { ...asked, access: closed })[0]?.fix).toBe(`chmod u+rw ${ledger}`);
  });
});
