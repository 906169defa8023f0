import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '../../drivers/bytes.ts';
import { logSignerFromSeed } from '../merkle/signer.ts';
import {
  formatNote,
  formatVerifierKey,
  makeVerifierKey,
  parseNote,
  parseVerifierKey,
  WITNESS_KEY_TYPE,
} from './note.ts';
import { cosignedBytes, verifySignedNote } from './signature.ts';

const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const NOTE = `${TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

/** Note from c2sp.org/tlog-cosignature. Its key is not published: only the form is tested. */
const COSIGNED = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

const must = <T>(value: T | null): T => {
  if (value === null) throw new Error('nothing was read');
  return value;
};

function witness(name: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { key: makeVerifierKey(name, WITNESS_KEY_TYPE, rawKey(publicKey)), privateKey };
}

const rawKey = (key: KeyObject) => new Uint8Array(Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url'));

function cosign(text: string, time: number, { key, privateKey }: ReturnType<typeof witness>) {
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  const signature = concat(stamp, sign(null, cosignedBytes(time, text), privateKey));
  return { name: key.name, id: key.id, signature };
}

describe('signed notes', () => {
  it('when the specification’s note is opened, then its key verifies it, and it is written with the same bytes', () => {
    const key = must(parseVerifierKey(PETER));
    const note = must(parseNote(NOTE));
    expect(note.text).toBe(TEXT);
    expect(verifySignedNote(note, [key])).toEqual({ ok: true, value: [{ key, time: null }] });
    expect(formatNote(note)).toBe(NOTE);
    expect(formatVerifierKey(key)).toBe(PETER);
  });

  it('when a note has a cosignature, then both signatures are read with their lengths and the time', () => {
    const { text, signatures } = must(parseNote(COSIGNED));
    expect(text.split('\n')).toHaveLength(4);
    expect(signatures.map(({ name, signature }) => [name, signature.length])).toEqual([
      ['example.com/behind-the-sofa', 64],
      ['witness.example.com/w1', 72],
    ]);
    expect(formatNote({ text, signatures })).toBe(COSIGNED);
    const time = new DataView(signatures[1]?.signature.buffer ?? new ArrayBuffer(0)).getBigUint64(0);
    expect(time).toBe(1679315147n);
  });

  it('when the key is unknown, then the note is unsigned; when a known key signed another text, the note is forged', () => {
    const key = must(parseVerifierKey(PETER));
    const other = logSignerFromSeed('PeterNeumann', new Uint8Array(32).fill(1)).key;
    expect(verifySignedNote(must(parseNote(NOTE)), [other])).toEqual({ ok: false, error: { kind: 'unsigned' } });
    const changed = must(parseNote(NOTE.replace('problem is', 'problem Is')));
    expect(verifySignedNote(changed, [key])).toEqual({ ok: false, error: { kind: 'forged', name: 'PeterNeumann' } });
  });

  it('when witnesses signed, then each known witness counts with its time; a signature under another name is forged', () => {
    const log = logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(7));
    const [one, two] = [witness('witness.example/one'), witness('witness.example/two')];
    const text = 'asan-kiosk/K5\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
    const own = { name: log.key.name, id: log.key.id, signature: log.sign(text) };
    const note = must(
      parseNote(formatNote({ text, signatures: [own, cosign(text, 1_679_315_147, one), cosign(text, 5, two)] })),
    );
    expect(verifySignedNote(note, [log.key, one.key])).toEqual({
      ok: true,
      value: [
        { key: log.key, time: null },
        { key: one.key, time: 1_679_315_147 },
      ],
    });
    const moved = { ...note, signatures: [own, { ...cosign(text, 5, two), name: one.key.name, id: one.key.id }] };
    expect(verifySignedNote(moved, [log.key, one.key, two.key])).toMatchObject({
      ok: false,
      error: { kind: 'forged' },
    });
  });

  it('when any bit is changed, then the note is refused', () => {
    const key = must(parseVerifierKey(PETER));
    const bytes = Buffer.from(NOTE);
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const note = parseNote(changed.toString());
        expect(note && verifySignedNote(note, [key]).ok).not.toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['no blank line', TEXT],
    ['no signature', `${TEXT}\n`],
    ['no newline at its end', NOTE.trimEnd()],
    ['a hyphen for the dash', NOTE.replace('—', '-')],
    ['a control character', NOTE.replace('answer', 'ans\u0007wer')],
    ['base64 with bits to spare', NOTE.replace('nAM=', 'nAN=')],
  ])('when a note has %s, then it is refused', (_, note) => {
    expect(parseNote(note)).toBeNull();
  });

  it.each([
    ['another id', PETER.replace('c74f20a3', 'c74f20a4')],
    ['another name', PETER.replace('Peter', 'peter')],
    ['a type we do not know', 'PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['a key cut short', PETER.slice(0, -4)],
  ])('when a verifier key has %s, then it is refused', (_, line) => {
    expect(parseVerifierKey(line)).toBeNull();
  });
});
