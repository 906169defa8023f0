import type { EventFrom } from 'xstate';
import type { cashMachine } from '../../device/session/cash.machine.ts';
import type { printDocumentMachine } from '../../device/session/document.machine.ts';
import type { paymentMachine } from '../../device/session/payment.machine.ts';
import type { printingMachine } from '../../device/session/printing.machine.ts';
import type { identificationMachine } from '../../device/session/steps/identify/identification.machine.ts';
import { STEP_KINDS, VISIT_STEPS } from '../../device/session/steps/registry.ts';
import type { CitizenEvent, StepEvent } from '../../device/session/visit/events.ts';
import type { Intent } from '../../device/words/intent.ts';
import { WALKED_INTENTS } from '../support/intents.ts';
import type { kioskMachine } from './world.ts';

/* Events that machines ignore on purpose. */

/** The compiler checks that none is missing. */
const named = <T extends string>(names: Readonly<Record<T, true>>): readonly T[] => Object.keys(names) as T[];

const CITIZEN_EVENTS = Object.fromEntries(
  (Object.keys(WALKED_INTENTS) as Intent['do'][]).map((what) => [`citizen.${what}`, true]),
) as Readonly<Record<CitizenEvent['type'], true>>;

const OF_A_VISIT = {
  ...CITIZEN_EVENTS,
  'devices.changed': true,
  'document.inserted': true,
  'document.read': true,
  'chip.progress': true,
} as const;

export const EVENTS: Readonly<Record<string, readonly string[]>> = {
  kiosk: named<EventFrom<typeof kioskMachine>['type']>({
    ...OF_A_VISIT,
    'process.ending': true,
    'process.asked': true,
    'scan.refused': true,
    'scan.taken': true,
    'scan.slip': true,
    'scan.shown': true,
    'call.shown': true,
    'staff.badge-presented': true,
    'staff.badge-removed': true,
    'staff.key-turned': true,
    'presence.changed': true,
  }),
  session: named<StepEvent['type']>(OF_A_VISIT),
  ...Object.fromEntries(STEP_KINDS.map((kind) => [kind, VISIT_STEPS[kind].takes])),
  identification: named<EventFrom<typeof identificationMachine>['type']>({
    'devices.changed': true,
    'document.inserted': true,
    'document.read': true,
    'chip.progress': true,
  }),
  payment: named<EventFrom<typeof paymentMachine>['type']>({
    'sale.prompted': true,
    'sale.settled': true,
    'citizen.cancel': true,
    'citizen.finish': true,
  }),
  cash: named<EventFrom<typeof cashMachine>['type']>({
    ...CITIZEN_EVENTS,
    'devices.changed': true,
    'till.asked': true,
    'till.withdrew': true,
    'till.reported': true,
    'till.ended': true,
  }),
  credit: ['citizen.key', 'citizen.erase', 'citizen.next', 'citizen.back'],
  printing: named<EventFrom<typeof printingMachine>['type']>({ ...CITIZEN_EVENTS, 'devices.changed': true }),
  document: named<EventFrom<typeof printDocumentMachine>['type']>({ ...CITIZEN_EVENTS, 'devices.changed': true }),
};

/** Events that a state ignores, and why. Of a group of events, only events count that the state does not handle. */
export interface IgnoredEvents {
  readonly events: readonly string[];
  readonly because: string;
}

const BUTTONS = [
  'citizen.start',
  'citizen.choose',
  'citizen.group',
  'citizen.search',
  'citizen.continue',
  'citizen.tier',
  'citizen.what-is-read',
  'citizen.next',
  'citizen.back',
  'citizen.key',
  'citizen.erase',
  'citizen.answer',
  'citizen.edit',
  'citizen.pay',
  'citizen.method',
  'citizen.cancel',
  'citizen.retry',
  'citizen.show-qr',
  'citizen.reprint',
  'citizen.survey',
  'citizen.send-message',
  'citizen.another',
  'citizen.again',
  'citizen.park',
];

const CARD = ['document.inserted', 'document.read', 'chip.progress'];

const NO_SUCH_BUTTON: IgnoredEvents = {
  events: BUTTONS,
  because: 'the page has no such button; a late touch on the page before carries its step and is dropped by the socket',
};
const NOT_WARNED: IgnoredEvents = {
  events: ['citizen.stay'],
  because: 'only the warning asks for it, and attention hears it',
};
const NO_CARD_WANTED: IgnoredEvents = {
  events: CARD,
  because: 'a card is only wanted where it is asked for; one laid there before is read anew or was read',
};
const CALL: IgnoredEvents = {
  events: ['citizen.call-staff'],
  because: 'the kiosk calls staff, and attention hears the touch',
};
const PAGE = [NO_SUCH_BUTTON, NOT_WARNED, CALL, NO_CARD_WANTED];

