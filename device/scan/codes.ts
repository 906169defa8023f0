import { isCreditCode } from '../ledger/credit-code.ts';
import { readSlipCode } from '../park/slip-code.ts';
import type { CitizenPageView } from '../screen/screen.ts';
import { MAX_PAPER_QR_BYTES } from '../session/paper-content.ts';
import { readReference } from '../session/steps/find/reference-code.ts';
import { plainLetters } from '../words/plain-letters.ts';
import type { CitizenCodeKind } from '../words/scan.ts';

type Page = CitizenPageView['show'];

export interface ScanPageRules {
  readonly statusUrl: string;
  /** Whether the open field takes the whole text, by the rules of typing. */
  readonly takesAnswer: (text: string) => boolean;
}

/**
 * `type`: the field gets the code. `enter`: the page also goes on. `find`: *my application* opens with it. `pay`: the page of credit codes
 * opens with it. `resume`: the parked visit of this slip opens. No field gets its text.
 */
export type ScannedCodeUse = 'type' | 'enter' | 'find' | 'pay' | 'resume';

interface CodeKindRow {
  /** `null`: the text is no code of this kind. Takes linear time. */
  readonly read: (text: string, place: ScanPageRules) => string | null;
  readonly pages: { readonly [P in Page]?: ScannedCodeUse };
}

/** Pages where the number of an application is typed, or that lead there. */
const FINDING = {
  attract: 'find',
  choosing: 'find',
  browsing: 'find',
  searching: 'find',
  enteringCode: 'enter',
  answering: 'type',
} as const;

const RESUMING = {
  attract: 'resume',
  choosing: 'resume',
  browsing: 'resume',
  searching: 'resume',
  enteringCode: 'resume',
} as const;

/**
 * In the order in which a page tries them. The number on a bill is an `answer`: no public source says which payee printed a bare number.
 */
const CODE_TABLE: Readonly<Record<CitizenCodeKind, CodeKindRow>> = {
  /** Receipt, ticket or certificate: the number, or the address of its state. */
  application: { read: applicationOf, pages: FINDING },
  /** The address that verifies the document. */
  document: { read: documentOf, pages: FINDING },
  parked: { read: slipOf, pages: RESUMING },
  credit: { read: creditOf, pages: { choosingPayment: 'pay', typingCredit: 'enter' } },
  'phone-code': { read: (text) => (/^[0-9]{6}$/.test(text) ? text : null), pages: { typingCode: 'type' } },
  /** Such as the number of a due or a document, a FIN, a sum. */
  answer: {
    read: (text, { takesAnswer }) => (takesAnswer(text) ? text : null),
    pages: { answering: 'type', typingPart: 'type' },
  },
};

const KINDS = Object.entries(CODE_TABLE) as readonly (readonly [CitizenCodeKind, CodeKindRow])[];

/** In UTF-16 units: no paper of a kiosk has a longer code. */
export const MAX_SCANNED_CODE_LETTERS = MAX_PAPER_QR_BYTES;

/** Control characters, and marks that turn the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

export type ScannedCodeResult =
  | { readonly kind: CitizenCodeKind; readonly use: ScannedCodeUse; readonly text: string }
  /** `credit`: a credit code on a page that takes none. */
  | { readonly refused: 'foreign' | 'credit' };

/** Reads a scanned text on a page: every text is read or refused, in linear time. `text`: `null` if it was not UTF-8. */
export function classifyScannedCode(text: string | null, page: Page, place: ScanPageRules): ScannedCodeResult {
  if (text === null || text.length > MAX_SCANNED_CODE_LETTERS || UNPRINTABLE.test(text)) return { refused: 'foreign' };
  for (const [kind, { read, pages }] of KINDS) {
    const use = pages[page];
    const found = use === undefined ? null : read(text, place);
    if (use === undefined || found === null) continue;
    if (page === 'answering' && !place.takesAnswer(found)) continue;
    return { kind, use, text: found };
  }
  return { refused: creditOf(text) === null ? 'foreign' : 'credit' };
}

export const doesPageTakeCode = (page: Page): boolean => KINDS.some(([, { pages }]) => pages[page] !== undefined);

function applicationOf(text: string, { statusUrl }: ScanPageRules): string | null {
  const url = addressIn(text);
  if (url === null) return referenceOf(text);
  // Another centre of the same operator has another path.
  const isOurs = url.origin === addressIn(statusUrl)?.origin;
  return isOurs ? referenceOf(url.pathname.slice(url.pathname.lastIndexOf('/') + 1)) : null;
}

/** The verification page is the office's, at an address that the kiosk does not know. */
function documentOf(text: string): string | null {
  const query = addressIn(text)?.searchParams;
  const code = query?.get('code') ?? '';
  return /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/.test(code) ? referenceOf(query?.get('number') ?? '') : null;
}

function slipOf(text: string): string | null {
  return readSlipCode(text) === null ? null : text;
}

const addressIn = (text: string): URL | null => (/^https?:/i.test(text) && URL.canParse(text) ? new URL(text) : null);

/** In letters. */
const LONGEST_NUMBER = 24;

/** A credit code without its hyphens is also a valid reference, of another kiosk. */
function referenceOf(written: string): string | null {
  if (written.length > LONGEST_NUMBER || creditOf(written) !== null) return null;
  const read = readReference(plainLetters(written.trim()));
  return typeof read === 'string' ? null : read.reference;
}

function creditOf(text: string): string | null {
  if (text.length > LONGEST_NUMBER) return null;
  const code = text.trim().toUpperCase();
  return isCreditCode(code) ? code : null;
}
