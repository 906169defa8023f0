import type { CitizenPageView } from '../../device/screen/screen.ts';
import type { Language, PagesOf } from '../../device/words/language.ts';
import type { AzWords } from './az.ts';
import type { CommonWords } from './common-words.ts';
import type { TroubleNotices } from './notices.ts';

/** Texts of a whole language. Outside of `CommonWords`, the first language declares the keys: a missing key does not compile. */
export type Words = CommonWords & Omit<AzWords, keyof CommonWords>;

type Page = CitizenPageView['show'];
type Section = Exclude<keyof Words, 'language'>;

/** Sections of every page: top bar with progress, volume and help, refused scans, an open cabinet, and questions before an end. */
type Frame = 'cabinet' | 'display' | 'idle' | 'keypad' | 'leave' | 'progress' | 'scan';

/** Sections of each page, besides `common`: its element gets no others. Pages without an entry have the section of their name. */
interface PageSections {
  outOfService: 'outOfService' | 'troubles';
  choosing: Frame | 'choosing' | 'troubles';
  browsing: Frame | 'choosing' | 'troubles';
  searching: Frame | 'choosing' | 'searching' | 'answering' | 'troubles';
  enteringCode: Frame | 'continuing' | 'answering' | 'troubles';
  lookingUp: Frame | 'continuing' | 'mine' | 'wait' | 'troubles';
  found: Frame | 'continuing' | 'mine' | 'choosingSlot' | 'before' | 'money' | 'printTrouble' | 'troubles';
  askingCancel: Frame | 'mine';
  dealing: Frame | 'mine' | 'wait' | 'troubles';
  readingReply: Frame | 'mine' | 'done' | 'choosingSlot';
  beforeYouStart: Frame | 'before' | 'troubles';
  whatIsRead: Frame | 'whatIsRead';
  identifying: Frame | 'identifying' | 'printTrouble' | 'troubles';
  identifyingByPhone: Frame | 'identifyingByPhone' | 'wait';
  answering: Frame | 'answering';
  checking: Frame | 'checking' | 'before' | 'troubles';
  offeringCode: Frame | 'offeringCode' | 'wait' | 'troubles';
  typingCode: Frame | 'typingCode' | 'answering' | 'wait' | 'troubles';
  readingSlots: Frame | 'readingSlots' | 'wait' | 'troubles';
  choosingPlace: Frame | 'choosingPlace' | 'choosingSlot';
  choosingSlot: Frame | 'choosingSlot' | 'wait' | 'troubles';
  readingDues: Frame | 'readingDues' | 'wait' | 'troubles';
  noDue: Frame | 'noDue';
  choosingDue: Frame | 'choosingDue' | 'before' | 'money';
  showingDue: Frame | 'showingDue' | 'before';
  typingPart: Frame | 'typingPart' | 'answering';
  prefilling: Frame | 'prefilling' | 'wait';
  quoting: Frame | 'quoting' | 'wait' | 'printTrouble' | 'troubles';
  lodging: Frame | 'lodging' | 'money' | 'wait';
  paying: Frame | 'paying' | 'money' | 'trouble' | 'wait';
  choosingPayment: Frame | 'choosingPayment' | 'money' | 'troubles';
  typingCredit: Frame | 'typingCredit' | 'answering' | 'choosingPayment' | 'troubles';
  noteTooLarge: Frame | 'noteTooLarge' | 'payingCash' | 'troubles';
  payingCash: Frame | 'payingCash' | 'before' | 'printTrouble' | 'troubles' | 'wait';
  credited: Frame | 'credited' | 'done' | 'troubles';
  trouble: Frame | 'trouble' | 'money' | 'printTrouble' | 'troubles';
  issuing: Frame | 'issuing' | 'money' | 'trouble' | 'wait';
  readingDocument: Frame | 'readingDocument' | 'wait';
  wrongDocument: Frame | 'wrongDocument' | 'printTrouble' | 'trouble';
  printing: Frame | 'printing' | 'wait';
  printTrouble: Frame | 'printTrouble' | 'trouble' | 'troubles' | 'done' | 'money';
  parking: Frame | 'parking' | 'wait';
  parked: Frame | 'parked' | 'done';
  resuming: Frame | 'resuming' | 'wait' | 'troubles';
  receiptQr: Frame | 'receiptQr' | 'continuing' | 'done';
  done: Frame | 'done' | 'printTrouble';
}

type SectionsOf<P extends Page> = P extends keyof PageSections ? PageSections[P] : Frame | Extract<Section, P>;

/** Sections of the first page. They load with it, in every language. */
export type FirstSections = WordsOfSections<'attract' | 'cabinet' | 'display' | 'keypad' | 'scan'>;
export type FirstWords = FirstSections & { readonly troubles: TroubleNotices };

export type WordsOfSections<S extends Section> = Pick<Words, 'language' | 'common' | S>;
export type WordsOfPages<P extends Page> = [P] extends ['attract'] ? FirstWords : WordsOfSections<SectionsOf<P>>;
/** Texts of a language: all, or only of its pages in `device/words/language.ts`. */
export type Dictionary<L extends Language> =
  PagesOf<L> extends readonly string[] ? WordsOfPages<PagesOf<L>[number] & Page> : Words;
