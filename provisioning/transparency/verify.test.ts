import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logSignerFromSeed } from '../../device/merkle/signer.ts';
import { inclusionPath, rootAt } from '../../device/merkle/tree.ts';
import { openTree } from '../../device/merkle/tree-tables.ts';
import { formatCheckpoint } from '../../device/proof/checkpoint.ts';
import { commitmentOf, leafText } from '../../device/proof/leaf.ts';
import { formatVerifierKey, parseNote } from '../../device/proof/note.ts';
import { encodeReceiptProof } from '../../device/proof/receipt-proof.ts';
import { verifySignedNote } from '../../device/proof/signature.ts';
import { signedCheckpoint } from '../../device/transparency/log.ts';
import { exportTiles } from '../../device/transparency/tiles.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { writeReceiptProof } from './proof.ts';
import { verifyReceiptsCommand } from './verify.ts';

const [OURS, THEIRS] = [5, 6].map((kiosk) => logSignerFromSeed(`asan-kiosk/K${kiosk}`, new Uint8Array(32).fill(kiosk)));
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

describe('code of a receipt', () => {
  it('when the kiosk’s clock was not set, then the result says that the time is unknown', async () => {
    const tree = openTree(new Database(':memory:'));
    const timeless = { ...facts, minute: null };
    tree.append(leafText(timeless, commitmentOf(salt, hidden)), 1);
    const head = formatCheckpoint({ origin: OURS.key.name, size: 1, root: rootAt(tree, 1) });
    const signatures = [{ keyId: OURS.key.id, signature: OURS.sign(head) }];
    const input = encodeReceiptProof({ index: 0, size: 1, facts: timeless, hidden, salt, path: [], signatures });
    const [text, json] = [fakeIo({ input }), fakeIo({ input })];
    await verifyReceiptsCommand(['-'], { key }, text);
    expect(text.written()).toContain('issued at no known time (the clock of the kiosk was not set), s,');
    await verifyReceiptsCommand(['-'], { key, json: true }, json);
    expect(JSON.parse(json.written())).toMatchObject({ proved: 'included', at: null });
  });

  it.each([
    ['with a space before its #', (code: string) => code.replace('#', ' #')],
    ['in several lines', (code: string) => `\n${code.replace(/.{60}/g, '$&\r\n  ')}\n`],
    ['with spaces that do not break', (code: string) => code.replace('#', '\u00a0#\u00a0')],
  ])('when the code is pasted %s, then it is read', async (_, change) => {
    const code = change(readFileSync(path('receipt'), 'utf8'));
    expect(await verifyReceiptsCommand(['-'], { key }, fakeIo({ input: code }))).toMatchObject({ ok: true });
  });
});

describe('entries of a mirror', () => {
  it.each([
    ['receipt', 2],
    ['checkpoint', 1],
  ])('when entries do not fit the tiles, then a %s is not proved', async (name, width) => {
    rmSync(path('changed'), { recursive: true, force: true });
    cpSync(path('ours'), path('changed'), { recursive: true });
    const input = readFileSync(path(name), 'utf8').replace('\u{feff}', '');
    const verified = () => verifyReceiptsCommand(['-'], { key, tiles: path('changed') }, fakeIo({ input }));
    expect(await verified()).toMatchObject({ ok: true });
    const bundle = path(`changed/tile/entries/000.p/${width}`);
    writeFileSync(bundle, readFileSync(bundle, 'latin1').replace('issued', 'Issued'), 'latin1');
    const line = `not proved: ${bundle} does not match the tiles of the log`;
    expect(await verified()).toMatchObject({ ok: false, error: { line } });
  });
});

