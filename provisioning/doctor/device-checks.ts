import type { Profile } from '../../device/config/profile.ts';
import { type Clock, pause } from '../../drivers/clock.ts';
import { type OptionalCabledKind, wordsOf } from '../../drivers/device-kinds.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { createPaymentTerminal } from '../../drivers/kinds/payment-terminal.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import { terminalProtocol } from '../../drivers/kinds/terminal-protocols.ts';
import { PRINTER_BLOCK_CODE } from '../../drivers/receipt-printer/contract.ts';
import { PRINTER_MODELS } from '../../drivers/receipt-printer/paper/profile.ts';
import { describeLinkAddress, type LinkAddress } from '../command/options.ts';
import { printerModel } from '../command/printer-model.ts';
import {
  adviceOf,
  comesOnline,
  createLinkWithTrouble,
  describeTerminalRefusal,
  describeUnnumberedSales,
  reachesStatus,
  terminalRefusalAdvice,
  UNNUMBERED_SALES_ADVICE,
} from '../devices/open-device.ts';
import { bad, type CheckFinding, good, warning } from './check.ts';
import { classifyBytes } from './heard.ts';
import { type DeviceLinkProbe, openDeviceLinkProbe, rateThatAnswers } from './wire-probe.ts';
import { type AlternativeSettings, deviceAwayFinding } from './wire-trouble.ts';

type Devices = Profile['devices'];

export interface DeviceCheckTiming {
  readonly clock: Clock;
  readonly timeFactor: number;
}

/** ms for the first answer. At most five other ways to ask get OTHERWISE_MS each: together less than the limit of a check. */
const ANSWERS_MS = 2_200;
const OTHERWISE_MS = 350;
const SPEAKS_MS = 1_500;

/** A terminal first finishes the registration that a query before left in the middle. */
const LATE_MS = 8_000;

/** ms for the terminal's last transaction, from its memory. */
const LAST_MS = 1_500;

/** ms. Most other devices greet the host that connects. A reader is silent without a document. */
const HEARS_MS = 500;

export async function readerFinding(
  settings: Devices['reader'],
  { clock, timeFactor }: DeviceCheckTiming,
): Promise<CheckFinding> {
  if (settings.link === 'simulated') return SIMULATED_FINDING;
  const its = openDeviceLinkProbe(settings.link, clock);
  const reader = createMrzReader({ ...settings, ...its.driver, today: () => new Date() });
  let unread = false;
  reader.onEvent((event) => {
    unread ||= event.type === 'document.read' && !event.result.ok;
  });
  const online = await comesOnline(reader, clock, ANSWERS_MS * timeFactor);
  if (online) await pause(clock, HEARS_MS * timeFactor);
  await reader.close();
  const away = { ...its, kind: 'reader', bytes: its.heard(), otherwise: null } as const;
  if (!online) return deviceAwayFinding(away);
  if (unread || its.foreignBytes() > 0) return { ...deviceAwayFinding(away), state: 'warn' };
  return good(`${its.where} is open; \`asan-kiosk reader read\` tests whether a reader is behind it`);
}

export const SIMULATED_FINDING = good('simulated, so not checked; --profile FILE checks the devices of a cabinet');

/** Registers at the terminal. `settings` has the password itself; `inProfile` may name a credential instead. */
export async function terminalFinding(
  settings: Devices['terminal'],
  { clock, timeFactor }: DeviceCheckTiming,
  inProfile = settings,
): Promise<CheckFinding> {
  if (settings.link === 'simulated') return SIMULATED_FINDING;
  const { stopBits } = terminalProtocol(settings.driver);
  const asks = async (address: LinkAddress, limitMs: number) => {
    const its = openDeviceLinkProbe(address, clock, stopBits);
    const terminal = createPaymentTerminal(settings, its.driver);
    const decided = (ms: number) =>
      reachesStatus(
        terminal,
        (status) => status.device === 'online' || status.outOfOrder === true,
        clock,
        ms * timeFactor,
      );
    if (!(await decided(limitMs)) && speaks(its)) await decided(SPEAKS_MS);
    const online = terminal.status().device === 'online';
    if (online) await terminal.lastTransaction(AbortSignal.timeout(Math.ceil(LAST_MS * timeFactor)));
    const { refused, outOfOrder, uncounted } = terminal.status();
    await terminal.close();
    return { its, online, refused, outOfOrder, uncounted };
  };
  type Answer = Awaited<ReturnType<typeof asks>>;
  const answerFinding = ({ its, online, refused, outOfOrder, uncounted }: Answer): CheckFinding | null => {
    if (outOfOrder) return bad(`${its.where} says that it is out of order (status df)`, OUT_OF_ORDER);
    if (refused !== undefined)
      return bad(describeTerminalRefusal(its.address, refused), terminalRefusalAdvice(refused, inProfile));
    if (uncounted) return warning(describeUnnumberedSales(its.address), UNNUMBERED_SALES_ADVICE);
    return online ? good(`${its.where} is registered`) : null;
  };
  const first = await asks(settings.link, ANSWERS_MS);
  const found = answerFinding(first);
  if (found) return found;
  const { its } = first;
  const rate = await otherRate(its, async (at) => {
    const again = await asks(at, OTHERWISE_MS);
    return again.online || again.refused !== undefined || makesSense(again.its);
  });
  // If the terminal answers at the profile's speed too, its first answer was only late.
  const late = rate && answerFinding(await asks(settings.link, LATE_MS));
  return late ?? deviceAwayFinding({ ...its, kind: 'terminal', bytes: its.heard(), otherwise: rate });
}

