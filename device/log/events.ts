import { DEVICE_KIND_IDS } from '../../drivers/device-kinds.ts';
import { DISTRUST_CAUSES } from '../back-office/tls-trouble.ts';
import { LANGUAGE_CODES } from '../words/language.ts';
import { CLOSURE_REASONS } from '../words/opening.ts';
import { SCAN_REFUSALS, SCANNED_KINDS } from '../words/scan.ts';
import type { FieldSpec, FieldValue } from './field.ts';

export type LogEventSource = 'kiosk' | 'device' | 'citizen' | 'technician' | 'back-office' | 'browser';

export type LogLevel = 'info' | 'warn' | 'error';

type Fields = Readonly<Record<string, FieldSpec>>;

const event =
  (level: LogLevel) =>
  <const F extends Fields = Record<never, never>>(who: LogEventSource, means: string, fields = {} as F) => ({
    who,
    level,
    means,
    fields,
  });

const info = event('info');
const warn = event('warn');
const error = event('error');

/** Marks an event that outsiders can cause at will: some lines a minute are written, the rest are counted. */
const bounded = <S extends object>(spec: S) => ({ ...spec, bounded: true });

const DEVICE_KIND = { is: DEVICE_KIND_IDS, means: 'which device' } as const;
const APPLICATION = { is: 'word', means: "the application's id in the ledger" } as const;
const BADGE = { is: 'word', means: 'number on the badge' } as const;
const CODE = { is: 'word', means: 'error code, explained in troubleshooting.md' } as const;

