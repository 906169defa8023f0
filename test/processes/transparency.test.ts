import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  formatNote,
  formatVerifierKey,
  LOG_KEY_TYPE,
  makeVerifierKey,
  parseNote,
  WITNESS_KEY_TYPE,
} from '../../device/proof/note.ts';
import { cosignedBytes } from '../../device/proof/signature.ts';
import { concat } from '../../drivers/bytes.ts';
import { asanKiosk, type ProgramOutcome } from '../support/command.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { payBySocket, type SocketCitizen, socketCitizenAt, untilCheckingBySocket } from '../support/socket-citizen.ts';

const pair = generateKeyPairSync('ed25519');
const rawKey = (key: KeyObject) => new Uint8Array(Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url'));
const WITNESS = makeVerifierKey('witness.example/w1', WITNESS_KEY_TYPE, rawKey(pair.publicKey));
const SEEN_AT = 1_795_600_000;

let kiosk: KioskProcess;
let citizen: SocketCitizen;

beforeAll(async () => {
  kiosk = await startKioskProcess(
    (profile) => `${profile}\ntransparency:\n  witnesses:\n    - ${formatVerifierKey(WITNESS)}\n`,
  );
});
afterAll(() => kiosk.stop());

const path = (name: string): string => join(kiosk.folder, name);
const transparency = (...args: readonly string[]): Promise<ProgramOutcome> =>
  asanKiosk(['transparency', ...args, '--profile', path('profile.yaml')]);
const key = async (): Promise<string> =>
  ((await transparency('key', '--json')).json() as { keys: string[] }).keys[0] ?? '';

/** Code of a receipt, read from the screen: without paper the screen shows it. */
async function receipt(): Promise<string> {
  await kiosk.dock({ device: 'all', do: 'heal' });
  citizen = await socketCitizenAt(kiosk.url);
  await untilCheckingBySocket(kiosk, citizen);
  await payBySocket(citizen, 'card');
  await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
  await kiosk.dock({ device: 'printer', do: 'paper', supply: 'out' });
  await kiosk.dock({ device: 'terminal', do: 'tap' });
  await citizen.sees('printTrouble', ({ canShowQr }) => canShowQr);
  citizen.does({ do: 'show-qr' });
  const { qr } = await citizen.sees('receiptQr');
  citizen.does({ do: 'next' });
  await citizen.sees('done');
  citizen.does({ do: 'finish' });
  await citizen.sees('attract');
  await citizen.leave();
  return qr;
}

function cosigned(note: string): string {
  const parsed = parseNote(note);
  if (!parsed) throw new Error('no note');
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(SEEN_AT));
  const signature = concat(stamp, sign(null, cosignedBytes(SEEN_AT, parsed.text), pair.privateKey));
  return formatNote({
    ...parsed,
    signatures: [...parsed.signatures, { name: WITNESS.name, id: WITNESS.id, signature }],
  });
}

function decided() {
  const db = new Database(path('ledger.db'), { readonly: true });
  const of = (sql: string) => db.prepare<[], { count: number }>(sql).get()?.count;
  const both = {
    applications: of("SELECT count(DISTINCT application) AS count FROM entry WHERE kind IN ('issued', 'closed')"),
    leaves: of('SELECT count(*) AS count FROM log_leaf'),
  };
  db.close();
  return both;
}