/** Without this program's code: reads a proof as c2sp.org/tlog-proof says, and hashes as RFC 6962 says. */
function foreign(text: string) {
  const [, extra = '', index = '', path64 = '', note = ''] =
    /^c2sp\.org\/tlog-proof@v1\nextra ([A-Za-z0-9+/=]+)\nindex (0|[1-9]\d*)\n((?:[A-Za-z0-9+/]{43}=\n)*)\n([\s\S]*)$/.exec(
      text,
    ) ?? [];
  const sha = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const entry = Buffer.from(extra, 'base64');
  const [origin, size = '', root] = note.split('\n');
  const siblings = path64
    .trim()
    .split('\n')
    .filter((line) => line !== '');
  let [at, last, hash] = [Number(index), Number(size) - 1, sha(Buffer.of(0), entry)];
  for (const line of siblings) {
    const sibling = Buffer.from(line, 'base64');
    const isRight = at % 2 === 1 || at === last;
    hash = isRight ? sha(Buffer.of(1), sibling, hash) : sha(Buffer.of(1), hash, sibling);
    while (isRight && at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    [at, last] = [at >> 1, last >> 1];
  }
  return { entry: entry.toString(), origin, note, leads: last === 0 && hash.toString('base64') === root };
}

describe('receipt proof for other tools', () => {
  it('when a proof is written, then code that follows only the standards accepts it', async () => {
    const io = fakeIo();
    expect(await writeReceiptProof(path('receipt'), { key }, io)).toMatchObject({ ok: true });
    const { entry, origin, note, leads } = foreign(io.written());
    expect([entry, origin, leads]).toEqual([leafText(facts, commitmentOf(salt, hidden)), 'asan-kiosk/K5', true]);
    const signed = parseNote(note);
    expect(signed && verifySignedNote(signed, [OURS.key])).toMatchObject({ ok: true });
    for (const secret of [hidden.reference, encodeURIComponent(hidden.reference)]) expect(entry).not.toContain(secret);
  });

  it('when a tree has eleven leaves, then the proof leads from its leaf to the root', async () => {
    const tree = openTree(new Database(':memory:'));
    const leaf = leafText(facts, commitmentOf(salt, hidden));
    for (let nth = 0; nth < 11; nth += 1) tree.append(nth === 9 ? leaf : `leaf ${nth}`, nth);
    const head = formatCheckpoint({ origin: OURS.key.name, size: 11, root: rootAt(tree, 11) });
    const signatures = [{ keyId: OURS.key.id, signature: OURS.sign(head) }];
    const input = encodeReceiptProof({
      index: 9,
      size: 11,
      facts,
      hidden,
      salt,
      path: inclusionPath(tree, 9, 11),
      signatures,
    });
    const io = fakeIo({ input });
    expect(await writeReceiptProof('-', { key, json: true }, io)).toMatchObject({ ok: true });
    const { proof, entry } = JSON.parse(io.written()) as { proof: string; entry: string };
    expect([entry, foreign(proof)]).toMatchObject([leaf, { entry: leaf, leads: true }]);
    expect(proof).toContain('\nindex 9\n');
  });

  it('when the receipt is not proved, then no file is written', async () => {
    const out = path('receipt.tlog-proof');
    const changed = readFileSync(path('receipt'), 'utf8').replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
    expect(await writeReceiptProof('-', { key, out }, fakeIo({ input: changed }))).toMatchObject({ ok: false });
    expect(existsSync(out)).toBe(false);
    expect(await writeReceiptProof(path('receipt'), { key, out }, fakeIo())).toMatchObject({ ok: true });
    expect(foreign(readFileSync(out, 'utf8')).leads).toBe(true);
    expect(await writeReceiptProof(path('receipt'), { key, out: path('receipt') }, fakeIo())).toMatchObject({
      ok: false,
    });
  });
});

describe('later tree of a receipt', () => {
  it('when the mirror is of the same log, then it is proved that nothing changed', async () => {
    const io = fakeIo();
    expect(await verifyReceiptsCommand([path('receipt')], { key, tiles: path('ours') }, io)).toMatchObject({
      ok: true,
    });
    expect(io.written()).toContain('the same log has 2 leaves now');
  });

  it('when the mirror is of another log with the same leaves, then it is refused', async () => {
    const io = fakeIo();
    const refused = await verifyReceiptsCommand([path('receipt')], { key, tiles: path('theirs') }, io);
    expect(refused).toMatchObject({ ok: false, error: { line: expect.stringContaining('another log') } });
    expect(io.written()).toBe('');
  });

  it('when one byte precedes the checkpoint, then it is refused', async () => {
    const refused = await verifyReceiptsCommand([path('checkpoint')], { key, tiles: path('ours') }, fakeIo());
    expect(refused).toMatchObject({ ok: false, error: { line: expect.stringContaining('not signed by a known key') } });
  });

  it.each([
    ['checkpoint', 'checkpoint: it is a folder'],
    ['tile/0/000.p/2', 'tile/0/000.p/2 is not there, or not whole'],
  ])('when %s is a folder, then the receipt is not proved', async (name, why) => {
    rmSync(path('broken'), { recursive: true, force: true });
    cpSync(path('ours'), path('broken'), { recursive: true });
    rmSync(path(`broken/${name}`));
    mkdirSync(path(`broken/${name}`));
    const refused = await verifyReceiptsCommand([path('receipt')], { key, tiles: path('broken') }, fakeIo());
    expect(refused).toMatchObject({ ok: false, error: { line: expect.stringContaining(why) } });
  });
});