const ASKED: IgnoredEvents = {
  events: ['process.asked', 'scan.slip'],
  because: 'nothing changes: a machine that takes the question works, and a slip needs a visit',
};
const CLOSED: IgnoredEvents = {
  events: [
    ...BUTTONS,
    'citizen.call-staff',
    'citizen.language',
    'citizen.display',
    'citizen.finish',
    'citizen.stay',
    ...CARD,
  ],
  because: 'nobody is served',
};
/** The person may call staff and set the display. */
const CLOSED_PAGE: IgnoredEvents = {
  events: [...BUTTONS, 'citizen.language', 'citizen.finish', ...CARD],
  because: 'nobody is served',
};
const NOBODY_THERE: IgnoredEvents = {
  events: [...BUTTONS, 'citizen.finish', ...CARD],
  because: 'there is no visit: a touch other than the first, and a card laid there, mean nothing',
};

const FRAME: IgnoredEvents = {
  events: ['citizen.language', 'citizen.display'],
  because: 'the frame of the visit does it; this machine is not told',
};
const PATIENCE_HEARS = {
  events: ['citizen.finish'],
  because: 'the parallel state handles it: the number and its slip come first',
};
const NOT_A_CHILDS: IgnoredEvents = {
  events: [...BUTTONS, 'citizen.call-staff', 'citizen.stay'],
  because: 'a button of another page, which the visit does not forward',
};
const NOT_ASKED: IgnoredEvents = {
  events: ['till.withdrew'],
  because: 'no question stands',
};
const NO_QUESTION: IgnoredEvents = {
  events: ['till.asked', 'till.withdrew'],
  because: 'no more notes are taken: the driver gives the note back without an answer',
};
const NO_TILL: IgnoredEvents = {
  events: ['till.ended'],
  because: 'the till ended before',
};
const TYPED_ELSEWHERE: IgnoredEvents = {
  events: ['citizen.key', 'citizen.erase'],
  because: 'a code is typed on a page of its own',
};

const NOT_OF_FOUND: IgnoredEvents = {
  events: ['citizen.answer', 'citizen.retry', 'citizen.survey'],
  because: 'what is done about an application is on the page of what was found, and on those behind it',
};
const ROOM_TOLD: IgnoredEvents = {
  events: ['citizen.language'],
  because: 'only the room that sends a code to a phone has to know the language',
};
const BEING_ASKED: IgnoredEvents = {
  events: ['citizen.next', 'citizen.back'],
  because: 'it is being asked',
};

const roomOf = (takes: readonly string[]): readonly IgnoredEvents[] =>
  takes.includes('document.read') ? [NO_SUCH_BUTTON, NOT_WARNED, CALL] : PAGE;

