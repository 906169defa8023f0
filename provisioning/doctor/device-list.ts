import { existsSync } from 'node:fs';
import { credentialName, withPassword } from '../../device/config/credentials.ts';
import { ledgerPlace } from '../../device/config/ledger-place.ts';
import type { LinkProfile } from '../../device/config/link.ts';
import type { Profile } from '../../device/config/profile.ts';
import { paymentInDoubt } from '../../device/ledger/application.ts';
import { parsePrinterUri } from '../../drivers/document-printer/ipp/address.ts';
import { type CheckContext, type CheckSpec, type Finding, ofProfile, skipped, warning } from './check.ts';
import { chipFinding, trustFinding } from './chip.ts';
import { credentialFinding } from './credential-checks.ts';
import { printerFinding, readerFinding, SIMULATED, terminalFinding, validatorFinding } from './device-checks.ts';
import { documentPrinterFinding } from './document-printer.ts';
import { linesFinding } from './gpio.ts';
import { hidAccessFinding, scannerModeFinding } from './hid.ts';
import { runningFinding } from './running.ts';
import { withCauseHere } from './running-causes.ts';
import { modulesFinding, presentFinding, serialPortFinding } from './serial-ports.ts';
import { judgedByNetwork } from './way-out.ts';

type Devices = Profile['devices'];

interface DeviceKind<S> {
  readonly id: string;
  readonly title: string;
  readonly expected: string;
  /** As `/healthz` of a running kiosk has it. */
  readonly kind: string;
  /** `undefined`: the profile has none. */
  readonly of: (devices: Devices) => S | undefined;
  readonly ask: (settings: S, profile: Profile, context: CheckContext) => Finding | Promise<Finding>;
}

/** The kiosk has its devices: opening them beside it would disturb a visit. Where none runs, the device itself is asked. */
const device = <S>({ id, title, expected, kind, of, ask }: DeviceKind<S>): CheckSpec => ({
  id,
  group: 'devices',
  title,
  expected,
  look: ofProfile(async (profile, context) => {
    const settings = of(profile.devices);
    if (settings === undefined) return skipped('the profile has none');
    const running = await context.kiosk();
    const link = linkOf(settings);
    const port = link && 'serial' in link ? await serialPortFinding(link.serial, context) : null;
    const isThere = port?.state !== 'fail';
    if (running) {
      const said = runningFinding(running, kind, profile.devices.terminal, link ?? undefined);
      const finding = withCauseHere(said, kind, { running, profile, context });
      // The port tells the cause: a kiosk that lost a port knows only that the device is silent.
      return finding.state === 'fail' && !isThere ? { ...finding, fix: port.fix } : judged(finding, link, context);
    }
    return isThere
      ? judged(await ask(settings, profile, context), link, context)
      : skipped(`not asked: see ${id}-port`);
  }),
});

const judged = (finding: Finding, link: RealLink | null, context: CheckContext): Finding | Promise<Finding> =>
  link && 'tcp' in link ? judgedByNetwork(finding, link.tcp.host, context) : finding;

type RealLink = Exclude<LinkProfile, 'simulated'>;

/** Where a device is that has a link, or an address of a printer. */
function linkOf(settings: unknown): RealLink | null {
  if (typeof settings !== 'object' || settings === null) return null;
  const printer = 'uri' in settings ? parsePrinterUri(String(settings.uri)) : null;
  if (printer) return { tcp: { host: printer.host, port: printer.port } };
  if (!('link' in settings)) return null;
  const link = settings.link as LinkProfile;
  return typeof link === 'object' ? link : null;
}

/** Its port: that it is there, is one, and may be opened by the user of the kiosk. Looked at, and not opened. */
const port = (
  id: string,
  title: string,
  of: (devices: Devices) => { readonly link: LinkProfile } | undefined,
): CheckSpec => ({
  id,
  group: 'devices',
  title,
  expected: 'a serial port by a name that stays, which the kiosk may open',
  look: ofProfile(({ devices }, context) => {
    const its = of(devices);
    if (!its) return skipped('the profile has none');
    if (its.link === 'simulated') return SIMULATED;
    if (!('serial' in its.link)) return skipped('it is on the network');
    return serialPortFinding(its.link.serial, context);
  }),
});

