import type { FoundApplication } from '../../device/back-office/contract.ts';
import { PHONE_CODE } from '../rigs/machine-rig.ts';
import { FREE_SLOTS } from '../support/free-slots.ts';
import { goThroughChoices } from '../support/machine-ways.ts';
import { sampleCreditCode } from '../support/sample-credit.ts';
import { APPOINTMENT_SERVICE, CERTIFICATE_APPLICATION, OPEN_APPLICATION, SERVICE_WITH_DUE } from './applications.ts';
import type { OfficeMode } from './held-office.ts';
import type { WiredRig } from './wired-rig.ts';

export interface StateRoute {
  readonly goods?: true;
  readonly cabinet?: true;
  go(rig: WiredRig): Promise<void>;
}

export interface UnreachableState {
  readonly because: string;
}

export const untilInState = (rig: WiredRig, place: string) => rig.until(place, () => rig.places().includes(place));
export const untilShown = (rig: WiredRig, show: string) => rig.until(show, () => rig.screen().show === show);

/** Makes a route: runs `go`, then waits until the rig is in state `place`. */
export const makeRouteTo = (place: string, go: StateRoute['go']): StateRoute => ({
  async go(rig) {
    await go(rig);
    await untilInState(rig, place);
  },
});

export async function goToChoosing(rig: WiredRig) {
  await rig.citizen({ do: 'start', language: 'az' });
}

export async function goToBeforeYouStart(rig: WiredRig) {
  await goToChoosing(rig);
  await rig.citizen({ do: 'choose', service: 'identity-card-replacement' }, { do: 'tier', tier: '3-working-days' });
}

export async function goToEnteringCode(rig: WiredRig) {
  rig.office.finds(OPEN_APPLICATION);
  await goToChoosing(rig);
  await rig.citizen({ do: 'continue' });
  await rig.type(OPEN_APPLICATION.reference);
}

export async function goToCardForCode(rig: WiredRig) {
  await rig.citizen({ do: 'next' });
  rig.reader.insert('aze-card-woman');
}

export async function goToFound(rig: WiredRig, application: FoundApplication) {
  await goToEnteringCode(rig);
  rig.office.finds(application);
  await goToCardForCode(rig);
  await untilShown(rig, 'found');
  rig.reader.remove();
}

export async function goToIdentifying(rig: WiredRig) {
  await goToBeforeYouStart(rig);
  await rig.citizen({ do: 'next' });
}

export async function goToAnswering(rig: WiredRig) {
  await goToIdentifying(rig);
  rig.reader.insert('aze-card-woman');
  await untilShown(rig, 'answering');
  rig.reader.remove();
}

export async function goToOfferedCode(rig: WiredRig) {
  await goToChoosing(rig);
  await rig.citizen({ do: 'choose', service: CERTIFICATE_APPLICATION.service }, { do: 'next' });
  rig.reader.insert('aze-card-woman');
  await untilShown(rig, 'offeringCode');
  rig.reader.remove();
}

export async function goToTypingCode(rig: WiredRig) {
  await goToOfferedCode(rig);
  await rig.citizen({ do: 'next' });
  await untilShown(rig, 'typingCode');
  await rig.type(PHONE_CODE);
}

export async function goToReadingSlots(rig: WiredRig, mode: OfficeMode) {
  await goToChoosing(rig);
  rig.office.become(mode);
  await rig.citizen({ do: 'choose', service: APPOINTMENT_SERVICE.id }, { do: 'next' });
}

export async function goToChoosingPlace(rig: WiredRig) {
  await goToReadingSlots(rig, 'up');
  await untilShown(rig, 'choosingPlace');
}

export async function goToChoosingTime(rig: WiredRig) {
  await goToChoosingPlace(rig);
  await rig.citizen({ do: 'answer', value: FREE_SLOTS.places[0]!.id }, { do: 'answer', value: '09:00' });
}

export async function goToReadingDues(rig: WiredRig, mode: OfficeMode) {
  await goToChoosing(rig);
  await rig.citizen({ do: 'choose', service: SERVICE_WITH_DUE.id }, { do: 'next' });
  await rig.type('12345671');
  rig.office.become(mode);
  await rig.citizen({ do: 'next' });
}

export async function goToShowingDue(rig: WiredRig, which: '0' | '1') {
  await goToReadingDues(rig, 'up');
  await untilShown(rig, 'choosingDue');
  await rig.citizen({ do: 'answer', value: which }, { do: 'next' });
}

export async function goToQuoting(rig: WiredRig, mode: OfficeMode) {
  await goToAnswering(rig);
  await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
  await rig.type('501234567');
  rig.office.become(mode);
  await rig.citizen({ do: 'next' });
  await goThroughChoices(rig);
}

export async function goToChecking(rig: WiredRig) {
  await goToQuoting(rig, 'up');
  await untilShown(rig, 'checking');
}

export async function goToChoosingPayment(rig: WiredRig) {
  await goToChecking(rig);
  await rig.citizen({ do: 'pay' });
}

export async function goToTypingCredit(rig: WiredRig) {
  await goToChoosingPayment(rig);
  await rig.citizen({ do: 'method', method: 'credit' });
  await untilInState(rig, 'credit typing');
  for (const key of sampleCreditCode('K7', 'an application of another kiosk')) await rig.citizen({ do: 'key', key });
}

