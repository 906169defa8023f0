import type { X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '../../result.ts';
import { readCertificate, readSignedData, tbsParts, verifySignedData } from './cms.ts';
import { countriesFor } from './countries.ts';
import { countryOfName } from './names.ts';
import { OID } from './oids.ts';
import { isRevoked, type RevocationList, readRevocationList } from './revocation.ts';
import { readParts, readTlvs } from './tlv.ts';
import type { ChipTrouble } from './trouble.ts';

/** The countries' signing certificates (CSCA) that we believe, and what they took back. */
export interface TrustStore {
  readonly countries: readonly X509Certificate[];
  readonly revocations: readonly RevocationList[];
}

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

/** Everybody that any of them believes; what one takes back is taken back for all. */
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
  const parts = readParts(signed.value.content, 0x30);
  const list = parts.ok ? readTlvs(parts.value[1]?.value ?? new Uint8Array()) : parts;
  if (!list.ok) return err({ why: `a master list that cannot be read: ${list.error.why}` });
  const countries = list.value.flatMap(({ raw }) => readCertificate(raw) ?? []);
  const signer = verifySignedData(signed.value);
  if (!signer.ok) return err({ why: 'a master list whose signature is wrong' });
  if (!countries.some((country) => isIssuedBy(signer.value, country)))
    return err({ why: 'a master list whose signer is of no country in it' });
  return ok({ countries, revocations: [] });
}

const PEM = /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END [A-Z0-9 ]+-----/g;

const pemBlocks = (bytes: Uint8Array): readonly Uint8Array[] =>
  [...Buffer.from(bytes).toString('latin1').matchAll(PEM)].map(([, base64]) =>
    Uint8Array.from(Buffer.from(base64 ?? '', 'base64')),
  );

/** Whether name, key identifier, right to sign certificates, and signature all fit. */
const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && isSignedBy(certificate, issuer);

function isSignedBy(certificate: X509Certificate, country: X509Certificate): boolean {
  try {
    return certificate.verify(country.publicKey);
  } catch {
    // OpenSSL throws when the algorithm and the key do not go together.
    return false;
  }
}

/** The country that issued a document signer. */
export interface Vouched {
  /** The country's certificate that is trusted. */
  readonly anchor: X509Certificate;
  /** Its country, two capital letters. */
  readonly country: string;
}

/**
 * Whether a document signer may be believed on this day (ICAO 9303-12 §7, ICAO 9303-11 §5.1). All certificates on the way
 * must be within their time, since a signer's covers the whole life of what it signed, and of one country. `links`: link
 * certificates (ICAO 9303-12 §7.1.2) that came with the message; one counts when a trusted key of the same country signed it.
 */
export function checkSigner(
  signer: X509Certificate,
  trust: TrustStore,
  today: Date,
  links: readonly X509Certificate[] = [],
): Result<Vouched, ChipTrouble> {
  const usable = links.filter((link) => link.ca && link.raw.compare(signer.raw) !== 0).slice(0, MAX_LINKS);
  const paths = pathsFrom(signer, trust.countries, usable).map((path) => checkPath([signer, ...path], trust, today));
  // An old certificate and a new one may have the same key: one that will do is enough.
  return paths.find(({ ok }) => ok) ?? paths[0] ?? err({ code: 'RDR-243', kind: 'signer-unknown' });
}

/** A CSCA changes its key every three to five years (ICAO 9303-12 §4.1): no message needs more. */
const MAX_LINKS = 4;

/** Every chain of issuers from the certificate to a trusted one, the shortest first. */
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

/** `path`: the document signer, link certificates, and the trusted certificate at its end. */
function checkPath(
  path: readonly X509Certificate[],
  { revocations }: TrustStore,
  today: Date,
): Result<Vouched, ChipTrouble> {
  const [signer, ...issuers] = path;
  const anchor = path.at(-1)!;
  if (!isWithin(signer!, today)) return unfit("today is outside the document signer's time");
  if (!issuers.every((issuer) => isWithin(issuer, today)))
    return unfit("today is outside the country's certificate's time");
  const revoked = issuers.some((issuer, index) => isRevoked(path[index]!, issuer, revocations));
  if (revoked) return unfit('the document signer was revoked');
  const country = countriesOf(anchor)[0];
  const others = path.flatMap(countriesOf);
  const foreign = country === undefined ? 'none' : others.find((other) => other !== country);
  return country !== undefined && foreign === undefined ? ok({ anchor, country }) : foreignSigner(foreign ?? 'none');
}

/** The countries of its subject and its issuer. A signer without one is of its issuer's country. */
function countriesOf(certificate: X509Certificate): readonly string[] {
  const parts = tbsParts(certificate);
  return parts ? [parts.subject, parts.issuer].flatMap((name) => countryOfName(name) ?? []) : [];
}

/** A country vouches for its own documents alone. `issuingState`: as the signed zone has it. */
export const checkIssuingState = ({ country }: Vouched, issuingState: string): Result<void, ChipTrouble> =>
  countriesFor(issuingState).includes(country) ? ok(undefined) : foreignSigner(country);

const isWithin = ({ validFrom, validTo }: X509Certificate, day: Date): boolean =>
  day.getTime() >= Date.parse(validFrom) && day.getTime() <= Date.parse(validTo);

const unfit = (why: string): Result<never, ChipTrouble> => err({ code: 'RDR-244', kind: 'certificate-unfit', why });
const foreignSigner = (signedBy: string): Result<never, ChipTrouble> =>
  err({ code: 'RDR-240', kind: 'signer-foreign', signedBy });
