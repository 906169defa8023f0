import type { FoundApplication } from '../../device/back-office/contract.ts';
import { PHONE_CODE } from '../rigs/machine-rig.ts';
import { FREE_SLOTS } from '../support/free-slots.ts';
import { throughSteps } from '../support/machine-ways.ts';
import { sampleCreditCode } from '../support/sample-credit.ts';
import { BY_APPOINTMENT, CERTIFICATE, OPEN, OWED } from './applications.ts';
import type { OfficeMode } from './held-office.ts';
import type { WiredRig } from './wired-rig.ts';

export interface StateRoute {
  readonly goods?: true;
  go(rig: WiredRig): Promise<void>;
}

export interface UnreachableState {
  readonly because: string;
}

export const at = (rig: WiredRig, place: string) => rig.until(place, () => rig.places().includes(place));
export const shows = (rig: WiredRig, show: string) => rig.until(show, () => rig.screen().show === show);

export const comesTo = (place: string, go: StateRoute['go']): StateRoute => ({
  async go(rig) {
    await go(rig);
    await at(rig, place);
  },
});

export async function choosing(rig: WiredRig) {
  await rig.citizen({ do: 'start', language: 'az' });
}

export async function before(rig: WiredRig) {
  await choosing(rig);
  await rig.citizen({ do: 'choose', service: 'identity-card-replacement' }, { do: 'tier', tier: '3-working-days' });
}

export async function enteringCode(rig: WiredRig) {
  rig.office.finds(OPEN);
  await choosing(rig);
  await rig.citizen({ do: 'continue' });
  await rig.type(OPEN.reference);
}

export async function cardForCode(rig: WiredRig) {
  await rig.citizen({ do: 'next' });
  rig.reader.insert('aze-card-woman');
}

export async function found(rig: WiredRig, application: FoundApplication) {
  await enteringCode(rig);
  rig.office.finds(application);
  await cardForCode(rig);
  await shows(rig, 'found');
  rig.reader.remove();
}

export async function identifying(rig: WiredRig) {
  await before(rig);
  await rig.citizen({ do: 'next' });
}

export async function answering(rig: WiredRig) {
  await identifying(rig);
  rig.reader.insert('aze-card-woman');
  await shows(rig, 'answering');
  rig.reader.remove();
}

export async function offered(rig: WiredRig) {
  await choosing(rig);
  await rig.citizen({ do: 'choose', service: CERTIFICATE.service }, { do: 'next' });
  rig.reader.insert('aze-card-woman');
  await shows(rig, 'offeringCode');
  rig.reader.remove();
}

export async function typingCode(rig: WiredRig) {
  await offered(rig);
  await rig.citizen({ do: 'next' });
  await shows(rig, 'typingCode');
  await rig.type(PHONE_CODE);
}

export async function readingSlots(rig: WiredRig, mode: OfficeMode) {
  await choosing(rig);
  rig.office.become(mode);
  await rig.citizen({ do: 'choose', service: BY_APPOINTMENT.id }, { do: 'next' });
}

export async function choosingPlace(rig: WiredRig) {
  await readingSlots(rig, 'up');
  await shows(rig, 'choosingPlace');
}

export async function choosingTime(rig: WiredRig) {
  await choosingPlace(rig);
  await rig.citizen({ do: 'answer', value: FREE_SLOTS.places[0]!.id }, { do: 'answer', value: '09:00' });
}

export async function readingDues(rig: WiredRig, mode: OfficeMode) {
  await choosing(rig);
  await rig.citizen({ do: 'choose', service: OWED.id }, { do: 'next' });
  await rig.type('12345671');
  rig.office.become(mode);
  await rig.citizen({ do: 'next' });
}

export async function showingDue(rig: WiredRig, which: '0' | '1') {
  await readingDues(rig, 'up');
  await shows(rig, 'choosingDue');
  await rig.citizen({ do: 'answer', value: which }, { do: 'next' });
}

export async function quoting(rig: WiredRig, mode: OfficeMode) {
  await answering(rig);
  await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
  await rig.type('501234567');
  rig.office.become(mode);
  await rig.citizen({ do: 'next' });
  await throughSteps(rig);
}

export async function checking(rig: WiredRig) {
  await quoting(rig, 'up');
  await shows(rig, 'checking');
}

