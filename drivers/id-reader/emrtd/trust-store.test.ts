import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type Identity,
  issueCsca,
  issueDocumentSigner,
} from '../../../simulators/id-reader/emrtd/issue/certificate.ts';
import { issueChip } from '../../../simulators/id-reader/emrtd/issue/chip.ts';
import {
  bits,
  context,
  integer,
  octets,
  oid,
  sequence,
  set,
  utcTime,
} from '../../../simulators/id-reader/emrtd/issue/der.ts';
import { digestAlgorithm, ecSigner } from '../../../simulators/id-reader/emrtd/issue/signer.ts';
import { concat } from '../../bytes.ts';
import { readSignedData, verifySignedData } from './cms.ts';
import { readSecurityObject } from './security-object.ts';
import { readOnly, readTlvs, type Tlv } from './tlv.ts';
import { readTrustDirectory } from './trust-directory.ts';
import { checkSigner, mergeTrust, readTrustFile, type TrustStore } from './trust-store.ts';

const TODAY = new Date(2026, 10, 24);
const TIME = { from: '20200101', until: '20400101' };
const country = issueCsca({ serial: 1, commonName: 'Country', ...TIME }, ecSigner('country', 'P-256'));
const signer = issueDocumentSigner({ serial: 4_660, commonName: 'Signer', ...TIME }, ecSigner('signer', 'P-256'), {
  commonName: 'Country',
  signer: country.signer,
  namesKeyOf: country.signer,
});
const stranger = issueCsca({ serial: 2, commonName: 'Stranger', ...TIME }, ecSigner('stranger', 'P-256'));

/** A signed message of one signer (RFC 5652 §5), as a master list is. */
function signedMessage(type: string, content: Uint8Array, by: Identity): Uint8Array {
  const hash = createHash(by.signer.hash).update(content).digest();
  const attributes = set(
    sequence(oid('1.2.840.113549.1.9.3'), set(oid(type))),
    sequence(oid('1.2.840.113549.1.9.4'), set(octets(Uint8Array.from(hash)))),
  );
  const info = sequence(
    integer(1),
    by.issuerAndSerial,
    digestAlgorithm(by.signer.hash),
    concat([0xa0], attributes.subarray(1)),
    by.signer.algorithm,
    octets(by.signer.sign(attributes)),
  );
  const body = sequence(
    integer(3),
    set(digestAlgorithm(by.signer.hash)),
    sequence(oid(type), context(0, octets(content))),
    context(0, by.certificate),
    set(info),
  );
  return sequence(oid('1.2.840.113549.1.7.2'), context(0, body));
}

const masterList = (countries: readonly Identity[], by: Identity): Uint8Array =>
  signedMessage('2.23.136.1.1.2', sequence(integer(0), set(...countries.map(({ certificate }) => certificate))), by);

/** A revocation list (RFC 5280 §5.1). */
function revocationList(serials: readonly number[], by: Identity): Uint8Array {
  const name = readTlvs(readTlvs(by.issuerAndSerial).ok ? by.issuerAndSerial : new Uint8Array());
  const inner = name.ok ? readTlvs(name.value[0]!.value) : name;
  const issuer = inner.ok ? inner.value[0]!.raw : new Uint8Array();
  const body = sequence(
    integer(1),
    by.signer.algorithm,
    issuer,
    utcTime('20260101'),
    utcTime('20270101'),
    sequence(...serials.map((serial) => sequence(integer(serial), utcTime('20260101')))),
  );
  return sequence(body, by.signer.algorithm, bits(by.signer.sign(body)));
}

function storeOf(bytes: Uint8Array): TrustStore {
  const store = readTrustFile(bytes);
  if (!store.ok) throw new Error(store.error.why);
  return store.value;
}
const pem = (der: Uint8Array): Uint8Array =>
  new TextEncoder().encode(
    `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`,
  );
const judged = (trust: TrustStore, today = TODAY) => checkSigner(new X509Certificate(signer.certificate), trust, today);

describe('a file of the trust directory', () => {
  it.each([
    ['DER', country.certificate, 1],
    ['PEM', pem(country.certificate), 1],
    ['two in one PEM', concat(pem(country.certificate), pem(stranger.certificate)), 2],
    ['a master list', masterList([country, stranger], signer), 2],
  ])('%s', (_, bytes, count) => {
    const store = storeOf(bytes);
    expect(store.countries).toHaveLength(count);
    expect(judged(store).ok).toBe(true);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a letter', new TextEncoder().encode('Dear sir')],
    ['a master list signed by somebody outside it', masterList([country], stranger)],
    [
      'a master list that was changed',
      masterList([country], signer).map((byte, i, all) => (i === all.length - 3 ? byte ^ 1 : byte)),
    ],
    ['a signed message of another kind', signedMessage('1.2.3.4', new Uint8Array(3), signer)],
  ])('%s does not count', (_, bytes) => {
    expect(readTrustFile(bytes).ok).toBe(false);
  });
});

