import { KIND_IDS } from '../../drivers/device-kinds.ts';
import { DISTRUST_CAUSES } from '../back-office/tls-trouble.ts';
import { LANGUAGE_CODES } from '../words/language.ts';
import type { FieldSpec, FieldValue } from './field.ts';

/** Whose doing an event is. */
export type Who = 'kiosk' | 'device' | 'citizen' | 'technician' | 'back-office' | 'browser';

export type Level = 'info' | 'warn' | 'error';

type Fields = Readonly<Record<string, FieldSpec>>;

const event =
  (level: Level) =>
  <const F extends Fields = Record<never, never>>(who: Who, means: string, fields = {} as F) => ({
    who,
    level,
    means,
    fields,
  });

const info = event('info');
const warn = event('warn');
const error = event('error');

/** Somebody outside can cause it as often as they like: so many lines a minute are written, the rest are counted. */
const bounded = <S extends object>(spec: S) => ({ ...spec, bounded: true });

const DEVICE_KIND = { is: KIND_IDS, means: 'which device' } as const;
const APPLICATION = { is: 'word', means: "the application's id in the ledger" } as const;
const CODE = { is: 'word', means: 'error code, explained in troubleshooting.md' } as const;

/** Every event there is. `docs/log-events.md` is made from this table. */
export const LOG_EVENTS = {
  'kiosk.starting': info('kiosk', 'The process has read its profile and begins to start its parts.', {
    version: { is: 'word', means: 'version of the software' },
    kiosk: { is: 'word', means: "the kiosk's id in its profile" },
    simulated: { is: 'flag', means: 'whether any device is simulated' },
  }),
  'kiosk.ready': info('kiosk', 'The first screen is served and every device has answered.', {
    afterMs: { is: 'count', means: 'milliseconds since the process began' },
  }),
  'kiosk.open': info('kiosk', 'Citizens can be served.'),
  'kiosk.out-of-service': warn('kiosk', 'Citizens cannot be served; the screen says so.', { code: CODE }),
  'kiosk.stopping': info('kiosk', 'The process was asked to end and is closing its parts.', {
    why: { is: ['signal', 'bug', 'command'], means: 'what asked it' },
  }),
  'kiosk.draining': info('kiosk', 'The process was asked to end while somebody is there. It ends after the visit.', {
    pays: { is: 'flag', means: 'whether somebody pays, or has paid and waits for a paper' },
    atMostS: { is: 'count', means: 'seconds until it ends in any case' },
  }),
  'watchdog.silent': error(
    'kiosk',
    'A part of the process has not answered for half of the time that the service manager allows. It ends the process when nothing changes.',
    { code: CODE, part: { is: ['machine', 'ledger', 'web'], means: 'which part' } },
  ),
  'watchdog.answers': info('kiosk', 'A part of the process answers again.', {
    part: { is: ['machine', 'ledger', 'web'], means: 'which part' },
  }),
  'clock.changed': info('kiosk', 'What is known of the clock of this machine at the start, and whenever it changes.', {
    state: {
      is: ['synchronised', 'unsynchronised', 'unknown'],
      means: 'set by a time server; not set yet, so no date is promised or printed; nobody here can tell',
    },
  }),
  'terminal.clock-wrong': warn(
    'device',
    "An approved sale carries a time of the terminal that is too far from the kiosk's. Sales go on. Told at the first such sale, when the difference changes its kind, and at the start.",
    {
      code: CODE,
      terminal: { is: 'word', means: "the terminal's time on the sale" },
      kiosk: { is: 'word', means: "the kiosk's time when it knew the approval, on the wall of the centre" },
      offMinutes: { is: 'count', means: "the terminal's clock minus the kiosk's; negative: the terminal is behind" },
      wholeHours: {
        is: 'count',
        means: 'the same in hours, if it is a whole number of them: most likely a time zone',
        optional: true,
      },
    },
  ),
  'terminal.clock-right': info(
    'device',
    "An approved sale carries a time of the terminal that fits the kiosk's again.",
  ),
  'back-office.distrusted': warn(
    'back-office',
    'The certificate of the back office was not accepted. Nothing was sent. Told again when the cause is another one.',
    {
      code: CODE,
      cause: {
        is: DISTRUST_CAUSES,
        means:
          'signed by itself; by nobody whom this machine believes; for another name; too old; from the future; revoked; unfit in another way',
      },
    },
  ),
  'back-office.trusted': info('back-office', 'The certificate of the back office is accepted again.'),
  'identity.expires': warn(
    'kiosk',
    'The certificate by which this kiosk proves to the back office who it is runs out. Told once a day.',
    { code: CODE, days: { is: 'count', means: 'whole days that are left; 0 where it has run out' } },
  ),
  'tariff.differs': warn(
    'back-office',
    'The back office asks another sum than the catalogue of this kiosk has for the day. Its sum counts.',
    {
      service: { is: 'word', means: 'id of the service' },
      tier: { is: 'word', means: 'id of the tier' },
      expected: { is: 'count', means: 'qəpik of the catalogue' },
      quoted: { is: 'count', means: 'qəpik of the back office' },
    },
  ),
  'back-office.trouble': warn(
    'back-office',
    'The back office gave no answer that can be used. Told once, and again when the cause is another one.',
    {
      code: CODE,
      cause: {
        is: 'phrase',
        means:
          "the system's code of a connection that failed; `timeout`, `cut-short` or `too-long`; `HPE_…`, `EPROTO` or `ERR_SSL_…` where another protocol answers; `status` or `nonsense` with the HTTP status of an answer that is not the back office's, or not as openapi.yaml has it; `undated-quote` for a sum without the day of its tariff",
      },
    },
  ),
  'back-office.busy': bounded(
    warn('back-office', 'The back office said that it is asked too often, and did nothing.', { code: CODE }),
  ),
  'back-office.answers': info('back-office', 'The back office answers again.'),
  'offline.merged': info('kiosk', 'What was taken while the back office was away was handed over to it.', {
    count: { is: 'count', means: 'how many applications' },
  }),
  'offline.refused': error(
    'back-office',
    'It did not take what was taken while it was away. It is kept, sealed; staff look into it.',
    {
      applicationId: APPLICATION,
      code: CODE,
      cause: { is: 'word', means: "the back office's own code" },
    },
  ),
  'offline.stock-void': warn(
    'kiosk',
    'Nothing is taken without the back office until it has answered: what is left of the stock of references and queue numbers may be on paper already.',
    {
      code: CODE,
      why: {
        is: ['restored', 'adopted', 'other-ledger', 'lost', 'older'],
        means:
          '`restored`: from a backup; `adopted`: with an older ledger; `other-ledger`: the outbox was there before this ledger; `lost`: it is not the outbox that the ledger knows; `older`: the ledger knows a later one',
      },
    },
  ),
  'offline.board-replaced': error(
    'kiosk',
    'The back office gave the newest stock of references to another board of this kiosk. This board takes nothing without the back office. The kiosk logs this once after each start.',
    { code: CODE },
  ),
  'offline.missing': error(
    'kiosk',
    'It was taken without the back office, and is not in the outbox any more. `doctor` has its reference.',
    { applicationId: APPLICATION, code: CODE },
  ),
  'storage.changed': warn(
    'kiosk',
    'The disk of the ledger has no more room for a visit, or takes nothing; or it does again. Only the latter opens the kiosk.',
    {
      code: { ...CODE, optional: true },
      state: {
        is: ['enough', 'full', 'read-only', 'failing'],
        means: 'a visit may begin; too little room; the kernel made it read-only; it refused a file for another reason',
      },
      freeMib: { is: 'count', means: 'free for the kiosk, in MiB, its reserve among them' },
    },
  ),
  'log.lost': error('kiosk', 'Lines of the log could not be written before this one. What they said is in no file.', {
    lines: { is: 'count', means: 'how many' },
    error: { is: 'error', means: 'why the last of them was refused' },
  }),
  'log.held-back': warn(
    'kiosk',
    'Lines of one event were not written, because there were too many of them within a minute.',
    {
      code: CODE,
      held: { is: 'word', means: 'which event' },
      source: { is: 'phrase', means: 'of which device or kind, where they have one', optional: true },
      lines: { is: 'count', means: 'how many' },
    },
  ),
  'metrics.not-served': warn(
    'kiosk',
    'The page for Prometheus cannot be served; it is tried again every half a minute. The kiosk goes on.',
    { code: CODE, error: { is: 'error', means: 'what the system said' } },
  ),
  'metrics.served': info('kiosk', 'The page for Prometheus is served again.'),
  'device.changed': bounded(
    info('device', 'A device came, went or fell silent.', {
      kind: DEVICE_KIND,
      state: { is: ['starting', 'online', 'offline', 'noDevice', 'hardwareError'], means: 'what it is now' },
      code: {
        ...CODE,
        means:
          'the reason, if it is known: the port or connection does not open, the terminal refuses the registration, or the sales of the terminal have no numbers',
        optional: true,
      },
      result: { is: 'word', means: 'result code of a terminal that refuses the registration', optional: true },
    }),
  ),
  'door.opened': bounded(
    warn('device', 'The door of the cabinet is open: known at the start, and whenever it is opened.'),
  ),
  'door.closed': bounded(
    info('device', 'The door of the cabinet is closed: known at the start, and whenever it is closed.'),
  ),
  'line.lost': bounded(
    warn(
      'device',
      'A contact or light is not known any more, or could not be had. Of a door: look for tampering first.',
      {
        line: { is: 'word', means: 'its name in the profile' },
        code: CODE,
      },
    ),
  ),
  'line.back': bounded(
    info('device', 'A contact or light is there again.', { line: { is: 'word', means: 'its name in the profile' } }),
  ),
  'wire.discarded': bounded(
    warn('device', 'Bytes on a wire made no sense and were thrown away.', {
      kind: DEVICE_KIND,
      bytes: { is: 'count', means: 'how many' },
      why: { is: 'phrase', means: 'which rule of the protocol they broke' },
    }),
  ),
  'document.read': info('device', 'A document was read. Nothing of it is in the log.', {
    assurance: {
      is: ['zone', 'chip'],
      means: 'its printed zone alone, or its chip with the signature of its country',
    },
  }),
  'document.refused': warn(
    'device',
    'A document was put in and could not be read, or is not believed. Nothing of it is in the log.',
    { code: CODE, cause: { ...CODE, means: 'what was wrong with its chip', optional: true } },
  ),
  'session.started': info('citizen', 'Somebody touched the screen.', {
    language: { is: LANGUAGE_CODES, means: 'the language that was chosen' },
  }),
  'session.step': info('citizen', 'The visit went on to another step.', {
    step: { is: 'word', means: 'state of the visit, then of each machine inside it, with `:` between' },
  }),
  'session.ended': info('citizen', 'The visit is over and everything of the citizen is forgotten.'),
  'intent.refused': bounded(
    warn('browser', 'A message from the screen was not acted on.', {
      reason: {
        is: ['malformed', 'stale', 'unknown-step', 'late'],
        means:
          'not an intent at all; made on a screen that has passed; made on a screen that never was; made while the process or the page stood still',
      },
    }),
  ),
  'request.refused': bounded(
    warn('browser', 'A web request came from a page that is not ours.', {
      reason: { is: ['host', 'origin'], means: 'which header was foreign' },
    }),
  ),
  'connection.refused': bounded(
    warn('browser', 'A connection to the page was closed before any request.', {
      code: CODE,
      reason: {
        is: ['many', 'slow', 'nonsense'],
        means: 'more at once than there may be; no request in time; no HTTP, or a head too long',
      },
    }),
  ),
  'glass.entered': info('browser', 'The browser of the kiosk was started and showed its key.'),
  'glass.refused': bounded(
    warn('browser', 'A page that is not the glass of this kiosk wanted its screens. It got none.', {
      code: CODE,
      reason: { is: ['key', 'cookie'], means: 'a key that is spent or wrong; no cookie of the glass' },
    }),
  ),
  'glass.taken-over': warn('browser', 'Another page of the glass is the glass now, and the one before was told.', {
    code: CODE,
    by: {
      is: ['key', 'cookie'],
      means:
        'a browser that was started; or the same browser, in another window or before its lost line was known to be lost',
    },
  }),
  'usb.refused': bounded(
    warn(
      'device',
      'Something was plugged into a USB socket that is not of this kiosk, such as a keyboard. It was not let in.',
      {
        code: CODE,
        socket: { is: 'word', means: 'the USB socket' },
        ids: { is: 'word', means: 'vendor and product' },
      },
    ),
  ),
  'glass.silent': warn(
    'browser',
    'The page of the glass has answered no heartbeat for ten seconds: it hangs, or its browser is gone. Whoever started the browser hears it too.',
    { code: CODE },
  ),
  'glass.answers': info('browser', 'The page of the glass answers again.'),
  'glass.no-start-page': error(
    'kiosk',
    'The start page of the browser could not be written; it is tried again every ten seconds.',
    { code: CODE, error: { is: 'error', means: 'what the system said' } },
  ),
  'payment.step': info('citizen', 'A payment went on to another step; the ledger has the same.', {
    applicationId: APPLICATION,
    step: { is: 'word', means: 'kind of the ledger entry, or state of the payment machine' },
    code: { ...CODE, optional: true },
  }),
  'print.finished': info('device', 'The printer confirmed that a paper came out whole.', {
    applicationId: APPLICATION,
    copy: { is: 'count', means: '1 for the first, more for reprints' },
  }),
  'print.trouble': warn('device', 'A paper did not come out, or not whole.', {
    code: CODE,
    applicationId: APPLICATION,
  }),
  'answer.foreign': error(
    'back-office',
    'An answer of the back office was to another question. Nothing of it was used or kept; the kiosk asks again.',
    {
      applicationId: { ...APPLICATION, means: 'what was asked about: an application, or the key of a look-up' },
      code: CODE,
    },
  ),
  'technician.entered': info('technician', "Somebody with a good code looks at the technician's page."),
  'technician.refused': bounded(
    warn(
      'technician',
      "The technician's page was asked for with a code that is wrong, spent or too old. Often: somebody guesses.",
    ),
  ),
  'technician.try-now': info('technician', "Somebody pressed *try again now* on the technician's page."),
  'ledger.set-aside': error(
    'kiosk',
    'A record of the ledger is not to be believed. Its bytes are kept, and its application is left to staff.',
    {
      code: CODE,
      seq: { is: 'count', means: 'number of the record' },
      why: {
        is: ['hash', 'unreadable', 'may-not-follow', 'unproven', 'missing'],
        means:
          'it says something else than was written; it is no record; it cannot follow the one before of its application; the one before it is gone; it is gone itself',
      },
      applicationId: { ...APPLICATION, optional: true },
    },
  ),
  'ledger.mark': warn(
    'kiosk',
    'The ledger and the mark beside it differ, or that mark cannot be written. The kiosk goes on.',
    {
      code: CODE,
      state: {
        is: ['lost', 'missing', 'unreadable', 'not-written', 'written'],
        means:
          'the newest records are not there; there is no mark, as in a ledger of an earlier version; neither copy of it is whole; it cannot be written; it can again',
      },
      records: { is: 'count', means: 'how many are not there', optional: true },
    },
  ),
  'service-use.damaged': warn(
    'kiosk',
    'How often each service was had can not be read or counted. The first page has the first services of the catalogue, and nothing else is other than before.',
    { cause: { is: 'word', means: "SQLite's name of what is wrong, such as SQLITE_CORRUPT" } },
  ),
  'transparency.damaged': error(
    'kiosk',
    'A leaf of the transparency log is not what was written, or no record of the ledger has it. The kiosk goes on; nothing is exported.',
    {
      code: CODE,
      from: { is: 'count', means: 'it is among the leaves from this one, the first being 0' },
      to: { is: 'count', means: 'up to this one' },
    },
  ),
  'transparency.key-replaced': error(
    'kiosk',
    'The key of the transparency log was not there, and a new one was made. The kiosk goes on.',
    { code: CODE },
  ),
  'card.left': warn(
    'citizen',
    'A card has been in the reader for a minute after the visit. No visit can begin: take the card out and keep it for its owner.',
  ),
  'staff.called': warn('citizen', 'The citizen asked for somebody to come.'),
  bug: error('kiosk', 'Something happened that only a fault in this software can do. Report it with this line.', {
    where: { is: 'word', means: 'the part that noticed' },
    error: { is: 'error', means: 'kind, code and stack' },
  }),
};

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
