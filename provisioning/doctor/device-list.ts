import { existsSync } from 'node:fs';
import { credentialName, fillInTerminalPassword } from '../../device/config/credentials.ts';
import { type DeviceSettingsByKind, deviceSettingsOf } from '../../device/config/device-links.ts';
import { realLedgerPath } from '../../device/config/ledger-place.ts';
import type { LinkProfile } from '../../device/config/link.ts';
import type { Profile } from '../../device/config/profile.ts';
import { isPaymentInDoubt } from '../../device/ledger/application.ts';
import {
  DEVICE_KIND_IDS,
  DEVICE_KINDS,
  type DeviceKind,
  kebabOf,
  OPTIONAL_CABLED_KINDS,
  type OptionalCabledKind,
} from '../../drivers/device-kinds.ts';
import { parsePrinterUri } from '../../drivers/document-printer/ipp/address.ts';
import { badgeKeysFinding, badgeReaderFinding } from './badge-reader.ts';
import { type CheckContext, type CheckFinding, type CheckSpec, skipped, warning, withProfile } from './check.ts';
import { chipFinding, trustFinding } from './chip.ts';
import { credentialFinding } from './credential-checks.ts';
import {
  type DeviceCheckTiming,
  portFinding,
  printerFinding,
  readerFinding,
  SIMULATED_FINDING,
  terminalFinding,
} from './device-checks.ts';
import { documentPrinterFinding } from './document-printer.ts';
import { linesFinding } from './gpio.ts';
import { hidAccessFinding, keypadFinding, scannerFinding, scannerModeFinding } from './hid.ts';
import { runningDeviceFinding } from './running.ts';
import { addDeviceCause } from './running-causes.ts';
import { modulesFinding, pluggedPortsFinding, serialPortFinding } from './serial-ports.ts';
import { correctByOwnAddress } from './way-out.ts';

interface DeviceQuestion<Settings> {
  readonly expected: string;
  readonly ask: (settings: Settings, profile: Profile, context: CheckContext) => CheckFinding | Promise<CheckFinding>;
}

type Questions<Kind extends DeviceKind> = { readonly [K in Kind]: DeviceQuestion<DeviceSettingsByKind[K]> };

const PORT_ALONE = Object.fromEntries(
  OPTIONAL_CABLED_KINDS.map((kind): [OptionalCabledKind, DeviceQuestion<DeviceSettingsByKind[OptionalCabledKind]>] => [
    kind,
    {
      expected: 'its port opens; doctor never sends the device a question',
      ask: (settings) => portFinding(kind, settings),
    },
  ]),
) as Questions<OptionalCabledKind>;

const waitOf = ({ clock, machine }: CheckContext): DeviceCheckTiming => ({ clock, timeFactor: machine.timeFactor });

const QUESTIONS: Questions<DeviceKind> = {
  ...PORT_ALONE,
  reader: {
    expected: 'its port opens, and no other device answers there',
    ask: (settings, _, context) => readerFinding(settings, waitOf(context)),
  },
  chipReader: {
    expected: 'it answers',
    ask: (chip, _, context) => chipFinding(chip, waitOf(context)),
  },
  terminal: {
    expected: 'it accepts the registration of the kiosk',
    async ask(settings, profile, context) {
      if (settings.link === 'simulated') return SIMULATED_FINDING;
      const secret = fillInTerminalPassword(settings);
      if (secret.ok) return (await doubtFinding(profile)) ?? terminalFinding(secret.value, waitOf(context), settings);
      const name = 'password' in settings ? credentialName(settings.password) : null;
      return credentialFinding(secret.error, name, context.machine, profile);
    },
  },
  printer: {
    expected: 'it answers, has paper and is closed',
    ask: (settings, _, context) => printerFinding(settings, waitOf(context)),
  },
  documentPrinter: {
    expected: 'it answers, takes PDF and has paper',
    ask: (settings, profile, context) => documentPrinterFinding(settings, profile, waitOf(context)),
  },
  scanner: {
    expected: 'it is plugged in, as a scanner (HID POS)',
    ask: (settings, _, { program }) => scannerFinding(settings, program),
  },
  badgeReader: {
    expected: 'it answers',
    ask: (settings, _, context) => badgeReaderFinding(settings, waitOf(context)),
  },
  keypad: {
    expected: 'it is plugged in',
    ask: (settings, _, { program }) => keypadFinding(settings, program),
  },
};