describe('a document signer', () => {
  it('is judged by the day', () => {
    const store = storeOf(country.certificate);
    expect(judged(store, new Date(2041, 0, 1))).toMatchObject({ ok: false, error: { code: 'RDR-244' } });
    expect(judged(store, new Date(2019, 0, 1))).toMatchObject({ ok: false, error: { code: 'RDR-244' } });
  });

  it('of another country is not known', () => {
    expect(judged(storeOf(stranger.certificate))).toMatchObject({ ok: false, error: { code: 'RDR-243' } });
  });

  it('that its country took back is not believed', () => {
    const trust = mergeTrust([storeOf(country.certificate), storeOf(revocationList([7, 4_660], country))]);
    expect(judged(trust)).toMatchObject({ ok: false, error: { code: 'RDR-244' } });
  });

  it('is believed when a list names others, or when somebody else wrote the list', () => {
    const trusted = storeOf(country.certificate);
    expect(judged(mergeTrust([trusted, storeOf(revocationList([7], country))])).ok).toBe(true);
    const forged = { ...country, signer: stranger.signer };
    expect(judged(mergeTrust([trusted, storeOf(revocationList([4_660], forged))])).ok).toBe(true);
  });
});

describe('signed data', () => {
  const message = signedMessage('1.2.3.4', Uint8Array.of(1, 2, 3), signer);

  it('is right as it was made', () => {
    const data = readSignedData(message);
    expect(data.ok && verifySignedData(data.value).ok).toBe(true);
  });

  it('with any bit of it changed is wrong, unreadable, or the same to the byte that counts', () => {
    const content = Buffer.from(message).indexOf(Buffer.from([4, 3, 1, 2, 3]));
    for (let at = content + 2; at < content + 5; at += 1) {
      const data = readSignedData(message.map((byte, i) => (i === at ? byte ^ 1 : byte)));
      expect(data.ok && verifySignedData(data.value)).toMatchObject({ ok: false, error: { code: 'RDR-242' } });
    }
    for (let at = 0; at < message.length; at += 1) {
      const data = readSignedData(message.map((byte, i) => (i === at ? byte ^ 0x80 : byte)));
      if (data.ok && verifySignedData(data.value).ok) expect(data.value.content).toEqual(Uint8Array.of(1, 2, 3));
    }
  });

  it('says whose certificate is missing', () => {
    const data = readSignedData(message);
    if (!data.ok) throw new Error(data.error.why);
    expect(verifySignedData({ ...data.value, certificates: [] })).toMatchObject({
      ok: false,
      error: { code: 'RDR-244' },
    });
  });

  it('written without lengths says the same', () => {
    const file = issueChip('aze-card-woman')?.application.get(0x011d) ?? new Uint8Array();
    const inside = readOnly(file, 0x77);
    const undefinite = inside.ok ? indefinite(inside.value) : new Uint8Array();
    expect(undefinite.length).toBeGreaterThan(100);
    const wrapped = readSecurityObject(
      concat([0x77, 0x82, undefinite.length >> 8, undefinite.length & 0xff], undefinite),
    );
    const plain = readSecurityObject(file);
    if (!wrapped.ok || !plain.ok) throw new Error('a security object that cannot be read');
    expect(wrapped.value.hashes).toEqual(plain.value.hashes);
    expect(verifySignedData(wrapped.value.signedData).ok).toBe(true);
  });
});

/** The outer three layers written without lengths, as some programs write a message. */
function indefinite(der: Uint8Array, depth = 0): Uint8Array {
  const objects = readTlvs(der);
  if (!objects.ok || depth > 2) return der;
  const parts = objects.value.map((object: Tlv) =>
    object.tag === 0x30 || object.tag === 0xa0
      ? concat([object.tag, 0x80], depth < 2 ? indefinite(object.value, depth + 1) : object.value, [0, 0])
      : object.raw,
  );
  return concat(...parts);
}

describe('the trust directory', () => {
  const made: string[] = [];
  afterEach(() => {
    for (const path of made.splice(0)) rmSync(path, { recursive: true });
  });

  it('is read file by file, and says which do not count', async () => {
    const path = mkdtempSync(join(tmpdir(), 'trust-'));
    made.push(path);
    writeFileSync(join(path, 'country.cer'), country.certificate);
    writeFileSync(join(path, 'readme.txt'), 'Dear sir');
    writeFileSync(join(path, '.hidden'), 'x');
    mkdirSync(join(path, 'old'));
    const directory = await readTrustDirectory(path);
    expect(directory).toMatchObject({ ok: true, value: { unusable: [{ file: 'readme.txt' }] } });
    expect(directory.ok && judged(directory.value.store).ok).toBe(true);
  });

  it('that makes nobody believed is a trouble, with what lies in it', async () => {
    const path = mkdtempSync(join(tmpdir(), 'trust-'));
    writeFileSync(join(path, 'readme.txt'), 'put certificates here');
    const directory = await readTrustDirectory(path);
    rmSync(path, { recursive: true });
    expect(directory).toEqual({
      ok: false,
      error: {
        code: 'RDR-251',
        kind: 'nobody-trusted',
        detail:
          'holds no certificate of a country, so every chip would be refused; ' +
          'readme.txt is neither a certificate, nor a revocation list, nor a master list',
      },
    });
  });

  it('that is not there is named', async () => {
    expect(await readTrustDirectory('/nowhere/at/all')).toEqual({
      ok: false,
      error: { code: 'RDR-251', kind: 'no-trust-directory', detail: 'can not be read (ENOENT)' },
    });
  });
});
