import type { X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '../../result.ts';
import { readCertificate, readCertificateIssuer, readSignedData, verifySignedData } from './cms.ts';
import { countriesFor } from './countries.ts';
import { countryOfName } from './names.ts';
import { OID } from './oids.ts';
import { isRevoked, type RevocationList, readRevocationList } from './revocation.ts';
import { readInnerTlvs, readTlvs } from './tlv.ts';
import type { ChipTrouble } from './trouble.ts';

/** Country certificates (CSCA) and revocations. */
export interface TrustStore {
  readonly countries: readonly X509Certificate[];
  readonly revocations: readonly RevocationList[];
}

export interface UnusableFile {
  readonly why: string;
}

/**
 * Reads one file of a trust directory: certificates (DER, or one or more in PEM), a revocation list, or a master list (ICAO 9303-12 §9).
 * The signature of a master list must be right, and a country in it must have issued its signer.
 */
export function readTrustFile(bytes: Uint8Array): Result<TrustStore, UnusableFile> {
  const blocks = pemBlocks(bytes);
  const stores = (blocks.length > 0 ? blocks : [bytes]).map(readBlock);
  const bad = stores.find((store) => !store.ok);
  if (bad) return bad;
  return ok(mergeTrust(stores.flatMap((store) => (store.ok ? [store.value] : []))));
}

/** Joins stores: what one trusts or revokes counts for all. */
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
  const parts = readInnerTlvs(signed.value.content, 0x30);
  const list = parts.ok ? readTlvs(parts.value[1]?.value ?? new Uint8Array()) : parts;
  if (!list.ok) return err({ why: `a master list that cannot be read: ${list.error.why}` });
  const countries = list.value.flatMap(({ raw }) => readCertificate(raw) ?? []);
  const signer = verifySignedData(signed.value);
  if (!signer.ok) return err({ why: 'a master list with a wrong signature' });
  if (!countries.some((country) => isIssuedBy(signer.value, country)))
    return err({ why: 'a master list with a signer that no country of the list certified' });
  return ok({ countries, revocations: [] });
}

const PEM = /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END [A-Z0-9 ]+-----/g;

const pemBlocks = (bytes: Uint8Array): readonly Uint8Array[] =>
  [...Buffer.from(bytes).toString('latin1').matchAll(PEM)].map(([, base64]) =>
    Uint8Array.from(Buffer.from(base64 ?? '', 'base64')),
  );

/** Name, key identifier, right to sign, and signature. */
const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && isSignedBy(certificate, issuer);

function isSignedBy(certificate: X509Certificate, country: X509Certificate): boolean {
  try {
    return certificate.verify(country.publicKey);
  } catch {
    return false;
  }
}

export interface TrustedSigner {
  readonly anchor: X509Certificate;
  readonly country: string;
}

/**
 * Checks whether a document signer is trusted on this day (ICAO 9303-12 §7, ICAO 9303-11 §5.1). All certificates on the path must be of one
 * country and valid today, because a signer is valid for the whole life of its documents. `links`: link certificates (ICAO 9303-12 §7.1.2)
 * from the message. A link counts if a trusted key of the same country signed it.
 */
export function checkDocumentSigner(
  signer: X509Certificate,
  trust: TrustStore,
  today: Date,
  links: readonly X509Certificate[] = [],
): Result<TrustedSigner, ChipTrouble> {
  const usable = links.filter((link) => link.ca && link.raw.compare(signer.raw) !== 0).slice(0, MAX_LINKS);
  const paths = pathsFrom(signer, trust.countries, usable).map((path) => checkPath([signer, ...path], trust, today));
  // Old and new certificates may share a key: one valid path is enough.
  return paths.find(({ ok }) => ok) ?? paths[0] ?? err({ code: 'RDR-243', kind: 'signer-unknown' });
}

/** Most links on a path. A CSCA changes its key every three to five years (ICAO 9303-12 §4.1). */
const MAX_LINKS = 4;

/** Issuer chains, the shortest first. */
function pathsFrom(
  certificate: X509Certificate,
  countries: readonly X509Certificate[],
  links: readonly X509Certificate[],
): readonly (readonly X509Certificate[])[] {
  const direct = countries.filter((country) => isIssuedBy(certificate, country)).map((country) => [country]);
  const linked = links
    .filter((link) => isIssuedBy(certificate, link))
    .flatMap((link) =>
      pathsFrom(
        link,
        countries,
        links.filter((other) => other !== link),
      ).map((path) => [link, ...path]),
    );
  return [...direct, ...linked];
}

/** Document signer, link certificates, trusted certificate. */
function checkPath(
  path: readonly X509Certificate[],
  { revocations }: TrustStore,
  today: Date,
): Result<TrustedSigner, ChipTrouble> {
  const [signer, ...issuers] = path;
  const anchor = path.at(-1)!;
  if (!isWithin(signer!, today)) return unfit('the certificate of the document signer is not valid today');
  if (!issuers.every((issuer) => isWithin(issuer, today)))
    return unfit('a certificate of the country is not valid today');
  const revoked = issuers.some((issuer, index) => isRevoked(path[index]!, issuer, revocations));
  if (revoked) return unfit('the certificate of the document signer or of the country was revoked');
  const country = countriesOf(anchor)[0];
  const others = path.flatMap(countriesOf);
  const foreign = country === undefined ? 'none' : others.find((other) => other !== country);
  return country !== undefined && foreign === undefined ? ok({ anchor, country }) : foreignSigner(foreign ?? 'none');
}

/** A signer without a country has its issuer's. */
function countriesOf(certificate: X509Certificate): readonly string[] {
  const parts = readCertificateIssuer(certificate);
  return parts ? [parts.subject, parts.issuer].flatMap((name) => countryOfName(name) ?? []) : [];
}

/** Checks that a country signs only its own documents. `issuingState`: from the signed zone. */
export const checkIssuingState = ({ country }: TrustedSigner, issuingState: string): Result<void, ChipTrouble> =>
  countriesFor(issuingState).includes(country) ? ok(undefined) : foreignSigner(country);

const isWithin = ({ validFrom, validTo }: X509Certificate, day: Date): boolean =>
  day.getTime() >= Date.parse(validFrom) && day.getTime() <= Date.parse(validTo);

const unfit = (why: string): Result<never, ChipTrouble> => err({ code: 'RDR-244', kind: 'certificate-unfit', why });
const foreignSigner = (signedBy: string): Result<never, ChipTrouble> =>
  err({ code: 'RDR-240', kind: 'signer-foreign', signedBy });
