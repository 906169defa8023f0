import { STEP_KINDS } from '../../device/session/steps/registry.ts';
import { PHONE_CODE } from '../rigs/machine-rig.ts';
import {
  ANSWERED_APPLICATION,
  APPOINTMENT_APPLICATION,
  CASH_APPLICATION,
  CERTIFICATE_APPLICATION,
  OPEN_APPLICATION,
} from './applications.ts';
import { badgeOf } from './cabinet.ts';
import { FIRST_CHOICE_ROUTES } from './first-choice.ts';
import {
  BY_PHONE,
  goToAnswering,
  goToBeforeYouStart,
  goToCardForCode,
  goToChecking,
  goToCheckingByPhone,
  goToChoosing,
  goToChoosingPayment,
  goToChoosingPlace,
  goToChoosingTime,
  goToConfirming,
  goToCrediting,
  goToDone,
  goToDoubtfulSale,
  goToEnteringCode,
  goToFound,
  goToIdentifying,
  goToIssuing,
  goToLostPrintAnswer,
  goToNoteOnItsWay,
  goToOfferedCode,
  goToOpenDoor,
  goToPaid,
  goToPreview,
  goToPrinting,
  goToPrintingSheets,
  goToPrintTrouble,
  goToQuoting,
  goToReadingDocument,
  goToReadingDues,
  goToReadingSlots,
  goToSale,
  goToScanning,
  goToShowingDue,
  goToSomeNotes,
  goToTypingCode,
  goToTypingCredit,
  makeRouteTo,
  type StateRoute,
  type UnreachableState,
  untilInState,
  untilShown,
} from './ways.ts';
import type { WiredRig } from './wired-rig.ts';

const ONLY_A_FULL_DISK: UnreachableState = {
  because: 'a queue ticket needs no device: only a full disk leads there, which the model walks through',
};

async function goToClosedPage(rig: WiredRig): Promise<void> {
  await goToOpenDoor(rig, async () => undefined);
  await untilShown(rig, 'outOfService');
}

/* Way to each state, named `machine path`. A new state without a row fails the test. */

