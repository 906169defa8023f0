import type { FailedPart, Refusal } from '../contract.ts';

/* [MAN_CCNET rev. 2.4.3, section 5], with the manual's names where they differ. */

export const PLAIN_COMMANDS = {
  reset: 0x30,
  status: 0x31,
  poll: 0x33,
  stack: 0x35,
  return: 0x36,
  identification: 0x37,
  /** Keeps a note in escrow for another 10 s. */
  hold: 0x38,
  'barcode-data': 0x3a,
  'bill-table': 0x41,
  crc32: 0x51,
  statistics: 0x60,
  ack: 0x00,
  nak: 0xff,
} as const;

export const SET_SECURITY = 0x32;
export const ENABLE_BILL_TYPES = 0x34;
export const SET_BARCODE_PARAMETERS = 0x39;

export const SHORT_ANSWERS = { ack: 0x00, nak: 0xff, illegal: 0x30 } as const;

export const PLAIN_STATES = {
  'power-up': 0x10,
  /** Manual: power up with bill in validator. RESET gives the bill back. */
  'power-up-note-in-path': 0x11,
  /** Manual: power up with bill in stacker. It cannot be given back: reported as stacked after RESET. */
  'power-up-note-in-stacker': 0x12,
  initialising: 0x13,
  idling: 0x14,
  accepting: 0x15,
  stacking: 0x17,
  returning: 0x18,
  disabled: 0x19,
  holding: 0x1a,
  'cassette-full': 0x41,
  /** Manual: drop cassette out of position. */
  'cassette-missing': 0x42,
  'path-jammed': 0x43,
  'cassette-jammed': 0x44,
  cheated: 0x45,
  paused: 0x46,
} as const;

/** States with a data byte, and its meaning. */
export const STATES_WITH_DATA = {
  busy: [0x1b, 'tenths'],
  rejecting: [0x1c, 'reason'],
  failure: [0x47, 'part'],
  escrow: [0x80, 'type'],
  stacked: [0x81, 'type'],
  returned: [0x82, 'type'],
} as const;

interface Rejection {
  readonly refusal: Refusal;
  readonly words: string;
}

const REJECTIONS: Readonly<Record<number, Rejection>> = {
  96: { refusal: 'badly-inserted', words: 'insertion' },
  97: { refusal: 'invalid-note', words: 'magnetic pattern' },
  98: { refusal: 'transport-trouble', words: 'another note remains in the head' },
  99: { refusal: 'invalid-note', words: 'compensation factor' },
  100: { refusal: 'transport-trouble', words: 'conveying' },
  101: { refusal: 'invalid-note', words: 'identification' },
  102: { refusal: 'invalid-note', words: 'verification' },
  103: { refusal: 'invalid-note', words: 'optical pattern' },
  104: { refusal: 'not-accepted', words: 'denomination inhibited' },
  105: { refusal: 'invalid-note', words: 'capacitance' },
  106: { refusal: 'transport-trouble', words: 'operation' },
  108: { refusal: 'invalid-note', words: 'length' },
  109: { refusal: 'invalid-note', words: 'ultraviolet' },
  146: { refusal: 'foreign-item', words: 'barcode not recognised' },
  147: { refusal: 'foreign-item', words: 'barcode of a wrong length' },
  148: { refusal: 'foreign-item', words: 'barcode with an unknown start' },
  149: { refusal: 'foreign-item', words: 'barcode with an unknown stop' },
};

/** Meaning of a reason byte after `1C`. Reasons that are in no manual are `unknown`. */
export const rejectionOf = (reason: number): Rejection =>
  REJECTIONS[reason] ?? { refusal: 'unknown', words: `reason ${reason.toString(16)}` };

const FAILED_PARTS: Readonly<Record<number, FailedPart>> = {
  80: 'stacker-motor',
  81: 'transport-speed',
  82: 'transport-motor',
  83: 'aligning-motor',
  /** Initial cassette status. */
  84: 'cassette-sensor',
  85: 'optical-sensor',
  86: 'magnetic-sensor',
  95: 'capacitance-sensor',
};

/** Meaning of a byte after `47`. */
export const failedPartOf = (part: number): FailedPart => FAILED_PARTS[part] ?? 'unknown';
