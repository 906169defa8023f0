import { decodeState, parseCcnetCommand } from '../../drivers/bill-validator/ccnet/codec.ts';
import { createCcnetFramer } from '../../drivers/bill-validator/ccnet/framer.ts';
import { decodeCommandApdu as decodeApdu } from '../../drivers/id-reader/apdu/apdu.ts';
import { createDialectFramer, type MrzDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import { createElyctisFramer } from '../../drivers/id-reader/mrz/elyctis.ts';
import { readPn532Frame } from '../../drivers/id-reader/pn532/decode.ts';
import { createPn532Framer } from '../../drivers/id-reader/pn532/framer.ts';
import { BOOT_KEYBOARD, decodeKeys } from '../../drivers/keypad/hid-keys/codec.ts';
import type { Traffic } from '../../drivers/link/link.ts';
import { commandLanguageOf } from '../../drivers/receipt-printer/dialects/language.ts';
import type { Command } from '../../drivers/receipt-printer/paper/command.ts';
import type { PrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { decodeScanReport } from '../../drivers/scanner/hid-pos/codec.ts';
import type { ScanLayout } from '../../drivers/scanner/hid-pos/layout.ts';
import type { SCRIPT_OCCASIONS } from './script.ts';

/** Usually none. */
export type OccasionDetector<Name extends string> = (traffic: Traffic) => readonly Name[];

export type OccasionNameOf<Kind extends keyof typeof SCRIPT_OCCASIONS> = (typeof SCRIPT_OCCASIONS)[Kind][number];

const ON_PAPER: readonly Command['kind'][] = [
  'text',
  'line-feed',
  'raster',
  'qr-print',
  'barcode',
  'feed',
  'feed-lines',
];

/** Occasions of a printer. `print`: the first mark on a new piece of paper. */
export function printerOccasions(model: PrinterModel): OccasionDetector<OccasionNameOf<'printer'>> {
  const parser = commandLanguageOf(model).createParser();
  let printing = false;
  return ({ direction, bytes }) => {
    if (direction === 'in') return [];
    return parser.feed(bytes).flatMap(({ command }): 'print'[] => {
      const begins = !printing && ON_PAPER.includes(command.kind);
      if (begins) printing = true;
      if (command.kind === 'cut' || command.kind === 'initialise') printing = false;
      return begins ? ['print'] : [];
    });
  };
}

/** Occasions of a zone reader. `read`: the first characters of a zone. */
export function readerOccasions(dialect: MrzDialect): OccasionDetector<OccasionNameOf<'reader'>> {
  if (dialect.name === 'elyctis') return elyctisOccasions();
  const framer = createDialectFramer(dialect);
  return ({ direction, bytes }) =>
    direction === 'out'
      ? []
      : framer.feed(bytes).flatMap((piece) => (piece.kind === 'frame' && piece.body.kind === 'begun' ? ['read'] : []));
}

/** An Elyctis reader is polled and answers the same while the document is inserted. */
function elyctisOccasions(): OccasionDetector<'read'> {
  const framer = createElyctisFramer();
  let inside = false;
  return ({ direction, bytes }) => {
    if (direction === 'out') return [];
    return framer.feed(bytes).flatMap((piece): 'read'[] => {
      if (piece.kind !== 'frame' || !('lines' in piece.body)) return [];
      const before = inside;
      inside = piece.body.lines.length > 0;
      return inside && !before ? ['read'] : [];
    });
  };
}

/** Occasions of a chip reader. `card`: the chip reports a card. */
export function nfcOccasions(): OccasionDetector<OccasionNameOf<'chipReader'>> {
  const framer = createPn532Framer();
  return ({ direction, bytes }) => {
    if (direction === 'out') return [];
    return framer.feed(bytes).flatMap((piece): 'card'[] => {
      const read = piece.kind === 'frame' ? readPn532Frame(piece.body) : undefined;
      const found = read?.is === 'answer' && read.message.kind === 'in-list-passive-target';
      return found && read.message.fields.targets.length > 0 ? ['card'] : [];
    });
  };
}

/** Occasions of a validator. `note`: a note is drawn in. `stack`: the kiosk has taken it. */
export function validatorOccasions(): OccasionDetector<OccasionNameOf<'billValidator'>> {
  const framers = { in: createCcnetFramer(), out: createCcnetFramer() };
  let state = '';
  return ({ direction, bytes }) =>
    framers[direction].feed(bytes).flatMap((piece): OccasionNameOf<'billValidator'>[] => {
      if (piece.kind !== 'frame') return [];
      if (direction === 'out') return parseCcnetCommand(piece.body).kind === 'stack' ? ['stack'] : [];
      const before = state;
      state = decodeState(piece.body)?.state ?? state;
      return state === 'accepting' && before !== 'accepting' ? ['note'] : [];
    });
}

const SELECT = 0xa4;
const BY_APPLICATION = 0x04;

/** Occasions of a chip. `command`: any APDU of the kiosk. `read`: the APDU that selects the application, which every reading needs. */
export const chipOccasions =
  (): OccasionDetector<OccasionNameOf<'chip'>> =>
  ({ direction, bytes }) => {
    if (direction === 'in') return [];
    const apdu = decodeApdu(bytes);
    const begins = apdu.ok && apdu.value.ins === SELECT && apdu.value.p1 === BY_APPLICATION;
    return begins ? ['command', 'read'] : ['command'];
  };

/** Occasions of a scanner. `scan`: the first USB report of a bar code. */
export function scannerOccasions(layout: ScanLayout): OccasionDetector<OccasionNameOf<'scanner'>> {
  let within = false;
  return ({ direction, bytes }) => {
    const part = direction === 'in' ? decodeScanReport(bytes, layout) : undefined;
    if (!part?.ok) return [];
    const begins = !within;
    within = part.value.continued;
    return begins ? ['scan'] : [];
  };
}

/** Occasions of a keypad. `press`: another key goes down, also the key for the jack. */
export function keypadOccasions(): OccasionDetector<OccasionNameOf<'keypad'>> {
  let before: readonly number[] = [];
  return ({ direction, bytes }) => {
    const down = direction === 'in' ? decodeKeys(bytes, BOOT_KEYBOARD) : undefined;
    if (!down?.ok) return [];
    const { usages } = down.value;
    const more = usages.some((usage) => !before.includes(usage));
    before = usages;
    return more ? ['press'] : [];
  };
}
