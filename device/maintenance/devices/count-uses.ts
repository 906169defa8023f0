import type { BadgeReader } from '../../../drivers/badge/contract.ts';
import type { IdReader, ReaderEvent } from '../../../drivers/id-reader/contract.ts';
import type { Keypad } from '../../../drivers/keypad/contract.ts';
import type { Scanner } from '../../../drivers/scanner/contract.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Till } from '../../ledger/till.ts';
import type { DeviceBook } from './device-book.ts';

interface UsedDevices {
  readonly wholeReader: Pick<IdReader, 'onEvent'>;
  readonly scanner: Pick<Scanner, 'onEvent'> | null;
  readonly billValidator: Pick<Till, 'onEvent'> | null;
  readonly keypad: Pick<Keypad, 'onEvent'> | null;
  readonly badgeReader: Pick<BadgeReader, 'onEvent'> | null;
}

/** Counts how often each device was used: documents, codes, notes, papers, sales, keys and badges. */
export function countUses(
  { used }: Pick<DeviceBook, 'used'>,
  { wholeReader, scanner, billValidator, keypad, badgeReader }: UsedDevices,
  ledger: Pick<Ledger, 'onAppend'>,
): void {
  wholeReader.onEvent((event) => {
    if (event.type !== 'document.read') return;
    used('reader');
    if (hasChipAnswer(event)) used('chipReader');
  });
  scanner?.onEvent(() => used('scanner'));
  keypad?.onEvent(({ type }) => {
    if (type === 'key.pressed') used('keypad');
  });
  badgeReader?.onEvent(({ type }) => {
    if (type === 'badge.read') used('badgeReader');
  });
  billValidator?.onEvent(({ type }) => {
    if (type === 'note.stacked') used('billValidator');
  });
  ledger.onAppend(({ entry: { kind, ...entry } }) => {
    if (kind === 'printed') used('on' in entry && entry.on === 'sheets' ? 'documentPrinter' : 'printer');
    else if (kind === 'creditPrinted' || kind === 'slipPrinted') used('printer');
    else if (kind === 'approved') used('terminal');
  });
}

/** A failure with a cause comes from the chip. */
const hasChipAnswer = ({ result }: Extract<ReaderEvent, { type: 'document.read' }>): boolean =>
  result.ok ? result.value.assurance === 'chip' : 'cause' in result.error && result.error.cause !== undefined;
