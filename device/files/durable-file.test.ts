import { chownSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathBesideLedger, replacementNameOf } from './beside-ledger.ts';
import { writeBesideLedger } from './durable-file.ts';

let folder: string;
let ledgerFile: string;
let file: string;
let elsewhere: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-beside-'));
  ledgerFile = join(folder, 'ledger.db');
  file = pathBesideLedger(ledgerFile, '.tested');
  elsewhere = join(folder, 'elsewhere');
  writeFileSync(ledgerFile, '');
  writeFileSync(elsewhere, 'mine');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('writeBesideLedger', () => {
  it('when root writes the file, then it belongs to the owner of the ledger', () => {
    // Only root can give a file away. Another user checks its own ids.
    if (process.getuid?.() === 0) chownSync(ledgerFile, 1_234, 1_235);
    const { uid, gid } = statSync(ledgerFile);
    writeBesideLedger(ledgerFile, '.tested', 'new');
    expect(statSync(file)).toMatchObject({ uid, gid });
  });

  it('when a link has the name of the file, then the link is replaced and its target stays', () => {
    symlinkSync(elsewhere, file);
    writeBesideLedger(ledgerFile, '.tested', 'new');
    expect([readFileSync(file, 'utf8'), readFileSync(elsewhere, 'utf8')]).toEqual(['new', 'mine']);
  });

  it('when a link has the name of the replacement, then the write fails and its target stays', () => {
    symlinkSync(elsewhere, replacementNameOf(file));
    expect(() => writeBesideLedger(ledgerFile, '.tested', 'new')).toThrow('ELOOP');
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
  });
});
