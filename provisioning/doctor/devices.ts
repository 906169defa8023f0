import { isNotAccepted } from '../../device/back-office/acceptance.ts';
import { askHealth } from '../../device/back-office/client.ts';
import type { OfficeTls } from '../../device/back-office/identity.ts';
import { type DistrustCause, distrustIn } from '../../device/back-office/tls-trouble.ts';
import type { ClockSync } from '../../device/clock/kiosk-clock.ts';
import { withPassword } from '../../device/config/credentials.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import type { AnyCode } from '../../device/troubles/troubles.ts';
import { type Clock, pause } from '../../drivers/clock.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { createPaymentTerminal } from '../../drivers/kinds/payment-terminal.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import { terminalProtocol } from '../../drivers/kinds/terminal-protocols.ts';
import { PRINTER_BLOCK_CODE } from '../../drivers/receipt-printer/contract.ts';
import { describeLinkAddress, type LinkAddress } from '../command/options.ts';
import { printerModel } from '../command/printer-model.ts';
import type { RunningKiosk } from '../command/running-kiosk.ts';
import {
  adviceOf,
  awayWords,
  isSilentCode,
  linkAdvice,
  noteDiscarded,
  openLink,
  REFUSED_ADVICE,
  refusedWords,
  silentAdvice,
  whenOnline,
} from '../devices/open-device.ts';
import { bad, type Check, good, warning } from './check.ts';
import { chipChecks } from './chip.ts';
import { documentPrinterChecks } from './document-printer.ts';

type Devices = Profile['devices'];

/** Each device through the kiosk's own driver, all at once, up to 5 s by `clock`. */
export async function deviceChecks(profile: Profile, clock: Clock): Promise<readonly Check[]> {
  const { devices } = profile;
  const { reader, terminal, printer, billValidator: notes } = devices;
  const [chips, sheets, ...others] = await Promise.all([
    chipChecks(reader.chip, clock),
    documentPrinterChecks(profile, clock),
    reader.link === 'simulated' ? SIMULATED('reader') : readerCheck(reader, probe(reader.link, clock)),
    terminal.link === 'simulated'
      ? SIMULATED('terminal')
      : terminalCheck(terminal, probe(terminal.link, clock, terminalProtocol(terminal.driver).stopBits)),
    printer.link === 'simulated' ? SIMULATED('printer') : printerCheck(printer, probe(printer.link, clock)),
    ...(notes ? [notes.link === 'simulated' ? SIMULATED('bill validator') : validatorCheck(notes.link)] : []),
  ]);
  return [...others, ...sheets, ...chips];
}

const SIMULATED = (name: string): Check => good(name, 'simulated; --profile FILE checks the devices of a cabinet');

/** The way to one device, and what a driver needs besides its own settings. */
function probe(address: LinkAddress, clock: Clock, stopBits: 1 | 2 = 1) {
  const link = openLink(address, stopBits);
  const discarded = noteDiscarded({ note: () => undefined });
  return {
    address,
    where: describeLinkAddress(address),
    link,
    clock,
    foreignBytes: discarded.bytes,
    driver: { clock, random: Math.random, onDiscarded: discarded.note, link: link.factory },
  };
}

type Probe = ReturnType<typeof probe>;

/** In ms: most of what is no reader greets whoever connects, and a reader says nothing without a document. */
const HEARS_MS = 500;

async function readerCheck({ dialect }: Devices['reader'], its: Probe): Promise<Check> {
  const reader = createMrzReader({ ...its.driver, today: () => new Date(), ...(dialect && { dialect }) });
  let unread = false;
  reader.onEvent((event) => {
    unread ||= event.type === 'document.read' && !event.result.ok;
  });
  const online = await whenOnline(reader, its.clock);
  if (online) await pause(its.clock, HEARS_MS);
  await reader.close();
  if (!online) return away('reader', 'RDR-104', its);
  if (unread || its.foreignBytes() > 0)
    return warning('reader', `${its.where} says by itself what is no zone`, silentAdvice('RDR-104', 1));
  return good('reader', `${its.where} is open; \`asan-kiosk reader read\` tells whether a reader is behind it`);
}

