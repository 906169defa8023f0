import { hexDigits } from '../../bytes.ts';
import type { TerminalPrompt } from '../contract.ts';
import { ZVT_DEFAULTS } from './defaults.ts';

const RESULT_CODES: Readonly<Record<string, string>> = {
  '00': 'no error',
  '64': 'card not readable (LRC-/parity-error)',
  '65': 'card-data not present (neither track-data nor chip found)',
  '66': 'processing-error (also for problems with card-reader mechanism)',
  '67': 'function not permitted for ec- and Maestro-cards',
  '68': 'function not permitted for credit- and tank-cards',
  '6a': 'turnover-file full',
  '6b': 'function deactivated (PT not registered)',
  '6c': 'abort via timeout or abort-key',
  '6e': 'card in blocked-list (response to command 06 E4)',
  '6f': 'wrong currency',
  '71': 'credit not sufficient (chip-card)',
  '72': 'chip error',
  '73': 'card-data incorrect (e.g. country-key check, checksum-error)',
  '74': 'DUKPT engine exhausted',
  '75': 'text not authentic',
  '76': 'PAN not in white list',
  '77': 'end-of-day batch not possible',
  '78': 'card expired',
  '79': 'card not yet valid',
  '7a': 'card unknown',
  '7b': 'fallback to magnetic stripe for girocard not possible',
  '7c': 'fallback to magnetic stripe not possible (used for non girocard cards)',
  '7d': 'communication error (communication module does not answer or is not present)',
  '7e': 'fallback to magnetic stripe not possible, debit advice possible (used only for girocard)',
  '83': 'function not possible',
  '85': 'key missing',
  '89': 'PIN-pad defective',
  '9a': 'ZVT protocol error. e. g. parsing error, mandatory message element missing',
  '9b': 'error from dial-up/communication fault',
  '9c': 'please wait',
  a0: 'receiver not ready',
  a1: 'remote station does not respond',
  a3: 'no connection',
  a4: 'submission of Geldkarte not possible',
  a5: 'function not allowed due to PCI-DSS/P2PE rules',
  b1: 'memory full',
  b2: 'merchant-journal full',
  b4: 'already reversed',
  b5: 'reversal not possible',
  b7: 'pre-authorisation incorrect (amount too high) or amount wrong',
  b8: 'error pre-authorisation',
  bf: 'voltage supply to low (external power supply)',
  c0: 'card locking mechanism defective',
  c1: 'merchant-card locked',
  c2: 'diagnosis required',
  c3: 'maximum amount exceeded',
  c4: 'card-profile invalid. New card-profiles must be loaded.',
  c5: 'payment method not supported',
  c6: 'currency not applicable',
  c8: 'amount too small',
  c9: 'max. transaction-amount too small',
  cb: 'function only allowed in EURO',
  cc: 'printer not ready',
  cd: 'Cashback not possible',
  d2: 'function not permitted for service-cards/bank-customer-cards',
  dc: 'card inserted',
  dd: 'error during card-eject (for motor-insertion reader)',
  de: 'error during card-insertion (for motor-insertion reader)',
  e0: 'remote-maintenance activated',
  e2: 'card-reader does not answer / card-reader defective',
  e3: 'shutter closed',
  e4: 'Terminal activation required',
  e7: 'min. one goods-group not found',
  e8: 'no goods-groups-table loaded',
  e9: 'restriction-code not permitted',
  ea: 'card-code not permitted (e.g. card not activated via Diagnosis)',
  eb: 'function not executable (PIN-algorithm unknown)',
  ec: 'PIN-processing not possible',
  ed: 'PIN-pad defective',
  f0: 'open end-of-day batch present',
  f1: 'ec-cash/Maestro offline error',
  f5: 'OPT-error',
  f6: 'OPT-data not available (= OPT personalisation required)',
  fa: 'error transmitting offline-transactions (clearing error)',
  fb: 'turnover data-set defective',
  fc: 'necessary device not present or defective',
  fd: 'baudrate not supported',
  fe: 'register unknown',
  ff: 'system error (= other/unknown error), See TLV tags 1F16 and 1F17',
};

