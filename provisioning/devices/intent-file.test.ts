import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { type NotedPayment, readPaymentNote, writePaymentNote } from './intent-file.ts';
import { findPaymentNote, paymentNotePath } from './payment-note.ts';

const NOTED: NotedPayment = {
  intent: {
    intentId: '0b2c',
    amount: 500,
    before: { terminalId: '52500041', traceNumber: '000007', receiptNumber: '0003', at: '1124100000' },
  },
  at: '2026-11-24T10:00:00.000Z',
  outcome: 'unknown',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-intent-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('note of a payment', () => {
  it('when a note is written, then its folder is made, and reading gives the same note with no other file left', () => {
    const file = join(folder, 'var/pay.json');
    expect(writePaymentNote(file, NOTED).ok).toBe(true);
    expect(readPaymentNote(file)).toEqual({ ok: true, value: NOTED });
    expect(readdirSync(join(folder, 'var'))).toEqual(['pay.json']);
  });

  it('when no file exists, then the note is null', () => {
    expect(readPaymentNote(join(folder, 'none.json'))).toEqual({ ok: true, value: null });
  });

  it.each(['', '{}', '{"intent":{"intentId":"a","amount":-5,"before":null},"at":"","outcome":"unknown"}', 'not JSON'])(
    'when the file is %j, then reading fails: it may be about money',
    (text) => {
      const file = join(folder, 'pay.json');
      writeFileSync(file, text);
      expect(readPaymentNote(file)).toMatchObject({
        ok: false,
        error: { exit: 2, line: expect.stringContaining(file) },
      });
    },
  );

  it('when the note cannot be written, then the error names the file', () => {
    const file = join(folder, 'is-a-folder');
    mkdirSync(file);
    expect(writePaymentNote(file, NOTED)).toMatchObject({
      ok: false,
      error: { exit: 1, line: expect.stringContaining(file) },
    });
  });
});

describe('paymentNotePath and findPaymentNote', () => {
  function profile(): string {
    const file = join(folder, 'profile.yaml');
    const simulated = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
    writeFileSync(file, simulated.replace('var/simulated/ledger.db', join(folder, 'ledger.db')));
    return file;
  }

  it('when a profile is given, then the note is beside its ledger; --intent comes first; without both it is the common file', () => {
    const beside = join(folder, 'ledger.db.terminal-pay.json');
    const io = fakeIo();
    expect(paymentNotePath({ profile: profile() }, io)).toEqual({ ok: true, value: beside });
    expect(paymentNotePath({ profile: profile(), intent: 'here.json' }, io)).toEqual({ ok: true, value: 'here.json' });
    expect(paymentNotePath({}, io)).toEqual({ ok: true, value: io.commonNote });
    expect(paymentNotePath({ profile: join(folder, 'none.yaml') }, io)).toMatchObject({
      ok: false,
      error: { exit: 2 },
    });
  });

  it('when the common file has an unsettled note, then it must be settled first', () => {
    const common = join(folder, 'common.json');
    const io = { commonNote: common };
    const options = { profile: profile() };
    expect(findPaymentNote(options, io)).toMatchObject({ ok: true, value: { noted: null } });
    writePaymentNote(common, NOTED);
    expect(findPaymentNote(options, io)).toMatchObject({
      ok: false,
      error: { exit: 1, line: expect.stringContaining(`--intent ${common}`) },
    });
    expect(findPaymentNote({ ...options, intent: join(folder, 'new.json') }, io)).toMatchObject({ ok: true });
    writePaymentNote(common, { ...NOTED, outcome: 'not-paid' });
    expect(findPaymentNote(options, io)).toMatchObject({ ok: true, value: { noted: null } });
    writeFileSync(common, 'not JSON');
    expect(findPaymentNote(options, io)).toMatchObject({ ok: false, error: { line: expect.stringContaining(common) } });
  });
});
