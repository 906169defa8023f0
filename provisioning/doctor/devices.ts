import { tlsTrouble } from '../../device/back-office/tls-trouble.ts';
import type { ClockSync } from '../../device/clock/kiosk-clock.ts';
import type { Profile } from '../../device/config/profile.ts';
import { realClock } from '../../drivers/clock.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { PRINTER_BLOCK_CODE } from '../../drivers/receipt-printer/contract.ts';
import { createReceiptPrinter } from '../../drivers/receipt-printer/driver.ts';
import { printerModel } from '../bytes/printer-model.ts';
import { adviceOf, awayWords, linkAdvice, openLink, type WatchedLink, whenOnline } from '../devices/open-device.ts';
import { describeLinkAddress, type LinkAddress } from '../options.ts';
import type { RunningKiosk } from '../running-kiosk.ts';
import { bad, type Check, good, warning } from './check.ts';
import { chipChecks } from './chip.ts';

type Devices = Profile['devices'];

/** Each device through the kiosk's own driver, all at once, up to 5 s. */
export async function deviceChecks({ devices }: Profile): Promise<readonly Check[]> {
  const { reader, terminal, printer, billValidator: notes } = devices;
  const [chips, ...others] = await Promise.all([
    chipChecks(reader.chip),
    reader.link === 'simulated' ? SIMULATED('reader') : readerCheck(reader, reader.link),
    terminal.link === 'simulated' ? SIMULATED('terminal') : terminalCheck(terminal, terminal.link),
    printer.link === 'simulated' ? SIMULATED('printer') : printerCheck(printer, printer.link),
    ...(notes ? [notes.link === 'simulated' ? SIMULATED('bill validator') : validatorCheck(notes.link)] : []),
  ]);
  return [...others, ...chips];
}

const SIMULATED = (name: string): Check => good(name, 'simulated; --profile FILE checks the devices of a cabinet');

const COMMON = { clock: realClock, random: Math.random, onDiscarded: () => {} };

async function readerCheck({ dialect }: Devices['reader'], address: LinkAddress): Promise<Check> {
  const link = openLink(address);
  const reader = createMrzReader({
    ...COMMON,
    link: link.factory,
    today: () => new Date(),
    ...(dialect && { dialect }),
  });
  const online = await whenOnline(reader);
  await reader.close();
  if (!online) return away('reader', 'RDR-104', address, link);
  return good(
    'reader',
    `${describeLinkAddress(address)} is open; \`asan-kiosk reader read\` tells whether a reader is behind it`,
  );
}

async function terminalCheck(settings: Devices['terminal'], address: LinkAddress): Promise<Check> {
  const { framing, password, currency, charset } = settings;
  const link = openLink(address, 2);
  const terminal = createZvtTerminal({ ...COMMON, link: link.factory, framing, password, currency, charset });
  const online = await whenOnline(terminal);
  await terminal.close();
  if (!online) return away('terminal', 'TRM-102', address, link);
  return good('terminal', `${describeLinkAddress(address)} is registered`);
}

async function printerCheck(settings: Devices['printer'], address: LinkAddress): Promise<Check> {
  const model = printerModel(settings.model);
  if (!model.ok) return bad('printer', model.error.line, 'mend devices.printer.model in the profile');
  const link = openLink(address);
  const printer = createReceiptPrinter({ ...COMMON, link: link.factory, model: model.value });
  const online = await whenOnline(printer);
  const { blockedBy, paper } = printer.status();
  await printer.close();
  if (!online) return away('printer', 'PRN-103', address, link);
  const where = describeLinkAddress(address);
  if (blockedBy !== null) {
    const code = PRINTER_BLOCK_CODE[blockedBy];
    return bad('printer', `${where} is stopped: ${blockedBy} (${code})`, adviceOf(code));
  }
  if (paper === 'low') return warning('printer', `${where} answers, paper is low`, adviceOf('PRN-201'));
  return good('printer', `${where} answers, paper: ${paper}`);
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
  if (!opened.ok) return away('bill validator', 'BIL-101', address, watched);
  return good(
    'bill validator',
    `${describeLinkAddress(address)} is open; the kiosk tells whether a validator is behind it`,
  );
}

function away(
  name: string,
  code: 'RDR-104' | 'TRM-102' | 'PRN-103' | 'BIL-101',
  address: LinkAddress,
  link: WatchedLink,
): Check {
  const trouble = link.trouble();
  return bad(name, awayWords(address, trouble, code), trouble ? linkAdvice(address, trouble) : adviceOf(code));
}

const DEVICE_NAMES: Readonly<Record<string, string>> = {
  'id-reader': 'reader',
  'chip-reader': 'chip reader',
  'payment-terminal': 'terminal',
  'receipt-printer': 'printer',
  'bill-validator': 'bill validator',
};

export function runningChecks(port: number, { ready, devices }: RunningKiosk): readonly Check[] {
  const itself = ready
    ? good('port', `${port} is the running kiosk; its devices were asked through it`)
    : warning('port', `${port} is the running kiosk, which is not ready yet`, 'ask again in a few seconds');
  const checks = Object.entries(devices).map(([kind, state]) => {
    const name = DEVICE_NAMES[kind] ?? kind;
    if (state === 'online') return good(name, 'online in the running kiosk');
    return bad(
      name,
      `${state} in the running kiosk`,
      'stop the kiosk and run doctor again: it then asks the device itself',
    );
  });
  return [itself, ...checks];
}

/** Whether anybody answers there; what it says is the kiosk's business. */
export async function backOfficeCheck(url: string, sync: ClockSync): Promise<Check> {
  if (url === 'simulated') return good('back office', 'simulated');
  try {
    const answer = await fetch(new URL('v1/health', url.endsWith('/') ? url : `${url}/`), {
      signal: AbortSignal.timeout(CONNECT_MS),
    });
    return answer.ok
      ? good('back office', `${url} answers`)
      : warning('back office', `${url} answers with ${answer.status}`, adviceOf('BKO-101'));
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
    const code =
      error.cause instanceof Error && 'code' in error.cause ? tlsTrouble(String(error.cause.code), sync) : null;
    if (code !== null) return bad('back office', `${url} is not believed${cause} (${code})`, adviceOf(code));
    return bad('back office', `${url} does not answer${cause}`, adviceOf('BKO-101'));
  }
}

const CONNECT_MS = 5_000;