/** Machine, then state as `outer.inner`. */
export const IGNORED: Readonly<Record<string, Readonly<Record<string, readonly IgnoredEvents[]>>>> = {
  kiosk: {
    booting: [CLOSED, ASKED],
    recovering: [CLOSED, ASKED],
    'open.attract.plain': [NOBODY_THERE, ASKED],
    'open.attract.adjusted': [NOBODY_THERE, ASKED],
    'open.visiting': [ASKED],
    ...Object.fromEntries(
      ['outOfService', 'closed'].flatMap((closed) =>
        ['plain', 'adjusted'].map((display) => [`${closed}.${display}`, [CLOSED_PAGE, ASKED]]),
      ),
    ),
    maintenance: [{ events: CARD, because: 'no visit runs' }, ASKED],
    broken: [CLOSED, ASKED],
  },
  session: {
    routing: PAGE,
    ...Object.fromEntries(STEP_KINDS.map((kind) => [kind, roomOf(VISIT_STEPS[kind].takes)])),
    duplicating: PAGE,
    duplicated: PAGE,
    'readingDocument.asking': PAGE,
    'readingDocument.waiting': PAGE,
    unread: PAGE,
    previewing: PAGE,
    wrongDocument: PAGE,
    printingDocument: PAGE,
    checking: PAGE,
    choosingPayment: PAGE,
    lodging: PAGE,
    lodged: PAGE,
    paying: PAGE,
    typingCredit: PAGE,
    payingCash: [NO_SUCH_BUTTON, NO_CARD_WANTED],
    crediting: PAGE,
    credited: PAGE,
    parking: PAGE,
    notParked: PAGE,
    parked: PAGE,
    issuing: PAGE,
    issuingAgain: PAGE,
    refused: PAGE,
    givingBack: PAGE,
    printing: PAGE,
    'surveying.resting': PAGE,
    'surveying.sending': PAGE,
    'surveying.readingAccesses.asking': PAGE,
    'surveying.readingAccesses.answered': PAGE,
    trouble: PAGE,
  },
  choose: { choosing: [] },
  requirements: {
    choosing: [],
    sayingWhatIsRead: [
      {
        events: ['citizen.tier', 'citizen.next', 'citizen.choose', 'citizen.what-is-read'],
        because: 'the page has nothing but the way back',
      },
    ],
  },
  identify: { asking: [] },
  form: { asking: [] },
  quote: {
    asking: [{ events: ['citizen.retry'], because: 'it is being asked' }],
    unanswered: [],
  },
  appointment: {
    reading: [{ events: ['citizen.answer', 'citizen.next', 'citizen.retry'], because: 'it is being asked' }],
    unanswered: [{ events: ['citizen.answer', 'citizen.next'], because: 'nothing is known that could be chosen' }],
    choosingPlace: [
      { events: ['citizen.next'], because: 'the button of a place leads on' },
      { events: ['citizen.retry'], because: 'there is an answer' },
    ],
    choosingTime: [{ events: ['citizen.retry'], because: 'the button that holds it is the same as the first time' }],
    holding: [{ events: ['citizen.answer', 'citizen.next', 'citizen.retry'], because: 'it is being held' }],
  },
  confirm: {
    offering: [
      TYPED_ELSEWHERE,
      { events: ['citizen.retry'], because: 'the button that sends it is the same as the first time' },
    ],
    sending: [TYPED_ELSEWHERE, { events: ['citizen.next', 'citizen.retry'], because: 'it is being sent' }],
    typing: [],
    checking: [TYPED_ELSEWHERE, { events: ['citizen.next', 'citizen.retry'], because: 'it is being checked' }],
  },
  find: {
    enteringCode: [NO_CARD_WANTED, NOT_OF_FOUND, ROOM_TOLD],
    showingCard: [TYPED_ELSEWHERE, NOT_OF_FOUND, ROOM_TOLD],
    lookingUp: [TYPED_ELSEWHERE, NO_CARD_WANTED, NOT_OF_FOUND, ROOM_TOLD, BEING_ASKED],
    notLookedUp: [
      TYPED_ELSEWHERE,
      NO_CARD_WANTED,
      ROOM_TOLD,
      { events: ['citizen.next', 'citizen.answer', 'citizen.survey'], because: 'nobody knows how it stands' },
    ],
    found: [
      TYPED_ELSEWHERE,
      NO_CARD_WANTED,
      ROOM_TOLD,
      { events: ['citizen.retry', 'citizen.survey'], because: 'the answer of the office has a page of its own' },
    ],
    showingCode: [TYPED_ELSEWHERE, NO_CARD_WANTED, NOT_OF_FOUND, ROOM_TOLD],
    askingCancel: [TYPED_ELSEWHERE, NO_CARD_WANTED, NOT_OF_FOUND, ROOM_TOLD],
    choosingSlot: [
      TYPED_ELSEWHERE,
      NO_CARD_WANTED,
      ROOM_TOLD,
      { events: ['citizen.survey'], because: 'the room of the appointment does not take it' },
    ],
    confirming: [
      NO_CARD_WANTED,
      { events: ['citizen.answer', 'citizen.survey'], because: 'the room of the code does not take it' },
    ],
    asking: [TYPED_ELSEWHERE, NO_CARD_WANTED, NOT_OF_FOUND, ROOM_TOLD, BEING_ASKED],
    unanswered: [
      TYPED_ELSEWHERE,
      NO_CARD_WANTED,
      ROOM_TOLD,
      { events: ['citizen.next', 'citizen.answer', 'citizen.survey'], because: 'nobody knows how it stands' },
    ],
    reading: [
      TYPED_ELSEWHERE,
      NO_CARD_WANTED,
      ROOM_TOLD,
      { events: ['citizen.next', 'citizen.answer', 'citizen.retry'], because: 'it is there, and is rated or not' },
    ],
  },
  identification: { waiting: [], reading: [], readingChip: [] },
  payment: {
    selling: [],
    ...Object.fromEntries(
      ['inquiry.asking', 'inquiry.waiting', 'inquiry.over', 'patience.short', 'patience.long'].map((at) => [
        `doubt.${at}`,
        [
          { events: ['sale.prompted', 'sale.settled'], because: 'the sale said its last word' },
          { events: ['citizen.cancel'], because: 'there is nothing left to cancel: it is only asked about' },
          ...(at.startsWith('inquiry') ? [PATIENCE_HEARS] : []),
        ],
      ]),
    ),
  },
  cash: {
    'taking.waiting': [NOT_A_CHILDS, NOT_ASKED],
    'taking.working': [
      NOT_A_CHILDS,
      NOT_ASKED,
      { events: ['citizen.language', 'citizen.display'], because: 'a note moves: nobody is warned now' },
    ],
    'taking.asked': [
      NOT_A_CHILDS,
      {
        events: ['citizen.stay', 'citizen.language', 'citizen.display'],
        because: 'the question ends by its timeout, which does not restart',
      },
    ],
    'taking.warned': [NOT_A_CHILDS, NOT_ASKED],
    pausing: [NOT_A_CHILDS, NO_QUESTION, FRAME],
    'paused.waiting': [NOT_A_CHILDS, NO_QUESTION, NO_TILL],
    'paused.warned': [NOT_A_CHILDS, NO_QUESTION, NO_TILL],
    stopping: [
      NOT_A_CHILDS,
      NO_QUESTION,
      { events: ['citizen.finish'], because: 'it ends already, as soon as the last note is settled' },
      FRAME,
    ],
    counted: [
      { ...NOT_A_CHILDS, because: 'it is left at once' },
      NO_QUESTION,
      { events: ['citizen.finish', 'till.ended'], because: 'it is left at once' },
      FRAME,
    ],
    unsettled: [
      NOT_A_CHILDS,
      NO_QUESTION,
      FRAME,
      { events: ['till.ended'], because: 'the till ended before, and no other till was started' },
    ],
  },
  credit: {
    typing: [],
    answered: [
      { events: ['citizen.key', 'citizen.erase', 'citizen.next', 'citizen.back'], because: 'it is left at once' },
    ],
    asking: [
      {
        events: ['citizen.key', 'citizen.erase', 'citizen.next', 'citizen.back'],
        because: 'the office is asked: what it has reserved must be known',
      },
    ],
  },
  printing: {
    beginning: [
      { ...NOT_A_CHILDS, because: 'it is left at once' },
      { events: ['citizen.finish'], because: 'it is left at once' },
      FRAME,
    ],
    printing: [
      { ...NOT_A_CHILDS, because: 'paper moves: a choice is offered once it is known what came of it' },
      FRAME,
    ],
    trouble: [NOT_A_CHILDS, FRAME],
    showingCode: [NOT_A_CHILDS, FRAME],
  },
  document: {
    printing: [
      { ...NOT_A_CHILDS, because: 'sheets move: a choice is offered once it is known what came of them' },
      FRAME,
    ],
    ended: [
      { ...NOT_A_CHILDS, because: 'it is left at once' },
      { events: ['citizen.finish'], because: 'it is left at once' },
      FRAME,
    ],
    ...Object.fromEntries(['waiting', 'asking', 'asked'].map((at) => [`trouble.${at}`, [NOT_A_CHILDS, FRAME]])),
  },
};

