import { createHash, X509Certificate } from 'node:crypto';
import { crockfordSymbols, readTypedCode } from '../../drivers/crockford.ts';
import { DAY_MS } from '../../drivers/durations.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import {
  type CertificateSubject,
  issueKioskCertificate,
  makeAuthority,
  makeServerCertificate,
  readRequest,
  revocationList,
  type SigningAuthority,
} from './est-certificates.ts';
import type { OfficeStore, OfficeTables } from './store.ts';
import type { OfficeRefusal } from './wire.ts';

export interface EnrolmentOptions {
  /** Besides 127.0.0.1 and localhost. */
  readonly names?: readonly string[];
  /** Validity of a kiosk's certificate. Absent: 90 days. */
  readonly certificateMs?: number;
  readonly codeMs?: number;
}

interface Needs {
  readonly store: OfficeStore;
  readonly now: () => Date;
  readonly secureBytes: (count: number) => Uint8Array;
}

/** 50 bits: too many to guess in a day. */
const CODE_LETTERS = 10;

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const codeId = (code: string): string => sha256(readTypedCode(code));

const refuse = (
  status: OfficeRefusal['status'],
  code: OfficeRefusal['code'],
  detail?: string,
): Result<never, OfficeRefusal> => err({ status, code, detail });

export type Enrolment = Awaited<ReturnType<typeof openEnrolment>>;

/**
 * The office's authority, which issues certificates by EST (RFC 7030), and the list of revoked kiosks. Both are stored with the register:
 * issued certificates, codes and revocations survive a restart.
 */
export async function openEnrolment(options: EnrolmentOptions, { store, now, secureBytes }: Needs) {
  const { certificateMs = 90 * DAY_MS, codeMs = DAY_MS, names = [] } = options;
  // First hex digit 4: a serial number is positive.
  const newSerial = () => `4${Buffer.from(secureBytes(16)).toString('hex').slice(1)}`;
  const authority = await authorityOf(store, newSerial, now());
  const server = makeServerCertificate(authority, {
    names: ['localhost', '127.0.0.1', ...names],
    serial: newSerial(),
    now: now(),
  });
  const issuing = { authority, newSerial, now, certificateMs };
  return {
    authority: authority.certificate,
    tls: { ...server, ca: authority.certificate },
    /** SHA-256 of the authority, for a kiosk's first contact. */
    fingerprint: new X509Certificate(authority.certificate).fingerprint256,
    async issueCode(kiosk: string): Promise<string> {
      const letters = crockfordSymbols(secureBytes(CODE_LETTERS));
      const validUntil = now().getTime() + codeMs;
      await store.write(({ enrolment }) => enrolment.addCode({ id: codeId(letters), kiosk, validUntil }));
      return `${letters.slice(0, CODE_LETTERS / 2)}-${letters.slice(CODE_LETTERS / 2)}`;
    },
    revoke: (kiosk: string): Promise<number> =>
      store.write(async ({ enrolment }) => {
        const live = (await enrolment.ofKiosk(kiosk)).filter(({ revokedAt }) => revokedAt === null);
        await enrolment.revoke(kiosk, now().getTime());
        return live.length;
      }),
    /** `serial` as Node gives it: hex in capitals. */
    isRevoked: (serial: string): Promise<boolean> =>
      store.read(async ({ enrolment }) => {
        const issued = await enrolment.issued(serial.toLowerCase());
        return issued !== undefined && issued.revokedAt !== null;
      }),
    async revocations(): Promise<Uint8Array> {
      const revoked = await store.read(({ enrolment }) => enrolment.revoked());
      const entries = revoked.map(({ serial, revokedAt }) => ({ serial, at: new Date(revokedAt ?? 0) }));
      return revocationList(authority, entries, now());
    },
    enrol: (kiosk: string, code: string, request: Uint8Array) =>
      enrolWith({ id: codeId(code), kiosk, request }, issuing, store),
    async renew(kiosk: string, request: Uint8Array): Promise<Result<string, OfficeRefusal>> {
      const asked = fittingRequest(request, kiosk);
      if (!asked.ok) return asked;
      return store.write(async (tables) => ok(await certificateFor(asked.value, request, issuing, tables)));
    },
  };
}

async function authorityOf(store: OfficeStore, newSerial: () => string, now: Date): Promise<SigningAuthority> {
  const there = await store.read(({ enrolment }) => enrolment.authority());
  if (there) return there;
  const made = makeAuthority(newSerial(), now);
  return store.write(async ({ enrolment }) => {
    const first = await enrolment.authority();
    if (!first) await enrolment.keepAuthority(made);
    return first ?? made;
  });
}

interface Issuing {
  readonly authority: SigningAuthority;
  readonly newSerial: () => string;
  readonly now: () => Date;
  readonly certificateMs: number;
}

function fittingRequest(request: Uint8Array, kiosk: string): Result<CertificateSubject, OfficeRefusal> {
  const asked = readRequest(request);
  if (!asked) return refuse(400, 'malformed', 'no request of PKCS #10 for a key on P-256 with one common name');
  return asked.commonName === kiosk ? ok(asked) : refuse(403, 'foreign-kiosk');
}

async function enrolWith(
  { id, kiosk, request }: { readonly id: string; readonly kiosk: string; readonly request: Uint8Array },
  issuing: Issuing,
  store: OfficeStore,
): Promise<Result<string, OfficeRefusal>> {
  const asked = fittingRequest(request, kiosk);
  return store.write(async (tables) => {
    const code = await tables.enrolment.code(id);
    if (!code || code.kiosk !== kiosk) return refuse(401, 'unknown-code');
    // Without a code, a caller learns nothing about the request.
    if (!asked.ok) return asked;
    const its = sha256(request);
    if (code.usedBy !== null && code.usedBy !== its) return refuse(401, 'used-code');
    if (code.usedBy === null && code.validUntil <= issuing.now().getTime()) return refuse(401, 'expired-code');
    await tables.enrolment.useCode(id, its);
    return ok(await certificateFor(asked.value, request, issuing, tables));
  });
}

/** A kiosk that lost the answer gets the same certificate. */
async function certificateFor(
  asked: CertificateSubject,
  request: Uint8Array,
  { authority, newSerial, now, certificateMs }: Issuing,
  { enrolment }: OfficeTables,
): Promise<string> {
  const its = sha256(request);
  const kiosk = asked.commonName;
  const before = await enrolment.issuedFor(kiosk, its);
  if (before) return before.pem;
  const serial = newSerial();
  const until = new Date(now().getTime() + certificateMs);
  const pem = issueKioskCertificate(authority, asked, { serial, now: now(), until });
  await enrolment.add({ serial, kiosk, request: its, pem });
  return pem;
}