export async function goToSale(rig: WiredRig) {
  await goToChoosingPayment(rig);
  await rig.citizen({ do: 'method', method: 'card' });
  await rig.until('the terminal asks for a card', () => rig.terminal.display().stage === 'present-card');
}

export async function goToDoubtfulSale(rig: WiredRig) {
  rig.terminal.faults.next('approve-then-silent');
  await goToPaid(rig);
  await rig.until('the doubt', () => rig.places().includes('payment doubt.inquiry.asking'), 400_000);
}

export async function goToPaid(rig: WiredRig) {
  await goToSale(rig);
  rig.terminal.tap();
}

export async function goToIssuing(rig: WiredRig, mode: 'hold' | 'down' | 'refuse') {
  await goToSale(rig);
  rig.office.become(mode);
  rig.terminal.tap();
}

export async function goToPrinting(rig: WiredRig) {
  await goToPaid(rig);
  await rig.until('paper moves', () => rig.printer.printing);
}

export async function goToPrintTrouble(rig: WiredRig) {
  await goToSale(rig);
  rig.printer.paperOutAfter(20);
  rig.terminal.tap();
  await untilInState(rig, 'printing trouble');
}

export async function goToReadingDocument(rig: WiredRig, mode: OfficeMode) {
  await goToTypingCode(rig);
  await rig.citizen({ do: 'next' });
  await untilShown(rig, 'answering');
  await rig.type('bank');
  await rig.citizen({ do: 'next' });
  await untilShown(rig, 'checking');
  rig.office.documentsBecome(mode);
  await rig.citizen({ do: 'next' });
}

export async function goToPreview(rig: WiredRig) {
  await goToReadingDocument(rig, 'up');
  await untilShown(rig, 'previewing');
}

export async function goToPrintingSheets(rig: WiredRig) {
  await goToPreview(rig);
  await rig.citizen({ do: 'next' });
  await rig.until('sheets move', () => rig.documents.jobs().some(({ state }) => state === 'processing'));
}

/** The connection breaks while sheets move, until the kiosk stops asking the printer; then it returns. */
export async function goToLostPrintAnswer(rig: WiredRig, meanwhile = () => {}) {
  await goToPrintingSheets(rig);
  rig.cables.documentPrinter.unplug();
  await rig.until('the kiosk has stopped asking', () => rig.screen().show === 'printTrouble', 400_000);
  meanwhile();
  rig.cables.documentPrinter.plug();
}

export async function goToDone(rig: WiredRig) {
  await goToPaid(rig);
  await untilShown(rig, 'done');
}

async function notes(rig: WiredRig) {
  await goToChoosingPayment(rig);
  await rig.citizen({ do: 'method', method: 'cash' });
  await rig.until('notes are taken', () => {
    const { billValidator } = rig.actor.getSnapshot().context.devices;
    return billValidator?.intake === 'accepting';
  });
}

/** Goes to a payment with 20 of 50 manats inserted. */
export async function goToSomeNotes(rig: WiredRig) {
  await notes(rig);
  rig.validator.insert({ manat: 20 });
  await rig.until('20 manats', () => {
    const screen = rig.screen();
    return screen.show === 'payingCash' && screen.inserted === 2_000;
  });
  await untilInState(rig, 'cash taking.waiting');
}

/** Goes to the moment when a note is in escrow, and the kiosk has just decided to keep it. */
export async function goToNoteOnItsWay(rig: WiredRig) {
  await goToSomeNotes(rig);
  await rig.until(
    'it accepts again',
    () => rig.actor.getSnapshot().context.devices.billValidator?.intake === 'accepting',
  );
  rig.validator.insert({ manat: 10 });
  await untilInState(rig, 'cash taking.working');
  await rig.until('the note is written down', () => rig.written.at(-1)?.entry.kind === 'noteHeld');
}

export async function goToScanning(rig: WiredRig) {
  await goToChoosing(rig);
  await rig.citizen({ do: 'choose', service: CERTIFICATE_APPLICATION.service }, { do: 'next' }, BY_PHONE);
  await untilInState(rig, 'identify scanning');
}

export const BY_PHONE = { do: 'answer', value: 'phone' } as const;

export async function goToConfirming(rig: WiredRig) {
  await goToScanning(rig);
  rig.office.phones.open();
  await untilInState(rig, 'identify confirming');
}

export async function goToCheckingByPhone(rig: WiredRig) {
  await goToConfirming(rig);
  rig.office.phones.confirm();
  await untilShown(rig, 'answering');
  await rig.type('bank');
  await rig.citizen({ do: 'next' });
  await untilShown(rig, 'checking');
}

export async function goToOpenDoor(rig: WiredRig, go: (rig: WiredRig) => Promise<void>) {
  await go(rig);
  rig.cabinet?.contacts.move('door', true);
}

export async function goToCrediting(rig: WiredRig) {
  await goToSomeNotes(rig);
  await rig.citizen({ do: 'cancel' });
  await untilInState(rig, 'session crediting');
  await rig.until('paper moves', () => rig.printer.printing);
}
