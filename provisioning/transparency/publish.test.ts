import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { logSignerFromSeed } from '../../device/merkle/signer.ts';
import {
  formatNote,
  formatVerifierKey,
  makeVerifierKey,
  parseNote,
  WITNESS_KEY_TYPE,
} from '../../device/proof/note.ts';
import { cosignedBytes } from '../../device/proof/signature.ts';
import { openTransparency } from '../../device/transparency/open.ts';
import { concat } from '../../drivers/bytes.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import type { CliOutcome } from '../command/outcome.ts';
import { ledgerFinding, transparencyLogFinding } from '../doctor/ledger-books.ts';
import { addCosignedCheckpoint, checkpointCommand, exportCommand, printLogKeyCommand } from './publish.ts';
import { verifyReceiptsCommand } from './verify.ts';

const witness = logSignerFromSeed('witness.example/w1', new Uint8Array(32).fill(3));
const WITNESS = makeVerifierKey(witness.key.name, WITNESS_KEY_TYPE, witness.key.publicKey);

let dir: string;
let profile: string;
const path = (name: string) => join(dir, name);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'publish-'));
  profile = path('profile.yaml');
  const simulated = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  const witnesses = `\ntransparency:\n  witnesses:\n    - ${formatVerifierKey(WITNESS)}\n`;
  writeFileSync(profile, simulated.replace(/var\/simulated\/ledger\.db/, path('ledger.db')) + witnesses);
  issue('a');
});
afterEach(() => rmSync(dir, { recursive: true }));

const nothing = (count: number) => new Uint8Array(count).fill(1);

function issue(id: string): void {
  const ledger = openLedger({ file: path('ledger.db'), now: () => new Date('2026-11-24T10:32:00Z') });
  openTransparency({ ledger, ledgerFile: path('ledger.db'), kioskId: 'K5', randomBytes: nothing });
  ledger.append(id, {
    kind: 'quoted',
    service: 'queue-ticket',
    tier: 'any',
    tariffDate: null,
    amount: 0,
    paper: 'ticket',
  });
  ledger.append(id, { kind: 'lodged', reference: 'K5-7QF2-62' });
  ledger.append(id, { kind: 'issueRequested' });
  ledger.append(id, { kind: 'issued' });
  ledger.close();
}

const said = (outcome: CliOutcome): string => (outcome.ok ? '' : outcome.error.line);

async function checkpoint(): Promise<string> {
  const io = fakeIo();
  expect(await checkpointCommand({ profile }, io)).toMatchObject({ ok: true });
  return io.written();
}

function cosigned(note: string, time: bigint): string {
  const parsed = parseNote(note);
  if (!parsed) throw new Error('no note');
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, time);
  const signature = concat(stamp, witness.sign(new TextDecoder().decode(cosignedBytes(time, parsed.text))));
  return formatNote({
    ...parsed,
    signatures: [...parsed.signatures, { name: WITNESS.name, id: WITNESS.id, signature }],
  });
}

describe('unreadable ledger', () => {
  const commands = {
    key: () => printLogKeyCommand({ profile }, fakeIo()),
    checkpoint: () => checkpointCommand({ profile }, fakeIo()),
    export: () => exportCommand({ profile, out: path('log') }, fakeIo()),
    cosign: () => addCosignedCheckpoint(path('one.txt'), { profile }, fakeIo()),
    verify: () => verifyReceiptsCommand([path('one.txt')], { profile }, fakeIo()),
  };
  const damages = {
    'is no database': () => writeFileSync(path('ledger.db'), 'this is no database, whatever its name says'.repeat(40)),
    'is cut short': () => truncateSync(path('ledger.db'), 5_000),
    'is a folder': () => {
      rmSync(path('ledger.db'));
      mkdirSync(path('ledger.db'));
    },
  };

  it.each(Object.entries(damages))('when the ledger %s, then each command fails with one line', async (_, damage) => {
    writeFileSync(path('one.txt'), await checkpoint());
    damage();
    for (const command of Object.values(commands)) {
      const outcome = await command();
      expect(outcome).toMatchObject({ ok: false, error: { exit: 1 } });
      expect(said(outcome)).toMatch(/^the ledger .*ledger\.db can not be read \(SQLITE_[A-Z_]+\)/);
    }
  });
});

