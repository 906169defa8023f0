import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from './ledger.ts';
import { describeForeignFile, isMountedOver, LedgerDamagedError, LedgerForeignError } from './ledger-file.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-ledger-file-'));
  file = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openLedger({ file, now: () => new Date(0) });

describe('a file that was never a ledger', () => {
  it.each([
    ['a file of another kind', 'a file of another kind', () => writeFileSync(file, '{"notes":[]}')],
    ['a key', 'a file of another kind', () => writeFileSync(file, Buffer.alloc(48, 0x30))],
    [
      'the database of another program',
      'the database of another program',
      () => {
        const db = new Database(file);
        db.exec('CREATE TABLE songs (name TEXT)');
        db.close();
      },
    ],
    ['a folder', 'a folder', () => mkdirSync(file)],
  ])('when ledger.file names %s, then it is refused and left as it is, with nothing beside it', (_, what, arrange) => {
    arrange();
    const files = () => readdirSync(folder).map((name) => [name, name === 'ledger.db' && bytesOf()]);
    const bytesOf = () => (what === 'a folder' ? [] : readFileSync(file).toString('hex'));
    const was = files();
    for (const _again of [1, 2]) expect(open).toThrow(LedgerForeignError);
    expect(open).toThrow(`${file} is no ledger (LDG-106): it is ${what}; correct ledger.file`);
    expect(files()).toEqual(was);
  });
});

it('when a file is mounted at the path of the ledger, then isMountedOver() is true; a mounted folder does not count', () => {
  const spaced = join(folder, 'my ledger.db');
  for (const name of [file, spaced]) writeFileSync(name, '');
  const mounts = `64 44 254:0 /srv/a ${folder} rw - ext4 /dev/vda rw
65 44 254:0 /srv/ledger.db ${spaced.replace(' ', '\\040')} rw,relatime - ext4 /dev/vda rw`;
  expect([file, spaced, join(folder, 'none')].map((name) => isMountedOver(name, mounts))).toEqual([false, true, false]);
  expect(isMountedOver(file)).toBe(false);
});

describe('a file that is a ledger', () => {
  it.each(['-wal', '.mark', '.log-key'])(
    'when a file of another kind has %s beside it, then the kiosk counts it as a ledger',
    (part) => {
      writeFileSync(file, '{"notes":[]}');
      writeFileSync(`${file}${part}`, 'x');
      expect(describeForeignFile(file)).toBeNull();
    },
  );

  it('when the ledger is missing, empty or closed, then it is not foreign', () => {
    expect(describeForeignFile(file)).toBeNull();
    writeFileSync(file, '');
    expect(describeForeignFile(file)).toBeNull();
    new Database(file).close();
    open().close();
    expect(describeForeignFile(file)).toBeNull();
  });

  it('when the beginning of a ledger was overwritten and its mark is there, then the ledger is damaged, not foreign', () => {
    open().close();
    writeFileSync(file, Buffer.concat([Buffer.from('overwritten'), readFileSync(file).subarray(11)]));
    expect(open).toThrow(LedgerDamagedError);
  });
});
