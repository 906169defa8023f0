import { askHealth } from '../../device/back-office/client.ts';
import type { OfficeTls } from '../../device/back-office/identity.ts';
import { isKioskNotAccepted } from '../../device/back-office/not-accepted.ts';
import { type DistrustCause, parseDistrustDetail } from '../../device/back-office/tls-trouble.ts';
import type { ClockSync } from '../../device/clock/kiosk-clock.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import type { RunningKioskStatus } from '../command/running-kiosk.ts';
import { adviceOf } from '../devices/open-device.ts';
import { bad, type CheckFinding, DOUBTFUL_ADDRESS, type FoundTrouble, good, silentAddress } from './check.ts';
import { enrolAgainFix } from './credential-checks.ts';

/** ms, within the limit of a check. */
const CONNECT_MS = 10_000;

export interface OfficeCheckInput {
  readonly sync: ClockSync;
  readonly tls?: OfficeTls;
  readonly clockTrouble: () => Promise<FoundTrouble | null>;
  readonly stranger?: () => Promise<string | null>;
}

/** Asks the back office and judges its answer, as the kiosk does. */
export async function officeFinding(
  url: string,
  { sync, tls = {}, clockTrouble, stranger }: OfficeCheckInput,
): Promise<CheckFinding> {
  if (url === 'simulated') return good('simulated');
  const options = { baseUrl: url, timeoutMs: CONNECT_MS, sync: () => sync, tls };
  const answer = await askHealth(options, new AbortController().signal);
  if (answer.ok) return good(`${url} answers`);
  if (answer.error.kind === 'busy') return bad(`${url} says that there are too many requests (BKO-109)`, BUSY_FIX);
  const detail = answer.error.kind === 'unreachable' ? answer.error.detail : answer.error.kind;
  const distrust = parseDistrustDetail(detail);
  if (distrust) {
    const { code, cause } = distrust;
    const wrong = OF_DATES.includes(cause) ? await clockTrouble() : null;
    if (wrong !== null) return bad(`${url} is not trusted: ${BY_WRONG_CLOCK} (${code}, ${cause})`, wrong.fix);
    const fix = code === 'BKO-111' ? adviceOf(code) : DISTRUST_FIX[cause];
    const who = (await stranger?.()) ?? null;
    const answers = who === null ? '' : `; the server calls itself ${who}`;
    return {
      ...bad(`${url} is not trusted: ${DISTRUST_WORDS[cause]} (${code}, ${cause})${answers}`, fix),
      wire: DOUBTFUL_ADDRESS,
    };
  }
  if (isKioskNotAccepted(detail))
    return bad(`${url} does not accept this kiosk (${detail}, BKO-143)`, notAcceptedFix(url));
  const other = OTHER_ANSWERS.find(([code]) => code.test(detail));
  if (other)
    return { ...bad(`${url} answers with ${other[1]} (${detail}, BKO-101)`, other[2]), wire: DOUBTFUL_ADDRESS };
  const [kind = '', status = ''] = detail.split(' ');
  if (kind === 'nonsense' || kind === 'status' || answer.error.kind === 'refused') {
    const what = kind === 'nonsense' && status === '200' ? 'a server that is not a back office' : status || 'a refusal';
    return { ...bad(`${url} answers with ${what} (BKO-101)`, WRONG_ADDRESS), wire: DOUBTFUL_ADDRESS };
  }
  return { ...bad(`${url} does not answer: ${detail} (BKO-101)`, adviceOf('BKO-101')), wire: silentAddress(detail) };
}

