import { DISTRUST_CAUSES } from '../back-office/tls-trouble.ts';
import { LANGUAGE_CODES } from '../words/language.ts';
import type { FieldSpec, FieldValue } from './field.ts';

/** Whose doing an event is. */
export type Who = 'kiosk' | 'device' | 'citizen' | 'technician' | 'back-office' | 'browser';

export type Level = 'info' | 'warn' | 'error';

interface EventSpec {
  readonly who: Who;
  readonly level: Level;
  readonly means: string;
  readonly fields: Readonly<Record<string, FieldSpec>>;
  /** Somebody outside can cause it as often as they like: so many lines a minute are written, the rest are counted. */
  readonly bounded?: true;
}

const DEVICE_KIND = {
  is: ['id-reader', 'chip-reader', 'payment-terminal', 'receipt-printer', 'bill-validator'],
  means: 'which device',
} as const;
const APPLICATION = { is: 'word', means: "the application's id in the ledger" } as const;
const CODE = { is: 'word', means: 'error code, explained in troubleshooting.md' } as const;

/** Every event there is. `docs/log-events.md` is made from this table. */
export const LOG_EVENTS = {
  'kiosk.starting': {
    who: 'kiosk',
    level: 'info',
    means: 'The process has read its profile and begins to start its parts.',
    fields: {
      version: { is: 'word', means: 'version of the software' },
      kiosk: { is: 'word', means: "the kiosk's id in its profile" },
      simulated: { is: 'flag', means: 'whether any device is simulated' },
    },
  },
  'kiosk.ready': {
    who: 'kiosk',
    level: 'info',
    means: 'The first screen is served and every device has answered.',
    fields: { afterMs: { is: 'count', means: 'milliseconds since the process began' } },
  },
  'kiosk.open': {
    who: 'kiosk',
    level: 'info',
    means: 'Citizens can be served.',
    fields: {},
  },
  'kiosk.out-of-service': {
    who: 'kiosk',
    level: 'warn',
    means: 'Citizens cannot be served; the screen says so.',
    fields: { code: CODE },
  },
  'kiosk.stopping': {
    who: 'kiosk',
    level: 'info',
    means: 'The process was asked to end and is closing its parts.',
    fields: { why: { is: ['signal', 'bug', 'command'], means: 'what asked it' } },
  },
  'clock.changed': {
    who: 'kiosk',
    level: 'info',
    means: 'What is known of the clock of this machine at the start, and whenever it changes.',
    fields: {
      state: {
        is: ['synchronised', 'unsynchronised', 'unknown'],
        means: 'set by a time server; not set yet, so no date is promised or printed; nobody here can tell',
      },
    },
  },
  'back-office.distrusted': {
    who: 'back-office',
    level: 'warn',
    means:
      'The certificate of the back office was not accepted. Nothing was sent. Told again when the cause is another one.',
    fields: {
      code: CODE,
      cause: {
        is: DISTRUST_CAUSES,
        means:
          'signed by itself; by nobody whom this machine believes; for another name; too old; from the future; revoked; unfit in another way',
      },
    },
  },
  'back-office.trusted': {
    who: 'back-office',
    level: 'info',
    means: 'The certificate of the back office is accepted again.',
    fields: {},
  },
  'tariff.differs': {
    who: 'back-office',
    level: 'warn',
    means: 'The back office asks another sum than the catalogue of this kiosk has for the day. Its sum counts.',
    fields: {
      service: { is: 'word', means: 'id of the service' },
      tier: { is: 'word', means: 'id of the tier' },
      expected: { is: 'count', means: 'qəpik of the catalogue' },
      quoted: { is: 'count', means: 'qəpik of the back office' },
    },
  },
  'back-office.trouble': {
    who: 'back-office',
    level: 'warn',
    means: 'The back office gave no answer that can be used. Told once, and again when the cause is another one.',
    fields: {
      code: CODE,
      cause: {
        is: 'phrase',
        means:
          "the system's code of a connection that failed; `timeout`, `cut-short` or `too-long`; `HPE_…`, `EPROTO` or `ERR_SSL_…` where another protocol answers; `status` or `nonsense` with the HTTP status of an answer that is not the back office's, or not as openapi.yaml has it",
      },
    },
  },
  'back-office.answers': {
    who: 'back-office',
    level: 'info',
    means: 'The back office answers again.',
    fields: {},
  },
  'storage.changed': {
    who: 'kiosk',
    level: 'warn',
    means:
      'The disk of the ledger has no more room for a visit, or takes nothing; or it does again. Only the latter opens the kiosk.',
    fields: {
      code: { ...CODE, optional: true },
      state: {
        is: ['enough', 'full', 'read-only', 'failing'],
        means: 'a visit may begin; too little room; the kernel made it read-only; it refused a file for another reason',
      },
      freeMib: { is: 'count', means: 'free for the kiosk, in MiB, its reserve among them' },
    },
  },
  'log.lost': {
    who: 'kiosk',
    level: 'error',
    means: 'Lines of the log could not be written before this one. What they said is in no file.',
    fields: {
      lines: { is: 'count', means: 'how many' },
      error: { is: 'error', means: 'why the last of them was refused' },
    },
  },
  'log.held-back': {
    who: 'kiosk',
    level: 'warn',
    means: 'Lines of one event were not written, because there were too many of them within a minute.',
    fields: {
      code: CODE,
      held: { is: 'word', means: 'which event' },
      source: { is: 'phrase', means: 'of which device or kind, where they have one', optional: true },
      lines: { is: 'count', means: 'how many' },
    },
  },
  'device.changed': {
    who: 'device',
    bounded: true,
    level: 'info',
    means: 'A device came, went or fell silent.',
    fields: {
      kind: DEVICE_KIND,
      state: { is: ['starting', 'online', 'offline', 'noDevice', 'hardwareError'], means: 'what it is now' },
      code: {
        ...CODE,
        means:
          'why its port or connection does not open, or that a terminal refuses the registration, where that is known',
        optional: true,
      },
      result: { is: 'word', means: 'result code of a terminal that refuses the registration', optional: true },
    },
  },
  'wire.discarded': {
    who: 'device',
    bounded: true,
    level: 'warn',
    means: 'Bytes on a wire made no sense and were thrown away.',
    fields: {
      kind: DEVICE_KIND,
      bytes: { is: 'count', means: 'how many' },
      why: { is: 'phrase', means: 'which rule of the protocol they broke' },
    },
  },
  'document.read': {
    who: 'device',
    level: 'info',
    means: 'A document was read. Nothing of it is in the log.',
    fields: {
      assurance: {
        is: ['zone', 'chip'],
        means: 'its printed zone alone, or its chip with the signature of its country',
      },
    },
  },
  'document.refused': {
    who: 'device',
    level: 'warn',
    means: 'A document was put in and could not be read, or is not believed. Nothing of it is in the log.',
    fields: { code: CODE, cause: { ...CODE, means: 'what was wrong with its chip', optional: true } },
  },
  'session.started': {
    who: 'citizen',
    level: 'info',
    means: 'Somebody touched the screen.',
    fields: { language: { is: LANGUAGE_CODES, means: 'the language that was chosen' } },
  },
  'session.step': {
    who: 'citizen',
    level: 'info',
    means: 'The visit went on to another step.',
    fields: { step: { is: 'word', means: 'state of the session machine' } },
  },
  'session.ended': {
    who: 'citizen',
    level: 'info',
    means: 'The visit is over and everything of the citizen is forgotten.',
    fields: {},
  },
  'intent.refused': {
    who: 'browser',
    bounded: true,
    level: 'warn',
    means: 'A message from the screen was not acted on.',
    fields: {
      reason: {
        is: ['malformed', 'stale', 'unknown-step', 'late'],
        means:
          'not an intent at all; made on a screen that has passed; made on a screen that never was; made while the process or the page stood still',
      },
    },
  },
  'request.refused': {
    who: 'browser',
    bounded: true,
    level: 'warn',
    means: 'A web request came from a page that is not ours.',
    fields: { reason: { is: ['host', 'origin'], means: 'which header was foreign' } },
  },
  'connection.refused': {
    who: 'browser',
    bounded: true,
    level: 'warn',
    means: 'A connection to the page was closed before any request.',
    fields: {
      code: CODE,
      reason: {
        is: ['many', 'slow', 'nonsense'],
        means: 'more at once than there may be; no request in time; no HTTP, or a head too long',
      },
    },
  },
  'glass.entered': {
    who: 'browser',
    level: 'info',
    means: 'The browser of the kiosk was started and showed its key.',
    fields: {},
  },
  'glass.refused': {
    who: 'browser',
    bounded: true,
    level: 'warn',
    means: 'A page that is not the glass of this kiosk wanted its screens. It got none.',
    fields: {
      code: CODE,
      reason: { is: ['key', 'cookie'], means: 'a key that is spent or wrong; no cookie of the glass' },
    },
  },
  'glass.taken-over': {
    who: 'browser',
    level: 'warn',
    means: 'Another page of the glass is the glass now, and the one before was told.',
    fields: {
      code: CODE,
      by: {
        is: ['key', 'cookie'],
        means:
          'a browser that was started; or the same browser, in another window or before its lost line was known to be lost',
      },
    },
  },
  'glass.no-start-page': {
    who: 'kiosk',
    level: 'error',
    means: 'The start page of the browser could not be written; it is tried again every ten seconds.',
    fields: { code: CODE, error: { is: 'error', means: 'what the system said' } },
  },
  'payment.step': {
    who: 'citizen',
    level: 'info',
    means: 'A payment went on to another step; the ledger has the same.',
    fields: {
      applicationId: APPLICATION,
      step: { is: 'word', means: 'kind of the ledger entry, or state of the payment machine' },
      code: { ...CODE, optional: true },
    },
  },
  'print.finished': {
    who: 'device',
    level: 'info',
    means: 'The printer confirmed that a paper came out whole.',
    fields: {
      applicationId: APPLICATION,
      copy: { is: 'count', means: '1 for the first, more for reprints' },
    },
  },
  'print.trouble': {
    who: 'device',
    level: 'warn',
    means: 'A paper did not come out, or not whole.',
    fields: {
      code: CODE,
      applicationId: APPLICATION,
    },
  },
  'answer.foreign': {
    who: 'back-office',
    level: 'error',
    means:
      'An answer of the back office was to another question. Nothing of it was used or kept; the kiosk asks again.',
    fields: {
      applicationId: { ...APPLICATION, means: 'what was asked about: an application, or the key of a look-up' },
      code: CODE,
    },
  },
  'technician.entered': {
    who: 'technician',
    level: 'info',
    means: "Somebody with a good code looks at the technician's page.",
    fields: {},
  },
  'technician.refused': {
    who: 'technician',
    bounded: true,
    level: 'warn',
    means: "The technician's page was asked for with a code that is wrong, spent or too old. Often: somebody guesses.",
    fields: {},
  },
  'technician.try-now': {
    who: 'technician',
    level: 'info',
    means: "Somebody pressed *try again now* on the technician's page.",
    fields: {},
  },
  'ledger.set-aside': {
    who: 'kiosk',
    level: 'error',
    means: 'A record of the ledger is not to be believed. Its bytes are kept, and its application is left to staff.',
    fields: {
      code: CODE,
      seq: { is: 'count', means: 'number of the record' },
      why: {
        is: ['hash', 'unreadable', 'may-not-follow', 'unproven', 'missing'],
        means:
          'it says something else than was written; it is no record; it cannot follow the one before of its application; the one before it is gone; it is gone itself',
      },
      applicationId: { ...APPLICATION, optional: true },
    },
  },
  'ledger.mark': {
    who: 'kiosk',
    level: 'warn',
    means: 'The ledger and the mark beside it differ, or that mark cannot be written. The kiosk goes on.',
    fields: {
      code: CODE,
      state: {
        is: ['lost', 'missing', 'unreadable', 'not-written', 'written'],
        means:
          'the newest records are not there; there is no mark, as in a ledger of an earlier version; neither copy of it is whole; it cannot be written; it can again',
      },
      records: { is: 'count', means: 'how many are not there', optional: true },
    },
  },
  'transparency.damaged': {
    who: 'kiosk',
    level: 'error',
    means: 'A leaf of the transparency log is not what was written. The kiosk goes on; nothing is exported.',
    fields: {
      code: CODE,
      from: { is: 'count', means: 'it is among the leaves from this one, the first being 0' },
      to: { is: 'count', means: 'up to this one' },
    },
  },
  'transparency.key-replaced': {
    who: 'kiosk',
    level: 'error',
    means: 'The key of the transparency log was not there, and a new one was made. The kiosk goes on.',
    fields: { code: CODE },
  },
  'staff.called': {
    who: 'citizen',
    level: 'warn',
    means: 'The citizen asked for somebody to come.',
    fields: {},
  },
  bug: {
    who: 'kiosk',
    level: 'error',
    means: 'Something happened that only a fault in this software can do. Report it with this line.',
    fields: {
      where: { is: 'word', means: 'the part that noticed' },
      error: { is: 'error', means: 'kind, code and stack' },
    },
  },
} as const satisfies Record<string, EventSpec>;

export type LogEventId = keyof typeof LOG_EVENTS;

/** Whether the log bounds how often it says this. */
export const isBounded = (id: LogEventId): boolean => 'bounded' in LOG_EVENTS[id];

type Specs<Id extends LogEventId> = (typeof LOG_EVENTS)[Id]['fields'];
type OptionalKeys<S> = { [K in keyof S]: S[K] extends { readonly optional: true } ? K : never }[keyof S];
type ValueOf<S> = S extends FieldSpec ? FieldValue<S['is']> : never;

/** The fields of one event; any other does not compile. */
export type LogFields<Id extends LogEventId> = {
  readonly [K in Exclude<keyof Specs<Id>, OptionalKeys<Specs<Id>>>]: ValueOf<Specs<Id>[K]>;
} & {
  readonly [K in OptionalKeys<Specs<Id>>]?: ValueOf<Specs<Id>[K]> | undefined;
};
