import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { fromPromise } from 'xstate';
import type { BadgeReader } from '../drivers/badge/contract.ts';
import { realClock } from '../drivers/clock.ts';
import type { DeviceKind } from '../drivers/device-kinds.ts';
import type { DeviceState } from '../drivers/device-status.ts';
import type { DocumentPrinter } from '../drivers/document-printer/contract.ts';
import { HOUR_MS } from '../drivers/durations.ts';
import { onAnySource } from '../drivers/emitter.ts';
import type { IdReader } from '../drivers/id-reader/contract.ts';
import type { Keypad, KeypadKey } from '../drivers/keypad/contract.ts';
import type { ClockDifference } from '../drivers/payment-terminal/clock-difference.ts';
import type { PaymentTerminal } from '../drivers/payment-terminal/contract.ts';
import type { ReceiptPrinter } from '../drivers/receipt-printer/contract.ts';
import type { Scanner } from '../drivers/scanner/contract.ts';
import { daysUntilExpiry } from './back-office/identity.ts';
import { isHoliday } from './catalogue/dates.ts';
import type { KioskClock } from './clock/kiosk-clock.ts';
import { deviceSettingsOf } from './config/device-links.ts';
import type { LinkProfile } from './config/link.ts';
import type { DegradationMonitor } from './degradation/monitor.ts';
import { packageFile } from './files/package-root.ts';
import type { ApplicationActions } from './ledger/dealings.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Settlement } from './ledger/settlement.ts';
import type { Till } from './ledger/till.ts';
import type { Log } from './log/log.ts';
import { withoutSaveErrors } from './main-degradation.ts';
import { type createLinkTroubleMemory, linkInSocket } from './main-devices.ts';
import type { KioskOptions } from './main-options.ts';
import type { DeviceTestId, DeviceTestOutcome, StaffPrintDesk } from './maintenance/devices/contract.ts';
import { countUses } from './maintenance/devices/count-uses.ts';
import { type DeviceRow, deviceRows, openDeviceBook } from './maintenance/devices/device-book.ts';
import { devicesMachine } from './maintenance/devices/devices.machine.ts';
import { findReplacementDevices, readKnownDevices } from './maintenance/devices/known-devices.ts';
import { type DeviceAdmissionOutcome, deviceAdmissionMachine } from './maintenance/devices/let-in.machine.ts';
import { deviceAdmissionActors } from './maintenance/devices/let-in-actors.ts';
import type { BorrowedLights } from './maintenance/devices/other-tests.ts';
import { deviceTestMachine } from './maintenance/devices/test.machine.ts';
import { deviceTestActor } from './maintenance/devices/test-actor.ts';
import { deviceTests } from './maintenance/devices/tests.ts';
import type { DevicesPageOptions } from './maintenance/devices-page.ts';
import { type MachineFacts, networkAddressesNow } from './maintenance/machine/facts.ts';
import { powerMachine } from './maintenance/machine/power.machine.ts';
import { programHash, programNote } from './maintenance/machine/program-note.ts';
import { connectSteward, type Steward } from './maintenance/machine/steward.ts';
import type { MachinePageOptions } from './maintenance/machine-page.ts';
import type { LogSigner } from './merkle/signer.ts';
import { dropClosure, readClosure, writeClosure } from './opening/closure-file.ts';
import { nextOpening } from './opening/hours.ts';
import type { StorageWatch } from './storage/storage.ts';
import type { LogTail } from './technician/log-tail.ts';
import type { KioskHealth } from './web/server.ts';

interface Fitted {
  readonly wholeReader: IdReader;
  readonly terminal: PaymentTerminal;
  readonly printer: ReceiptPrinter;
  readonly billValidator: Till | null;
  readonly documentPrinter: DocumentPrinter | null;
  readonly scanner: Scanner | null;
  readonly keypad: Keypad | null;
  readonly badgeReader: BadgeReader | null;
  readonly keypadKeys: readonly KeypadKey[];
}

