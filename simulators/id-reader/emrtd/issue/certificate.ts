import { createHash } from 'node:crypto';
import {
  bits,
  booleanTrue,
  context,
  contextPrimitive,
  extension,
  integer,
  octets,
  oid,
  printable,
  sequence,
  set,
  utcTime,
  utf8String,
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

export interface Identity {
  readonly certificate: Uint8Array;
  /** Issuer's Name and serial number, for CMS. */
  readonly issuerAndSerial: Uint8Array;
  readonly signer: Signer;
}

/** The organisation says that no state stands behind it. */
const name = (country: string, commonName: string): Uint8Array =>
  sequence(
    set(sequence(oid('2.5.4.6'), printable(country))),
    set(sequence(oid('2.5.4.10'), utf8String('TEST ONLY, not an authority of any state'))),
    set(sequence(oid('2.5.4.3'), utf8String(commonName))),
  );

const keyId = ({ publicKey }: Signer): Uint8Array => Uint8Array.from(createHash('sha1').update(publicKey).digest());

/** KeyUsage: bit 0 digitalSignature (document signer), bits 5 and 6 keyCertSign and cRLSign (CSCA). */
const KEY_USAGE = {
  documentSigner: Uint8Array.of(0x03, 0x02, 0x07, 0x80),
  csca: Uint8Array.of(0x03, 0x02, 0x01, 0x06),
} as const;

export interface Issuer {
  readonly country: string;
  readonly commonName: string;
  readonly signer: Signer;
}

interface Parties {
  readonly plan: CertificatePlan;
  readonly subject: Signer;
  readonly issuer: Issuer;
  readonly extensions: readonly Uint8Array[];
}

function issue({ plan, subject, issuer, extensions }: Parties): Identity {
  const body = sequence(
    context(0, integer(2)),
    integer(plan.serial),
    issuer.signer.algorithm,
    name(issuer.country, issuer.commonName),
    sequence(utcTime(plan.from), utcTime(plan.until)),
    name(plan.country, plan.commonName),
    subject.publicKey,
    context(3, sequence(...extensions)),
  );
  const certificate = sequence(body, issuer.signer.algorithm, bits(issuer.signer.sign(body)));
  const issuerAndSerial = sequence(name(issuer.country, issuer.commonName), integer(plan.serial));
  return { certificate, issuerAndSerial, signer: subject };
}

/**
 * A self-signed country signing certificate. It has the extensions of ICAO 9303-12 (7.1.1) that readers use. Real ones also have the usage
 * period of the private key, alternative names, and the addresses of revocation lists.
 */
export function issueCsca(plan: CertificatePlan, signer: Signer): Identity {
  return issueLink(plan, signer, { ...plan, signer });
}

/** A link certificate (ICAO 9303-12, 7.1.2): the key of a new CSCA, signed by the previous one. */
export function issueLink(plan: CertificatePlan, signer: Signer, before: Issuer): Identity {
  return issue({
    plan,
    subject: signer,
    issuer: before,
    extensions: [
      extension('2.5.29.35', sequence(contextPrimitive(0, keyId(before.signer)))),
      extension('2.5.29.14', octets(keyId(signer))),
      extension('2.5.29.15', KEY_USAGE.csca, 'critical'),
      extension('2.5.29.19', sequence(booleanTrue, integer(0)), 'critical'),
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
  csca: Issuer & { readonly namesKeyOf: Signer },
): Identity {
  return issue({
    plan,
    subject: signer,
    issuer: csca,
    extensions: [
      extension('2.5.29.35', sequence(contextPrimitive(0, keyId(csca.namesKeyOf)))),
      extension('2.5.29.15', KEY_USAGE.documentSigner, 'critical'),
      // documentTypeList (9303-12, 7.1.1.6): identity cards, passports.
      extension('2.23.136.1.1.6.2', sequence(integer(0), set(printable('I'), printable('P')))),
    ],
  });
}
