import { STEP_KINDS } from '../../device/session/steps/registry.ts';
import { PHONE_CODE } from '../rigs/machine-rig.ts';
import { ANSWERED, BOOKED, CERTIFICATE, OPEN, RECEIPT } from './applications.ts';
import { BY_FIRST_CHOICE } from './first-choice.ts';
import {
  answering,
  at,
  before,
  cardForCode,
  checking,
  choosing,
  choosingPlace,
  choosingTime,
  choosingWay,
  comesTo,
  crediting,
  done,
  doubtful,
  enteringCode,
  found,
  identifying,
  issuing,
  noteOnItsWay,
  offered,
  paid,
  previewing,
  printing,
  printTrouble,
  quoting,
  readingDocument,
  readingDues,
  readingSlots,
  type StateRoute,
  selling,
  sheets,
  showingDue,
  shows,
  someNotes,
  typingCode,
  typingCredit,
  type UnreachableState,
  unheard,
} from './ways.ts';

/* Way to each state, named `machine path`. A new state without a row fails the test. */

const OWN: Readonly<Record<string, StateRoute | UnreachableState>> = {
  'kiosk booting': { because: 'every device starts there as if it had been away' },
  'kiosk recovering': { because: 'nobody is served, and what is owed is settled by the same settlement as afterwards' },
  'kiosk open.attract.plain': { go: async () => undefined },
  'kiosk open.attract.adjusted': { go: (rig) => rig.citizen({ do: 'display', toggle: 'contrast' }) },
  'kiosk open.visiting': { because: 'it is every state of a visit below' },
  'kiosk outOfService': {
    because: 'a queue ticket needs no device: only a full disk leads there, which the model walks through',
  },
  'kiosk broken': { because: 'only a bug of ours leads there, and it leaves by time' },
  'choose choosing': { go: choosing },
  'choose choosing (a group)': {
    async go(rig) {
      await choosing(rig);
      await rig.citizen({ do: 'group', group: 'identity' });
    },
  },
  'choose choosing (looking for one)': {
    async go(rig) {
      await choosing(rig);
      await rig.citizen({ do: 'search' });
      await rig.type('arayis');
    },
  },
  'find enteringCode': { go: enteringCode },
  'find showingCard': { because: 'it is the states of identification below' },
  'find notLookedUp': {
    because: 'nothing moves there: it is `find lookingUp`, asked by the person, with a button to ask again',
  },
  'find lookingUp': {
    async go(rig) {
      await enteringCode(rig);
      rig.office.become('hold');
      await cardForCode(rig);
      await shows(rig, 'lookingUp');
    },
  },
  'find found': { go: (rig) => found(rig, OPEN) },
  'find found (registered)': { go: (rig) => found(rig, CERTIFICATE) },
  'find askingCancel': {
    async go(rig) {
      await found(rig, ANSWERED);
      await rig.citizen({ do: 'answer', value: 'cancel' });
    },
  },
  'find choosingSlot': {
    async go(rig) {
      await found(rig, BOOKED);
      await rig.citizen({ do: 'answer', value: 'move' });
    },
  },
  'find confirming': {
    async go(rig) {
      await found(rig, ANSWERED);
      await rig.citizen({ do: 'next' });
    },
  },
  'find asking': {
    async go(rig) {
      await found(rig, BOOKED);
      rig.office.become('hold');
      await rig.citizen({ do: 'next' });
    },
  },
  'find unanswered': {
    async go(rig) {
      await found(rig, BOOKED);
      rig.office.become('loses-answers');
      await rig.citizen({ do: 'next' });
      await at(rig, 'find unanswered');
    },
  },
  'find reading': {
    async go(rig) {
      await found(rig, ANSWERED);
      await rig.citizen({ do: 'next' }, { do: 'next' });
      await rig.type(PHONE_CODE);
      await rig.citizen({ do: 'next' });
      await shows(rig, 'readingReply');
    },
  },
  'find showingCode': {
    async go(rig) {
      rig.cables.printer.unplug();
      await found(rig, RECEIPT);
      await rig.citizen({ do: 'next' });
      await shows(rig, 'receiptQr');
    },
  },
  'session duplicating': {
    async go(rig) {
      await found(rig, RECEIPT);
      rig.office.become('hold');
      await rig.citizen({ do: 'next' });
    },
  },
  'requirements choosing': { go: before },
  'requirements sayingWhatIsRead': {
    async go(rig) {
      await before(rig);
      await rig.citizen({ do: 'what-is-read' });
    },
  },
  ...Object.fromEntries(
    STEP_KINDS.map((kind) => [`session ${kind}`, { because: 'it is the states of the step' } as const]),
  ),
  'appointment reading': { go: (rig) => readingSlots(rig, 'hold') },
  'appointment unanswered': comesTo('appointment unanswered', (rig) => readingSlots(rig, 'down')),
  'appointment choosingPlace': { go: choosingPlace },
  'appointment choosingTime': { go: choosingTime },
  'appointment holding': {
    async go(rig) {
      await choosingTime(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'next' });
    },
  },
  'due reading': { go: (rig) => readingDues(rig, 'hold') },
  'due unanswered': comesTo('due unanswered', (rig) => readingDues(rig, 'down')),
  'due none': comesTo('due none', (rig) => readingDues(rig, 'refuse')),
  'due choosing': comesTo('due choosing', (rig) => readingDues(rig, 'up')),
  'due showing': { go: (rig) => showingDue(rig, '0') },
  'due typingPart': {
    async go(rig) {
      await showingDue(rig, '1');
      await rig.citizen({ do: 'answer', value: 'part' });
    },
  },
  'confirm offering': { go: offered },
  'confirm sending': {
    async go(rig) {
      await offered(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'next' });
    },
  },
  'confirm typing': { go: typingCode },
  'confirm checking': {
    async go(rig) {
      await typingCode(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'next' });
    },
  },
  'identify asking': { because: 'it is the states of identification below' },
  'prefill asking': {
    because:
      'this kiosk reads no chip, so it does not ask the registers; test/journeys/known-children.test.ts covers this state',
  },
  'form asking': { go: answering },
  'quote asking': { go: (rig) => quoting(rig, 'hold') },
  'quote unanswered': comesTo('quote unanswered', (rig) => quoting(rig, 'down')),
  'session checking': { go: checking },
  'session choosingPayment': { go: choosingWay },
  'session lodging': {
    async go(rig) {
      await choosingWay(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'method', method: 'card' });
    },
  },
  'session paying': { because: 'it is the states of payment below' },
  'session payingCash': { because: 'it is the states of cash below' },
  'session typingCredit': { because: 'the states of credit below cover it' },
  'credit typing': { go: typingCredit },
  'credit asking': {
    async go(rig) {
      await typingCredit(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'next' });
    },
  },
  'session crediting': { go: crediting },
  'session credited': {
    async go(rig) {
      await crediting(rig);
      await at(rig, 'session credited');
    },
  },
  'session issuing': {
    async go(rig) {
      await issuing(rig, 'hold');
      await at(rig, 'session issuing');
    },
  },
  'session issuingAgain': {
    async go(rig) {
      await issuing(rig, 'down');
      await at(rig, 'session issuingAgain');
    },
  },
  'session givingBack': {
    async go(rig) {
      await issuing(rig, 'refuse');
      await at(rig, 'session givingBack');
    },
  },
  'session readingDocument.asking': {
    async go(rig) {
      await readingDocument(rig, 'hold');
      await at(rig, 'session readingDocument.asking');
    },
  },
  'session readingDocument.waiting': {
    async go(rig) {
      await readingDocument(rig, 'busy');
      await at(rig, 'session readingDocument.waiting');
    },
  },
  'session unread': {
    async go(rig) {
      await readingDocument(rig, 'down');
      await at(rig, 'session unread');
    },
  },
  'session previewing': { go: previewing },
  'session wrongDocument': {
    async go(rig) {
      await previewing(rig);
      await rig.citizen({ do: 'cancel' });
    },
  },
  'session printingDocument': { because: 'it is the states of the document below' },
  'document printing': { go: sheets },
  'document trouble.waiting': {
    async go(rig) {
      await previewing(rig);
      rig.documents.faults.next('jam');
      rig.documents.hold(false);
      await rig.citizen({ do: 'next' });
      await rig.run(2_000);
      rig.documents.openCover();
      await at(rig, 'document trouble.waiting');
    },
  },
  'document trouble.asking': {
    async go(rig) {
      await unheard(rig);
      await at(rig, 'document trouble.asking');
    },
  },
  'document trouble.asked': {
    async go(rig) {
      await unheard(rig, () => rig.documents.powerCycle());
      await at(rig, 'document trouble.asked');
    },
  },
  'session printing': { because: 'it is the states of printing below' },
  'session surveying.resting': { go: done },
  'session surveying.sending': {
    async go(rig) {
      await done(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'send-message' });
      await at(rig, 'session surveying.sending');
    },
  },
  'session surveying.readingAccesses.asking': {
    async go(rig) {
      await done(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'what-is-read' });
      await at(rig, 'session surveying.readingAccesses.asking');
    },
  },
  'session surveying.readingAccesses.answered': {
    async go(rig) {
      await done(rig);
      await rig.citizen({ do: 'what-is-read' });
      await at(rig, 'session surveying.readingAccesses.answered');
    },
  },
  'session trouble': {
    async go(rig) {
      rig.terminal.faults.next('decline');
      await paid(rig);
      await at(rig, 'session trouble');
    },
  },
  'identification waiting': { go: identifying },
  'identification reading': {
    async go(rig) {
      await identifying(rig);
      rig.reader.insert('aze-card-woman');
      await at(rig, 'identification reading');
    },
  },
  'identification readingChip': {
    because: 'a reader of zones only is fitted; what the machine does then is in scenarios',
  },
  'payment selling': { go: selling },
  'payment selling (until it is registered)': {
    goods: true,
    async go(rig) {
      await issuing(rig, 'hold');
      await rig.until('it is being registered', () => rig.office.asked() > 0);
    },
  },
  'payment doubt.inquiry.asking': { go: doubtful },
  'payment doubt.inquiry.waiting': {
    async go(rig) {
      await selling(rig);
      rig.cables.terminal.unplug();
      await at(rig, 'payment doubt.inquiry.waiting');
    },
  },
  'payment doubt.inquiry.over': {
    because: 'only staff can end it; touched-terminal.test.ts and the histories of the crash proof come by it',
  },
  'payment doubt.patience.short': { because: 'it is at the same time as the two of the inquiry' },
  'payment doubt.patience.long': { because: 'it is at the same time as the two of the inquiry' },
  'cash taking.waiting': { go: someNotes },
  'cash taking.working': { go: noteOnItsWay },
  'cash taking.asked': {
    async go(rig) {
      await someNotes(rig);
      await rig.until(
        'it accepts again',
        () => rig.actor.getSnapshot().context.devices.billValidator?.intake === 'accepting',
      );
      rig.validator.insert({ manat: 100 });
      await at(rig, 'cash taking.asked');
    },
  },
  'cash taking.warned': {
    async go(rig) {
      await someNotes(rig);
      await rig.until('the warning', () => rig.places().includes('cash taking.warned'), 100_000);
    },
  },
  'cash stopping': {
    async go(rig) {
      await noteOnItsWay(rig);
      await rig.citizen({ do: 'cancel' });
    },
  },
  'cash unsettled': {
    async go(rig) {
      await noteOnItsWay(rig);
      rig.cables.validator.unplug();
      await rig.citizen({ do: 'cancel' });
      await at(rig, 'cash unsettled');
    },
  },
  'printing printing': { go: printing },
  'printing trouble': { go: printTrouble },
  'printing showingCode': {
    async go(rig) {
      await printTrouble(rig);
      await rig.citizen({ do: 'show-qr' });
    },
  },
};

/** `OWN` comes first and last: first for the order of `expected.json`, last because its rows win. */
export const STATE_ROUTES: typeof OWN = { ...OWN, ...BY_FIRST_CHOICE, ...OWN };