interface Around {
  readonly options: Pick<KioskOptions, 'profile' | 'catalogue' | 'version' | 'officeTls'>;
  readonly devices: Fitted;
  readonly desk: StaffPrintDesk;
  readonly links: ReturnType<typeof createLinkTroubleMemory>;
  readonly lights: (() => BorrowedLights) | null;
  readonly health: () => KioskHealth;
  /** Changes of devices. Not of pages: a page here would cause its own next change. */
  readonly onStatus: (listener: () => void) => () => void;
  readonly onHealth: (listener: () => void) => () => void;
  readonly log: Log;
  readonly tail: LogTail;
  readonly clock: KioskClock;
  readonly localTime: () => string;
  readonly ledger: Ledger;
  readonly ledgerFile: string;
  readonly settlement: Settlement;
  readonly dealings: ApplicationActions;
  readonly signer: LogSigner;
  readonly storage: StorageWatch;
  readonly degradation: DegradationMonitor;
  readonly officeAnswers: () => boolean;
  readonly terminalClock: { readonly current: () => ClockDifference | null };
}

/** Pages for staff without `record`, which `openMaintenance` adds. */
export interface DevicesAndMachinePages {
  readonly devices: Omit<DevicesPageOptions, 'record'>;
  readonly machine: Omit<MachinePageOptions, 'record'>;
  /** A maintenance has ended: the counters of the devices begin again. */
  readonly beginAgain: () => void;
  /** Begins to count troubles of the devices. */
  readonly follow: () => void;
}

export function openDevicesAndMachinePages(around: Around): DevicesAndMachinePages {
  const { options, devices, log, ledger, degradation, clock, localTime, health } = around;
  const moment = () => (clock.believed() ? localTime() : null);
  const steward = connectSteward({ clock: realClock });
  const book = openDeviceBook({ memo: withoutSaveErrors(ledger.memo('devices')), localTime: moment });
  countUses(book, devices, ledger);
  const tests = openTests(around, moment);
  const rows = (): readonly DeviceRow[] => {
    const { devices: states, troubles = {}, degraded = {} } = health();
    return deviceRows({
      states,
      troubles,
      degraded,
      book,
      tests: tests.ids,
      tested: tests.outcomes,
      newcomers: Object.fromEntries(findReplacementDevices(readKnownDevices()).map(({ kind, ids }) => [kind, ids])),
    });
  };
  return {
    follow: () => void around.onHealth(() => book.troubles(health().troubles ?? {})),
    beginAgain: book.beginAgain,
    devices: {
      machine: devicesMachine.provide({
        actors: { test: tests.machine, letIn: letInWith(around, steward, tests) },
        actions: { tellLetIn: (_, { kind, outcome }) => log.event('device.let-in', { kind, ...letInFields(outcome) }) },
      }),
      rows,
      onChange: onAnySource([book.onChange, around.onStatus, degradation.onChange]),
      cleaned: (kind) => degradation.cleaned(kind),
    },
    machine: {
      ...machineDesk(around, moment),
      nextOpening: () => openingAfter(localTime(), options),
      clockBelieved: clock.believed,
      power: powerMachine.provide({
        actors: {
          askSteward: fromPromise(async ({ input: { act } }) => {
            const answer = await steward(act);
            log.event('machine.asked', { for: act, ...(answer.ok ? {} : { code: answer.error.code }) });
            return answer;
          }),
        },
      }),
    },
  };
}

interface OpenTests {
  readonly ids: readonly DeviceTestId[];
  readonly outcomes: Readonly<Partial<Record<DeviceTestId, DeviceTestOutcome>>>;
  readonly machine: typeof deviceTestMachine;
  /** Resolves when no test runs. */
  readonly untilTested: () => Promise<unknown>;
}

