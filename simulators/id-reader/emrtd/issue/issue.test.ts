import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  derBitString,
  derContext,
  derInteger,
  derOid,
  derSequence,
  derUtcTime,
} from '../../../../drivers/id-reader/emrtd/der.ts';
import { readSingleTlv, readTlvs, writeTlv } from '../../../../drivers/id-reader/emrtd/tlv.ts';
import { issueChip } from './chip.ts';
import { CHIP_FILE } from './contents.ts';
import { sampleFace } from './face.ts';
import { CHIP_PLANS } from './plans.ts';
import { seededRsaKey, signPss, signRawRsa } from './rsa.ts';
import { documentSigner, type SignerName, trustedCsca, trustedCscas } from './state.ts';

const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const ids = Object.keys(CHIP_PLANS) as (keyof typeof CHIP_PLANS)[];
const SIGNERS: readonly SignerName[] = ['cards', 'passports', 'foreign-cards', 'outdated', 'impostor'];
const signerOf = (name: SignerName) => new X509Certificate(documentSigner(name).certificate);

describe('DER', () => {
  it('when values are encoded, then the bytes are as X.690 shows them', () => {
    expect(hex(derOid('1.2.840.113549'))).toBe('06062a864886f70d');
    expect(hex(derOid('2.999.3'))).toBe('0603883703');
    expect(hex(derInteger(0))).toBe('020100');
    expect(hex(derInteger(128))).toBe('02020080');
    expect(hex(derBitString(Uint8Array.of(0xaa)))).toBe('030200aa');
    expect(hex(derUtcTime('20260102'))).toBe('170d3236303130323030303030305a');
    expect(hex(writeTlv(0x7f61, new Uint8Array(200)))).toMatch(/^7f6181c800/);
    expect(hex(writeTlv(0x04, new Uint8Array(300)))).toMatch(/^0482012c00/);
    expect(hex(writeTlv(0x04, new Uint8Array(70_000)))).toMatch(/^048301117000/);
    expect(hex(derSequence(derContext(0, derInteger(2))))).toBe('3005a003020102');
  });
});

describe('DG2', () => {
  it('when DG2 is made, then its biometric header has only the mandatory fields', () => {
    const file = issueChip('aze-passport')?.application.get(CHIP_FILE.dataGroup(2));
    expect(hex(file)).toMatch(/^7582....7f6182....0201017f6082....a10e81010282010087020101880200085f2e82/);
  });
});

describe('the issuing state', () => {
  it('when CSCAs are made, then they are always the same, self-signed, and marked as test certificates', () => {
    expect(sha256(trustedCscas())).toBe('e35fe45b221897cc2a58f380ae855d0328c6a24cad40fac7a8c24994bfebe80c');
    for (const [of, letters, number] of [
      ['azerbaijan', 'AZ', 1],
      ['utopia', 'UT', 2],
    ] as const) {
      const csca = new X509Certificate(trustedCsca(of));
      expect(csca.subject).toBe(`C=${letters}\nO=TEST ONLY\\, not an authority of any state\nCN=Test CSCA ${number}`);
      expect(csca.ca).toBe(true);
      expect(csca.verify(csca.publicKey)).toBe(true);
    }
  });

  it('when a signer is not the impostor, then the CSCA of its country verifies its certificate', () => {
    for (const name of SIGNERS) {
      const of = name === 'foreign-cards' ? 'utopia' : 'azerbaijan';
      const csca = new X509Certificate(trustedCsca(of));
      expect(signerOf(name).checkIssued(csca), name).toBe(true);
      expect(signerOf(name).verify(csca.publicKey), name).toBe(name !== 'impostor');
      expect(signerOf(name).ca, name).toBe(false);
      expect(signerOf(name).subject.slice(0, 4), name).toBe(csca.subject.slice(0, 4));
    }
    expect(new Date(signerOf('outdated').validTo).getUTCFullYear()).toBe(2012);
  });

  it('when a signer signs, then OpenSSL verifies the signature, and a repeat is the same', () => {
    const message = Buffer.from('a message');
    for (const name of SIGNERS) {
      const { signer } = documentSigner(name);
      const key = createPublicKey({ key: Buffer.from(signer.publicKey), format: 'der', type: 'spki' });
      const signature = signer.sign(message);
      const padding = name === 'foreign-cards' ? { padding: 6, saltLength: 32 } : {};
      expect(verify(signer.hash, message, { key, ...padding }, signature), name).toBe(true);
      expect(signer.sign(message), name).toEqual(signature);
    }
  });

  it('when an RSA key is made from a label, then it is always the same and has its full length', () => {
    const key = seededRsaKey('a test', 512);
    expect(key.modulus).toBe(seededRsaKey('a test', 512).modulus);
    expect(key.modulus.toString(2)).toHaveLength(512);
    expect(hex(signRawRsa(key, Uint8Array.of(1)))).toMatch(/^0{127}1$/);
    expect(signPss(seededRsaKey('a test', 1024), Uint8Array.of(1))).toHaveLength(128);
  });
});

describe('chips of the simulated documents', () => {
  it('when a document is issued, then it has a chip, except the old card', () => {
    expect(ids.filter((id) => issueChip(id) === null)).toEqual(['aze-card-old']);
  });

  it('when a chip is issued twice, then both are the same', () => {
    expect(issueChip('aze-card-man')).toEqual(issueChip('aze-card-man'));
  });

  it('when a chip is issued, then its security object has the hash of every data group, except a changed one', () => {
    for (const id of ids) {
      const chip = issueChip(id);
      const signed = hex(chip?.application.get(CHIP_FILE.securityObject));
      for (const [file, bytes] of chip?.application ?? []) {
        if (file === CHIP_FILE.common || file === CHIP_FILE.securityObject) continue;
        const changed = id === 'chip-hash-wrong' && file === CHIP_FILE.dataGroup(1);
        expect(signed.includes(sha256(bytes)), `${id} ${file.toString(16)}`).toBe(!changed);
      }
    }
  });

  it('when a chip is issued, then EF.COM lists its data groups', () => {
    const common = readSingleTlv(
      issueChip('aze-card-man')?.application.get(CHIP_FILE.common) ?? new Uint8Array(),
      0x60,
    );
    const list = common.ok ? readTlvs(common.value) : common;
    expect(list.ok && hex(list.value.find(({ tag }) => tag === 0x5c)?.value)).toBe('61756b6e6f');
  });

  it('when two documents are issued, then each has its own face in a JPEG', () => {
    const [one, other] = [sampleFace('one'), sampleFace('other')];
    expect(hex(one.jpeg)).toMatch(/^ffd8ffe0.*ffd9$/);
    expect(one.jpeg).not.toEqual(other.jpeg);
    expect(one.jpeg.length).toBeGreaterThan(8_000);
    expect(one.jpeg.length).toBeLessThan(16_000);
  });
});