/** Registering is a transaction of its own, and the last one has to answer for a sale that is in doubt. */
async function doubtFinding(profile: Profile): Promise<Finding | null> {
  const file = ledgerPlace(profile);
  if (!existsSync(file)) return null;
  try {
    const { readBook } = await import('../../device/ledger/book.ts');
    const doubtful = readBook(file, (book) => book.open()).find(
      ({ application, byHand }) => application && !byHand && paymentInDoubt(application),
    );
    if (!doubtful) return null;
    return warning(
      `not asked: the payment of ${doubtful.application?.reference ?? doubtful.id} is in doubt, and the terminal has to answer for it first`,
      'start the kiosk, which asks it; asan-kiosk ledger open shows when it is settled',
    );
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return skipped('not asked: the ledger can not be read, and nobody knows whether a sale is in doubt');
  }
}

const chipOf = ({ reader: { chip } }: Devices) => chip;

export const DEVICE_CHECKS: readonly CheckSpec[] = [
  {
    id: 'serial-ports',
    group: 'devices',
    title: 'USB serial adapters that are plugged in',
    expected: 'udev lists them',
    look: presentFinding,
  },
  {
    id: 'serial-modules',
    group: 'devices',
    title: 'The kernel modules of serial adapters',
    expected: 'loaded before the kiosk starts, so that it may open what is plugged in later',
    onlyInstalled: true,
    look: ofProfile((profile, { machine }) => modulesFinding(machine, profile)),
  },
  port('reader-port', 'The port of the document reader', ({ reader }) => reader),
  device({
    ...{ id: 'reader', title: 'The document reader', expected: 'its port opens, and nothing else speaks there' },
    ...{ kind: 'id-reader', of: ({ reader }) => reader },
    ask: (settings, _, { clock }) => readerFinding(settings, clock),
  }),
  port('terminal-port', 'The port of the payment terminal', ({ terminal }) => terminal),
  device({
    ...{ id: 'terminal', title: 'The payment terminal', expected: 'it lets the kiosk register' },
    ...{ kind: 'payment-terminal', of: ({ terminal }) => terminal },
    async ask(settings, profile, { clock, machine }) {
      if (settings.link === 'simulated') return SIMULATED;
      const secret = withPassword(settings);
      if (secret.ok) return (await doubtFinding(profile)) ?? terminalFinding(secret.value, clock, settings);
      const name = 'password' in settings ? credentialName(settings.password) : null;
      return credentialFinding(secret.error, name, machine, profile);
    },
  }),
  port('printer-port', 'The port of the receipt printer', ({ printer }) => printer),
  device({
    ...{ id: 'printer', title: 'The receipt printer', expected: 'it answers, has paper and is closed' },
    ...{ kind: 'receipt-printer', of: ({ printer }) => printer },
    ask: (settings, _, { clock }) => printerFinding(settings, clock),
  }),
  port('bill-validator-port', 'The port of the bill validator', ({ billValidator }) => billValidator),
  device({
    ...{ id: 'bill-validator', title: 'The bill validator', expected: 'its port opens; it is never asked' },
    ...{ kind: 'bill-validator', of: ({ billValidator }) => billValidator },
    ask: (settings) => validatorFinding(settings),
  }),
  port('chip-reader-port', 'The port of the chip reader', (devices) => {
    const chip = chipOf(devices);
    return chip && 'link' in chip ? chip : undefined;
  }),
  device({
    ...{ id: 'chip-reader', title: 'The reader of chips', expected: 'it answers' },
    ...{ kind: 'chip-reader', of: chipOf },
    ask: (chip, _, { clock }) => chipFinding(chip, clock),
  }),
  {
    id: 'trust',
    group: 'devices',
    title: 'Whose chips are believed',
    expected: 'certificates of countries that can be read',
    look: ofProfile(({ devices }) => {
      const chip = chipOf(devices);
      return chip ? trustFinding(chip) : skipped('the profile has no reader of chips');
    }),
  },
  device({
    ...{
      id: 'document-printer',
      title: 'The printer of whole sheets',
      expected: 'it answers, takes PDF and has paper',
    },
    ...{ kind: 'document-printer', of: ({ documentPrinter }) => documentPrinter },
    ask: (settings, profile, { clock }) => documentPrinterFinding(settings, profile, clock),
  }),
  {
    id: 'hid-access',
    group: 'devices',
    title: 'Scanner and keypad',
    expected: 'what is plugged in may be opened by the kiosk',
    look: hidAccessFinding,
  },
  {
    id: 'scanner-mode',
    group: 'devices',
    title: 'How the scanner speaks',
    expected: 'as a scanner (HID POS), not as a keyboard',
    look: scannerModeFinding,
  },
  {
    id: 'lines',
    group: 'devices',
    title: 'Contacts and lights (GPIO)',
    expected: 'every chip of the profile is there, with as many lines, and the kiosk may open it',
    look: ofProfile(linesFinding),
  },
];
