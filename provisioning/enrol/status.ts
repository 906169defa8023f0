import type { X509Certificate } from 'node:crypto';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { storageOfCredential } from '../credentials/credential-store.ts';
import { adviceOf } from '../devices/open-device.ts';
import { certificateFingerprint } from '../machine/office-authorities.ts';
import { IDENTITY_FILE, readPendingRequest, readStoredIdentity } from './identity.ts';
import { createSystemEnrolPorts } from './places.ts';

export interface StatusOptions {
  readonly json?: true;
}

/** Time of the renewal: at two thirds of a certificate's life, so that a third is left if the office is away. */
export function renewalDate({ validFrom, validTo }: X509Certificate): Date {
  const [from, until] = [Date.parse(validFrom), Date.parse(validTo)];
  return new Date(from + ((until - from) * 2) / 3);
}

/** Shows the identity at the office, its last day and the day of its renewal. Does not ask the office. */
export async function showCertificateStatus(
  options: StatusOptions,
  io: Io,
  places = createSystemEnrolPorts(),
): Promise<CliOutcome> {
  const identity = readStoredIdentity(places.credentials);
  const kept = storageOfCredential(IDENTITY_FILE, places.credentials);
  if (!identity) {
    if (options.json) printJson(io, { enrolled: false });
    const why =
      kept === null ? 'this kiosk is not enrolled' : 'the identity cannot be read by this user or on this machine';
    return failed(
      `${why} (ENR-105): ${kept === null ? adviceOf('ENR-105') : 'run this command as root; if it fails as root, asan-kiosk doctor shows the cause'}`,
    );
  }
  const { certificate, office } = identity;
  const kiosk = /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '';
  const facts = {
    enrolled: true,
    kiosk,
    office,
    kept,
    validFrom: new Date(certificate.validFrom).toISOString(),
    validUntil: new Date(certificate.validTo).toISOString(),
    renewAt: renewalDate(certificate).toISOString(),
    fingerprint: certificateFingerprint(certificate),
    pending: readPendingRequest(kiosk, places.credentials) !== null,
  };
  if (options.json) printJson(io, facts);
  else {
    const { enrolled: _, ...shown } = facts;
    io.out(formatTable(Object.entries(shown).map(([name, value]) => [name, String(value)])));
  }
  const over = places.now() >= new Date(certificate.validTo);
  return over ? failed(`the certificate has expired (ENR-105): ${adviceOf('ENR-105')}`) : done;
}
