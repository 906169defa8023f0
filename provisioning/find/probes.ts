import { createCcnetFramer } from '../../drivers/bill-validator/ccnet/framer.ts';
import { concat, fromHex } from '../../drivers/bytes.ts';
import type { FramerOutput } from '../../drivers/framer.ts';
import { encodeCommand as encodePn532 } from '../../drivers/id-reader/pn532/codec.ts';
import {
  createPn532Framer,
  FROM_CHIP,
  FROM_HOST,
  encodeFrame as pn532Frame,
} from '../../drivers/id-reader/pn532/framer.ts';
import { createSerialFramer } from '../../drivers/payment-terminal/zvt/framer.ts';
import { encodeCommand as encodeEscpos } from '../../drivers/receipt-printer/escpos/commands.ts';
import { createPrinterFramer } from '../../drivers/receipt-printer/escpos/framer.ts';
import { encodeStarCommand } from '../../drivers/receipt-printer/star/commands.ts';
import { createStarFramer } from '../../drivers/receipt-printer/star/framer.ts';
import type { DeviceRole } from './found.ts';

/** A harmless question to the device at a serial port; docs/decisions/0037 justifies each byte for each protocol. */
export interface PortProbe {
  readonly name: string;
  readonly role: DeviceRole;
  readonly alsoRole?: DeviceRole;
  /** Each question is sent after the answer to the question before. */
  readonly questions: readonly Uint8Array[];
  /** Bits per second, in the order of the search. */
  readonly speeds: readonly number[];
  readonly isAnswer: (heard: Uint8Array, question: number) => boolean;
  /** Sent after a silence: clear what another protocol's device may have buffered. */
  readonly takeBack?: Uint8Array;
  /** Sent to the device that answered: clear what it buffered at other speeds. */
  readonly farewell?: Uint8Array;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly evidence: string;
}

/** None if there are bytes outside a message. */
function wholeMessages<Body>(framed: readonly FramerOutput<Body>[]): readonly Body[] {
  if (framed.some(({ kind }) => kind === 'discarded')) return [];
  return framed.flatMap((each) => (each.kind === 'frame' ? [each.body] : []));
}

/** Clears a line that a printer of either language has begun (`ESC @` in both references). */
const EMPTY_LINE = encodeEscpos({ kind: 'initialise' });

/** Slowest first: see `PROBE_TURNS`. */
const PRINTER_SPEEDS = [9_600, 19_200, 38_400, 57_600, 115_200];

/** Real-time status: answered at once, before waiting data, and prints nothing (Epson's ESC/POS reference, `DLE EOT`). */
const ESCPOS: PortProbe = {
  name: 'ESC/POS',
  role: 'printer',
  questions: [encodeEscpos({ kind: 'ask-status', what: 1 }), encodeEscpos({ kind: 'ask-status', what: 4 })],
  speeds: PRINTER_SPEEDS,
  isAnswer: (heard) =>
    wholeMessages(createPrinterFramer().feed(heard)).filter(({ kind }) => kind === 'status').length === 1,
  farewell: EMPTY_LINE,
  settings: { driver: 'escpos', model: 'epson-tm-t20' },
  evidence: 'answers the real-time status of ESC/POS (10 04 01, 10 04 04)',
};

/**
 * A wrong checksum: the terminal answers NAK unread [PA00P016_04, chapter 3], so no command and no password reaches ZVT. The right checksum
 * of 00 00 00 is not 00 00.
 */
const ZVT: PortProbe = {
  name: 'ZVT',
  role: 'terminal',
  questions: [fromHex('1002 000000 1003 0000'), fromHex('1002 000000 1003 0000')],
  speeds: [9_600, 38_400, 57_600, 115_200],
  isAnswer(heard) {
    const units = wholeMessages(createSerialFramer().feed(heard));
    return units.length === 1 && units[0]?.unit === 'nak';
  },
  settings: { driver: 'zvt', framing: 'serial' },
  evidence: 'answers NAK twice to a frame of serial ZVT with a wrong checksum',
};

const CCNET_NAK = 0xff;

