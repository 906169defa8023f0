import type { CodeProblem } from '../../../device/screen/screen.ts';
import {
  CONTRAST,
  cardPurchase,
  certificatePurchase,
  IDLE,
  LARGE,
  LARGEST,
  LOWER,
  REFERENCE,
  type Sample,
  type Speak,
  type ViewOf,
} from '../../samples/sample.ts';
import { LONG } from '../../samples/texts.ts';

function enteringCode(): readonly Sample<'enteringCode'>[] {
  const typed = (code: string, problem: CodeProblem | null = null) =>
    ({ show: 'enteringCode', code, problem, locked: false }) as const;
  return [
    { name: 'empty', view: typed('') },
    { name: 'typed', view: typed(REFERENCE) },
    { name: 'incomplete', view: typed('K5-7QF', 'incomplete') },
    { name: 'mistyped', view: typed('K5-7QE2-62', 'mistyped') },
    { name: 'unknown', view: typed(REFERENCE, 'unknown') },
    { name: 'office-away', view: typed(REFERENCE, 'BKO-101') },
    { name: 'foreign-answer', view: typed(REFERENCE, 'BKO-110') },
    { name: 'locked', view: { ...typed(REFERENCE), locked: true } },
    { name: 'idle', view: typed('K5-'), frame: IDLE },
    { name: 'contrast', view: typed('K5-7QE2-62', 'mistyped'), frame: CONTRAST },
    { name: 'text-130', view: typed(REFERENCE), frame: LARGE },
    { name: 'text-200', view: typed('KIOSK9-7QE2-62', 'mistyped'), frame: LARGEST },
    { name: 'lower', view: typed(REFERENCE), frame: LOWER },
  ];
}

function lookingUp(): readonly Sample<'lookingUp'>[] {
  const view = { show: 'lookingUp', reference: REFERENCE } as const;
  return [
    { name: 'usual', view },
    { name: 'contrast', view, frame: CONTRAST },
    { name: 'text-200', view, frame: LARGEST },
  ];
}

function found(speak: Speak): readonly Sample<'found'>[] {
  const open: ViewOf<'found'> = {
    show: 'found',
    state: 'open',
    reference: REFERENCE,
    kiosk: 'K5',
    purchase: cardPurchase(speak),
    money: 'not-taken',
    paper: 'receipt',
    next: 'review',
    blocked: null,
    takeCard: false,
  };
  const held: ViewOf<'found'> = { ...open, state: 'held', money: 'unknown', next: 'ask-again' };
  const registered: ViewOf<'found'> = { ...open, state: 'registered', money: 'taken', next: 'print' };
  const free = { purchase: certificatePurchase(speak), money: 'none', paper: 'certificate' } as const;
  return [
    { name: 'open', view: open },
    { name: 'open-free', view: { ...open, ...free } },
    { name: 'open-credited', view: { ...open, money: 'credited' } },
    { name: 'open-blocked', view: { ...open, next: null, blocked: 'TRM-101' } },
    { name: 'held', view: held },
    { name: 'registered', view: registered },
    { name: 'registered-cash', view: { ...registered, money: 'cash' } },
    { name: 'registered-certificate', view: { ...registered, ...free } },
    { name: 'registered-without-paper', view: { ...registered, next: 'show-qr', blocked: 'PRN-111', takeCard: true } },
    { name: 'certificate-without-paper', view: { ...registered, ...free, next: null, blocked: 'PRN-111' } },
    { name: 'closed', view: { ...open, state: 'closed', money: 'returned', next: 'begin' } },
    { name: 'closed-credited', view: { ...open, state: 'closed', money: 'credited', next: null } },
    { name: 'elsewhere', view: { ...open, purchase: null, next: null } },
    { name: 'idle', view: open, frame: IDLE },
    { name: 'contrast', view: held, frame: CONTRAST },
    { name: 'text-130', view: registered, frame: LARGE },
    { name: 'text-200', view: open, frame: LARGEST },
    { name: 'text-200-blocked', view: { ...registered, next: 'show-qr', blocked: 'PRN-111' }, frame: LARGEST },
    { name: 'lower', view: open, frame: LOWER },
    {
      name: 'long-words',
      view: { ...open, purchase: { ...cardPurchase(speak), service: speak(LONG.title), amount: 123_456_00 } },
    },
  ];
}

export const samples = (speak: Speak) => ({
  enteringCode: enteringCode(),
  lookingUp: lookingUp(),
  found: found(speak),
});
