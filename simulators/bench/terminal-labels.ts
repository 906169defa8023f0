import type { TerminalFault, TerminalKey } from '../payment-terminal/zvt.ts';

export const TERMINAL_FAULT_LABELS: Readonly<Record<TerminalFault, string>> = {
  'approve-then-silent': 'Approve, then silent',
  silent: 'Silent',
  'lost-completion': 'Lose completion',
  busy: 'Busy',
  'late-approve': 'Approve after abort',
  decline: 'Decline next',
  nonsense: 'Nonsense instead of result',
  'repeat-status': 'Result twice',
  'bare-status': 'Result without length',
  impatient: 'Ask for goods at once',
  'wrong-charset': 'Receipt in Latin-1',
  'no-end-of-day': 'Refuse end of day',
  'no-reversal': 'Refuse the reversal',
};

export const TERMINAL_KEY_LABELS: Readonly<Record<TerminalKey, string>> = {
  1: '1',
  2: '2',
  3: '3',
  4: '4',
  5: '5',
  6: '6',
  7: '7',
  8: '8',
  9: '9',
  0: '0',
  cancel: 'Cancel',
  clear: 'Clear',
  ok: 'OK',
};