describe('the log of a kiosk', () => {
  let code = '';

  it("when a receipt's code is verified with the key, then the receipt is proved", async () => {
    code = await receipt();
    writeFileSync(path('receipt.txt'), `${code}\n`);
    const proved = await transparency('verify', path('receipt.txt'), '--json');
    expect([proved.exit, proved.notes]).toEqual([0, []]);
    expect(proved.json()).toMatchObject({
      proved: 'included',
      log: 'asan-kiosk/K5',
      index: 0,
      size: 1,
      service: 'identity-card-replacement',
      outcome: 'issued',
      amount: 500,
      witnesses: [],
      later: null,
    });
    const elsewhere = await asanKiosk(['transparency', 'verify', '-', '--key', await key()], code);
    expect(elsewhere.exit).toBe(0);
    expect(elsewhere.out.toString()).toMatch(/^proved: application K5-\S+ is number 1 of 1 in the log asan-kiosk\/K5/);
    expect(elsewhere.out.toString()).toContain('no witness signed it');
  });

  it('when the code or the key is changed, then the receipt is not proved', async () => {
    const at = code.length - 40;
    const changed = `${code.slice(0, at)}${code[at] === 'A' ? 'B' : 'A'}${code.slice(at + 1)}`;
    const refused = await asanKiosk(['transparency', 'verify', '-', '--key', await key()], changed);
    expect([refused.exit, refused.notes]).toEqual([
      1,
      ['asan-kiosk: not proved: the key of the log did not sign a tree with this application in it'],
    ]);
    const other = makeVerifierKey('asan-kiosk/K5', LOG_KEY_TYPE, WITNESS.publicKey);
    const unknown = await asanKiosk(['transparency', 'verify', '-', '--key', formatVerifierKey(other)], code);
    expect([unknown.exit, unknown.notes]).toEqual([1, [expect.stringContaining('no key of the log asan-kiosk/K5')]]);
    const misused = await asanKiosk(['transparency', 'verify', '-', '--key', formatVerifierKey(WITNESS)], code);
    expect([misused.exit, misused.notes]).toEqual([2, [expect.stringContaining('not a key of a log')]]);
    const plain = await asanKiosk(['transparency', 'verify', '-', '--key', await key()], code.replace(/#.*/, ''));
    expect([plain.exit, plain.notes.length]).toEqual([1, 1]);
  });

  it('when the log is exported as tiles, then they prove its growth, with the signature of a witness', async () => {
    const first = await transparency('checkpoint');
    writeFileSync(path('first.txt'), first.out);
    writeFileSync(path('cosigned.txt'), cosigned(first.out.toString()));
    const taken = await transparency('cosign', path('cosigned.txt'), '--json');
    expect([taken.exit, taken.json()]).toEqual([0, { size: 1, witnesses: [WITNESS.name] }]);
    expect((await transparency('checkpoint', '--cosigned')).out.toString()).toBe(cosigned(first.out.toString()));

    await receipt();
    const tiles = path('log');
    expect((await transparency('export', '--out', tiles, '--json')).json()).toMatchObject({ size: 2, kept: 0 });
    writeFileSync(path('second.txt'), (await transparency('checkpoint')).out);
    expect(readFileSync(join(tiles, 'checkpoint'), 'utf8')).toBe(readFileSync(path('second.txt'), 'utf8'));
    expect(readFileSync(join(tiles, 'tile/0/000.p/2'))).toHaveLength(64);

    const grown = await transparency('verify', path('first.txt'), path('second.txt'), '--tiles', tiles, '--json');
    expect([grown.exit, grown.json()]).toEqual([
      0,
      { proved: 'consistent', origin: 'asan-kiosk/K5', from: 1, to: 2, witnesses: [] },
    ]);
    const local = await transparency('verify', path('cosigned.txt'), path('second.txt'));
    expect(local.out.toString()).toMatch(/^proved: the log asan-kiosk\/K5 grew from 1 to 2 leaves/);
    const later = await transparency('verify', path('receipt.txt'), '--tiles', tiles, '--json');
    expect(later.json()).toMatchObject({ proved: 'included', size: 1, later: { size: 2 } });

    writeFileSync(join(tiles, 'checkpoint'), cosigned(readFileSync(path('second.txt'), 'utf8')));
    const seen = await transparency('verify', path('receipt.txt'), '--tiles', tiles, '--json');
    expect(seen.json()).toMatchObject({ later: { witnesses: [{ name: WITNESS.name, at: '2026-11-25T09:46:40Z' }] } });
  });

  it('when a tile is changed or cut, then the log is not proved', async () => {
    const file = path('log/tile/0/000.p/2');
    const tile = readFileSync(file);
    tile[5] = (tile[5] ?? 0) ^ 1;
    writeFileSync(file, tile);
    const refused = await transparency('verify', path('first.txt'), path('second.txt'), '--tiles', path('log'));
    expect([refused.exit, refused.notes.length]).toEqual([1, 1]);
    writeFileSync(file, tile.subarray(1));
    const torn = await transparency('verify', path('receipt.txt'), '--tiles', path('log'));
    expect([torn.exit, torn.notes]).toEqual([1, [expect.stringMatching(/^asan-kiosk: not proved: .*not whole$/)]]);
  });

  it.each([
    ['that nobody signed', (note: string) => note, 'no witness of the profile has signed it'],
    ['of another text', (note: string) => cosigned(note).replace('\n1\n', '\n2\n'), 'the signature of '],
    ['that is none', () => 'K5\n', 'it is not a checkpoint'],
  ])('when a cosigned checkpoint is one %s, then it is refused', async (_, change, why) => {
    writeFileSync(path('bad.txt'), change(readFileSync(path('first.txt'), 'utf8')));
    const refused = await transparency('cosign', path('bad.txt'));
    expect(refused.exit).toBe(1);
    expect(refused.notes).toEqual([expect.stringContaining(why)]);
  });

  it('when the process is killed at a decision, then each decided application still has one leaf', async () => {
    await kiosk.dock({ device: 'all', do: 'heal' });
    citizen = await socketCitizenAt(kiosk.url);
    await untilCheckingBySocket(kiosk, citizen);
    await payBySocket(citizen, 'card');
    await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
    await kiosk.dock({ device: 'terminal', do: 'tap' });
    await vi.waitFor(() => expect(kiosk.ledger().at(-1)).toContain('issued'), { interval: 5, timeout: 30_000 });
    const before = await transparency('checkpoint');
    await kiosk.crash();
    expect(decided()).toEqual({ applications: 3, leaves: 3 });
    await vi.waitFor(() => expect(kiosk.ledger().at(-1)?.at(-1)).toBe('closed'), { interval: 20, timeout: 30_000 });
    expect(decided()).toEqual({ applications: 3, leaves: 3 });
    // The checkpoint of a tree is the same for each process that signs it.
    expect((await transparency('checkpoint')).out).toEqual(before.out);
  });
});
