import type { DeviceState } from '../../drivers/device-status.ts';
import type { IdReader } from '../../drivers/id-reader/contract.ts';
import type { PaymentTerminal } from '../../drivers/payment-terminal/contract.ts';
import type { ReceiptPrinter } from '../../drivers/receipt-printer/contract.ts';
import type { LedgerEntry } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Till } from '../ledger/till.ts';
import type { KioskSnapshot } from '../screen/to-screen.ts';
import { serviceTrouble } from '../session/devices.ts';
import { type MachineWatch, placesOf } from '../session/watch.ts';
import type { Log } from './log.ts';

interface Parts {
  readonly reader: IdReader;
  readonly terminal: PaymentTerminal;
  readonly printer: ReceiptPrinter;
  readonly till: Till | null;
  readonly ledger: Ledger;
}

/** Writes what devices and the ledger report. */
export function logParts(log: Log, { reader, terminal, printer, till, ledger }: Parts): void {
  const changed = (kind: 'id-reader' | 'payment-terminal' | 'receipt-printer' | 'bill-validator') => {
    let before: DeviceState | undefined;
    return ({ device }: { readonly device: DeviceState }) => {
      if (device === before) return;
      before = device;
      log.event('device.changed', { kind, state: device });
    };
  };
  reader.onStatus(changed('id-reader'));
  terminal.onStatus(changed('payment-terminal'));
  printer.onStatus(changed('receipt-printer'));
  till?.onStatus(changed('bill-validator'));
  ledger.onAppend(({ applicationId, entry }) => {
    if (entry.kind === 'printed') return log.event('print.finished', { applicationId, copy: entry.copy });
    if (entry.kind === 'printFailed') return log.event('print.trouble', { applicationId, code: entry.code });
    const code = codeOf(entry);
    log.event('payment.step', { applicationId, step: entry.kind, ...(code === null ? {} : { code }) });
  });
}

function codeOf(entry: LedgerEntry): string | null {
  switch (entry.kind) {
    case 'notPaid':
      return entry.code ?? entry.why;
    case 'unknown':
      return entry.code;
    case 'noteInDoubt':
    case 'strayNote':
      return entry.why;
    case 'issueRefused':
      return entry.reason;
    case 'closed':
      return entry.outcome;
    default:
      return null;
  }
}

/** Writes each step of a visit once, by the names of its states; nothing of a context is looked at but the language. */
export function logMachines(log: Log, watch: MachineWatch, snapshot: () => KioskSnapshot): void {
  let before: readonly string[] = [];
  watch.onChange(() => {
    const kiosk = snapshot();
    const places = placesOf(kiosk);
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
  else if (place.startsWith('open') && !was.startsWith('open')) log.event('kiosk.open', {});
  else if (place === 'outOfService') {
    const codes = context.catalogue.services.map((service) => serviceTrouble(service, context.devices));
    log.event('kiosk.out-of-service', { code: codes.find((code) => code !== null) ?? 'none' });
  }
}
