import type { X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '../../result.ts';
import { readCertificate, readSignedData, verifySignedData } from './cms.ts';
import { OID } from './oids.ts';
import { isRevoked, type RevocationList, readRevocationList } from './revocation.ts';
import { readOnly, readTlvs } from './tlv.ts';
import type { ChipTrouble } from './trouble.ts';

/** The countries' signing certificates (CSCA) that we believe, and what they took back. */
export interface TrustStore {
  readonly countries: readonly X509Certificate[];
  readonly revocations: readonly RevocationList[];
}

export const EMPTY_TRUST: TrustStore = { countries: [], revocations: [] };

/** Why a file of the trust directory does not count. */
export interface UnusableFile {
  readonly why: string;
}

/**
 * What one file of a trust directory adds: a certificate (DER or PEM, several in one PEM), a revocation list, or a master
 * list (ICAO 9303-12 §9) whose own signature is right and whose signer was issued by a country in the list.
 */
export function readTrustFile(bytes: Uint8Array): Result<TrustStore, UnusableFile> {
  const blocks = pemBlocks(bytes);
  const stores = (blocks.length > 0 ? blocks : [bytes]).map(readBlock);
  const bad = stores.find((store) => !store.ok);
  if (bad) return bad;
  return ok(mergeTrust(stores.flatMap((store) => (store.ok ? [store.value] : []))));
}

export function mergeTrust(stores: readonly TrustStore[]): TrustStore {
  return {
    countries: stores.flatMap(({ countries }) => countries),
    revocations: stores.flatMap(({ revocations }) => revocations),
  };
}

function readBlock(der: Uint8Array): Result<TrustStore, UnusableFile> {
  const certificate = readCertificate(der);
  if (certificate) return ok({ countries: [certificate], revocations: [] });
  const revocation = readRevocationList(der);
  if (revocation) return ok({ countries: [], revocations: [revocation] });
  return readMasterList(der);
}

function readMasterList(der: Uint8Array): Result<TrustStore, UnusableFile> {
  const signed = readSignedData(der);
  if (!signed.ok || signed.value.contentType !== OID.cscaMasterList) {
    return err({ why: 'neither a certificate, nor a revocation list, nor a master list' });
  }
  const sequence = readOnly(signed.value.content, 0x30);
  const parts = sequence.ok ? readTlvs(sequence.value) : sequence;
  const list = parts.ok ? readTlvs(parts.value[1]?.value ?? new Uint8Array()) : parts;
  if (!list.ok) return err({ why: `a master list that cannot be read: ${list.error.why}` });
  const countries = list.value.flatMap(({ raw }) => readCertificate(raw) ?? []);
  const signer = verifySignedData(signed.value);
  if (!signer.ok) return err({ why: 'a master list whose signature is wrong' });
  if (!findIssuer(signer.value, countries)) return err({ why: 'a master list whose signer is of no country in it' });
  return ok({ countries, revocations: [] });
}

const PEM = /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END [A-Z0-9 ]+-----/g;

const pemBlocks = (bytes: Uint8Array): readonly Uint8Array[] =>
  [...Buffer.from(bytes).toString('latin1').matchAll(PEM)].map(([, base64]) =>
    Uint8Array.from(Buffer.from(base64 ?? '', 'base64')),
  );

/** The certificate that issued this one: name, key identifier, right to sign certificates, and signature all fit. */
function findIssuer(certificate: X509Certificate, countries: readonly X509Certificate[]): X509Certificate | undefined {
  return countries.find(
    (country) => country.ca && certificate.checkIssued(country) && isSignedBy(certificate, country),
  );
}

function isSignedBy(certificate: X509Certificate, country: X509Certificate): boolean {
  try {
    return certificate.verify(country.publicKey);
  } catch {
    // OpenSSL throws when the algorithm and the key do not go together.
    return false;
  }
}

/**
 * Whether a document signer may be believed on this day (ICAO 9303-12 §7, ICAO 9303-11 §5.1). Both certificates must be
 * within their time: a signer's covers the whole life of what it signed.
 */
export function checkSigner(
  signer: X509Certificate,
  trust: TrustStore,
  today: Date,
): Result<X509Certificate, ChipTrouble> {
  const country = findIssuer(signer, trust.countries);
  if (!country) return err({ code: 'RDR-243', kind: 'signer-unknown' });
  if (!isWithin(signer, today)) return unfit("today is outside the document signer's time");
  if (!isWithin(country, today)) return unfit("today is outside the country's certificate's time");
  if (isRevoked(signer, country, trust.revocations)) return unfit('the document signer was revoked');
  return ok(country);
}

const isWithin = ({ validFrom, validTo }: X509Certificate, day: Date): boolean =>
  day.getTime() >= Date.parse(validFrom) && day.getTime() <= Date.parse(validTo);

const unfit = (why: string): Result<never, ChipTrouble> => err({ code: 'RDR-244', kind: 'certificate-unfit', why });
