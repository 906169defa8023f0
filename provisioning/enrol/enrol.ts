import { readFileSync, statSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { realFiles } from '../../device/config/files.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { readOrConfigTrouble } from '../../device/config/yaml-file.ts';
import { makeFolder } from '../../device/files/make-folder.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import type { CredentialForm } from '../credentials/credential-store.ts';
import { adviceOf } from '../devices/open-device.ts';
import { CREDENTIALS, INSTALLED } from '../machine/installed.ts';
import { addFingerprintNotes, certificateFingerprint } from '../machine/office-authorities.ts';
import { fetchAuthorities, fetchCertificate } from './ask-office.ts';
import { type Authorities, makeRequest, pemOf, plainFingerprint } from './certificates.ts';
import {
  deletePendingRequest,
  type EnrolledIdentity,
  hashEnrolmentCode,
  type PendingRequest,
  readPendingRequest,
  readStoredIdentity,
  storeIdentity,
  storePendingRequest,
} from './identity.ts';
import { createSystemEnrolPorts, type EnrolPorts } from './places.ts';
import { addOfficeEntries, type OfficeProfileEntries, officeEntriesAsYaml } from './profile-edit.ts';

export interface EnrolOptions {
  readonly office?: string;
  readonly code?: string;
  readonly fingerprint?: string;
  readonly profile?: string;
  readonly json?: true;
}

/**
 * Gets the first certificate of a kiosk, by EST (RFC 7030) and a code from the office. The key is made here and never leaves this machine.
 * A certificate that this code already brought stays: a second run changes nothing.
 */
export async function enrol(options: EnrolOptions, io: Io, places = createSystemEnrolPorts()): Promise<CliOutcome> {
  const { office, code } = options;
  if (office === undefined || code === undefined)
    return misused('office or code is missing: add --office URL and --code CODE; the office gives out both');
  const file = options.profile ?? INSTALLED.profile;
  const profile = loadProfileFile(file);
  if (!profile.ok) return profile;
  const { url } = profile.value.backOffice;
  // With an identity but no TLS the kiosk would not start, and the code works only once.
  if (!url.startsWith('https:'))
    return misused(
      `the office of ${file} is ${url}, which does not use certificates; an identity needs an office at https://…`,
    );
  const kiosk = profile.value.kiosk.id;
  const before = readStoredIdentity(places.credentials);
  if (
    before?.code === hashEnrolmentCode(code) &&
    nameOf(before) === kiosk &&
    places.now() < new Date(before.certificate.validTo)
  )
    return report({ identity: before, kept: null, edit: editProfile(file, places) }, kiosk, options, io);
  const got = await obtain(
    { office, code, kiosk, profile: profile.value, fingerprint: options.fingerprint },
    io,
    places,
  );
  if (!got.ok) return got;
  return report({ ...got.value, edit: editProfile(file, places) }, kiosk, options, io);
}

interface Wanted {
  readonly office: string;
  readonly code: string;
  readonly kiosk: string;
  readonly profile: Profile;
  readonly fingerprint: string | undefined;
}

async function obtain(
  { office, code, kiosk, profile, fingerprint }: Wanted,
  io: Io,
  places: EnrolPorts,
): Promise<Result<{ readonly identity: EnrolledIdentity; readonly kept: CredentialForm }, CliTrouble>> {
  const ca =
    profile.backOffice.ca === undefined
      ? ok(null)
      : readOrConfigTrouble(() => realFiles.read(profile.backOffice.ca!), profile.backOffice.ca);
  if (!ca.ok && fingerprint === undefined) return misused(describeConfigTrouble(ca.error));
  const { signal, stop } = listenForInterrupt(io);
  const asking = { clock: io.clock, signal, now: places.now };
  io.note(`asking ${office} for its authorities`);
  const first = {
    fingerprint: fingerprint === undefined ? null : plainFingerprint(fingerprint),
    ca: ca.ok ? ca.value : null,
  };
  const authorities = await fetchAuthorities(office, first, asking);
  if (!authorities.ok) return authorities;
  const pending = await findOrMakeRequest(kiosk, places);
  if (!pending.ok) return pending;
  io.note(`asking for a certificate for ${kiosk}`);
  const login = { user: kiosk, code };
  const got = await fetchCertificate(
    office,
    'simpleenroll',
    { ...pending.value, authorities: authorities.value, as: { login } },
    asking,
  );
  stop();
  if (!got.ok) return got;
  const identity = { office, code: hashEnrolmentCode(code), key: pending.value.key, ...got.value };
  const kept = storeTrustAndIdentity(identity, authorities.value, places);
  return kept.ok ? ok({ identity, kept: kept.value }) : kept;
}

/** Ctrl-C ends the wait for an office; the next run continues with the same request. */
export function listenForInterrupt(io: Io): { readonly signal: AbortSignal; readonly stop: () => void } {
  const interrupted = new AbortController();
  return { signal: interrupted.signal, stop: io.onInterrupt(() => interrupted.abort()) };
}

/** The pending request, or a new request. A new request is stored before it is sent, so that a lost answer can be fetched again. */
export async function findOrMakeRequest(
  kiosk: string,
  { credentials }: EnrolPorts,
): Promise<Result<PendingRequest, CliTrouble>> {
  const there = readPendingRequest(kiosk, credentials);
  // After a power cut, an answered request may still be stored; sent again, it would get the same answer.
  if (there && there.key !== readStoredIdentity(credentials)?.key) return ok(there);
  const made = { kiosk, ...makeRequest(kiosk) };
  return written(() => {
    storePendingRequest(made, credentials);
    return made;
  });
}

/**
 * Stores first the trusted authorities, then the identity, each in one step. After a power cut between the steps, the old identity still
 * works.
 */
export function storeTrustAndIdentity(
  identity: EnrolledIdentity,
  { roots }: Authorities,
  { credentials, officeCa, write }: EnrolPorts,
): Result<CredentialForm, CliTrouble> {
  return written(() => {
    makeFolder(dirname(officeCa), 0o755);
    write(officeCa, addFingerprintNotes(pemOf(roots)), 0o644);
    const kept = storeIdentity(identity, credentials);
    deletePendingRequest(credentials);
    return kept;
  });
}

function written<T>(write: () => T): Result<T, CliTrouble> {
  try {
    return ok(write());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return failed(`not stored: ${describeSystemError(error)} (ENR-106): ${adviceOf('ENR-106')}`);
  }
}

const nameOf = ({ certificate }: EnrolledIdentity): string => /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '';

const officeKeys = (officeCa: string): OfficeProfileEntries => {
  const identity = `credential:${CREDENTIALS.identity}`;
  return { ca: officeCa, identity: { key: identity, certificate: identity } };
};

type Edit = { readonly is: 'there' | 'written' } | { readonly is: 'by-hand'; readonly lines: string };

function editProfile(file: string, { officeCa, write }: EnrolPorts): Edit {
  const wanted = officeKeys(officeCa);
  const byHand = { is: 'by-hand', lines: officeEntriesAsYaml(wanted) } as const;
  const text = readFileSync(file, 'utf8');
  const edited = addOfficeEntries(text, wanted);
  if (edited === null) return byHand;
  if (edited === text) return { is: 'there' };
  const { mode, uid, gid, atime, mtime } = statSync(file);
  const wrote = written(() => {
    write(file, edited, mode & 0o777, { uid, gid });
    // Restores the profile's date: doctor must still see an earlier edit by hand.
    utimesSync(file, atime, mtime);
  });
  return wrote.ok ? { is: 'written' } : byHand;
}

interface Done {
  readonly identity: EnrolledIdentity;
  readonly kept: CredentialForm | null;
  readonly edit: Edit;
}

function report({ identity, kept, edit }: Done, kiosk: string, options: EnrolOptions, io: Io): CliOutcome {
  const { certificate } = identity;
  const until = new Date(certificate.validTo).toISOString();
  const file = options.profile ?? INSTALLED.profile;
  if (options.json) {
    const fingerprint = certificateFingerprint(certificate);
    printJson(io, { kiosk, office: identity.office, validUntil: until, fingerprint, kept, profile: edit.is });
  } else {
    const new_ = kept === null ? 'is enrolled already' : `is enrolled; its key is kept ${KEY_STORAGE_TEXTS[kept]}`;
    io.out(`${kiosk} ${new_}; the certificate is valid until ${until.slice(0, 10)}\n`);
    if (edit.is === 'written')
      io.out(`${file} now names the certificate; restart the kiosk: ${RESTART_KIOSK_COMMAND}\n`);
  }
  if (edit.is === 'by-hand') io.note(`replace these keys in backOffice of ${file}:\n${edit.lines.trimEnd()}`);
  return done;
}

export const KEY_STORAGE_TEXTS: Readonly<Record<CredentialForm, string>> = {
  encrypted: 'encrypted by this machine',
  plain: 'unencrypted, readable only by root: this machine has no key for encryption',
};
