import { createHash } from 'node:crypto';
import {
  DER_TRUE,
  derBitString,
  derContext,
  derContextPrimitive,
  derExtension,
  derInteger,
  derOctetString,
  derOid,
  derPrintableString,
  derSequence,
  derSet,
  derUtcTime,
  derUtf8String,
} from '../../../../drivers/id-reader/emrtd/der.ts';
import type { Signer } from './signer.ts';

export interface CertificatePlan {
  readonly serial: number;
  /** ISO 3166-1. */
  readonly country: string;
  readonly commonName: string;
  /** First and last moment, `YYYYMMDD`, at midnight UTC. */
  readonly from: string;
  readonly until: string;
}

export interface CertifiedSigner {
  readonly certificate: Uint8Array;
  /** Issuer's Name and serial number, for CMS. */
  readonly issuerAndSerial: Uint8Array;
  readonly signer: Signer;
}

/** The organisation says that no state stands behind it. */
const name = (country: string, commonName: string): Uint8Array =>
  derSequence(
    derSet(derSequence(derOid('2.5.4.6'), derPrintableString(country))),
    derSet(derSequence(derOid('2.5.4.10'), derUtf8String('TEST ONLY, not an authority of any state'))),
    derSet(derSequence(derOid('2.5.4.3'), derUtf8String(commonName))),
  );

const keyId = ({ publicKey }: Signer): Uint8Array => Uint8Array.from(createHash('sha1').update(publicKey).digest());

/** KeyUsage: bit 0 digitalSignature (document signer), bits 5 and 6 keyCertSign and cRLSign (CSCA). */
const KEY_USAGE = {
  documentSigner: Uint8Array.of(0x03, 0x02, 0x07, 0x80),
  csca: Uint8Array.of(0x03, 0x02, 0x01, 0x06),
} as const;

export interface CertificateIssuer {
  readonly country: string;
  readonly commonName: string;
  readonly signer: Signer;
}

interface Parties {
  readonly plan: CertificatePlan;
  readonly subject: Signer;
  readonly issuer: CertificateIssuer;
  readonly extensions: readonly Uint8Array[];
}

function issue({ plan, subject, issuer, extensions }: Parties): CertifiedSigner {
  const body = derSequence(
    derContext(0, derInteger(2)),
    derInteger(plan.serial),
    issuer.signer.algorithm,
    name(issuer.country, issuer.commonName),
    derSequence(derUtcTime(plan.from), derUtcTime(plan.until)),
    name(plan.country, plan.commonName),
    subject.publicKey,
    derContext(3, derSequence(...extensions)),
  );
  const certificate = derSequence(body, issuer.signer.algorithm, derBitString(issuer.signer.sign(body)));
  const issuerAndSerial = derSequence(name(issuer.country, issuer.commonName), derInteger(plan.serial));
  return { certificate, issuerAndSerial, signer: subject };
}

/**
 * A self-signed country signing certificate. It has the extensions of ICAO 9303-12 (7.1.1) that readers use. Real ones also have the usage
 * period of the private key, alternative names, and the addresses of revocation lists.
 */
export function issueCsca(plan: CertificatePlan, signer: Signer): CertifiedSigner {
  return issueLinkCertificate(plan, signer, { ...plan, signer });
}

/** A link certificate (ICAO 9303-12, 7.1.2): the key of a new CSCA, signed by the previous one. */
export function issueLinkCertificate(
  plan: CertificatePlan,
  signer: Signer,
  before: CertificateIssuer,
): CertifiedSigner {
  return issue({
    plan,
    subject: signer,
    issuer: before,
    extensions: [
      derExtension('2.5.29.35', derSequence(derContextPrimitive(0, keyId(before.signer)))),
      derExtension('2.5.29.14', derOctetString(keyId(signer))),
      derExtension('2.5.29.15', KEY_USAGE.csca, 'critical'),
      derExtension('2.5.29.19', derSequence(DER_TRUE, derInteger(0)), 'critical'),
    ],
  });
}

/**
 * The certificate of a document signer, issued by a CSCA (ICAO 9303-12, 7.1.1; left-out parts: `issueCsca`). `namesKeyOf`: owner of the key
 * that the certificate names as its issuer's; nothing proves this name.
 */
export function issueDocumentSigner(
  plan: CertificatePlan,
  signer: Signer,
  csca: CertificateIssuer & { readonly namesKeyOf: Signer },
): CertifiedSigner {
  return issue({
    plan,
    subject: signer,
    issuer: csca,
    extensions: [
      derExtension('2.5.29.35', derSequence(derContextPrimitive(0, keyId(csca.namesKeyOf)))),
      derExtension('2.5.29.15', KEY_USAGE.documentSigner, 'critical'),
      // documentTypeList (9303-12, 7.1.1.6): identity cards, passports.
      derExtension(
        '2.23.136.1.1.6.2',
        derSequence(derInteger(0), derSet(derPrintableString('I'), derPrintableString('P'))),
      ),
    ],
  });
}
