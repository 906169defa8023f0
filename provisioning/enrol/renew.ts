import { readFileSync } from 'node:fs';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { adviceOf } from '../devices/open-device.ts';
import { fetchAuthorities, fetchCertificate } from './ask-office.ts';
import { findOrMakeRequest, KEY_STORAGE_TEXTS, listenForInterrupt, storeTrustAndIdentity } from './enrol.ts';
import { type EnrolledIdentity, readStoredIdentity } from './identity.ts';
import { createSystemEnrolPorts, type EnrolPorts } from './places.ts';
import { renewalDate } from './status.ts';

export interface RenewOptions {
  readonly json?: true;
}

/**
 * Gets a new key and certificate with the present certificate (RFC 7030, 4.2.2). Does nothing in the first two thirds of the certificate's
 * life. The kiosk restarts after its visit. Until then it uses the old certificate, which stays valid.
 */
export async function renewKioskCertificate(
  options: RenewOptions,
  io: Io,
  places = createSystemEnrolPorts(),
): Promise<CliOutcome> {
  const identity = readStoredIdentity(places.credentials);
  const now = places.now();
  if (!identity)
    return failed(`this kiosk is not enrolled, or this user cannot read its key (ENR-105): ${NO_IDENTITY}`);
  const { certificate } = identity;
  if (now >= new Date(certificate.validTo))
    return failed(`the certificate was valid until ${day(certificate.validTo)} (ENR-105): ${adviceOf('ENR-105')}`);
  const due = renewalDate(certificate);
  if (now < due) return said({ renewed: false, until: certificate.validTo, due }, options, io);
  const renewed = await renewBy(identity, io, places);
  if (!renewed.ok) return renewed;
  const restarts = await places.restart();
  const { certificate: next } = renewed.value.identity;
  const how = { kept: renewed.value.kept, restarts };
  return said({ renewed: true, until: next.validTo, due: renewalDate(next), how }, options, io);
}

const NO_IDENTITY =
  'run this command as root; if the kiosk was never enrolled: `asan-kiosk enrol --office URL --code CODE`';

async function renewBy(old: EnrolledIdentity, io: Io, places: EnrolPorts) {
  const { signal, stop } = listenForInterrupt(io);
  const asking = { clock: io.clock, signal, now: places.now };
  const identity = { key: old.key, certificate: [old.certificate, ...old.chain].join('') };
  const kiosk = /^CN=(.*)$/m.exec(old.certificate.subject)?.[1] ?? '';
  // The last list of authorities makes the connection trusted; the new one replaces it (RFC 7030, 4.1.3).
  const first = { fingerprint: null, ca: readFileSync(places.officeCa, 'utf8') };
  const authorities = await fetchAuthorities(old.office, first, asking, identity);
  if (!authorities.ok) return authorities;
  const pending = await findOrMakeRequest(kiosk, places);
  if (!pending.ok) return pending;
  const asked = { ...pending.value, authorities: authorities.value, as: { identity } };
  const got = await fetchCertificate(old.office, 'simplereenroll', asked, asking);
  stop();
  if (!got.ok) return got;
  const next = { office: old.office, code: null, key: pending.value.key, ...got.value };
  const kept = storeTrustAndIdentity(next, authorities.value, places);
  return kept.ok ? { ok: true as const, value: { identity: next, kept: kept.value } } : kept;
}

const day = (date: string | Date): string => new Date(date).toISOString().slice(0, 10);

interface Said {
  readonly renewed: boolean;
  readonly until: string;
  readonly due: Date;
  readonly how?: { readonly kept: keyof typeof KEY_STORAGE_TEXTS; readonly restarts: boolean };
}

function said({ renewed, until, due, how }: Said, options: RenewOptions, io: Io): CliOutcome {
  if (options.json) {
    const [validUntil, renewAt] = [new Date(until).toISOString(), due.toISOString()];
    printJson(io, { renewed, validUntil, renewAt, ...(how && { kept: how.kept, kioskRestarts: how.restarts }) });
  } else if (!how) io.out(`the certificate is valid until ${day(until)} and is renewed from ${day(due)} on\n`);
  else {
    const restart = how.restarts ? 'the kiosk restarts after its visit' : 'no kiosk runs as a unit: restart it by hand';
    io.out(`renewed: valid until ${day(until)}; the key is kept ${KEY_STORAGE_TEXTS[how.kept]}; ${restart}\n`);
  }
  return done;
}
