import type { Refusal, ValidatorEvent } from '../../drivers/bill-validator/contract.ts';
import type { ChipFailure, ReaderEvent } from '../../drivers/id-reader/contract.ts';
import type { EntryKind, LedgerEntry } from '../ledger/entries.ts';
import type { MonitoredFunctionId } from './channels.ts';
import type { AttemptOutcome } from './person.ts';

/** `null`: the report says nothing about a device. */
export type ObservedAttempt = readonly [MonitoredFunctionId, AttemptOutcome] | null;

/** A card that was taken away too early says nothing. */
export function zoneAttemptOf(event: ReaderEvent): ObservedAttempt {
  if (event.type !== 'document.read') return null;
  const { result } = event;
  if (result.ok) return ['zone', 'good'];
  return result.error.code === 'RDR-101' || result.error.code === 'RDR-102' ? ['zone', 'failed'] : null;
}

/** Failures that a reader or its antenna causes. The others come from the card, or show that card and reader understand each other. */
const OF_CHIP_READER: ReadonlySet<ChipFailure> = new Set([
  'RDR-202',
  'RDR-203',
  'RDR-205',
  'RDR-211',
  'RDR-214',
  'RDR-217',
  'RDR-219',
]);

/** A chip with a doubtful signature was read well. */
export function chipAttemptOf(event: ReaderEvent): ObservedAttempt {
  if (event.type !== 'document.read') return null;
  const { result } = event;
  if (result.ok) return result.value.assurance === 'chip' ? ['chip', 'good'] : null;
  const { error } = result;
  if (error.code === 'RDR-107') return ['chip', 'good'];
  const cause = error.code === 'RDR-101' ? error.cause : undefined;
  return cause !== undefined && OF_CHIP_READER.has(cause) ? ['chip', 'failed'] : null;
}

/** A coupon, and a note that the kiosk does not take, say nothing. */
const OF_VALIDATOR: ReadonlySet<Refusal> = new Set(['invalid-note', 'badly-inserted', 'transport-trouble', 'unknown']);

/** A note that the kiosk gave back was recognised. */
export function banknoteAttemptOf(event: ValidatorEvent): ObservedAttempt {
  if (event.type === 'note.stacked' || (event.type === 'note.returned' && event.value !== null))
    return ['notes', 'good'];
  return event.type === 'note.refused' && OF_VALIDATOR.has(event.reason) ? ['notes', 'failed'] : null;
}

const PRINTED: ReadonlySet<EntryKind> = new Set(['printed', 'creditPrinted', 'slipPrinted']);
/** Cutter, mechanics, an answer that did not come. Missing paper and an open cover are no quiet faults. */
const OF_PRINTER: ReadonlySet<string> = new Set(['PRN-103', 'PRN-113', 'PRN-114', 'PRN-115']);

/** Sheets come from the document printer. */
export function paperAttemptOf(entry: LedgerEntry): ObservedAttempt {
  if ('on' in entry && entry.on === 'sheets') return null;
  if (PRINTED.has(entry.kind)) return ['paper', 'good'];
  return entry.kind === 'printFailed' && OF_PRINTER.has(entry.code) ? ['paper', 'failed'] : null;
}