const INTERMEDIATE_STATUSES: Readonly<Record<string, string>> = {
  '00': 'PT is waiting for amount-confirmation',
  '01': 'Please watch PIN-Pad',
  '02': 'Please watch PIN-Pad',
  '03': 'Not accepted',
  '04': 'PT is waiting for response from FEP',
  '05': 'PT is sending auto-reversal',
  '06': 'PT is sending post-bookings',
  '07': 'Card not admitted',
  '08': 'Card unknown / undefined',
  '09': 'Expired card',
  '0a': 'Insert card',
  '0b': 'Please remove card!',
  '0c': 'Card not readable',
  '0d': 'Processing error',
  '0e': 'Please wait...',
  '0f': 'PT is commencing an automatic end-of-day batch',
  '10': 'Invalid card',
  '11': 'Balance display',
  '12': 'System malfunction',
  '13': 'Payment not possible',
  '14': 'Credit not sufficient',
  '15': 'Incorrect PIN',
  '16': 'Limit not sufficient',
  '17': 'Please wait...',
  '18': 'PIN try limit exceeded',
  '19': 'Card-data incorrect',
  '1a': 'Service-mode',
  '1b': 'Approved. Please fill-up',
  '1c': 'Approved. Please take goods',
  '1d': 'Declined',
  '26': 'PT is waiting for input of the mobilenumber',
  '27': 'PT is waiting for repeat of mobile number',
  '28': 'Currency selection, please wait...',
  '29': 'Language selection, please wait...',
  '2a': 'For loading please insert card',
  '2b': 'Emergency transaction, please wait',
  '2c': 'Application selection, please wait',
  '5e': 'Signal of Contactless Card access finished, (2.contactless LED)',
  '68': 'PT has detected customer card insertion',
  '69': 'Please select DCC',
  '6a': 'PIN digit entered',
  '6b': 'PIN digit entered, confirmation possible',
  '6c': 'Correction key entered, last digit deleted',
  '6d': 'PIN entered',
  c7: 'PT is waiting for input of the mileage',
  c8: 'PT is waiting for cashier',
  c9: 'PT is commencing an automatic diagnosis',
  ca: 'PT is commencing an automatic initialisation',
  cb: 'Merchant-journal full',
  cc: 'Debit advice not possible, PIN required',
  d2: 'Connecting dial-up',
  d3: 'Dial-up connection made',
  e0: 'PT is waiting for application-selection',
  e1: 'PT is waiting for language-selection',
  e2: 'PT requests to use the cleaning card',
  f1: 'Offline',
  f2: 'Online',
  f3: 'Offline transaction',
  ff: 'no appropriate ZVT status code matches the status. See TLV tags 24 and 07',
};
export const RESULT_CODE = {
  success: '00',
  notRegistered: '6b',
  cancelled: '6c',
  functionNotPossible: '83',
  wait: '9c',
  partlyIssued: '9d',
  protocolError: '9a',
  processingError: '66',
  alreadyReversed: 'b4',
  reversalNotPossible: 'b5',
  wrongCurrency: '6f',
} as const;

/**
 * Text of a result code, two lower-case hex digits [PA00P015 13.08, chapter 10]. Codes below 64 come from the bank's host, which chooses
 * them (05 is most often *do not honour*).
 */
export function describeResult(code: string): string {
  const known = RESULT_CODES[code];
  if (known) return known;
  return Number.parseInt(code, 16) < 0x64 ? `refused by the authorisation system (${code})` : `unknown code ${code}`;
}

const TERMINAL_STATUSES: Readonly<Record<string, string>> = {
  '00': 'ready',
  '51': 'initialisation necessary',
  '62': 'date or time incorrect',
  b1: 'memory full: end of day necessary',
  df: 'out of order',
  f0: 'end of day necessary',
};

/**
 * Text of the status in an answer to a status enquiry [PA00P015 13.08, chapter 12]. Some statuses are no result codes, or have another
 * meaning.
 */
export function describeStatus(status: string): string {
  return TERMINAL_STATUSES[status] ?? describeResult(status);
}

/**
 * Text of an intermediate status, two lower-case hex digits [PA00P015 13.08, chapter 11]. 41 to 67 are 01 to 27 with the card still inside.
 */
export function describeIntermediate(code: string): string {
  const value = Number.parseInt(code, 16);
  const known = INTERMEDIATE_STATUSES[code];
  if (known) return known;
  const base = INTERMEDIATE_STATUSES[hexDigits(value - 0x40, 2)];
  return asksToRemoveCard(code) && base ? `${base}, please remove card` : `unknown status ${code}`;
}

function asksToRemoveCard(code: string): boolean {
  const value = Number.parseInt(code, 16);
  return value === 0x0b || (value >= 0x41 && value <= 0x5d) || value === 0x66 || value === 0x67;
}

const PROMPTS: Readonly<Record<string, TerminalPrompt>> = {
  '0a': 'present-card',
  '0c': 'present-card',
  '01': 'enter-pin',
  '02': 'enter-pin',
  '15': 'enter-pin',
  '6a': 'enter-pin',
  '6b': 'enter-pin',
  '6c': 'enter-pin',
  cc: 'enter-pin',
  '04': 'processing',
  '05': 'processing',
  '06': 'processing',
  '2c': 'processing',
  '5e': 'processing',
  '68': 'processing',
  '6d': 'processing',
  d2: 'processing',
  d3: 'processing',
};

/** Prompt for a code of `04 FF` [PA00P015 13.08, chapter 11]. A card still inside comes first. */
export function promptOf(code: string): TerminalPrompt {
  if (asksToRemoveCard(code)) return 'remove-card';
  return PROMPTS[code] ?? 'wait';
}

const CURRENCIES: ReadonlyMap<number, string> = new Map([
  [ZVT_DEFAULTS.currency, 'AZN'],
  [978, 'EUR'],
  [840, 'USD'],
]);

/** Letters of an ISO 4217 number, or the number itself. Default: manats, the currency of the registration. */
export const currencyName = (currency: number = ZVT_DEFAULTS.currency): string =>
  CURRENCIES.get(currency) ?? String(currency);
