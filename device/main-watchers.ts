import { type DeviceKind, PROFILE_KINDS } from '../drivers/device-kinds.ts';
import type { DeviceState } from '../drivers/device-status.ts';
import { createChangeFilter } from '../drivers/emitter.ts';
import type { IdReader, ReaderEvent } from '../drivers/id-reader/contract.ts';
import type { KeypadEvent } from '../drivers/keypad/contract.ts';
import type { ClockDifference } from '../drivers/payment-terminal/clock-difference.ts';
import type { ScannerEvent } from '../drivers/scanner/contract.ts';
import type { StatusSources } from './actors/kiosk-parts.ts';
import { toCentreTimeWithSeconds } from './clock/centre-time.ts';
import type { LedgerEntry } from './ledger/entries.ts';
import type { Ledger } from './ledger/ledger.ts';
import { STRAY_SALE_CODE } from './ledger/sales.ts';
import { TERMINAL_CLOCK_CODE } from './ledger/terminal-clock.ts';
import type { Log } from './log/log.ts';
import type { ScanOutcome } from './scan/desk.ts';
import type { KioskSnapshot } from './screen/to-screen.ts';
import { runningStatesOf, type StateMachineWatch } from './screen/watch.ts';
import { serviceTrouble } from './session/visit/devices.ts';
import type { StorageState, StorageWatch } from './storage/storage.ts';
import { type LinkTroubleCode, TERMINAL_UNCOUNTED_CODE } from './troubles/troubles-start.ts';

interface Parts extends StatusSources {
  readonly reader: IdReader;
  readonly ledger: Ledger;
  readonly linkTrouble: FindLinkTrouble;
}

export type FindLinkTrouble = (kind: DeviceKind) => { readonly code: LinkTroubleCode } | undefined;

export function logDevicesAndLedger(log: Log, parts: Parts): void {
  const { reader, ledger, linkTrouble } = parts;
  const sources: StatusSources = parts;
  for (const kind of PROFILE_KINDS) sources[kind]?.onStatus(changed(log, kind, linkTrouble));
  reader.onEvent((event) => logDocument(log, event));
  for (const { seq, why, applicationId } of ledger.found) {
    log.event('ledger.set-aside', { code: 'LDG-103', seq, why, applicationId: applicationId ?? undefined });
  }
  logMark(log, ledger);
  ledger.onAppend(({ applicationId, entry }) => {
    if (entry.kind === 'printed') return log.event('print.finished', { applicationId, copy: entry.copy });
    if (entry.kind === 'printFailed') return log.event('print.trouble', { applicationId, code: entry.code });
    log.event('payment.step', { applicationId, step: entry.kind, code: codeOf(entry) ?? undefined });
  });
}

function logMark(log: Log, { standing, onMark }: Ledger): void {
  if (standing.is === 'lost') log.event('ledger.mark', { code: 'LDG-104', state: 'lost', records: standing.records });
  if (standing.is === 'unmarked' && standing.why !== 'new')
    log.event('ledger.mark', { code: 'LDG-104', state: standing.why });
  onMark((written) => log.event('ledger.mark', { code: 'LDG-104', state: written ? 'written' : 'not-written' }));
}

/** Logs the chip reader alone. The status of `reader` covers the chip reader and the zone reader together. */
export function logChipReader(
  log: Log,
  chips: { onStatus(listener: (status: Reported) => void): void },
  linkTrouble: FindLinkTrouble,
): void {
  chips.onStatus(changed(log, 'chipReader', linkTrouble));
}

interface Reported {
  readonly device: DeviceState;
  /** Terminals: result code of a refused registration. */
  readonly refused?: string | undefined;
  readonly uncounted?: true;
  /** Scanners, keypads: what is wrong with a plugged-in device. */
  readonly trouble?: { readonly code: string } | null;
}

function changed(log: Log, kind: DeviceKind, linkTrouble: FindLinkTrouble): (status: Reported) => void {
  return createChangeFilter<Reported>(
    ({ device, refused, uncounted, trouble }) => {
      if (refused !== undefined)
        return log.event('device.changed', { kind, state: device, code: 'TRM-103', result: refused });
      const away = trouble?.code ?? linkTrouble(kind)?.code;
      const here = uncounted ? TERMINAL_UNCOUNTED_CODE : trouble?.code;
      const code = device === 'noDevice' ? away : here;
      log.event('device.changed', { kind, state: device, code });
    },
    undefined,
    ({ device, refused, uncounted, trouble }) => [device, refused, uncounted, trouble?.code].join(),
  );
}