const OWN: Readonly<Record<string, StateRoute | UnreachableState>> = {
  'kiosk booting': { because: 'every device starts there as if it had been away' },
  'kiosk recovering': { because: 'nobody is served, and what is owed is settled by the same settlement as afterwards' },
  'kiosk open.attract.plain': { go: async () => undefined },
  'kiosk open.attract.adjusted': { go: (rig) => rig.citizen({ do: 'display', set: { colours: 'contrast' } }) },
  'kiosk open.visiting': { because: 'it is every state of a visit below' },
  'kiosk maintenance': {
    cabinet: true,
    async go(rig) {
      rig.cabinet?.contacts.move('serviceKey', true);
      await untilShown(rig, 'maintaining');
    },
  },
  'kiosk maintenance (the PIN)': {
    cabinet: true,
    async go(rig) {
      rig.cabinet?.badges.insert(badgeOf('technician'));
      await untilShown(rig, 'maintaining');
    },
  },
  'kiosk outOfService.plain': ONLY_A_FULL_DISK,
  'kiosk outOfService.adjusted': ONLY_A_FULL_DISK,
  'kiosk closed.plain': { cabinet: true, go: goToClosedPage },
  'kiosk closed.adjusted': {
    cabinet: true,
    async go(rig) {
      await goToClosedPage(rig);
      await rig.citizen({ do: 'display', set: { colours: 'contrast' } });
    },
  },
  'kiosk broken': { because: 'only a bug of ours leads there, and it leaves by time' },
  'choose choosing': { go: goToChoosing },
  'choose choosing (a group)': {
    async go(rig) {
      await goToChoosing(rig);
      await rig.citizen({ do: 'group', group: 'identity' });
    },
  },
  'choose choosing (looking for one)': {
    async go(rig) {
      await goToChoosing(rig);
      await rig.citizen({ do: 'search' });
      await rig.type('arayis');
    },
  },
  'resume reading': { because: 'only the office is asked: test/journeys/park.test.ts' },
  'resume showingCard': { because: 'the states of identification below are tested' },
  'resume opening': { because: 'only the office is asked: test/journeys/park.test.ts' },
  'resume told': { because: 'the state is a sentence with buttons, and no device moves' },
  'find enteringCode': { go: goToEnteringCode },
  'find showingCard': { because: 'the states of identification below are tested' },
  'find notLookedUp': {
    because: 'nothing moves there: it is `find lookingUp`, asked by the person, with a button to ask again',
  },
  'find lookingUp': {
    async go(rig) {
      await goToEnteringCode(rig);
      rig.office.become('hold');
      await goToCardForCode(rig);
      await untilShown(rig, 'lookingUp');
    },
  },
  'find found': { go: (rig) => goToFound(rig, OPEN_APPLICATION) },
  'find found (registered)': { go: (rig) => goToFound(rig, CERTIFICATE_APPLICATION) },
  'find askingCancel': {
    async go(rig) {
      await goToFound(rig, ANSWERED_APPLICATION);
      await rig.citizen({ do: 'answer', value: 'cancel' });
    },
  },
  'find choosingSlot': {
    async go(rig) {
      await goToFound(rig, APPOINTMENT_APPLICATION);
      await rig.citizen({ do: 'answer', value: 'move' });
    },
  },
  'find confirming': {
    async go(rig) {
      await goToFound(rig, ANSWERED_APPLICATION);
      await rig.citizen({ do: 'next' });
    },
  },
  'find asking': {
    async go(rig) {
      await goToFound(rig, APPOINTMENT_APPLICATION);
      rig.office.become('hold');
      await rig.citizen({ do: 'next' });
    },
  },
  'find unanswered': {
    async go(rig) {
      await goToFound(rig, APPOINTMENT_APPLICATION);
      rig.office.become('loses-answers');
      await rig.citizen({ do: 'next' });
      await untilInState(rig, 'find unanswered');
    },
  },
  'find reading': {
    async go(rig) {
      await goToFound(rig, ANSWERED_APPLICATION);
      await rig.citizen({ do: 'next' }, { do: 'next' });
      await rig.type(PHONE_CODE);
      await rig.citizen({ do: 'next' });
      await untilShown(rig, 'readingReply');
    },
  },
  'find showingCode': {
    async go(rig) {
      rig.cables.printer.unplug();
      await goToFound(rig, CASH_APPLICATION);
      await rig.citizen({ do: 'next' });
      await untilShown(rig, 'receiptQr');
    },
  },
  'session duplicating': {
    async go(rig) {
      await goToFound(rig, CASH_APPLICATION);
      rig.office.become('hold');
      await rig.citizen({ do: 'next' });
    },
  },
  'requirements choosing': { go: goToBeforeYouStart },
  'requirements sayingWhatIsRead': {
    async go(rig) {
      await goToBeforeYouStart(rig);
      await rig.citizen({ do: 'what-is-read' });
    },
  },
  ...Object.fromEntries(
    STEP_KINDS.map((kind) => [`session ${kind}`, { because: 'it is the states of the step' } as const]),
  ),
  'appointment reading': { go: (rig) => goToReadingSlots(rig, 'hold') },
  'appointment unanswered': makeRouteTo('appointment unanswered', (rig) => goToReadingSlots(rig, 'down')),
  'appointment choosingPlace': { go: goToChoosingPlace },
  'appointment choosingTime': { go: goToChoosingTime },
  'appointment holding': {
    async go(rig) {
      await goToChoosingTime(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'next' });
    },
  },
  'due reading': { go: (rig) => goToReadingDues(rig, 'hold') },
  'due unanswered': makeRouteTo('due unanswered', (rig) => goToReadingDues(rig, 'down')),
  'due none': makeRouteTo('due none', (rig) => goToReadingDues(rig, 'refuse')),
  'due choosing': makeRouteTo('due choosing', (rig) => goToReadingDues(rig, 'up')),
  'due showing': { go: (rig) => goToShowingDue(rig, '0') },
  'due typingPart': {
    async go(rig) {
      await goToShowingDue(rig, '1');
      await rig.citizen({ do: 'answer', value: 'part' });
    },
  },
  'confirm offering': { go: goToOfferedCode },
  'confirm sending': {
    async go(rig) {
      await goToOfferedCode(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'next' });
    },
  },
  'confirm typing': { go: goToTypingCode },
  'confirm checking': {
    async go(rig) {
      await goToTypingCode(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'next' });
    },
  },
  'identify asking': { because: 'the states of identification below are tested' },
  'identify starting': {
    cabinet: true,
    async go(rig) {
      await goToScanning(rig);
      await rig.citizen({ do: 'back' });
      rig.office.become('hold');
      await rig.citizen(BY_PHONE);
    },
  },
  'identify scanning': { cabinet: true, go: goToScanning },
  'identify confirming': { cabinet: true, go: goToConfirming },
  'prefill asking': {
    because:
      'this kiosk reads no chip, so it does not ask the registers; test/journeys/known-children.test.ts covers this state',
  },
  'form asking': { go: goToAnswering },
  'quote asking': { go: (rig) => goToQuoting(rig, 'hold') },
  'quote unanswered': makeRouteTo('quote unanswered', (rig) => goToQuoting(rig, 'down')),
  'session checking': { go: goToChecking },
  'session checking (by phone)': { cabinet: true, go: goToCheckingByPhone },
  'session choosingPayment': { go: goToChoosingPayment },
  'session lodging': {
    async go(rig) {
      await goToChoosingPayment(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'method', method: 'card' });
    },
  },
  'session parking': {
    async go(rig) {
      await goToChoosingPayment(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'park' });
    },
  },
  'session notParked': {
    async go(rig) {
      await goToChoosingPayment(rig);
      rig.office.become('down');
      await rig.citizen({ do: 'park' });
      await untilInState(rig, 'session notParked');
    },
  },
  'session parked': {
    async go(rig) {
      await goToChoosingPayment(rig);
      await rig.citizen({ do: 'park' });
      await untilInState(rig, 'session parked');
    },
  },
  'session paying': { because: 'it is the states of payment below' },
  'session payingCash': { because: 'it is the states of cash below' },
  'session typingCredit': { because: 'the states of credit below cover it' },
  'credit typing': { go: goToTypingCredit },
  'credit asking': {
    async go(rig) {
      await goToTypingCredit(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'next' });
    },
  },
  'session crediting': { go: goToCrediting },
  'session credited': {
    async go(rig) {
      await goToCrediting(rig);
      await untilInState(rig, 'session credited');
    },
  },
  'session issuing': {
    async go(rig) {
      await goToIssuing(rig, 'hold');
      await untilInState(rig, 'session issuing');
    },
  },
  'session issuingAgain': {
    async go(rig) {
      await goToIssuing(rig, 'down');
      await untilInState(rig, 'session issuingAgain');
    },
  },
  'session givingBack': {
    async go(rig) {
      await goToIssuing(rig, 'refuse');
      await untilInState(rig, 'session givingBack');
    },
  },
  'session readingDocument.asking': {
    async go(rig) {
      await goToReadingDocument(rig, 'hold');
      await untilInState(rig, 'session readingDocument.asking');
    },
  },
  'session readingDocument.waiting': {
    async go(rig) {
      await goToReadingDocument(rig, 'busy');
      await untilInState(rig, 'session readingDocument.waiting');
    },
  },
  'session unread': {
    async go(rig) {
      await goToReadingDocument(rig, 'down');
      await untilInState(rig, 'session unread');
    },
  },
  'session previewing': { go: goToPreview },
  'session wrongDocument': {
    async go(rig) {
      await goToPreview(rig);
      await rig.citizen({ do: 'cancel' });
    },
  },
  'session printingDocument': { because: 'it is the states of the document below' },
  'document printing': { go: goToPrintingSheets },
  'document trouble.waiting': {
    async go(rig) {
      await goToPreview(rig);
      rig.documents.faults.next('jam');
      rig.documents.hold(false);
      await rig.citizen({ do: 'next' });
      await rig.run(2_000);
      rig.documents.openCover();
      await untilInState(rig, 'document trouble.waiting');
    },
  },
  'document trouble.asking': {
    async go(rig) {
      await goToLostPrintAnswer(rig);
      await untilInState(rig, 'document trouble.asking');
    },
  },
  'document trouble.asked': {
    async go(rig) {
      await goToLostPrintAnswer(rig, () => rig.documents.powerCycle());
      await untilInState(rig, 'document trouble.asked');
    },
  },
  'session printing': { because: 'it is the states of printing below' },
  'session surveying.resting': { go: goToDone },
  'session surveying.sending': {
    async go(rig) {
      await goToDone(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'send-message' });
      await untilInState(rig, 'session surveying.sending');
    },
  },
  'session surveying.readingAccesses.asking': {
    async go(rig) {
      await goToDone(rig);
      rig.office.become('hold');
      await rig.citizen({ do: 'what-is-read' });
      await untilInState(rig, 'session surveying.readingAccesses.asking');
    },
  },
  'session surveying.readingAccesses.answered': {
    async go(rig) {
      await goToDone(rig);
      await rig.citizen({ do: 'what-is-read' });
      await untilInState(rig, 'session surveying.readingAccesses.answered');
    },
  },
  'session trouble': {
    async go(rig) {
      rig.terminal.faults.next('decline');
      await goToPaid(rig);
      await untilInState(rig, 'session trouble');
    },
  },
  'identification waiting': { go: goToIdentifying },
  'identification reading': {
    async go(rig) {
      await goToIdentifying(rig);
      rig.reader.insert('aze-card-woman');
      await untilInState(rig, 'identification reading');
    },
  },
  'identification readingChip': {
    because: 'a reader of zones only is fitted; what the machine does then is in scenarios',
  },
  'payment selling': { go: goToSale },
  'payment selling (until it is registered)': {
    goods: true,
    async go(rig) {
      await goToIssuing(rig, 'hold');
      await rig.until('it is being registered', () => rig.office.asked() > 0);
    },
  },
  'payment doubt.inquiry.asking': { go: goToDoubtfulSale },
  'payment doubt.inquiry.waiting': {
    async go(rig) {
      await goToSale(rig);
      rig.cables.terminal.unplug();
      await untilInState(rig, 'payment doubt.inquiry.waiting');
    },
  },
  'payment doubt.inquiry.over': {
    because: 'only staff can end it; touched-terminal.test.ts and the histories of the crash proof come by it',
  },
  'payment doubt.patience.short': { because: 'it is at the same time as the two of the inquiry' },
  'payment doubt.patience.long': { because: 'it is at the same time as the two of the inquiry' },
  'cash taking.waiting': { go: goToSomeNotes },
  'cash taking.working': { go: goToNoteOnItsWay },
  'cash taking.asked': {
    async go(rig) {
      await goToSomeNotes(rig);
      await rig.until(
        'it accepts again',
        () => rig.actor.getSnapshot().context.devices.billValidator?.intake === 'accepting',
      );
      rig.validator.insert({ manat: 100 });
      await untilInState(rig, 'cash taking.asked');
    },
  },
  'cash taking.warned': {
    async go(rig) {
      await goToSomeNotes(rig);
      await rig.until('the warning', () => rig.places().includes('cash taking.warned'), 100_000);
    },
  },
  'cash pausing': {
    cabinet: true,
    go: (rig) => goToOpenDoor(rig, goToNoteOnItsWay).then(() => untilInState(rig, 'cash pausing')),
  },
  'cash paused.waiting': {
    cabinet: true,
    async go(rig) {
      await goToOpenDoor(rig, goToSomeNotes);
      await untilInState(rig, 'cash paused.waiting');
    },
  },
  'cash paused.warned': {
    cabinet: true,
    async go(rig) {
      await goToOpenDoor(rig, goToSomeNotes);
      await rig.until('the warning', () => rig.places().includes('cash paused.warned'), 120_000);
    },
  },
  'cash stopping': {
    async go(rig) {
      await goToNoteOnItsWay(rig);
      await rig.citizen({ do: 'cancel' });
    },
  },
  'cash unsettled': {
    async go(rig) {
      await goToNoteOnItsWay(rig);
      rig.cables.validator.unplug();
      await rig.citizen({ do: 'cancel' });
      await untilInState(rig, 'cash unsettled');
    },
  },
  'printing printing': { go: goToPrinting },
  'printing trouble': { go: goToPrintTrouble },
  'printing showingCode': {
    async go(rig) {
      await goToPrintTrouble(rig);
      await rig.citizen({ do: 'show-qr' });
    },
  },
};

/** `OWN` comes first and last: first for the order of `expected.json`, last because its rows win. */
export const STATE_ROUTES: typeof OWN = { ...OWN, ...FIRST_CHOICE_ROUTES, ...OWN };
