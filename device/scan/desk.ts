import { type Clock, createTimer } from '../../drivers/clock.ts';
import type { ScannerEvent } from '../../drivers/scanner/contract.ts';
import type { HeldSlip } from '../park/held-slip.ts';
import { readSlipCode } from '../park/slip-code.ts';
import { visitStateNameOf } from '../screen/journey.ts';
import type { CitizenPageView, CitizenScreen } from '../screen/screen.ts';
import {
  type KioskSnapshot,
  type ScreenSettings,
  type SessionSnapshot,
  sessionOf,
  toScreen,
} from '../screen/to-screen.ts';
import { isStepKind, stepTakesText } from '../session/steps/registry.ts';
import { readerTrouble } from '../session/visit/devices.ts';
import type { CitizenEvent, ScanEvent } from '../session/visit/events.ts';
import { readBagNumber } from '../words/bag-number.ts';
import type { ScannedKind, ScanRefusal } from '../words/scan.ts';
import { classifyScannedCode, type ScannedCodeUse, type ScanPageRules } from './codes.ts';

type Page = CitizenPageView['show'];
type Maintaining = Extract<CitizenScreen, { readonly show: 'maintaining' }>;

/** A scan does nothing on these pages, and shows no sentence. */
const BUSY: ReadonlySet<Page> = new Set<Page>([
  'starting',
  'outOfService',
  'lookingUp',
  'dealing',
  'readingSlots',
  'readingDues',
  'prefilling',
  'quoting',
  'lodging',
  'paying',
  'payingCash',
  'noteTooLarge',
  'issuing',
  'readingDocument',
  'printing',
  'printTrouble',
  'parking',
  'resuming',
]);

function isBusy(page: Exclude<CitizenScreen, Maintaining>): boolean {
  switch (page.show) {
    case 'attract':
      return page.takeCard;
    case 'offeringCode':
      return page.sending;
    case 'typingCode':
      return page.checking;
    case 'choosingSlot':
      return page.holding;
    case 'typingCredit':
      return page.asking;
    default:
      return BUSY.has(page.show);
  }
}

/** For the log: never the text. */
export type ScanOutcome = { readonly taken: ScannedKind } | { readonly refused: ScanRefusal } | 'ignored';

/** Milliseconds in which a second read of a code is still the same hold. Chosen, not measured. */
export const SAME_CODE_MS = 2_000;

interface TakenCode {
  readonly text: string;
  readonly scanned: string | null;
}

export interface ScanDeskParts {
  readonly clock: Clock;
  readonly snapshot: () => KioskSnapshot;
  readonly settings: ScreenSettings;
  readonly send: (event: CitizenEvent | ScanEvent) => void;
  /** Absent: the kiosk parks no visits. */
  readonly heldSlip?: HeldSlip;
}

/**
 * Turns a scan into the touches that would type it, so that each check of typing holds. The text goes into the open field or nowhere: a
 * refusal tells the machine only its reason.
 *
 * @returns a function that takes each event of the scanner
 */
