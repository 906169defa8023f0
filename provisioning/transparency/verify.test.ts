import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedCheckpoint } from '../../device/transparency/log.ts';
import { formatCheckpoint } from '../../device/transparency/proof/checkpoint.ts';
import { commitmentOf, leafText } from '../../device/transparency/proof/leaf.ts';
import { formatVerifierKey } from '../../device/transparency/proof/note.ts';
import { encodeReceiptProof } from '../../device/transparency/proof/receipt-proof.ts';
import { signerOf } from '../../device/transparency/signer.ts';
import { exportTiles } from '../../device/transparency/tiles.ts';
import { rootAt } from '../../device/transparency/tree.ts';
import { openTree } from '../../device/transparency/tree-tables.ts';
import { fakeIo } from '../../test/fake-io.ts';
import { verifyCommand } from './verify.ts';

const [OURS, THEIRS] = [5, 6].map((kiosk) => signerOf(`asan-kiosk/K${kiosk}`, new Uint8Array(32).fill(kiosk)));
if (!OURS || !THEIRS) throw new Error('no keys');
const facts = { kioskId: 'K5', minute: 29_000_000, service: 's', tariff: '-', outcome: 'issued' };
const hidden = { applicationId: 'a', reference: 'K5-7QF2-62', amount: 0, payment: '-' };
const salt = new Uint8Array(16);

const key = [OURS, THEIRS].map((signer) => formatVerifierKey(signer.key));
let dir: string;
const path = (name: string) => join(dir, name);

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'verify-'));
  const tree = openTree(new Database(':memory:'));
  tree.append(leafText(facts, commitmentOf(salt, hidden)), 1);
  const head = formatCheckpoint({ origin: OURS.key.name, size: 1, root: rootAt(tree, 1) });
  const signatures = [{ keyId: OURS.key.id, signature: OURS.sign(head) }];
  const proof = encodeReceiptProof({ index: 0, size: 1, facts, hidden, salt, path: [], signatures });
  writeFileSync(path('receipt'), `https://status.example/a/K5-7QF2-62#${proof}`);
  writeFileSync(path('checkpoint'), `\u{feff}${signedCheckpoint(tree, OURS)}`);
  tree.append('a second leaf', 2);
  exportTiles(tree, signedCheckpoint(tree, OURS), path('ours'));
  exportTiles(tree, signedCheckpoint(tree, THEIRS), path('theirs'));
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('the code of a receipt', () => {
  it('says no time where the clock of the kiosk was not set', async () => {
    const tree = openTree(new Database(':memory:'));
    const timeless = { ...facts, minute: null };
    tree.append(leafText(timeless, commitmentOf(salt, hidden)), 1);
    const head = formatCheckpoint({ origin: OURS.key.name, size: 1, root: rootAt(tree, 1) });
    const signatures = [{ keyId: OURS.key.id, signature: OURS.sign(head) }];
    const input = encodeReceiptProof({ index: 0, size: 1, facts: timeless, hidden, salt, path: [], signatures });
    const [text, json] = [fakeIo({ input }), fakeIo({ input })];
    await verifyCommand(['-'], { key }, text);
    expect(text.written()).toContain('issued at no known time (the clock of the kiosk was not set), s,');
    await verifyCommand(['-'], { key, json: true }, json);
    expect(JSON.parse(json.written())).toMatchObject({ proved: 'included', at: null });
  });

  it.each([
    ['with a space before its #', (code: string) => code.replace('#', ' #')],
    ['in several lines', (code: string) => `\n${code.replace(/.{60}/g, '$&\r\n  ')}\n`],
    ['with spaces that do not break', (code: string) => code.replace('#', '\u00a0#\u00a0')],
  ])('may be pasted %s', async (_, change) => {
    const code = change(readFileSync(path('receipt'), 'utf8'));
    expect(await verifyCommand(['-'], { key }, fakeIo({ input: code }))).toMatchObject({ ok: true });
  });
});

describe('what became of the tree of a receipt', () => {
  it('is said by the log that signed it', async () => {
    const io = fakeIo();
    expect(await verifyCommand([path('receipt')], { key, tiles: path('ours') }, io)).toMatchObject({ ok: true });
    expect(io.written()).toContain('the same log has 2 leaves now');
  });

  it('is not said by another log of the same leaves', async () => {
    const io = fakeIo();
    const refused = await verifyCommand([path('receipt')], { key, tiles: path('theirs') }, io);
    expect(refused).toMatchObject({ ok: false, error: { line: expect.stringContaining('another log') } });
    expect(io.written()).toBe('');
  });

  it('is no checkpoint of that log with one byte before it', async () => {
    const refused = await verifyCommand([path('checkpoint')], { key, tiles: path('ours') }, fakeIo());
    expect(refused).toMatchObject({ ok: false, error: { line: expect.stringContaining('not signed by a known key') } });
  });

  it.each([
    ['checkpoint', 'checkpoint: it is a folder'],
    ['tile/0/000.p/2', 'tile/0/000.p/2 is not there, or not whole'],
  ])('is not said where there is a folder for the file %s', async (name, why) => {
    rmSync(path('broken'), { recursive: true, force: true });
    cpSync(path('ours'), path('broken'), { recursive: true });
    rmSync(path(`broken/${name}`));
    mkdirSync(path(`broken/${name}`));
    const refused = await verifyCommand([path('receipt')], { key, tiles: path('broken') }, fakeIo());
    expect(refused).toMatchObject({ ok: false, error: { line: expect.stringContaining(why) } });
  });
});