export async function choosingWay(rig: WiredRig) {
  await checking(rig);
  await rig.citizen({ do: 'pay' });
}

export async function typingCredit(rig: WiredRig) {
  await choosingWay(rig);
  await rig.citizen({ do: 'method', method: 'credit' });
  await at(rig, 'credit typing');
  for (const key of sampleCreditCode('K7', 'an application of another kiosk')) await rig.citizen({ do: 'key', key });
}

export async function selling(rig: WiredRig) {
  await choosingWay(rig);
  await rig.citizen({ do: 'method', method: 'card' });
  await rig.until('the terminal asks for a card', () => rig.terminal.display().stage === 'present-card');
}

export async function doubtful(rig: WiredRig) {
  rig.terminal.faults.next('approve-then-silent');
  await paid(rig);
  await rig.until('the doubt', () => rig.places().includes('payment doubt.inquiry.asking'), 400_000);
}

export async function paid(rig: WiredRig) {
  await selling(rig);
  rig.terminal.tap();
}

/** Goes to the page after the payment, with the back office in `mode`. */
export async function issuing(rig: WiredRig, mode: 'hold' | 'down' | 'refuse') {
  await selling(rig);
  rig.office.become(mode);
  rig.terminal.tap();
}

export async function printing(rig: WiredRig) {
  await paid(rig);
  await rig.until('paper moves', () => rig.printer.printing);
}

export async function printTrouble(rig: WiredRig) {
  await selling(rig);
  rig.printer.paperOutAfter(20);
  rig.terminal.tap();
  await at(rig, 'printing trouble');
}

/** Goes to the document of a certificate, with the office in `mode`. */
export async function readingDocument(rig: WiredRig, mode: OfficeMode) {
  await typingCode(rig);
  await rig.citizen({ do: 'next' });
  await shows(rig, 'answering');
  await rig.type('bank');
  await rig.citizen({ do: 'next' });
  await shows(rig, 'checking');
  rig.office.documentsBecome(mode);
  await rig.citizen({ do: 'next' });
}

export async function previewing(rig: WiredRig) {
  await readingDocument(rig, 'up');
  await shows(rig, 'previewing');
}

export async function sheets(rig: WiredRig) {
  await previewing(rig);
  await rig.citizen({ do: 'next' });
  await rig.until('sheets move', () => rig.documents.jobs().some(({ state }) => state === 'processing'));
}

/** The connection breaks while sheets move, until the kiosk stops asking the printer; then it returns. */
export async function unheard(rig: WiredRig, meanwhile = () => {}) {
  await sheets(rig);
  rig.cables.documentPrinter.unplug();
  await rig.until('the kiosk has stopped asking', () => rig.screen().show === 'printTrouble', 400_000);
  meanwhile();
  rig.cables.documentPrinter.plug();
}

export async function done(rig: WiredRig) {
  await paid(rig);
  await shows(rig, 'done');
}

async function notes(rig: WiredRig) {
  await choosingWay(rig);
  await rig.citizen({ do: 'method', method: 'cash' });
  await rig.until('notes are taken', () => {
    const { billValidator } = rig.actor.getSnapshot().context.devices;
    return billValidator?.intake === 'accepting';
  });
}

/** Goes to a payment with 20 of 50 manats inserted. */
export async function someNotes(rig: WiredRig) {
  await notes(rig);
  rig.validator.insert({ manat: 20 });
  await rig.until('20 manats', () => {
    const screen = rig.screen();
    return screen.show === 'payingCash' && screen.inserted === 2_000;
  });
  await at(rig, 'cash taking.waiting');
}

/** Goes to the moment when a note is in escrow, and the kiosk has just decided to keep it. */
export async function noteOnItsWay(rig: WiredRig) {
  await someNotes(rig);
  await rig.until(
    'it accepts again',
    () => rig.actor.getSnapshot().context.devices.billValidator?.intake === 'accepting',
  );
  rig.validator.insert({ manat: 10 });
  await at(rig, 'cash taking.working');
  await rig.until('the note is written down', () => rig.written.at(-1)?.entry.kind === 'noteHeld');
}

export async function crediting(rig: WiredRig) {
  await someNotes(rig);
  await rig.citizen({ do: 'cancel' });
  await at(rig, 'session crediting');
  await rig.until('paper moves', () => rig.printer.printing);
}
