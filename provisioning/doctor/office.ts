import { askHealth } from '../../device/back-office/client.ts';
import type { OfficeTls } from '../../device/back-office/identity.ts';
import { isNotAccepted } from '../../device/back-office/not-accepted.ts';
import { type DistrustCause, distrustIn } from '../../device/back-office/tls-trouble.ts';
import type { ClockSync } from '../../device/clock/kiosk-clock.ts';
import { KIOSK_ANEW } from '../../device/troubles/start-anew.ts';
import type { RunningKiosk } from '../command/running-kiosk.ts';
import { adviceOf } from '../devices/open-device.ts';
import { bad, DOUBTFUL, type Finding, good, silent, type Trouble } from './check.ts';
import { enrolAnew } from './credential-checks.ts';

/** In ms; within the bound of a check. */
const CONNECT_MS = 10_000;

export interface Asking {
  readonly sync: ClockSync;
  readonly tls?: OfficeTls;
  /** Asked where the answer depends on the date. */
  readonly clockTrouble: () => Promise<Trouble | null>;
  /** Who answers at its address, where nobody vouches for that. */
  readonly stranger?: () => Promise<string | null>;
}

/** Whether the back office is there: asked, and its answer judged, as the kiosk does. */
export async function officeFinding(url: string, { sync, tls = {}, clockTrouble, stranger }: Asking): Promise<Finding> {
  if (url === 'simulated') return good('simulated');
  const options = { baseUrl: url, timeoutMs: CONNECT_MS, sync: () => sync, tls };
  const answer = await askHealth(options, new AbortController().signal);
  if (answer.ok) return good(`${url} answers`);
  if (answer.error.kind === 'busy') return bad(`${url} says that it is asked too often (BKO-109)`, BUSY_FIX);
  const detail = answer.error.kind === 'unreachable' ? answer.error.detail : answer.error.kind;
  const distrust = distrustIn(detail);
  if (distrust) {
    const { code, cause } = distrust;
    const wrong = OF_DATES.includes(cause) ? await clockTrouble() : null;
    if (wrong !== null) return bad(`${url} is not believed: ${BY_WRONG_CLOCK} (${code}, ${cause})`, wrong.fix);
    const fix = code === 'BKO-111' ? adviceOf(code) : DISTRUST_FIX[cause];
    const who = (await stranger?.()) ?? null;
    const answers = who === null ? '' : `; who answers calls itself ${who}`;
    return {
      ...bad(`${url} is not believed: ${DISTRUST_WORDS[cause]} (${code}, ${cause})${answers}`, fix),
      wire: DOUBTFUL,
    };
  }
  if (isNotAccepted(detail)) return bad(`${url} does not accept this kiosk (${detail}, BKO-143)`, notAcceptedFix(url));
  const other = OTHER_ANSWERS.find(([code]) => code.test(detail));
  if (other) return { ...bad(`${url} answers with ${other[1]} (${detail}, BKO-101)`, other[2]), wire: DOUBTFUL };
  const [kind = '', status = ''] = detail.split(' ');
  if (kind === 'nonsense' || kind === 'status' || answer.error.kind === 'refused') {
    const what = kind === 'nonsense' && status === '200' ? 'something that is no back office' : status || 'a refusal';
    return { ...bad(`${url} answers with ${what} (BKO-101)`, WRONG_ADDRESS), wire: DOUBTFUL };
  }
  return { ...bad(`${url} does not answer: ${detail} (BKO-101)`, adviceOf('BKO-101')), wire: silent(detail) };
}