/** A second connection would disturb a visit. */
function deviceCheck<K extends DeviceKind>(kind: K): CheckSpec {
  const { expected, ask }: DeviceQuestion<DeviceSettingsByKind[K]> = QUESTIONS[kind];
  return {
    id: kebabOf(kind),
    group: 'devices',
    title: `The ${DEVICE_KINDS[kind].name.en}`,
    expected,
    look: withProfile(async (profile, context) => {
      const settings = deviceSettingsOf(profile.devices, kind);
      if (settings === undefined) return skipped('the profile has none');
      const running = await context.kiosk();
      const link = linkOf(settings);
      const port = link && 'serial' in link ? await serialPortFinding(link.serial, context) : null;
      const isThere = port?.state !== 'fail';
      if (running) {
        const said = runningDeviceFinding(running, kind, profile.devices.terminal, link ?? undefined);
        const finding = addDeviceCause(said, kind, { running, profile, context });
        // A running kiosk does not know that a port is gone.
        return finding.state === 'fail' && !isThere ? { ...finding, fix: port.fix } : judged(finding, link, context);
      }
      return isThere
        ? judged(await ask(settings, profile, context), link, context)
        : skipped(`not asked: see ${portId(kind)}`);
    }),
  };
}

const portId = (kind: DeviceKind): string => `${kebabOf(kind)}-port`;

const judged = (
  finding: CheckFinding,
  link: RealLink | null,
  context: CheckContext,
): CheckFinding | Promise<CheckFinding> =>
  link && 'tcp' in link ? correctByOwnAddress(finding, link.tcp.host, context) : finding;

type RealLink = Exclude<LinkProfile, 'simulated'>;

function linkOf(settings: unknown): RealLink | null {
  if (typeof settings !== 'object' || settings === null) return null;
  const printer = 'uri' in settings ? parsePrinterUri(String(settings.uri)) : null;
  if (printer) return { tcp: { host: printer.host, port: printer.port } };
  if (!('link' in settings)) return null;
  const link = settings.link as LinkProfile;
  return typeof link === 'object' ? link : null;
}

const portCheck = (kind: DeviceKind): CheckSpec => ({
  id: portId(kind),
  group: 'devices',
  title: `The port of the ${DEVICE_KINDS[kind].name.en}`,
  expected: 'a serial port with a stable name, which the kiosk may open',
  look: withProfile(({ devices }, context) => {
    const settings = deviceSettingsOf(devices, kind);
    if (!settings || !('link' in settings)) return skipped('the profile has none');
    const { link } = settings;
    if (link === 'simulated') return SIMULATED_FINDING;
    if (!('serial' in link)) return skipped('it is on the network');
    return serialPortFinding(link.serial, context);
  }),
});

/** A registration would become the terminal's last transaction, which must answer for the sale in doubt. */
async function doubtFinding(profile: Profile): Promise<CheckFinding | null> {
  const file = realLedgerPath(profile);
  if (!existsSync(file)) return null;
  try {
    const { readLedgerQueries } = await import('../../device/ledger/book.ts');
    const doubtful = readLedgerQueries(file, (book) => book.open()).find(
      ({ application, byHand }) => application && !byHand && isPaymentInDoubt(application),
    );
    if (!doubtful) return null;
    return warning(
      `not asked: the payment of ${doubtful.application?.reference ?? doubtful.id} is in doubt, and the terminal must answer for it first`,
      'start the kiosk, which asks the terminal; once the payment is settled, asan-kiosk ledger open does not list it',
    );
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return skipped('not asked: the ledger can not be read, so it is not known whether a sale is in doubt');
  }
}

export const DEVICE_CHECKS: readonly CheckSpec[] = [
  {
    id: 'serial-ports',
    group: 'devices',
    title: 'USB serial adapters that are plugged in',
    expected: 'udev lists them',
    look: pluggedPortsFinding,
  },
  {
    id: 'serial-modules',
    group: 'devices',
    title: 'The kernel modules of serial adapters',
    expected: 'loaded before the kiosk starts, so that it may open devices that are plugged in later',
    onlyInstalled: true,
    look: withProfile((profile, { machine }) => modulesFinding(machine, profile)),
  },
  ...DEVICE_KIND_IDS.flatMap((kind) => [...(DEVICE_KINDS[kind].hasLink ? [portCheck(kind)] : []), deviceCheck(kind)]),
  {
    id: 'trust',
    group: 'devices',
    title: 'The country certificates with which the kiosk checks chips',
    expected: 'each file can be read',
    look: withProfile(({ devices }) => {
      const { chip } = devices.reader;
      return chip ? trustFinding(chip) : skipped('the profile has no reader of chips');
    }),
  },
  {
    id: 'hid-access',
    group: 'devices',
    title: 'Scanner and keypad',
    expected: 'the kiosk may open the plugged-in devices',
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
    id: 'badge-keys',
    group: 'devices',
    title: 'The keys of the staff badges',
    expected: 'the master key of the badges and the key of the PINs, as credentials',
    look: withProfile((profile, { machine }) => badgeKeysFinding(profile, machine)),
  },
  {
    id: 'lines',
    group: 'devices',
    title: 'Contacts and lights (GPIO)',
    expected: 'every chip of the profile exists with enough lines, and the kiosk may open and read it',
    look: withProfile(linesFinding),
  },
];
