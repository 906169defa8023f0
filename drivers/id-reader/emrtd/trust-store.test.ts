import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type CertifiedSigner,
  issueCsca,
  issueDocumentSigner,
  issueLinkCertificate,
} from '../../../simulators/id-reader/emrtd/issue/certificate.ts';
import { issueChip } from '../../../simulators/id-reader/emrtd/issue/chip.ts';
import { signedData } from '../../../simulators/id-reader/emrtd/issue/security-object.ts';
import { ecSigner } from '../../../simulators/id-reader/emrtd/issue/signer.ts';
import { concat } from '../../bytes.ts';
import { err, ok } from '../../result.ts';
import { readSignedData, verifySignedData } from './cms.ts';
import {
  derBitString,
  derInteger,
  derOid,
  derPrintableString,
  derSequence,
  derSet,
  derUtcTime,
  derUtf8String,
} from './der.ts';
import { readSecurityObject } from './security-object.ts';
import { readSingleTlv, readTlvs, type Tlv } from './tlv.ts';
import { readTrustDirectory } from './trust-directory.ts';
import { checkDocumentSigner, checkIssuingState, mergeTrust, readTrustFile, type TrustStore } from './trust-store.ts';

const TODAY = new Date(2026, 10, 24);
const TIME = { from: '20200101', until: '20400101' };
const PLAN = { ...TIME, country: 'AZ' };
const country = issueCsca({ ...PLAN, serial: 1, commonName: 'Country' }, ecSigner('country', 'P-256'));
const by = (issuer: CertifiedSigner, names: { country?: string; commonName?: string } = {}) => ({
  country: 'AZ',
  commonName: 'Country',
  ...names,
  signer: issuer.signer,
  namesKeyOf: issuer.signer,
});
const signerPlan = { ...PLAN, serial: 4_660, commonName: 'Signer' };
const signer = issueDocumentSigner(signerPlan, ecSigner('signer', 'P-256'), by(country));
const stranger = issueCsca({ ...PLAN, serial: 2, commonName: 'Stranger' }, ecSigner('stranger', 'P-256'));

const masterList = (countries: readonly CertifiedSigner[], by: CertifiedSigner): Uint8Array =>
  signedData(
    '2.23.136.1.1.2',
    derSequence(derInteger(0), derSet(...countries.map(({ certificate }) => certificate))),
    by,
  );