/** `docs/log-events.md` is made from this table. */
export const LOG_EVENTS = {
  'kiosk.starting': info('kiosk', 'The process has read its profile and begins to start its parts.', {
    version: { is: 'word', means: 'version of the software' },
    kiosk: { is: 'word', means: "the kiosk's id in its profile" },
    simulated: { is: 'flag', means: 'whether any device is simulated' },
  }),
  'kiosk.ready': info(
    'kiosk',
    'Reader, terminal and printer have answered and the ledger is settled, or the wait for them is over.',
    {
      afterMs: { is: 'count', means: 'milliseconds since the process began' },
    },
  ),
  'kiosk.open': info('kiosk', 'Citizens can be served.'),
  'kiosk.out-of-service': warn('kiosk', 'Citizens cannot be served; the screen says so.', { code: CODE }),
  'kiosk.closed': info('kiosk', 'The kiosk begins no visits although its devices may work; the screen says so.', {
    by: {
      is: ['staff', 'hours', 'door'],
      means:
        'why it is closed. `staff`: by `asan-kiosk service out` or at the glass. `hours`: the opening hours of the profile. `door`: the cabinet is open.',
    },
    reason: { is: CLOSURE_REASONS, means: 'reason of staff, as citizens read it', optional: true },
  }),
  'kiosk.stopping': info('kiosk', 'The process ends, because it was asked to or because of an uncaught error.', {
    why: {
      is: ['signal', 'bug', 'command'],
      means: '`signal`: of the service manager or a person. `bug`: an uncaught error.',
    },
  }),
  'kiosk.draining': info(
    'kiosk',
    'The process was asked to end during a visit. It ends after the visit, or when the wait is over.',
    {
      pays: { is: 'flag', means: 'whether the citizen is paying, has paid, or waits for a paper' },
      atMostS: { is: 'count', means: 'longest time until it ends, in seconds' },
    },
  ),
  'watchdog.silent': error(
    'kiosk',
    'A part of the process has been silent for half of the time that the service manager allows. If it stays silent, the service manager ends the process.',
    { code: CODE, part: { is: ['machine', 'ledger', 'web'], means: 'which part' } },
  ),
  'watchdog.answers': info('kiosk', 'A part of the process answers again.', {
    part: { is: ['machine', 'ledger', 'web'], means: 'which part' },
  }),
  'clock.changed': info('kiosk', 'State of this machine’s clock, at the start and at each change.', {
    state: {
      is: ['synchronised', 'unsynchronised', 'unknown'],
      means:
        '`synchronised`: set by a time server. `unsynchronised`: not set, so the kiosk promises and prints no date. `unknown`: this machine cannot tell whether its clock is set.',
    },
  }),
  'terminal.clock-wrong': warn(
    'device',
    "The terminal's time on an approved sale differs too much from the kiosk's. Sales go on. Logged at the first such sale, when the number of whole hours changes, and at each start.",
    {
      code: CODE,
      terminal: { is: 'word', means: "the terminal's time on the sale" },
      kiosk: { is: 'word', means: "the kiosk's time at the approval, local time of the centre" },
      offMinutes: { is: 'count', means: "the terminal's clock minus the kiosk's; negative: the terminal is behind" },
      wholeHours: {
        is: 'count',
        means: 'the same difference in hours, if it is a whole number: most likely a wrong time zone',
        optional: true,
      },
    },
  ),
  'terminal.clock-right': info('device', "The terminal's time on an approved sale fits the kiosk's again."),
  'back-office.distrusted': warn(
    'back-office',
    'The certificate of the back office was not accepted. Nothing was sent. Logged again if the cause changes.',
    {
      code: CODE,
      cause: {
        is: DISTRUST_CAUSES,
        means:
          'Why the certificate is not accepted. `self-signed`: signed by itself. `unfit`: for a reason that the other words do not name.',
      },
    },
  ),
  'back-office.trusted': info('back-office', 'The certificate of the back office is accepted again.'),
  'identity.expires': warn(
    'kiosk',
    'The certificate of this kiosk for the back office expires within 30 days, or has expired. Logged at each start, then daily.',
    { code: CODE, days: { is: 'count', means: 'whole days left; 0: it has expired' } },
  ),
  'tariff.differs': warn(
    'back-office',
    'The back office’s price differs from the catalogue’s price for the day. The back office’s price is used.',
    {
      service: { is: 'word', means: 'id of the service' },
      tier: { is: 'word', means: 'id of the tier' },
      expected: { is: 'count', means: 'price in the catalogue, in qəpik' },
      quoted: { is: 'count', means: 'price of the back office, in qəpik' },
    },
  ),
  'back-office.trouble': warn(
    'back-office',
    'The back office gave no usable answer. Logged once, and again if the cause changes.',
    {
      code: CODE,
      cause: {
        is: 'phrase',
        means:
          "One of these. The system's code of a failed connection. `timeout`, `cut-short` or `too-long`. `HPE_…`, `EPROTO` or `ERR_SSL_…`: another protocol answers. `status` or `nonsense` with the HTTP status: the answer is not from the back office, or not as in openapi.yaml. `undated-quote`: a price without its tariff date.",
      },
    },
  ),
  'back-office.busy': bounded(
    warn('back-office', 'The back office said that the kiosk asks too often, and did nothing.', { code: CODE }),
  ),
  'back-office.answers': info('back-office', 'The back office answers again.'),
  'offline.merged': info('kiosk', 'Applications that were accepted offline were forwarded to the back office.', {
    count: { is: 'count', means: 'how many applications' },
  }),
  'offline.refused': error(
    'back-office',
    'The back office refused an application that was accepted offline. It stays in the outbox, encrypted, until staff deal with it.',
    {
      applicationId: APPLICATION,
      code: CODE,
      cause: { is: 'word', means: "the back office's own code" },
    },
  ),
  'offline.stock-void': warn(
    'kiosk',
    'The kiosk accepts no applications offline until the back office answers. The rest of its references and queue numbers may already be on paper.',
    {
      code: CODE,
      why: {
        is: ['restored', 'adopted', 'other-ledger', 'lost', 'older'],
        means:
          'State of the outbox. `restored`: from a backup; `adopted`: used with an older ledger; `other-ledger`: older than this ledger. `lost`: another outbox than the ledger knows; `older`: an earlier state than the ledger knows.',
      },
    },
  ),
  'offline.board-replaced': error(
    'kiosk',
    'The back office gave the newest references to another board of this kiosk. This board accepts nothing offline. Logged once after each start.',
    { code: CODE },
  ),
  'offline.missing': error(
    'kiosk',
    'An application that was accepted offline is missing from the outbox. `doctor` shows its reference.',
    { applicationId: APPLICATION, code: CODE },
  ),
  'storage.changed': warn(
    'kiosk',
    'The ledger’s disk has no room for a visit, or refuses writes, or is good again. The kiosk opens only while its disk is good.',
    {
      code: { ...CODE, optional: true },
      state: {
        is: ['enough', 'full', 'read-only', 'failing'],
        means:
          '`enough`: a visit may begin. `full`: too little room. `read-only`: the kernel made the disk read-only. `failing`: the disk refused a file for another reason.',
      },
      freeMib: { is: 'count', means: 'free for the kiosk, in MiB, including its reserve' },
    },
  ),
  'log.lost': error('kiosk', 'Earlier lines of the log could not be written. They are in no file.', {
    code: CODE,
    lines: { is: 'count', means: 'how many' },
    error: { is: 'error', means: 'why the last of these lines could not be written' },
  }),
  'log.held-back': warn('kiosk', 'Lines of one event were not written, because there were too many within a minute.', {
    code: CODE,
    held: { is: 'word', means: 'which event' },
    source: { is: 'phrase', means: 'kind of device or reason of these lines, if the event has one', optional: true },
    lines: { is: 'count', means: 'how many' },
  }),
  'metrics.not-served': warn(
    'kiosk',
    'The page for Prometheus cannot be served. The kiosk retries every half a minute and goes on.',
    { code: CODE, error: { is: 'error', means: 'what the system said' } },
  ),
  'metrics.served': info('kiosk', 'The page for Prometheus is served again.'),
  'device.changed': bounded(
    info('device', 'The state of a device changed, or the reason for its state.', {
      kind: DEVICE_KIND,
      state: { is: ['starting', 'online', 'offline', 'noDevice', 'hardwareError'], means: 'new state' },
      code: {
        ...CODE,
        means:
          'the reason, if known. The port or connection does not open, or scanner or keypad has a fault. Or the terminal refuses the registration or does not number its sales.',
        optional: true,
      },
      result: { is: 'word', means: 'result code of a terminal that refuses the registration', optional: true },
    }),
  ),
  'device.degraded': warn(
    'device',
    'A device works, but it fails for more people than worn cards and notes explain. Written after a visit, when the state changes.',
    {
      kind: DEVICE_KIND,
      code: CODE,
      state: {
        is: ['degraded', 'withdrawn'],
        means:
          '`degraded`: staff should clean it; the kiosk still offers it. `withdrawn`: the kiosk no longer offers it.',
      },
      people: { is: 'count', means: 'how many people used the device since it last worked as usual' },
      failed: { is: 'count', means: 'for how many of these people the device never worked' },
    },
  ),
  'device.recovered': info('device', 'A device works for people as usual again, or passed a test of staff.', {
    kind: DEVICE_KIND,
    code: { ...CODE, means: 'error code of the fault that is over' },
  }),
  'device.tested': info('device', 'Staff tested a part of the cabinet at the glass.', {
    part: { is: 'word', means: 'kind of device, `lights` or `sound`' },
    outcome: { is: ['passed', 'failed', 'stopped'], means: 'result; `stopped`: by the technician' },
    code: { ...CODE, means: 'why it failed', optional: true },
  }),
  'device.let-in': warn('device', 'Staff let in an exchanged device at the glass, or tried to.', {
    kind: DEVICE_KIND,
    outcome: {
      is: ['kept', 'refused', 'not-tested'],
      means:
        '`kept`: the device stays in use. `refused`: the machine did not let it in. `not-tested`: it did not pass its test and is blocked again.',
    },
    code: { ...CODE, means: 'why the machine refused the device, or why its test failed', optional: true },
  }),
  'machine.asked': warn('kiosk', 'At the glass, staff ordered a restart or power-off of the machine.', {
    for: { is: ['restart', 'power-off'], means: 'what staff ordered' },
    code: { ...CODE, means: 'why the machine did not do it', optional: true },
  }),
  'door.opened': bounded(warn('device', 'The door of the cabinet is open. Logged at the start and at each opening.')),
  'door.closed': bounded(info('device', 'The door of the cabinet is closed. Logged at the start and at each closing.')),
  'line.lost': bounded(
    warn(
      'device',
      'The state of a contact or light is unknown, or its line could not be opened. If it is the door, look for tampering first.',
      {
        line: { is: 'word', means: 'its name in the profile' },
        code: CODE,
      },
    ),
  ),
  'line.back': bounded(
    info('device', 'A contact or light works again.', { line: { is: 'word', means: 'its name in the profile' } }),
  ),
  'wire.discarded': bounded(
    warn('device', 'Bytes on a wire broke the protocol and were discarded.', {
      kind: DEVICE_KIND,
      bytes: { is: 'count', means: 'how many' },
      why: { is: 'phrase', means: 'rule of the protocol that they broke' },
    }),
  ),
  'document.read': info('device', 'A document was read. Nothing of it is in the log.', {
    assurance: {
      is: ['zone', 'chip'],
      means: 'what was checked. `zone`: only the printed zone. `chip`: the chip, with the signature of its country.',
    },
  }),
  'document.refused': warn(
    'device',
    'A document was inserted and could not be read, or is not believed. Nothing of it is in the log.',
    { code: CODE, cause: { ...CODE, means: 'fault of its chip', optional: true } },
  ),
  'scan.taken': info('citizen', 'A code was held to the scanner, and the page took it. Its text is never in the log.', {
    kind: { is: SCANNED_KINDS, means: 'kind of code' },
  }),
  'scan.refused': info('citizen', 'A code was held to the scanner, and the page did not take it.', {
    because: {
      is: SCAN_REFUSALS,
      means:
        '`foreign`: no code of a kiosk, or not for this page. `credit`: a credit code on a page that takes none. `unread`: not read whole. `not-now`: the page for this code cannot open now.',
    },
  }),
  'scan.ignored': info(
    'citizen',
    'A code was held to the scanner, and the kiosk was busy, took a payment, printed, or had just read the same code.',
  ),
  'scan.lost': info('device', 'The scanner sent only a part of a code.', { code: CODE }),
  'badge.refused': bounded(
    warn(
      'device',
      'The card on the badge reader is no staff badge, is not genuine, or could not be read. A citizen may have laid it there.',
      { code: CODE },
    ),
  ),
  'badge.keys-missing': error('kiosk', 'The keys of the staff badges cannot be used. The kiosk reads no badge.', {
    code: CODE,
    file: { is: 'word', means: 'credential' },
  }),
  'staff.badge': info('technician', 'A staff badge lies on the reader. No PIN was typed for it yet.', { badge: BADGE }),
  'staff.key': info('technician', 'The service key was turned.', { on: { is: 'flag', means: 'whether it is on' } }),
  'staff.admitted': info('technician', 'Badge and PIN are right.', { badge: BADGE }),
  'staff.refused': warn('technician', 'A PIN was not accepted. The PIN is never in the log.', {
    badge: BADGE,
    code: CODE,
    triesLeft: { is: 'count', means: 'how many further wrong PINs lock the badge', optional: true },
    lockMs: { is: 'count', means: 'milliseconds until the lock ends', optional: true },
  }),
  'staff.file-damaged': error('kiosk', 'A file about badges beside the ledger is damaged.', {
    file: {
      is: ['badges', 'tries'],
      means:
        '`badges`: the list of badges, so no badge is admitted. `tries`: the count of wrong PINs, so every PIN is refused for an hour.',
    },
  }),
  'staff.unwritten': error('kiosk', 'A try of a PIN could not be counted, so the PIN was not checked.', {
    error: { is: 'error', means: 'what the system said' },
  }),
  'headphones.changed': info('citizen', 'Headphones were put into the jack of the keypad, or pulled out.', {
    state: { is: ['in', 'out'], means: 'where the plug is' },
  }),
  'speech.failed': warn('kiosk', 'The voice made no sound of a text.', {
    code: { is: ['SPK-101', 'SPK-102', 'SPK-103'], means: 'why' },
  }),
  'session.started': info('citizen', 'A citizen began a visit.', {
    language: { is: LANGUAGE_CODES, means: 'language at the beginning' },
  }),
  'session.step': info('citizen', 'The visit entered another step.', {
    step: { is: 'word', means: 'state of the visit, then of each state machine inside it, with `:` between' },
  }),
  'session.ended': info('citizen', 'The visit is over, and the kiosk has forgotten all data of the citizen.'),
  'intent.refused': bounded(
    warn('browser', 'The kiosk ignored a message from the screen.', {
      reason: {
        is: ['malformed', 'stale', 'unknown-step', 'late'],
        means:
          '`malformed`: not an intent. `stale`: from an earlier screen. `unknown-step`: from a screen that the kiosk does not remember. `late`: sent while the process or the page was blocked.',
      },
    }),
  ),
  'request.refused': bounded(
    warn('browser', 'The kiosk refused a web request with a foreign `Host` or `Origin` header.', {
      reason: { is: ['host', 'origin'], means: 'which header is foreign' },
    }),
  ),
  'connection.refused': bounded(
    warn('browser', 'The kiosk closed a connection to its page, because it brought no whole request.', {
      code: CODE,
      reason: {
        is: ['many', 'slow', 'nonsense'],
        means:
          '`many`: too many connections at once. `slow`: no whole request in time. `nonsense`: no HTTP, or headers too long.',
      },
    }),
  ),
  'glass.entered': info('browser', 'The start page of the browser proved that it has the key of this kiosk.'),
  'glass.refused': bounded(
    warn('browser', 'A page that is not the glass of this kiosk asked for its screens. It got none.', {
      code: CODE,
      reason: {
        is: ['key', 'cookie'],
        means:
          '`key`: the proof of the key is wrong or used up. `cookie`: the cookie of the glass is missing or wrong.',
      },
    }),
  ),
  'glass.taken-over': warn('browser', 'Another page has become the glass; the earlier page was told.', {
    code: CODE,
    by: {
      is: ['key', 'cookie'],
      means:
        'Proof of the new page. `key`: it came from the start page, as in a newly started browser. `cookie`: it is another window of the same browser, or its new connection before the old one was known to be lost.',
    },
  }),
  'usb.refused': bounded(
    warn('device', 'The machine refuses a foreign USB device, such as a plugged-in keyboard.', {
      code: CODE,
      socket: { is: 'word', means: 'the USB socket' },
      ids: { is: 'word', means: 'vendor and product ids' },
    }),
  ),
  'glass.silent': warn(
    'browser',
    'The page of the glass has answered no heartbeat for ten seconds: it hangs, or its browser is gone. The program that started the browser is told too.',
    { code: CODE },
  ),
  'glass.answers': info('browser', 'The page of the glass answers again.'),
  'glass.no-start-page': error(
    'kiosk',
    'The start page of the browser could not be written. The kiosk retries every ten seconds.',
    { code: CODE, error: { is: 'error', means: 'what the system said' } },
  ),
  'payment.step': info(
    'citizen',
    'The ledger got an entry that is not about a printed paper, mostly about a payment.',
    {
      applicationId: APPLICATION,
      step: { is: 'word', means: 'kind of the ledger entry' },
      code: { ...CODE, means: 'error code, reason or outcome in the entry', optional: true },
    },
  ),
  'print.finished': info('device', 'The printer confirmed that a paper came out whole.', {
    applicationId: APPLICATION,
    copy: { is: 'count', means: '1 for the first paper, more for reprints' },
  }),
  'print.trouble': warn('device', 'A paper was not printed, or not whole.', {
    code: CODE,
    applicationId: APPLICATION,
  }),
  'answer.foreign': error(
    'back-office',
    'The answer of the back office belongs to another question. The kiosk used and kept nothing of it, and asks again.',
    {
      applicationId: { ...APPLICATION, means: 'key of the question: an application, or the key of a look-up' },
      code: CODE,
    },
  ),
  'technician.entered': info(
    'technician',
    "The technician's page was opened with a valid code, or connected again after it.",
  ),
  'technician.refused': bounded(
    warn(
      'technician',
      "The technician's page was opened with a code that is wrong, used up or too old. If this is frequent, a person is guessing codes.",
    ),
  ),
  'technician.try-now': info('technician', "*Try again now* was pressed on the technician's page."),
  'technician.cleaned': info('technician', "*Cleaned* was pressed on the technician's page.", { kind: DEVICE_KIND }),
  'ledger.set-aside': error(
    'kiosk',
    'A record of the ledger is damaged. Its bytes are kept, and staff must settle its application.',
    {
      code: CODE,
      seq: { is: 'count', means: 'number of the record' },
      why: {
        is: ['hash', 'unreadable', 'may-not-follow', 'unproven', 'missing'],
        means:
          '`hash`: the content was changed. `unreadable`: it is no record. `may-not-follow`: it cannot follow the earlier record of its application. `unproven`: the earlier record is missing. `missing`: the record is missing.',
      },
      applicationId: { ...APPLICATION, optional: true },
    },
  ),
  'ledger.mark': warn(
    'kiosk',
    'The ledger and the mark beside it differ, or the mark cannot be written. The kiosk goes on.',
    {
      code: CODE,
      state: {
        is: ['lost', 'missing', 'unreadable', 'not-written', 'written'],
        means:
          '`lost`: the newest records of the ledger are missing. `missing`: there is no mark, as with an older ledger. `unreadable`: both copies of the mark are damaged. `not-written`: the mark cannot be written. `written`: it can be written again.',
      },
      records: { is: 'count', means: 'number of missing records, for `lost`', optional: true },
    },
  ),
  'service-use.damaged': warn(
    'kiosk',
    'The use of the services cannot be read or counted. The first page shows the first services of the catalogue. Nothing else changes.',
    { cause: { is: 'word', means: "SQLite's error code, such as SQLITE_CORRUPT" } },
  ),
  'transparency.damaged': error(
    'kiosk',
    'A leaf of the transparency log is missing, was changed, or has no record in the ledger. The kiosk goes on; nothing is exported.',
    {
      code: CODE,
      from: { is: 'count', means: 'number of the first leaf of the range that has the fault, counted from 0' },
      to: { is: 'count', means: 'number of the last leaf of the range that has the fault' },
    },
  ),
  'transparency.key-replaced': error(
    'kiosk',
    'The key of the transparency log was missing, and the kiosk made a new one. The kiosk goes on.',
    { code: CODE },
  ),
  'card.left': warn(
    'citizen',
    'A citizen left a card in the reader more than a minute ago. No visit begins while it is there. Take the card out and keep it for its owner.',
  ),
  'staff.called': warn('citizen', 'The citizen called staff, or the cabinet was opened during a visit.'),
  'visit.parked': info('citizen', 'A citizen parked a visit to continue it later. The office has stored it, sealed.', {
    printed: { is: 'flag', means: 'whether the printer printed the slip; otherwise the screen showed its code' },
  }),
  'visit.resumed': info('citizen', 'A citizen continues a parked visit at this kiosk. The office has deleted it.'),
  'maintenance.act': info('kiosk', 'Staff began, did or ended work at the glass.', {
    what: { is: 'word', means: '`begun`, `ended`, or the name of the work' },
    by: { is: 'word', means: 'number of the badge, or `service-key`' },
  }),
  'maintenance.unrecorded': error('kiosk', 'The ledger could not record an act of staff: its disk may be full.', {
    what: { is: 'word', means: '`begun` or `ended`' },
    error: { is: 'error', means: 'what the system said' },
  }),
  bug: error('kiosk', 'A fault of this software. Report it with this line.', {
    where: { is: 'word', means: 'part of the program that noticed the fault' },
    error: { is: 'error', means: 'kind, code and stack' },
  }),
};

export type LogEventId = keyof typeof LOG_EVENTS;

export const isRateLimited = (id: LogEventId): boolean => 'bounded' in LOG_EVENTS[id];

type Specs<Id extends LogEventId> = (typeof LOG_EVENTS)[Id]['fields'];
type OptionalKeys<S> = { [K in keyof S]: S[K] extends { readonly optional: true } ? K : never }[keyof S];
type ValueOf<S> = S extends FieldSpec ? FieldValue<S['is']> : never;

export type LogFields<Id extends LogEventId> = {
  readonly [K in Exclude<keyof Specs<Id>, OptionalKeys<Specs<Id>>>]: ValueOf<Specs<Id>[K]>;
} & {
  readonly [K in OptionalKeys<Specs<Id>>]?: ValueOf<Specs<Id>[K]> | undefined;
};