const OUT_OF_ORDER =
  'switch the terminal off and on; if it reports this again, tell its provider (address, password and framing are right)';

/** Only whole messages of a terminal: the right device, but slow. */
function speaks(its: DeviceLinkProbe): boolean {
  const heard = classifyBytes(its.heard());
  return heard.is === 'protocol' && heard.speaker === 'terminal' && its.foreignBytes() === 0;
}

/** A slow line may be late to get online. */
const makesSense = (its: DeviceLinkProbe): boolean => its.heard().length > 1 && its.foreignBytes() === 0;

/** Asks only if the port opens and no other device was heard. */
async function otherRate(
  its: DeviceLinkProbe,
  asks: (at: LinkAddress) => Promise<boolean>,
): Promise<AlternativeSettings | null> {
  const heard = classifyBytes(its.heard());
  if (its.link.trouble() || heard.is === 'protocol' || heard.is === 'text') return null;
  const baudRate = await rateThatAnswers(its.address, asks);
  return baudRate === null ? null : { baudRate };
}

export async function printerFinding(
  settings: Devices['printer'],
  { clock, timeFactor }: DeviceCheckTiming,
): Promise<CheckFinding> {
  if (settings.link === 'simulated') return SIMULATED_FINDING;
  const asked = printerModel(settings.model);
  if (!asked.ok) return bad(asked.error.line, 'mend devices.printer.model in the profile');
  const model = asked.value;
  const asks = async (address: LinkAddress, limitMs: number, as = model) => {
    const its = openDeviceLinkProbe(address, clock);
    const printer = createReceiptPrinter({ ...its.driver, model: as });
    const online = await comesOnline(printer, clock, limitMs * timeFactor);
    const status = printer.status();
    await printer.close();
    return { its, online, status };
  };
  const { its, online, status } = await asks(settings.link, ANSWERS_MS);
  if (online) return statusFinding(its.where, status);
  const rate = await otherRate(its, async (at) => {
    const again = await asks(at, OTHERWISE_MS);
    return again.online || makesSense(again.its);
  });
  // A printer that answers at each speed was only late.
  const late = rate && (await asks(settings.link, ANSWERS_MS));
  if (late?.online) return statusFinding(late.its.where, late.status);
  const other = Object.entries(PRINTER_MODELS).find(([, { language }]) => language !== model.language);
  const isSilent = rate === null && !its.link.trouble() && ['nothing', 'noise'].includes(classifyBytes(its.heard()).is);
  const inOther = other && isSilent && (await asks(settings.link, OTHERWISE_MS, other[1])).online;
  const otherwise = inOther ? { language: other[1].language, model: other[0] } : rate;
  return deviceAwayFinding({ ...its, kind: 'printer', bytes: its.heard(), otherwise });
}

type PrinterStatus = ReturnType<ReturnType<typeof createReceiptPrinter>['status']>;

function statusFinding(where: string, { blockedBy, paper }: PrinterStatus): CheckFinding {
  if (blockedBy !== null) {
    const code = PRINTER_BLOCK_CODE[blockedBy];
    return bad(`${where} is stopped: ${blockedBy} (${code})`, adviceOf(code));
  }
  if (paper === 'low') return warning(`${where} answers, paper is low`, adviceOf('PRN-201'));
  return good(`${where} answers, paper: ${paper}`);
}

/**
 * Checks only the port. A bill validator is never asked: it reports its last note once. Only the kiosk may receive this report, to write the
 * note into its ledger.
 */
export async function portFinding(
  kind: OptionalCabledKind,
  { link: address }: NonNullable<Devices[OptionalCabledKind]>,
): Promise<CheckFinding> {
  if (address === 'simulated') return SIMULATED_FINDING;
  const watched = createLinkWithTrouble(address);
  const link = watched.factory();
  const opened = await link.open();
  await link.close();
  if (opened.ok)
    return good(
      `${describeLinkAddress(address)} is open; only the kiosk can tell whether the ${wordsOf(kind)} is behind it`,
    );
  return deviceAwayFinding({ kind, address, link: watched, bytes: new Uint8Array(0), otherwise: null });
}
