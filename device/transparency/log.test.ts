import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { concat } from '../../drivers/bytes.ts';
import type { ClockSync } from '../clock/kiosk-clock.ts';
import type { LedgerEntry } from '../ledger/entries.ts';
import { type Ledger, openLedger } from '../ledger/ledger.ts';
import { keyFileOf, LogKeyError, logSignerFromSeed } from '../merkle/signer.ts';
import { readTree } from '../merkle/tree-tables.ts';
import { base64url, fromBase64url } from '../proof/bytes.ts';
import { parseCheckpoint } from '../proof/checkpoint.ts';
import { makeVerifierKey, parseNote, WITNESS_KEY_TYPE } from '../proof/note.ts';
import { decodeReceiptProof, encodeReceiptProof } from '../proof/receipt-proof.ts';
import { cosignedBytes, verifySignedNote } from '../proof/signature.ts';
import { verifyReceipt } from '../proof/verify.ts';
import { createTransparencyLog, signedCheckpoint, type TransparencyLog } from './log.ts';
import { openTransparency } from './open.ts';

const SIGNER = logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(9));
const TRUST = { logs: [SIGNER.key], witnesses: [] };
const REF = { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' };
const APPROVAL = { ref: REF, amount: 500, authorisationCode: '123456' };

const QUOTED: LedgerEntry = {
  kind: 'quoted',
  service: 'identity-card-replacement',
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 500,
  paper: 'receipt',
};
const PAID: readonly LedgerEntry[] = [
  QUOTED,
  { kind: 'lodged', reference: 'K5-7QF2-62' },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
  { kind: 'approved', approval: APPROVAL, at: 'now' },
  { kind: 'issueRequested' },
];
const ISSUED: readonly LedgerEntry[] = [...PAID, { kind: 'issued' }];

let dir: string;
let file: string;
let ledger: Ledger;
let log: TransparencyLog;
const now = () => new Date('2026-11-24T10:32:41Z');

function open(sync: () => ClockSync = () => 'synchronised') {
  ledger = openLedger({ file, now, sync });
  log = ledger.join((db) => createTransparencyLog({ db, kioskId: 'K5', signer: SIGNER, randomBytes }));
}
const write = (id: string, entries: readonly LedgerEntry[]) => {
  for (const entry of entries) ledger.append(id, entry);
};

function published() {
  const db = new Database(file, { readonly: true });
  const tree = readTree(db);
  const leaves = tree.leaves(0, tree.size());
  const note = signedCheckpoint(tree, SIGNER);
  db.close();
  return { leaves, note };
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'log-'));
  file = join(dir, 'ledger.db');
  open();
});
afterEach(() => {
  ledger.close();
  rmSync(dir, { recursive: true });
});