/**
 * A wrong checksum: the unit answers NAK and does nothing [MAN_CCNET rev. 2.4.3, section 2.5]. It is never polled, as it may report its
 * last note, and never gets ACK, after which it would forget that note. Length 6 would be an ACK to a ZVT terminal, and 7 would ring the
 * bell of a Star printer.
 */
const CCNET: PortProbe = {
  name: 'CCNET',
  role: 'billValidator',
  questions: [fromHex('0203 08 010000 0000')],
  speeds: [9_600, 19_200],
  isAnswer: (heard) =>
    wholeMessages(createCcnetFramer().feed(heard)).some((body) => body.length === 1 && body[0] === CCNET_NAK),
  settings: { driver: 'ccnet' },
  evidence: 'answers NAK, in a CCNET frame, to a CCNET frame with a wrong checksum',
};

/** Star's real-time status: answered at once, prints nothing ("STAR Line Mode Command Specifications", `ESC ACK SOH`). */
const STAR: PortProbe = {
  name: 'Star',
  role: 'printer',
  questions: [encodeStarCommand({ kind: 'ask-status', what: 1 })],
  speeds: PRINTER_SPEEDS,
  isAnswer: (heard) => wholeMessages(createStarFramer().feed(heard)).length === 1,
  farewell: EMPTY_LINE,
  settings: { driver: 'star', model: 'star-mc-print3' },
  evidence: 'answers the real-time status of Star (1B 06 01)',
};

/** Each zero has a rising edge, which wakes the chip [UM0701-02 §7.2.11]. Zeros are also a frame's preamble: ignored. */
const WAKE_UP = new Uint8Array(16);
/** First command: after power-on the chip obeys no other [UM0701-02 §7.2.10]. */
const BEGIN = encodePn532({ kind: 'sam-configuration', fields: { mode: 'normal', timeoutMs: 0, irq: true } });
const GET_FIRMWARE = encodePn532({ kind: 'get-firmware-version', fields: {} });

/**
 * GetFirmwareVersion [UM0701-02 §7.2.2]. To a printer, some bytes are letters: asked last, only of devices silent at every speed, and taken
 * back after a silence.
 */
const PN532: PortProbe = {
  name: 'PN532',
  role: 'chipReader',
  alsoRole: 'badgeReader',
  questions: [concat(WAKE_UP, pn532Frame(FROM_HOST, BEGIN)), pn532Frame(FROM_HOST, GET_FIRMWARE)],
  speeds: [115_200],
  isAnswer(heard, question) {
    // An answer has the code of its command plus one.
    const code = ([BEGIN, GET_FIRMWARE][question]?.[0] ?? 0) + 1;
    return wholeMessages(createPn532Framer().feed(heard)).some(
      (unit) => unit.unit === 'information' && unit.from === FROM_CHIP && unit.data[0] === code,
    );
  },
  takeBack: EMPTY_LINE,
  settings: { driver: 'pn532' },
  evidence: 'answers SAMConfiguration and GetFirmwareVersion of the PN532',
};

export const PORT_PROBES: readonly PortProbe[] = [ESCPOS, STAR, ZVT, CCNET, PN532];

interface Turn {
  readonly baudRate: number;
  readonly probes: readonly PortProbe[];
}

/**
 * Probes of each speed, in the order of the search. Printers come first: they buffer foreign bytes for paper. Questions with letters come
 * last. Slow speeds come before fast speeds. A fast receiver reads slow bytes as zeros and a few letters. A slow receiver can read fast
 * bytes as a line feed.
 */
export const PROBE_TURNS: readonly Turn[] = [[ESCPOS, STAR], [ZVT, CCNET], [PN532]].flatMap(turnsOf);

function turnsOf(probes: readonly PortProbe[]): readonly Turn[] {
  const speeds = [...new Set(probes.flatMap(({ speeds }) => speeds))].sort((one, other) => one - other);
  return speeds.map((baudRate) => ({ baudRate, probes: probes.filter(({ speeds }) => speeds.includes(baudRate)) }));
}