/** Logs when the state of the ledger's disk changes, and at the start if it is not `enough`. */
export function logStorage(log: Log, storage: StorageWatch): void {
  const write = createChangeFilter<StorageState>((state) => {
    const code = state === 'enough' ? {} : { code: 'DSK-101' };
    log.event('storage.changed', { ...code, state, freeMib: Math.floor(storage.roomBytes() / 2 ** 20) });
  }, 'enough');
  const look = () => write(storage.state());
  storage.onChange(look);
  look();
}

/** Logs when the terminal's clock differs from the kiosk's, and when it fits again. */
export const logTerminalClock =
  (log: Log) =>
  ({ terminal, kiosk, offMs, wholeHours }: ClockDifference): void => {
    if (offMs === 0) log.event('terminal.clock-right', {});
    else
      log.event('terminal.clock-wrong', {
        code: TERMINAL_CLOCK_CODE,
        terminal: toCentreTimeWithSeconds(terminal),
        kiosk: toCentreTimeWithSeconds(kiosk),
        offMinutes: Math.round(offMs / 60_000),
        wholeHours: wholeHours ?? undefined,
      });
  };

/** Logs assurance or trouble, never the person. */
function logDocument(log: Log, event: ReaderEvent): void {
  if (event.type !== 'document.read') return;
  const { result } = event;
  if (result.ok) {
    log.event('document.read', { assurance: result.value.assurance });
    return;
  }
  const { error } = result;
  const cause = 'cause' in error ? error.cause : undefined;
  log.event('document.refused', { code: error.code, cause });
}

function codeOf(entry: LedgerEntry): string | null {
  switch (entry.kind) {
    case 'notPaid':
      return entry.code ?? entry.why;
    case 'unknown':
      return entry.code;
    case 'straySale':
      return STRAY_SALE_CODE;
    case 'noteInDoubt':
    case 'strayNote':
      return entry.why;
    case 'issueRefused':
    case 'lineRefused':
      return entry.reason;
    case 'closed':
      return entry.outcome;
    default:
      return null;
  }
}

/** Logs the kind of a scanned code, never its text. */
export function logScan(log: Log, event: ScannerEvent, outcome: ScanOutcome): void {
  if (event.type === 'code.lost') log.event('scan.lost', { code: event.trouble.code });
  else if (outcome === 'ignored') log.event('scan.ignored', {});
  else if ('taken' in outcome) log.event('scan.taken', { kind: outcome.taken });
  else log.event('scan.refused', { because: outcome.refused });
}

/** Logs the jack. The log has no key that a citizen presses. */
export function logJack(log: Log, { type }: KeypadEvent): void {
  if (type === 'headphones.plugged') log.event('headphones.changed', { state: 'in' });
  if (type === 'headphones.unplugged') log.event('headphones.changed', { state: 'out' });
}

/** Logs each change of the state of kiosk and visit, by name. No data of the citizen is read, except the language. */
export function logStateMachines(
  log: Log,
  watch: Pick<StateMachineWatch, 'onChange'>,
  snapshot: () => KioskSnapshot,
): void {
  let before: readonly string[] = [];
  watch.onChange(() => {
    const kiosk = snapshot();
    const places = runningStatesOf(kiosk);
    if (places.join() === before.join()) return;
    const [place = ''] = places;
    const [was = ''] = before;
    before = places;
    if (place !== was) logPlace(log, place, was, kiosk);
    if (places.length > 1) log.event('session.step', { step: places.slice(1).join(':').slice(0, 64) });
  });
}

function logPlace(log: Log, place: string, was: string, { context }: KioskSnapshot): void {
  if (was === 'open.visiting') log.event('session.ended', {});
  if (place === 'open.visiting') log.event('session.started', { language: context.language });
  const [state] = place.split('.');
  if (state === was.split('.')[0]) return;
  if (state === 'open') log.event('kiosk.open', {});
  else if (state === 'closed') {
    const { closure } = context.devices;
    if (closure?.by === 'staff') log.event('kiosk.closed', { by: 'staff', reason: closure.reason });
    else log.event('kiosk.closed', { by: closure ? 'hours' : 'door' });
  } else if (state === 'outOfService') {
    const codes = context.catalogue.services.map((service) => serviceTrouble(service, context.devices));
    log.event('kiosk.out-of-service', { code: codes.find((code) => code !== null) ?? 'none' });
  }
}