function meddle(sql: string): void {
  const db = new Database(path('ledger.db'));
  db.exec(sql);
  db.close();
}

describe('log with changed leaves', () => {
  it.each([
    ['changed', "UPDATE log_leaf SET body = 'x' WHERE i = 1", 'one of the leaves 0 to 1'],
    ['dropped from the middle', 'DELETE FROM log_leaf WHERE i = 1', 'leaf 1'],
    [
      'swapped',
      'UPDATE log_leaf SET i = -1 WHERE i = 1; UPDATE log_leaf SET i = 1 WHERE i = 2; UPDATE log_leaf SET i = 2 WHERE i = -1',
      'one of the leaves 0 to 1',
    ],
  ])('when a leaf was changed, then the log proves nothing and is not exported: %s', async (_, sql, which) => {
    for (const id of ['b', 'c', 'd']) issue(id);
    writeFileSync(path('now.txt'), await checkpoint());
    expect(await verifyReceiptsCommand([path('now.txt')], { profile }, fakeIo())).toMatchObject({ ok: true });
    meddle(sql);
    const [verified, exported] = [
      await verifyReceiptsCommand([path('now.txt')], { profile }, fakeIo()),
      await exportCommand({ profile, out: path('log') }, fakeIo()),
    ];
    expect(said(verified)).toMatch(
      new RegExp(`^not proved: ${which} of the log in .* is not what was written, .* \\(TLG-102\\)$`),
    );
    expect(said(exported)).toMatch(new RegExp(`log was not written: ${which} of the log .* \\(TLG-102\\)$`));
    expect(existsSync(path('log'))).toBe(false);
    expect(await ledgerFinding(path('ledger.db'))).toMatchObject({ state: 'ok' });
    expect(await transparencyLogFinding(path('ledger.db'))).toMatchObject({
      state: 'fail',
      found: `${which} is not what was written, or no record of the ledger has it`,
    });
  });

  it.each([
    ['with a record of another kind', '(4, 2)', 4],
    ['with a record that decided nothing new', '(4, 17)', 4],
    ['with a record that does not exist', '(4, 0)', 4],
    ['with a record from before the leaf ahead of it', '(4, 13)', 4],
  ])('when a row was added after the last leaf %s, then it is neither signed nor exported', async (_, row, leaf) => {
    for (const id of ['b', 'c', 'd']) issue(id);
    const before = await checkpoint();
    writeFileSync(path('before.txt'), before);
    const ledger = openLedger({ file: path('ledger.db'), now: () => new Date() });
    ledger.append('d', { kind: 'closed', outcome: 'delivered' });
    ledger.close();
    // The ledger has four records each of a, b, c and d, then the end of d, which decides nothing new.
    expect(await checkpoint()).toBe(before);
    meddle(`INSERT INTO log_leaf SELECT column1, column2, 'x' FROM (VALUES ${row})`);
    const io = fakeIo();
    const [signed, exported, verified] = [
      await checkpointCommand({ profile }, io),
      await exportCommand({ profile, out: path('log') }, fakeIo()),
      await verifyReceiptsCommand([path('before.txt')], { profile }, fakeIo()),
    ];
    for (const outcome of [signed, exported])
      expect(said(outcome)).toMatch(
        new RegExp(`leaf ${leaf} of the log .* no record of the ledger has it \\(TLG-102\\)$`),
      );
    expect([io.written(), existsSync(path('log')), verified.ok]).toEqual(['', false, true]);
    expect(await transparencyLogFinding(path('ledger.db'))).toMatchObject({
      state: 'fail',
      found: expect.stringContaining(`leaf ${leaf} `),
    });
    const again = openLedger({ file: path('ledger.db'), now: () => new Date() });
    const { log } = openTransparency({
      ledger: again,
      ledgerFile: path('ledger.db'),
      kioskId: 'K5',
      randomBytes: nothing,
    });
    again.close();
    expect(log.damage).toEqual({ code: 'TLG-102', from: leaf, to: leaf });
  });

  it('when a leaf was changed, then the start reports it and continues', () => {
    for (const id of ['b', 'c', 'd']) issue(id);
    meddle("UPDATE log_leaf SET body = 'x' WHERE i = 1");
    const ledger = openLedger({ file: path('ledger.db'), now: () => new Date() });
    const { log } = openTransparency({ ledger, ledgerFile: path('ledger.db'), kioskId: 'K5', randomBytes: nothing });
    ledger.close();
    expect(log.damage).toEqual({ code: 'TLG-102', from: 0, to: 1 });
  });
});