async function terminalCheck(kept: Devices['terminal'], its: Probe): Promise<Check> {
  const withSecret = withPassword(kept);
  if (!withSecret.ok) return bad('terminal', describeConfigTrouble(withSecret.error), adviceOf('CFG-105'));
  const settings = withSecret.value;
  const terminal = createPaymentTerminal(settings, its.driver);
  const online = await whenOnline(terminal, its.clock);
  const { refused } = terminal.status();
  await terminal.close();
  if (refused !== undefined) return bad('terminal', refusedWords(its.address, refused), REFUSED_ADVICE);
  return online ? good('terminal', `${its.where} is registered`) : away('terminal', 'TRM-102', its);
}

async function printerCheck(settings: Devices['printer'], its: Probe): Promise<Check> {
  const model = printerModel(settings.model);
  if (!model.ok) return bad('printer', model.error.line, 'mend devices.printer.model in the profile');
  const printer = createReceiptPrinter({ ...its.driver, model: model.value });
  const online = await whenOnline(printer, its.clock);
  const { blockedBy, paper } = printer.status();
  await printer.close();
  if (!online) return away('printer', 'PRN-103', its);
  if (blockedBy !== null) {
    const code = PRINTER_BLOCK_CODE[blockedBy];
    return bad('printer', `${its.where} is stopped: ${blockedBy} (${code})`, adviceOf(code));
  }
  if (paper === 'low') return warning('printer', `${its.where} answers, paper is low`, adviceOf('PRN-201'));
  return good('printer', `${its.where} answers, paper: ${paper}`);
}

/**
 * Only its port: a validator keeps the last note until somebody has heard of it, and that must be the kiosk, which writes it
 * into its ledger.
 */
async function validatorCheck(address: LinkAddress): Promise<Check> {
  const watched = openLink(address);
  const link = watched.factory();
  const opened = await link.open();
  await link.close();
  const where = describeLinkAddress(address);
  if (!opened.ok) return away('bill validator', 'BIL-101', { address, where, link: watched, foreignBytes: () => 0 });
  return good('bill validator', `${where} is open; the kiosk tells whether a validator is behind it`);
}

function away(
  name: string,
  code: 'RDR-104' | 'TRM-102' | 'PRN-103' | 'BIL-101',
  { address, link, where, foreignBytes }: Pick<Probe, 'address' | 'link' | 'where' | 'foreignBytes'>,
): Check {
  const trouble = link.trouble();
  if (trouble) return bad(name, awayWords(address, trouble, code), linkAdvice(address, trouble));
  const bytes = foreignBytes();
  const heard =
    bytes > 0 ? `${where} says ${bytes} bytes that are no ${name}'s (${code})` : awayWords(address, undefined, code);
  return bad(name, heard, silentAdvice(code, bytes));
}

const DEVICE_NAMES: Readonly<Record<string, string>> = {
  'id-reader': 'reader',
  'chip-reader': 'chip reader',
  'payment-terminal': 'terminal',
  'receipt-printer': 'printer',
  'bill-validator': 'bill validator',
  'document-printer': 'document printer',
};

export function runningChecks(
  port: number,
  { ready, devices, storage, troubles, backOffice }: RunningKiosk,
): readonly Check[] {
  const itself = ready
    ? good('port', `${port} is the running kiosk; its devices were asked through it`)
    : warning('port', `${port} is the running kiosk, which is not ready yet`, 'ask again in a few seconds');
  const checks = Object.entries(devices).map(([kind, state]) => {
    const name = DEVICE_NAMES[kind] ?? kind;
    const code = troubles[kind];
    if (code !== undefined) return bad(name, `${state} in the running kiosk (${code})`, runningAdvice(code));
    if (state === 'online') return good(name, 'online in the running kiosk');
    return bad(name, `${state} in the running kiosk`, ASK_ITSELF);
  });
  const disk = storage === 'enough' ? [] : [bad('disk', `the running kiosk is closed (${storage})`, adviceOf(storage))];
  return [itself, ...disk, ...checks, ...(backOffice ? [officeOfKiosk(backOffice)] : [])];
}