describe('transparency log', () => {
  it('when an application is issued, then it gets one leaf', () => {
    write('a', PAID);
    expect(published().leaves).toEqual([]);
    write('a', [{ kind: 'issued' }, { kind: 'printed', copy: 1 }, { kind: 'closed', outcome: 'delivered' }]);
    const { leaves } = published();
    expect(leaves).toHaveLength(1);
    expect(leaves[0]?.split('\n').slice(0, 6)).toEqual([
      'asan-kiosk/leaf/v1',
      'K5',
      '2026-11-24T10:32Z',
      'identity-card-replacement',
      '2022-08-15',
      'issued',
    ]);
  });

  it('when the clock is not set, then the leaf has no minute; when it is unknown whether it is set, the leaf has one', () => {
    ledger.close();
    let sync: ClockSync = 'unsynchronised';
    open(() => sync);
    write('a', ISSUED);
    sync = 'unknown';
    write('b', ISSUED);
    expect(published().leaves.map((leaf) => leaf.split('\n')[2])).toEqual(['-', '2026-11-24T10:32Z']);
    const proof = log.receiptProof('a') ?? '';
    expect(verifyReceipt(proof, TRUST)).toMatchObject({ ok: true, value: { proof: { facts: { minute: null } } } });
    const read = decodeReceiptProof(proof);
    expect(read && encodeReceiptProof(read)).toBe(proof);
    const dated = read && encodeReceiptProof({ ...read, facts: { ...read.facts, minute: 29_931_272 } });
    expect(verifyReceipt(dated ?? '', TRUST)).toMatchObject({ ok: false, error: { kind: 'not-in-log' } });
  });

  it('when an application is closed without being issued, or a note is unassigned, then the log gets a leaf', () => {
    write('a', [QUOTED, { kind: 'withdrawn' }, { kind: 'closed', outcome: 'abandoned' }]);
    write('b', [
      { kind: 'strayNote', value: 500, why: 'power-lost' },
      { kind: 'closed', outcome: 'listed' },
    ]);
    expect(published().leaves.map((leaf) => leaf.split('\n').slice(3, 6))).toEqual([
      ['identity-card-replacement', '2022-08-15', 'abandoned'],
      ['-', '-', 'listed'],
    ]);
  });

  it('when an issued queue number is withdrawn, then the application gets a second leaf', () => {
    write('a', [
      { ...QUOTED, amount: 0, paper: 'ticket' },
      { kind: 'lodged', reference: 'K5-7QF2-62' },
      { kind: 'issueRequested' },
      { kind: 'issued' },
      { kind: 'printFailed', code: 'PRN-111' },
      { kind: 'withdrawn' },
      { kind: 'closed', outcome: 'abandoned' },
    ]);
    expect(published().leaves.map((leaf) => leaf.split('\n')[5])).toEqual(['issued', 'abandoned']);
  });

  it('when staff settle an application by hand, then its leaf has only the outcome', () => {
    write('a', [
      ...PAID.slice(0, 4),
      { kind: 'settledByHand', as: 'returned', by: 'A.M.', at: 'now', leftToStaff: false },
    ]);
    expect(published().leaves).toEqual([]);
    write('a', [{ kind: 'withdrawn' }, { kind: 'closed', outcome: 'returned' }]);
    expect(published().leaves.map((leaf) => leaf.split('\n')[5])).toEqual(['returned']);
  });

  it('when two applications are equal, then their leaves differ and reveal no reference, sum or id', () => {
    write('secret-a', ISSUED);
    write('secret-b', ISSUED);
    const { leaves } = published();
    // A hash can have any letters, so it is left out.
    const told = leaves.map((leaf) => leaf.slice(0, leaf.lastIndexOf('\n'))).join();
    expect(told).not.toMatch(/secret|7QF2|500|12345678|000042/);
    expect(leaves[0]).not.toBe(leaves[1]);
  });

  it('when the proof of a receipt was given, then it is not given again and no file has its salt', () => {
    write('a', ISSUED);
    const proof = log.receiptProof('a');
    expect(proof).not.toBeNull();
    expect(log.receiptProof('a')).toBeNull();
    const salt = decodeReceiptProof(proof ?? '')?.salt;
    ledger.close();
    for (const name of readdirSync(dir)) {
      expect(readFileSync(join(dir, name)).includes(Buffer.from(salt ?? []))).toBe(false);
    }
    open();
    expect(log.receiptProof('a')).toBeNull();
  });

  it('when an application is not issued or already closed, then it has no proof', () => {
    write('a', PAID);
    expect(log.receiptProof('a')).toBeNull();
    write('a', [{ kind: 'issued' }, { kind: 'closed', outcome: 'deliveredWithoutPaper' }]);
    expect(log.receiptProof('a')).toBeNull();
  });

  it('when a receipt has its code, then the key of the log alone proves the receipt, whatever other leaves the log has', () => {
    for (let nth = 0; nth < 21; nth += 1) write(`before-${nth}`, ISSUED);
    write('0b1e8f6c-4d2a-4c57-9f0e-3d5a7b9c1e20', ISSUED);
    for (let nth = 0; nth < 4; nth += 1) write(`after-${nth}`, ISSUED);
    const proof = log.receiptProof('0b1e8f6c-4d2a-4c57-9f0e-3d5a7b9c1e20');
    const proved = verifyReceipt(`https://status.example/a/K5-7QF2-62#${proof}\n`, TRUST);
    expect(proved).toMatchObject({
      ok: true,
      value: {
        checkpoint: { origin: 'asan-kiosk/K5', size: 26 },
        proof: {
          index: 21,
          facts: { service: 'identity-card-replacement', outcome: 'issued' },
          hidden: {
            applicationId: '0b1e8f6c-4d2a-4c57-9f0e-3d5a7b9c1e20',
            reference: 'K5-7QF2-62',
            amount: 500,
            payment: '12345678/000042/0008',
          },
        },
      },
    });
    expect(proved.ok && proved.value.log).toEqual(SIGNER.key);
  });

  it('when any bit of the code is changed, then it proves nothing', () => {
    for (let nth = 0; nth < 6; nth += 1) write(`other-${nth}`, ISSUED);
    write('a', ISSUED);
    const bytes = fromBase64url(log.receiptProof('a') ?? '') ?? new Uint8Array();
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Uint8Array.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(verifyReceipt(`https://status.example/a/K5-7QF2-62#${base64url(changed)}`, TRUST).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
    for (const length of [1, 40, bytes.length - 1]) {
      expect(verifyReceipt(`#${base64url(bytes.slice(0, length))}`, TRUST).ok).toBe(false);
    }
  });

  it('when a code proves nothing, then the reason is given', () => {
    write('a', ISSUED);
    const proof = log.receiptProof('a') ?? '';
    const of = (code: string, trust = TRUST) => {
      const proved = verifyReceipt(code, trust);
      return proved.ok ? 'proved' : proved.error.kind;
    };
    expect(of(`https://status.example/a/K5-7QF2-62#${proof}`)).toBe('proved');
    expect(of(proof)).toBe('proved');
    expect(of('https://status.example/a/K5-7QF2-62')).toBe('no-proof');
    expect(of('https://status.example/a/K5-7QF2-62#section')).toBe('unreadable');
    expect(of(`https://status.example/a/K5-7QF2-63#${proof}`)).toBe('other-application');
    expect(of(`https://status.example/a/AK5-7QF2-62#${proof}`)).toBe('other-application');
    expect(of(proof, { logs: [], witnesses: [] })).toBe('unknown-log');
    const other = logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(8)).key;
    expect(of(proof, { logs: [other], witnesses: [] })).toBe('unknown-log');
    const read = decodeReceiptProof(proof);
    if (!read) throw new Error('no proof');
    const dearer = encodeReceiptProof({ ...read, hidden: { ...read.hidden, amount: 501 } });
    expect(of(dearer)).toBe('not-in-log');
    expect(encodeReceiptProof(read)).toBe(proof);
  });

  it('when witnesses signed the tree, then they are named, and a false signature is refused', () => {
    write('a', ISSUED);
    const read = decodeReceiptProof(log.receiptProof('a') ?? '');
    const text = parseNote(published().note)?.text ?? '';
    if (!read) throw new Error('no proof');
    const witness = logSignerFromSeed('witness.example/w1', new Uint8Array(32).fill(3));
    const key = makeVerifierKey('witness.example/w1', WITNESS_KEY_TYPE, witness.key.publicKey);
    const made = (time: number, signed = time) => {
      const stamp = new Uint8Array(8);
      new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
      const signature = concat(stamp, witness.sign(new TextDecoder().decode(cosignedBytes(signed, text))));
      return encodeReceiptProof({ ...read, signatures: [...read.signatures, { keyId: key.id, signature }] });
    };
    const trust = { ...TRUST, witnesses: [key] };
    expect(verifyReceipt(made(1_795_600_000), trust)).toMatchObject({
      ok: true,
      value: { log: SIGNER.key, witnesses: [{ key, time: 1_795_600_000 }] },
    });
    // A signed time that differs from the shown time is refused. An unknown witness does no harm.
    expect(verifyReceipt(made(1_795_600_000, 5), trust)).toEqual({ ok: false, error: { kind: 'not-in-log' } });
    expect(verifyReceipt(made(5), TRUST)).toMatchObject({ ok: true, value: { witnesses: [] } });
    const alone = encodeReceiptProof({ ...read, signatures: (decodeReceiptProof(made(5))?.signatures ?? []).slice(1) });
    expect(verifyReceipt(alone, trust)).toMatchObject({ ok: false, error: { kind: 'unknown-log' } });
  });

  it('when another part of the transaction fails, then neither the leaf nor the entry is written', () => {
    write('a', PAID);
    const before = published();
    ledger.join(() => ({
      record() {
        throw new Error('the disk is full');
      },
    }));
    expect(() => ledger.append('a', { kind: 'issued' })).toThrow('the disk is full');
    expect(published()).toEqual(before);
    expect(ledger.history('a').at(-1)?.entry.kind).toBe('issueRequested');
    ledger.close();
    open();
    write('a', [{ kind: 'issued' }]);
    expect(published().leaves).toHaveLength(1);
    expect(ledger.find('a')?.last).toBe('issued');
  });

  it('when the log is published, then its checkpoint is signed by its key', () => {
    write('a', ISSUED);
    const { note } = published();
    const parsed = parseNote(note);
    if (!parsed) throw new Error('no note');
    expect(parseCheckpoint(parsed.text)).toMatchObject({ origin: 'asan-kiosk/K5', size: 1 });
    expect(verifySignedNote(parsed, [SIGNER.key])).toMatchObject({ ok: true });
  });
});

describe('key of the log', () => {
  const opened = () => openTransparency({ ledger, ledgerFile: file, kioskId: 'K5', randomBytes });
  const keys = () => ledger.memo<string[]>('transparency-keys').load() ?? [];

  it('when the kiosk starts for the first time, then the key is made for its user alone, and later starts use it', () => {
    opened();
    expect(statSync(keyFileOf(file)).mode & 0o777).toBe(0o600);
    const first = keys();
    expect(first).toHaveLength(1);
    opened();
    expect(keys()).toEqual(first);
  });

  it('when the key was lost, then a new one is made and both are known', () => {
    expect(opened().keyReplaced).toBe(false);
    rmSync(keyFileOf(file));
    expect(opened().keyReplaced).toBe(true);
    expect(opened().keyReplaced).toBe(false);
    expect(new Set(keys()).size).toBe(2);
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, -8)],
    ['that of another kiosk', (text: string) => text.replace('asan-kiosk/K5', 'asan-kiosk/K6')],
    ['empty', () => ''],
  ])('when the key file is %s, then the start fails', (_, change) => {
    opened();
    writeFileSync(keyFileOf(file), change(readFileSync(keyFileOf(file), 'utf8')));
    expect(opened).toThrow(LogKeyError);
  });
});