/** Finding from the answers that the running kiosk has. This user may get other answers: a service has its own certificates and proxy. */
export function officeSeenByKioskFinding(
  { backOffice }: RunningKioskStatus,
  url: string,
  clockTrouble: FoundTrouble | null,
): CheckFinding {
  if (!backOffice) return good('the running kiosk has its answers');
  const { code, cause } = backOffice;
  const distrust = parseDistrustDetail(`${code} ${cause}`);
  if (distrust && OF_DATES.includes(distrust.cause) && clockTrouble !== null)
    return bad(
      `the running kiosk does not trust its back office: ${BY_WRONG_CLOCK} (${code}, ${cause})`,
      clockTrouble.fix,
    );
  const ofCode = code === 'BKO-143' ? notAcceptedFix(url) : adviceOf(code);
  const fix = distrust && code === 'BKO-112' ? DISTRUST_FIX[distrust.cause] : ofCode;
  const finding = bad(`the running kiosk has no answer from its back office (${code}, ${cause})`, fix);
  return {
    ...finding,
    wire: code === 'BKO-101' ? silentAddress(cause) : code === 'BKO-112' ? DOUBTFUL_ADDRESS : undefined,
  };
}

/** A new certificate can make the office accept the same kiosk. */
const notAcceptedFix = (url: string): string =>
  `ask the office why. \`revoked-kiosk\`: the office has revoked the certificate. \`unknown-kiosk\`: the kiosk has shown no certificate, or one that has expired or is from another authority. If this kiosk may serve again: ${enrolAgainFix({ url })} && ${RESTART_KIOSK_COMMAND}`;

const OF_DATES: readonly DistrustCause[] = ['expired', 'not-yet-valid'];
const BY_WRONG_CLOCK = 'its certificate is not valid by the clock of this machine, and a clock is wrong (see clock)';

const BUSY_FIX =
  'run doctor again in a quarter of an hour; if the office still says so, tell it that its limit is too low';

const DISTRUST_WORDS: Readonly<Record<DistrustCause, string>> = {
  'self-signed': 'its certificate is signed by itself',
  'unknown-authority': 'its certificate is not signed by an authority that this machine trusts',
  'other-name': 'its certificate is for another name',
  expired: 'its certificate has expired',
  'not-yet-valid': 'its certificate is not valid yet',
  revoked: 'its certificate was revoked',
  unfit: 'its certificate cannot be accepted',
};

const PERHAPS_ANOTHER =
  'this may be another server, such as a login page of this network. Do not trust it before the office has confirmed name and fingerprint of the certificate by telephone. If it is another server, the network administrator must let the kiosk through';

const DISTRUST_FIX: Readonly<Record<DistrustCause, string>> = {
  'self-signed': `${PERHAPS_ANOTHER}. If it is the office, put its certificate into the order (backOffice.ca of the profile), until the office has one from an authority`,
  'unknown-authority': `${PERHAPS_ANOTHER}. If it is the office: put the certificate of the centre's authority into the order (backOffice.ca of the profile). For a public authority, the back office must also send the intermediate certificates`,
  'other-name': `compare backOffice.url of the profile with the names in the certificate; ${PERHAPS_ANOTHER}`,
  expired: 'tell the back office to renew it',
  'not-yet-valid': 'compare `date` with a watch; if it is right, the back office needs another certificate',
  revoked: 'the back office needs another certificate; tell the centre',
  unfit: 'openssl s_client -connect HOST:PORT says what is wrong with it; the back office needs another certificate',
};

const WRONG_ADDRESS =
  'check backOffice.url in the profile, and servers on the way, such as a login page. The browser of another computer in this network must show {"status":"ok"} at URL/v1/health';

const OTHER_ANSWERS: readonly (readonly [code: RegExp, what: string, fix: string])[] = [
  [/^too-long$/, 'more than any answer of a back office', WRONG_ADDRESS],
  [
    /^HPE_/,
    'something that is no HTTP',
    'another service has this port, or it needs https://: correct the port or the scheme of backOffice.url in the profile',
  ],
  [
    /^(EPROTO|ERR_SSL_)/,
    'something that is no TLS',
    'the port is of plain http or of another service: correct the port of backOffice.url in the profile; `openssl s_client -connect HOST:PORT` shows what answers',
  ],
];