const ASK_ITSELF = 'stop the kiosk and run doctor again: it then asks the device itself';

/** The first thing to try for a code that a running kiosk has now. */
function runningAdvice(code: AnyCode): string {
  if (code === 'TRM-103') return REFUSED_ADVICE;
  if (code === 'LNK-103') return 'it fails every time: look at its power, its cable and its address or port';
  return isSilentCode(code) ? silentAdvice(code, 0) : adviceOf(code);
}

/** What it says may differ from what this user is told: a service has certificates and a proxy of its own. */
function officeOfKiosk({ code, cause }: NonNullable<RunningKiosk['backOffice']>): Check {
  const distrust = distrustIn(`${code} ${cause}`);
  const fix = distrust && code === 'BKO-112' ? DISTRUST_FIX[distrust.cause] : adviceOf(code);
  return bad('office of kiosk', `the running kiosk has no answer of its back office (${code}, ${cause})`, fix);
}

/** Whether the back office is there: asked, and its answer judged, as the kiosk does. */
export async function backOfficeCheck(url: string, sync: ClockSync, tls: OfficeTls = {}): Promise<Check> {
  if (url === 'simulated') return good('back office', 'simulated');
  const options = { baseUrl: url, timeoutMs: CONNECT_MS, sync: () => sync, tls };
  const answer = await askHealth(options, new AbortController().signal);
  if (answer.ok) return good('back office', `${url} answers`);
  if (answer.error.kind === 'busy')
    return bad('back office', `${url} says that it is asked too often (BKO-109)`, BUSY_FIX);
  const detail = answer.error.kind === 'unreachable' ? answer.error.detail : answer.error.kind;
  const distrust = distrustIn(detail);
  if (distrust) {
    const { code, cause } = distrust;
    const fix = code === 'BKO-111' ? adviceOf(code) : DISTRUST_FIX[cause];
    return bad('back office', `${url} is not believed: ${DISTRUST_WORDS[cause]} (${code}, ${cause})`, fix);
  }
  if (isNotAccepted(detail))
    return bad('back office', `${url} does not accept this kiosk (${detail}, BKO-143)`, adviceOf('BKO-143'));
  const other = OTHER_ANSWERS.find(([code]) => code.test(detail));
  if (other) return bad('back office', `${url} answers with ${other[1]} (${detail}, BKO-101)`, other[2]);
  const [kind = '', status = ''] = detail.split(' ');
  if (kind === 'nonsense' || kind === 'status' || answer.error.kind === 'refused') {
    const what = kind === 'nonsense' && status === '200' ? 'something that is no back office' : status || 'a refusal';
    return bad('back office', `${url} answers with ${what} (BKO-101)`, WRONG_ADDRESS);
  }
  return bad('back office', `${url} does not answer: ${detail} (BKO-101)`, adviceOf('BKO-101'));
}

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

const DISTRUST_FIX: Readonly<Record<DistrustCause, string>> = {
  'self-signed':
    'the back office needs a certificate of an authority; until then name the file of this one, compared with the office, in NODE_EXTRA_CA_CERTS of the service',
  'unknown-authority':
    'an authority of the centre: name the file of its certificate in NODE_EXTRA_CA_CERTS of the service; a public one: the back office has to send the certificates between as well',
  'other-name':
    'compare backOffice.url of the profile with the names in the certificate: openssl s_client -connect HOST:443 shows them',
  expired: 'the back office has to renew it',
  'not-yet-valid': 'compare `date` with a watch; where it is right, the back office has to take another certificate',
  revoked: 'the back office has to take another certificate; tell the centre',
  unfit: 'openssl s_client -connect HOST:443 says what is wrong with it; the back office has to take another one',
};

/** It is reached, and it is not one: another server, a proxy, a page to log in at. */
const WRONG_ADDRESS =
  'look at backOffice.url in the profile, and at what stands between: `curl -i URL/v1/health` must print {"status":"ok"}';

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

const CONNECT_MS = 5_000;