export function createScanDesk(parts: ScanDeskParts) {
  const { clock, snapshot, settings, send } = parts;
  const screen = (): CitizenScreen => toScreen(snapshot(), settings);
  let held: string | null = null;
  const hold = createTimer(clock, () => {
    held = null;
  });

  /** Remembers the code: while the citizen holds it to the scanner, each further read is ignored. */
  function remember(scanned: string | null): true {
    held = scanned;
    hold.start(SAME_CODE_MS);
    return true;
  }

  function fill({ text, scanned }: TakenCode, goesOn: boolean): boolean {
    if (isFieldClosed(screen(), text)) return false;
    remember(scanned);
    for (const _ of typedOn(screen())) send({ type: 'citizen.erase' });
    for (const key of text) send({ type: 'citizen.key', key });
    if (goesOn) send({ type: 'citizen.next' });
    return true;
  }

  /** As typing: *my application*, the number, *continue*. */
  function find(code: TakenCode, page: CitizenScreen): boolean {
    if (readerTrouble(snapshot().context.devices) !== null) return false;
    if (page.show === 'attract') send({ type: 'citizen.start', language: page.language });
    send({ type: 'citizen.continue' });
    return screen().show === 'enteringCode' && fill(code, true);
  }

  function pay(code: TakenCode): boolean {
    send({ type: 'citizen.method', method: 'credit' });
    // Before lodging, the office is asked first; the citizen then scans again.
    return screen().show === 'typingCredit' ? fill(code, true) : screen().show !== 'choosingPayment';
  }

  function put(use: ScannedCodeUse, code: TakenCode, page: CitizenScreen): boolean {
    switch (use) {
      case 'find':
        return find(code, page);
      case 'pay':
        return pay(code);
      case 'resume':
        return resumeBySlip(parts, code.text, page) && remember(code.scanned);
      default:
        return fill(code, use === 'enter');
    }
  }

  return (event: ScannerEvent): ScanOutcome => {
    const page = screen();
    if (page.idle !== null) send({ type: 'citizen.stay' });
    if (page.show === 'maintaining') return scanForStaff(page, event, send);
    if (isBusy(page)) return 'ignored';
    if (event.type === 'code.lost') return refuse(parts, 'unread', page);
    const { text: scanned } = event.code;
    if (scanned !== null && scanned === held) {
      hold.start(SAME_CODE_MS);
      return 'ignored';
    }
    const read = classifyScannedCode(scanned, page.show, placeOf(snapshot(), settings));
    if ('refused' in read) return refuse(parts, read.refused, page);
    if (!put(read.use, { text: read.text, scanned }, page)) return refuse(parts, 'not-now', screen());
    if (page.scan !== null) send({ type: 'scan.taken' });
    return { taken: read.kind };
  };
}

function refuse({ send }: ScanDeskParts, because: ScanRefusal, { step }: CitizenScreen): ScanOutcome {
  send({ type: 'scan.refused', because, step });
  return { refused: because };
}

/** The state machines hear that a slip was scanned. They do not get its key. */
function resumeBySlip({ heldSlip, snapshot, send }: ScanDeskParts, text: string, page: CitizenScreen): boolean {
  const key = readSlipCode(text);
  const { devices } = snapshot().context;
  if (key === null || !heldSlip || devices.office.parks !== true) return false;
  if (readerTrouble(devices) !== null || !devices.office.answers) return false;
  if (page.show === 'attract') send({ type: 'citizen.start', language: page.language });
  heldSlip.hold(key);
  send({ type: 'scan.slip' });
  return true;
}

/** Staff scan only the number of a sealed bag. */
function scanForStaff({ content }: Maintaining, event: ScannerEvent, send: ScanDeskParts['send']): ScanOutcome {
  if (content.page !== 'cassette' || content.step !== 'bag' || event.type === 'code.lost') return 'ignored';
  const bag = readBagNumber(event.code.text ?? '');
  if (bag === null) return { refused: 'foreign' };
  for (const _ of content.typed) send({ type: 'citizen.erase' });
  for (const key of bag) send({ type: 'citizen.key', key });
  return { taken: 'bag' };
}

/** `fixed`: *continue* asks the office about the earlier code. */
function isFieldClosed(page: CitizenScreen, text: string): boolean {
  if (page.show === 'enteringCode') return page.locked;
  return page.show === 'typingCredit' && (page.locked || (page.fixed && page.code !== text));
}

function typedOn(page: CitizenScreen): string {
  switch (page.show) {
    case 'enteringCode':
    case 'typingCredit':
      return page.code;
    case 'typingCode':
      return page.digits;
    case 'typingPart':
      return page.value;
    case 'answering':
      return page.question.kind === 'text' ? page.question.value : '';
    default:
      return '';
  }
}

const placeOf = (kiosk: KioskSnapshot, { statusUrl }: ScreenSettings): ScanPageRules => ({
  statusUrl,
  takesAnswer: (text) => takesText(sessionOf(kiosk), text),
});

function takesText(session: SessionSnapshot | undefined, text: string): boolean {
  const at = session ? visitStateNameOf(session) : null;
  const step = session?.children.step?.getSnapshot();
  return at !== null && isStepKind(at) && step !== undefined && stepTakesText(at, step, text);
}