function openTests(around: Around, moment: () => string | null): OpenTests {
  const { options, devices, log, degradation } = around;
  const { profile } = options;
  const tests = deviceTests({
    ...around,
    ...devices,
    reader: devices.wholeReader,
    hasChip: profile.devices.reader.chip !== undefined,
    keypad: devices.keypad && { device: devices.keypad, keys: devices.keypadKeys },
    clock: realClock,
    newId: randomUUID,
    kioskId: profile.kiosk.id,
    moment,
  });
  const outcomes: Partial<Record<DeviceTestId, DeviceTestOutcome>> = {};
  let testing: Promise<unknown> = Promise.resolve();
  const run = deviceTestActor(tests, {
    ended(id, outcome) {
      outcomes[id] = outcome;
      log.event('device.tested', { part: id, ...testFields(outcome) });
      if (outcome.is === 'passed') for (const kind of outcome.kinds) degradation.passed(kind);
    },
    onBug: (error) => log.event('bug', { where: 'machines', error }),
    onRun(running) {
      testing = Promise.all([testing, running]);
    },
  });
  return {
    ids: Object.keys(tests) as DeviceTestId[],
    outcomes,
    machine: deviceTestMachine.provide({ actors: { run } }),
    untilTested: () => testing,
  };
}

function letInWith({ options, devices, links }: Around, steward: Steward, { machine, untilTested }: OpenTests) {
  const sources: Readonly<Partial<Record<DeviceKind, StatusSource | null>>> = {
    ...devices,
    reader: devices.wholeReader,
  };
  const substitute = (kind: DeviceKind, socket: string | null) => {
    const settings = deviceSettingsOf(options.profile.devices, kind) as { readonly link?: LinkProfile } | undefined;
    links.substitute(kind, socket === null ? null : linkInSocket(settings?.link, socket));
  };
  const device = (kind: DeviceKind) => sources[kind] ?? undefined;
  return deviceAdmissionMachine.provide({
    actors: { ...deviceAdmissionActors({ steward, clock: realClock, device, untilTested, substitute }), test: machine },
  });
}

/** Local date and time of the first opening after today; `null`: no hours, or no opening within two weeks. */
function openingAfter(now: string, { profile: { hours }, catalogue }: Around['options']): string | null {
  const opening = hours && nextOpening(now.slice(0, 10), '24:00', hours, (day) => isHoliday(day, catalogue.holidays));
  return opening ? `${opening.day}T${opening.time}` : null;
}

const letInFields = (outcome: DeviceAdmissionOutcome) => {
  const failure = outcome.is === 'not-tested' ? outcome.test : outcome;
  return 'code' in failure ? { outcome: outcome.is, code: failure.code } : { outcome: outcome.is };
};

const testFields = (outcome: DeviceTestOutcome) =>
  outcome.is === 'failed' ? { outcome: outcome.is, code: outcome.code } : { outcome: outcome.is };

interface StatusSource {
  status(): { readonly device: DeviceState };
  onStatus(listener: () => void): () => void;
}

function machineDesk(
  around: Around,
  moment: () => string | null,
): Pick<MachinePageOptions, 'facts' | 'measure' | 'close' | 'open'> {
  const { options, clock, ledgerFile, signer, storage, tail, localTime } = around;
  const { version, officeTls } = options;
  let hash: string | null = null;
  return {
    facts: (): MachineFacts => ({
      version,
      programNote: hash === null ? null : programNote({ version, hash, moment: moment() }, signer),
      office: around.officeAnswers() ? 'answers' : 'away',
      network: networkAddressesNow(),
      certificateDays:
        officeTls?.identity && clock.believed() ? daysUntilExpiry(officeTls.identity, clock.now()) : null,
      clock: clock.sync(),
      now: localTime(),
      terminalClock: around.terminalClock.current(),
      disk: { state: storage.state(), freeBytes: storage.roomBytes() },
      uptimeS: uptime(),
      log: tail.since(HOUR_MS),
      closure: readClosure(ledgerFile),
    }),
    async measure(): Promise<void> {
      try {
        hash ??= await programHash(packageFile('.'));
      } catch (error) {
        around.log.event('bug', { where: 'machines', error });
      }
    },
    close(reason, until): void {
      const since = readClosure(ledgerFile)?.since ?? moment();
      writeClosure(ledgerFile, { reason, since, until });
    },
    open: () => void dropClosure(ledgerFile),
  };
}