describe('ledger that is not the newest', () => {
  it('when the ledger is not the newest, then it proves nothing and is not exported', async () => {
    copyFileSync(path('ledger.db'), path('copy'));
    writeFileSync(path('one.txt'), await checkpoint());
    issue('b');
    copyFileSync(path('copy'), path('ledger.db'));
    for (const outcome of [
      await verifyReceiptsCommand([path('one.txt')], { profile }, fakeIo()),
      await exportCommand({ profile, out: path('log') }, fakeIo()),
    ]) {
      expect(said(outcome)).toContain(
        'is not the newest ledger of this kiosk (LDG-102): its newest records are missing',
      );
    }
    expect(existsSync(path('log'))).toBe(false);
  });
});

describe('cosigned checkpoint', () => {
  it('when the cosigned checkpoint cannot be kept, then one line says so', async () => {
    writeFileSync(path('one.txt'), cosigned(await checkpoint(), 1_790_000_000n));
    mkdirSync(path('ledger.db.cosigned.new'));
    const outcome = await addCosignedCheckpoint(path('one.txt'), { profile }, fakeIo());
    expect(said(outcome)).toMatch(/one\.txt was not kept: .*ledger\.db\.cosigned: it is a folder$/);
  });

  it.each([{}, { json: true }] as const)(
    'when the cosigned checkpoint is damaged, then it counts as missing (%o)',
    async (options) => {
      writeFileSync(path('ledger.db.cosigned'), 'rubbish');
      const io = fakeIo();
      const outcome = await checkpointCommand({ profile, cosigned: true, ...options }, io);
      expect([said(outcome), io.written()]).toEqual([expect.stringContaining('no witness has cosigned'), '']);
    },
  );

  it('when the cosigned checkpoint is a folder, then one line says so', async () => {
    mkdirSync(path('ledger.db.cosigned'));
    const outcome = await checkpointCommand({ profile, cosigned: true }, fakeIo());
    expect(said(outcome)).toMatch(/ledger\.db\.cosigned can not be read: it is a folder$/);
  });

  it('when the time of the cosigned checkpoint is not a date, then it proves nothing', async () => {
    writeFileSync(path('one.txt'), cosigned(await checkpoint(), 1_790_000_000_000_000n));
    const outcome = await verifyReceiptsCommand([path('one.txt')], { profile }, fakeIo());
    expect(said(outcome)).toContain('the signature of witness.example/w1 is wrong');
  });
});

describe('export', () => {
  it('when the folder has another log, then the export is refused', async () => {
    const theirs = logSignerFromSeed('asan-kiosk/K6', new Uint8Array(32).fill(6));
    const { text } = parseNote(await checkpoint()) ?? { text: '' };
    const ofK6 = text.replace('K5', 'K6');
    mkdirSync(path('log'));
    const signatures = [{ name: theirs.key.name, id: theirs.key.id, signature: theirs.sign(ofK6) }];
    writeFileSync(path('log/checkpoint'), formatNote({ text: ofK6, signatures }));
    const outcome = await exportCommand({ profile, out: path('log') }, fakeIo());
    expect(said(outcome)).toMatch(/was not written: it holds another log, asan-kiosk\/K6; name another folder$/);
  });
});