/** The value says what ends the step when the citizen is gone. */
export const STEPS_WITHOUT_IDLE_WARNING: Readonly<Record<string, string>> = {
  parking: 'the office answers or its time limit ends',
  lodging: 'the question to the back office has a time limit',
  paying: 'money may move: the terminal ends the sale, and a doubt ends by itself',
  payingCash: 'money may be in the cassette: notes have a warning of their own',
  crediting: 'a code is made and printed: the printer has a time limit',
  issuing: 'paid already: it is tried so often and no more',
  issuingAgain: 'paid already: it is tried so often and no more',
  readingDocument: 'the office is waited for so long and no longer',
  printingDocument: 'sheets move: the printer has a time limit, and so have the choices that come after it',
  givingBack: 'money is on its way back: the terminal has a time limit',
  printing: 'paper moves, or somebody has gone for staff: its choices end by themselves',
};

/** *Finish and clear* waits until no money or paper moves. */
export const STEPS_THAT_DELAY_FINISH: Readonly<Record<string, string>> = {
  parking: 'the slip comes out, or the office does not answer; then the visit ends by a touch',
  paying: 'the sale is asked to stop, and what came of it counts',
  payingCash: 'the validator shuts its mouth first, and what is in the cassette becomes a credit',
  crediting: 'the code of the credit would be lost',
  printing: 'the paper that moves is finished first, and counts as what it is',
  printingDocument: 'sheets move: it must be known what they are',
};