/** RFC 5280 §5.1. */
function revocationList(serials: readonly number[], by: CertifiedSigner): Uint8Array {
  const name = readTlvs(readTlvs(by.issuerAndSerial).ok ? by.issuerAndSerial : new Uint8Array());
  const inner = name.ok ? readTlvs(name.value[0]!.value) : name;
  const issuer = inner.ok ? inner.value[0]!.raw : new Uint8Array();
  const body = derSequence(
    derInteger(1),
    by.signer.algorithm,
    issuer,
    derUtcTime('20260101'),
    derUtcTime('20270101'),
    derSequence(...serials.map((serial) => derSequence(derInteger(serial), derUtcTime('20260101')))),
  );
  return derSequence(body, by.signer.algorithm, derBitString(by.signer.sign(body)));
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
const x509 = ({ certificate }: CertifiedSigner) => new X509Certificate(certificate);
const judged = (trust: TrustStore, today = TODAY, of = signer, links: readonly CertifiedSigner[] = []) =>
  checkDocumentSigner(x509(of), trust, today, links.map(x509));

describe('readTrustFile', () => {
  it.each([
    ['DER', country.certificate, 1],
    ['PEM', pem(country.certificate), 1],
    ['two in one PEM', concat(pem(country.certificate), pem(stranger.certificate)), 2],
    ['a master list', masterList([country, stranger], signer), 2],
  ])('when the file is %s, then its countries are trusted', (_, bytes, count) => {
    const store = storeOf(bytes);
    expect(store.countries).toHaveLength(count);
    expect(judged(store).ok).toBe(true);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a letter', new TextEncoder().encode('Dear sir')],
    ['a master list with a signer that has no CSCA in the list', masterList([country], stranger)],
    [
      'a master list that was changed',
      masterList([country], signer).map((byte, i, all) => (i === all.length - 3 ? byte ^ 1 : byte)),
    ],
    ['a signed message of another kind', signedData('1.2.3.4', new Uint8Array(3), signer)],
  ])('when the file is %s, then it is refused', (_, bytes) => {
    expect(readTrustFile(bytes).ok).toBe(false);
  });
});

describe('a document signer', () => {
  it('when today is outside the validity of a certificate, then the error is RDR-244', () => {
    const store = storeOf(country.certificate);
    expect(judged(store, new Date(2041, 0, 1))).toMatchObject({ ok: false, error: { code: 'RDR-244' } });
    expect(judged(store, new Date(2019, 0, 1))).toMatchObject({ ok: false, error: { code: 'RDR-244' } });
  });

  it('when no trusted CSCA issued the signer, then the error is RDR-243', () => {
    expect(judged(storeOf(stranger.certificate))).toMatchObject({ ok: false, error: { code: 'RDR-243' } });
  });

  it('when the signer is revoked, then the error is RDR-244', () => {
    const trust = mergeTrust([storeOf(country.certificate), storeOf(revocationList([7, 4_660], country))]);
    expect(judged(trust)).toMatchObject({ ok: false, error: { code: 'RDR-244' } });
  });

  it('when a revocation list names another signer or is forged, then the signer is trusted', () => {
    const trusted = storeOf(country.certificate);
    expect(judged(mergeTrust([trusted, storeOf(revocationList([7], country))])).ok).toBe(true);
    const forged = { ...country, signer: stranger.signer };
    expect(judged(mergeTrust([trusted, storeOf(revocationList([4_660], forged))])).ok).toBe(true);
  });
});

describe('the country of a signer', () => {
  it.each([
    ['AZE', 'AZ', true],
    ['AZE', 'az', true],
    ['AZE', 'XT', false],
    ['D', 'DE', true],
    ['UNO', 'un', true],
    ['XOM', 'AZ', false],
  ])(
    'when a document names the state %s and its signer the country %s, then the signer may sign: %s',
    (state, letters, may) => {
      const csca = issueCsca({ ...PLAN, country: letters, serial: 1, commonName: 'Country' }, country.signer);
      const of = issueDocumentSigner(
        { ...signerPlan, country: letters },
        signer.signer,
        by(csca, { country: letters }),
      );
      const vouched = judged(storeOf(csca.certificate), TODAY, of);
      if (!vouched.ok) throw new Error(vouched.error.code);
      expect(checkIssuingState(vouched.value, state)).toEqual(
        may ? ok(undefined) : err({ code: 'RDR-240', kind: 'signer-foreign', signedBy: letters.toUpperCase() }),
      );
    },
  );

  it('when signer and CSCA have different countries, then the error is RDR-240', () => {
    const of = issueDocumentSigner({ ...signerPlan, country: 'XT' }, signer.signer, by(country));
    expect(judged(storeOf(country.certificate), TODAY, of)).toEqual({
      ok: false,
      error: { code: 'RDR-240', kind: 'signer-foreign', signedBy: 'XT' },
    });
  });
});

describe('link certificates', () => {
  const next = ecSigner('the next key', 'P-256');
  const nextPlan = { ...PLAN, serial: 9, commonName: 'Country 2' };
  const link = issueLinkCertificate(nextPlan, next, by(country));
  const successor = issueCsca(nextPlan, next);
  const late = issueDocumentSigner(signerPlan, signer.signer, by(successor, { commonName: 'Country 2' }));
  const old = storeOf(country.certificate);

  it('when a link certificate leads from a new key to the trusted key, then the signer is trusted', () => {
    expect(judged(old, TODAY, late)).toMatchObject({ ok: false, error: { code: 'RDR-243' } });
    expect(judged(old, TODAY, late, [late, link])).toMatchObject({ ok: true, value: { country: 'AZ' } });
  });

  it('when several link certificates lead to the trusted key, then the signer is trusted', () => {
    const third = issueCsca({ ...PLAN, serial: 10, commonName: 'Country 3' }, ecSigner('the third key', 'P-256'));
    const second = issueLinkCertificate(
      { ...PLAN, serial: 10, commonName: 'Country 3' },
      third.signer,
      by(successor, { commonName: 'Country 2' }),
    );
    const of = issueDocumentSigner(signerPlan, signer.signer, by(third, { commonName: 'Country 3' }));
    expect(judged(old, TODAY, of, [second, link]).ok).toBe(true);
    expect(judged(old, TODAY, of, [second])).toMatchObject({ ok: false, error: { code: 'RDR-243' } });
  });

  it('when a link certificate is signed with another key, then the error is RDR-243', () => {
    const forged = issueLinkCertificate(nextPlan, next, { ...by(country), signer: stranger.signer });
    expect(judged(old, TODAY, late, [forged, successor])).toMatchObject({ ok: false, error: { code: 'RDR-243' } });
  });

  it('when a link certificate leads to another country, then the error is RDR-240', () => {
    const abroad = issueLinkCertificate({ ...nextPlan, country: 'XT' }, next, by(country));
    const of = issueDocumentSigner(
      { ...signerPlan, country: 'XT' },
      signer.signer,
      by(abroad, { country: 'XT', commonName: 'Country 2' }),
    );
    expect(judged(old, TODAY, of, [abroad])).toMatchObject({ ok: false, error: { code: 'RDR-240' } });
    expect(judged(storeOf(abroad.certificate), TODAY, of)).toMatchObject({ ok: false, error: { code: 'RDR-240' } });
  });

  it('when an expired link certificate and a valid certificate have the same key, then the signer is trusted', () => {
    const ended = issueLinkCertificate({ ...nextPlan, until: '20260101' }, next, by(country));
    const ends = storeOf(ended.certificate);
    expect(judged(ends, TODAY, late)).toMatchObject({ ok: false, error: { code: 'RDR-244' } });
    expect(judged(mergeTrust([ends, storeOf(successor.certificate)]), TODAY, late).ok).toBe(true);
  });

  it('when the link certificate is revoked, then the error is RDR-244', () => {
    const trust = mergeTrust([old, storeOf(revocationList([9], country))]);
    expect(judged(trust, TODAY, late, [link])).toMatchObject({ ok: false, error: { code: 'RDR-244' } });
  });
});

describe('SignedData', () => {
  const message = signedData('1.2.3.4', Uint8Array.of(1, 2, 3), signer);

  it('when SignedData was not changed, then its signature is right', () => {
    const data = readSignedData(message);
    expect(data.ok && verifySignedData(data.value).ok).toBe(true);
  });

  it('when a bit of SignedData is changed, then its signature is wrong or its content is the same', () => {
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

  it('when order, spelling and string type of the issuer name differ, then the signer is found', () => {
    const part = (type: string, text: Uint8Array) => derSet(derSequence(derOid(type), text));
    const named = (cn: string) =>
      derSequence(
        part('2.5.4.3', derPrintableString(cn)),
        part('2.5.4.10', derPrintableString('TEST  ONLY, NOT AN AUTHORITY OF ANY STATE')),
        part('2.5.4.6', derUtf8String('az')),
      );
    const read = (cn: string, serial: number) => {
      const issuerAndSerial = derSequence(named(cn), derInteger(serial));
      const data = readSignedData(signedData('1.2.3.4', Uint8Array.of(1), { ...signer, issuerAndSerial }));
      if (!data.ok) throw new Error(data.error.why);
      return verifySignedData(data.value);
    };
    expect(read('country', 4_660)).toMatchObject({ ok: true });
    expect(read('country', 4_661)).toMatchObject({ ok: false, error: { code: 'RDR-244' } });
    expect(read('another', 4_660)).toMatchObject({ ok: false, error: { code: 'RDR-244' } });
  });

  it("when the signer's certificate is missing, then the error is RDR-244", () => {
    const data = readSignedData(message);
    if (!data.ok) throw new Error(data.error.why);
    expect(verifySignedData({ ...data.value, certificates: [] })).toMatchObject({
      ok: false,
      error: { code: 'RDR-244' },
    });
  });

  it('when the lengths are indefinite, then the hashes are the same and the signature is right', () => {
    const file = issueChip('aze-card-woman')?.application.get(0x011d) ?? new Uint8Array();
    const inside = readSingleTlv(file, 0x77);
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

/** Three layers with indefinite lengths, as some programs write. */
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

describe('readTrustDirectory', () => {
  const made: string[] = [];
  afterEach(() => {
    for (const path of made.splice(0)) rmSync(path, { recursive: true });
  });

  it('files are read one by one, and unusable ones are listed', async () => {
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

  it('when no certificate is found, then the error is RDR-251 and lists the files', async () => {
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

  it('when the directory is missing, then the error is RDR-251 with the cause', async () => {
    expect(await readTrustDirectory('/nowhere/at/all')).toEqual({
      ok: false,
      error: { code: 'RDR-251', kind: 'no-trust-directory', detail: 'can not be read (ENOENT)' },
    });
  });
});
