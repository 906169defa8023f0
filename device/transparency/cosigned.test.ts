import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { concat } from '../../drivers/bytes.ts';
import { logSignerFromSeed } from '../merkle/signer.ts';
import { hashLeaf } from '../merkle/tree.ts';
import { formatCheckpoint } from '../proof/checkpoint.ts';
import { formatNote, makeVerifierKey, parseNote, WITNESS_KEY_TYPE } from '../proof/note.ts';
import { cosignedBytes, verifySignedNote } from '../proof/signature.ts';
import { checkCosignedNote, readCosigned, storeCosignedCheckpoint } from './cosigned.ts';

const LOG = logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(7));
const TREE = { at: () => hashLeaf(Buffer.from('the one leaf')) };
const TEXT = formatCheckpoint({ origin: LOG.key.name, size: 1, root: TREE.at() });

function witness(name: string, seed: number) {
  const signer = logSignerFromSeed(name, new Uint8Array(32).fill(seed));
  const key = makeVerifierKey(name, WITNESS_KEY_TYPE, signer.key.publicKey);
  return {
    key,
    cosign(time: number) {
      const stamp = new Uint8Array(8);
      new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
      const signature = concat(stamp, signer.sign(new TextDecoder().decode(cosignedBytes(time, TEXT))));
      return { name, id: key.id, signature };
    },
  };
}

const ONE = witness('witness.example/one', 1);
const TWO = witness('witness.example/two', 2);
const TRUST = { logs: [LOG.key], witnesses: [ONE.key, TWO.key] };
const OWN = { name: LOG.key.name, id: LOG.key.id, signature: LOG.sign(TEXT) };

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cosigned-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function bring(...signatures: readonly ReturnType<typeof ONE.cosign>[]) {
  const file = join(dir, 'ledger.db.cosigned');
  const checked = checkCosignedNote(formatNote({ text: TEXT, signatures: [OWN, ...signatures] }), TRUST, TREE, 1);
  if (!checked.ok) throw new Error(checked.error.kind);
  storeCosignedCheckpoint(file, checked.value, TREE, 1);
  const kept = parseNote(readCosigned(file, TREE, 1) ?? '');
  const opened = kept && verifySignedNote(kept, [ONE.key, TWO.key]);
  if (!opened?.ok) throw new Error('nothing was kept');
  expect(kept?.signatures).toHaveLength(1 + opened.value.length);
  return Object.fromEntries(opened.value.map(({ key, time }) => [key.name.slice(-3), time]));
}

describe('cosignatures of one tree', () => {
  it('when several witnesses cosign, then the latest of each is kept', () => {
    expect(bring(ONE.cosign(1_000))).toEqual({ one: 1_000 });
    expect(bring(TWO.cosign(1_500))).toEqual({ one: 1_000, two: 1_500 });
    expect(bring(ONE.cosign(2_000))).toEqual({ one: 2_000, two: 1_500 });
    expect(bring(ONE.cosign(2_000))).toEqual({ one: 2_000, two: 1_500 });
  });

  it('when an older cosignature comes after a newer one, then the newer one stays', () => {
    bring(ONE.cosign(2_000));
    expect(bring(ONE.cosign(1_000))).toEqual({ one: 2_000 });
    expect(bring(ONE.cosign(1_000), ONE.cosign(3_000), ONE.cosign(2_500))).toEqual({ one: 3_000 });
  });

  it.each([
    ['a tree larger than the log', formatCheckpoint({ origin: LOG.key.name, size: 9, root: new Uint8Array(32) })],
    ['another root of the same size', formatCheckpoint({ origin: LOG.key.name, size: 1, root: new Uint8Array(32) })],
    ['a text that is no checkpoint', 'K5\n'],
  ])('when the kept file is a signed note of %s, then its cosignatures are ignored', (_, text) => {
    const file = join(dir, 'ledger.db.cosigned');
    writeFileSync(file, formatNote({ text, signatures: [OWN] }));
    expect(readCosigned(file, TREE, 1)).toBeNull();
    expect(bring(ONE.cosign(1_000))).toEqual({ one: 1_000 });
  });

  it('when the file of cosignatures is damaged, then it is ignored', () => {
    const file = join(dir, 'ledger.db.cosigned');
    writeFileSync(file, 'rubbish');
    expect(readCosigned(file, TREE, 1)).toBeNull();
    expect(bring(ONE.cosign(1_000))).toEqual({ one: 1_000 });
  });
});