/** What a running kiosk says may differ from what this user is told: a service has certificates and a proxy of its own. */
export function officeOfKioskFinding({ backOffice }: RunningKiosk, url: string, clockTrouble: Trouble | null): Finding {
  if (!backOffice) return good('the running kiosk has its answers');
  const { code, cause } = backOffice;
  const distrust = distrustIn(`${code} ${cause}`);
  if (distrust && OF_DATES.includes(distrust.cause) && clockTrouble !== null)
    return bad(
      `the running kiosk does not believe its back office: ${BY_WRONG_CLOCK} (${code}, ${cause})`,
      clockTrouble.fix,
    );
  const ofCode = code === 'BKO-143' ? notAcceptedFix(url) : adviceOf(code);
  const fix = distrust && code === 'BKO-112' ? DISTRUST_FIX[distrust.cause] : ofCode;
  const finding = bad(`the running kiosk has no answer of its back office (${code}, ${cause})`, fix);
  return { ...finding, wire: code === 'BKO-101' ? silent(cause) : code === 'BKO-112' ? DOUBTFUL : undefined };
}

/** Only the office knows the reason. It can accept the same kiosk again with a new certificate. */
const notAcceptedFix = (url: string): string =>
  `ask the office why: \`revoked-kiosk\` means that the office has revoked the certificate; \`unknown-kiosk\` means that the kiosk has shown no certificate, or one that has run out or is from another authority; if this kiosk may serve again: ${enrolAnew({ url })} && ${KIOSK_ANEW}`;

/** What is judged by the clock of this machine. */
const OF_DATES: readonly DistrustCause[] = ['expired', 'not-yet-valid'];
const BY_WRONG_CLOCK = 'its certificate is not valid by the clock of this machine, and a clock is wrong (see clock)';

const BUSY_FIX = 'run doctor again in a quarter of an hour; still: tell the back office that its limit is too low';

const DISTRUST_WORDS: Readonly<Record<DistrustCause, string>> = {
  'self-signed': 'its certificate is signed by itself',
  'unknown-authority': 'its certificate is signed by nobody whom this machine believes',
  'other-name': 'its certificate is for another name',
  expired: 'its certificate has expired',
  'not-yet-valid': 'its certificate is not valid yet',
  revoked: 'its certificate was revoked',
  unfit: 'its certificate cannot be accepted',
};

/** A page to log in at answers for each address of its network. */
const PERHAPS_ANOTHER =
  'this may be another server, such as a page to log in at of the network here: believe it in no way before the office has confirmed the name and the fingerprint of the certificate by telephone; if it is another one, the network administrator has to let the kiosk through';

const DISTRUST_FIX: Readonly<Record<DistrustCause, string>> = {
  'self-signed': `${PERHAPS_ANOTHER}; if it is that of the office, its file belongs into the order (backOffice.ca of the profile), until the office has one of an authority`,
  'unknown-authority': `${PERHAPS_ANOTHER}; if it is that of the office: of an authority of the centre, its certificate belongs into the order (backOffice.ca of the profile); of a public one, the back office has to send the certificates between as well`,
  'other-name': `compare backOffice.url of the profile with the names in the certificate; ${PERHAPS_ANOTHER}`,
  expired: 'the back office has to renew it',
  'not-yet-valid': 'compare `date` with a watch; where it is right, the back office has to take another certificate',
  revoked: 'the back office has to take another certificate; tell the centre',
  unfit: 'openssl s_client -connect HOST:443 says what is wrong with it; the back office has to take another one',
};

/** It is reached, and it is not one: another server, a proxy, a page to log in at. */
const WRONG_ADDRESS =
  'look at backOffice.url in the profile, and at what stands between, such as a page to log in at; the browser of another computer in this network must show {"status":"ok"} at URL/v1/health';

/** What came, but is no answer of HTTP: the network is well. */
const OTHER_ANSWERS: readonly (readonly [code: RegExp, what: string, fix: string])[] = [
  [/^too-long$/, 'more than any answer of a back office', WRONG_ADDRESS],
  [
    /^HPE_/,
    'something that is no HTTP',
    'another service has this port, or one that wants https://: mend the port or the scheme of backOffice.url in the profile',
  ],
  [
    /^(EPROTO|ERR_SSL_)/,
    'something that is no TLS',
    'the port is one of plain http or of another service: mend the port of backOffice.url in the profile; `openssl s_client -connect HOST:PORT` shows what answers',
  ],
];
