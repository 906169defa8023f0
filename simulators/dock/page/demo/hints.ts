import { QEPIK_PER_MANAT } from '../../../../drivers/money.ts';
import { NOTE_LABELS } from '../../../bench/bill-validator-labels.ts';
import { membersOf } from '../../../bench/labels.ts';
import { SIMULATED_CARD } from '../../../payment-terminal/desk.ts';
import type { DockState } from '../../state.ts';

export const STEPS = ['begin', 'card', 'answers', 'payment', 'paper'] as const;
export type GuideStep = (typeof STEPS)[number];

export type GuideLanguage = 'az' | 'ru' | 'en';

export type HintId =
  | 'start'
  | 'language'
  | 'service'
  | 'next'
  | 'card'
  | 'take-card'
  | 'choose'
  | 'digit'
  | 'type'
  | 'pay'
  | 'method'
  | 'tap'
  | 'pin'
  | 'take-bank-card'
  | 'note'
  | 'take-note'
  | 'wait'
  | 'stay'
  | 'leave'
  | 'back'
  | 'refill'
  | 'put-right'
  | 'plug'
  | 'mend'
  | 'retry'
  | 'own-way'
  | 'away'
  | 'paper'
  | 'finished'
  | 'pull'
  | 'pulled';

interface Target {
  readonly on: 'glass' | 'dock';
  readonly find: readonly string[];
}

export interface Hint {
  readonly id: HintId;
  /** `null`: outside of a visit. */
  readonly step: GuideStep | null;
  /** `null`: nothing to touch. */
  readonly target: Target | null;
}

export interface GuideScreen {
  readonly show: string;
  readonly step: string;
  readonly idle: object | null;
  readonly language?: string;
  readonly stage?: string;
  readonly occupied?: boolean;
  readonly trouble?: string | null;
  readonly canRetry?: boolean;
  readonly canReprint?: boolean;
  readonly blocked?: string | null;
  readonly purchase?: { readonly amount: number } | null;
  readonly inserted?: number;
  readonly question?: {
    readonly kind: string;
    readonly keyboard?: string;
    readonly value?: string;
    readonly problem?: string | null;
    readonly chosen?: string | readonly string[] | null;
  };
}

export interface PageObservation {
  /** `null`: the kiosk's page shows no screen. */
  readonly screen: GuideScreen | null;
  /** `null`: the kiosk does not answer. */
  readonly dock: DockState | null;
}

export interface GuideMemory {
  readonly language: GuideLanguage;
  readonly afresh: boolean;
  readonly printed: boolean;
  readonly finished: boolean;
  readonly pulls: boolean;
  /** A zone reader does not report a card that was there before. */
  readonly lies: boolean;
}

/** On the first page, or in its group if others are used more. */
const SERVICE = 'identity-card-replacement';
const GROUP = 'identity';
const CARD = 'aze-card-woman';
const PHONE = '501234567';
/** Manats, smallest first: JavaScript sorts numeric keys. */
const NOTES = membersOf(NOTE_LABELS);

const PRIMARY = '.button.primary:not(:disabled)';
const SECONDARY = '.button[slot="start"]:not(:disabled)';
const BACK_OR_LEAVE = ['k-top-bar .leave', SECONDARY];

const glass = (...find: readonly string[]): Target => ({ on: 'glass', find: ['kiosk-leave .stay', ...find] });
const dock = (test: string): Target => ({ on: 'dock', find: [`[data-test="${test}"]`] });
const hint = (id: HintId, step: GuideStep | null, target: Target | null = null): Hint => ({ id, step, target });

/** The next hint. Every state of kiosk and devices has one, so the guide cannot get stuck. */
export function hintOf({ screen, dock: devices }: PageObservation, memory: GuideMemory): Hint {
  if (devices === null || screen === null) return hint('away', null);
  if (screen.idle !== null) return hint('stay', stepOf(screen), glass('kiosk-idle .stay'));
  if (memory.finished) return memory.pulls ? pulling(screen, devices) : hint('finished', 'paper');
  if (memory.printed) return hint('paper', 'paper', { on: 'dock', find: ['printer-panel button.paper:last-child'] });
  return whatIsWrong(screen, devices) ?? (memory.afresh ? leaving(screen) : onTheWay(screen, devices, memory));
}

const AFTER_PAYING: readonly (GuideStep | null)[] = ['paper'];
const AFTER_CARD: readonly (GuideStep | null)[] = ['answers', 'payment', 'paper'];

function whatIsWrong(screen: GuideScreen, { reader, terminal, printer, backOffice }: DockState): Hint | null {
  const step = stepOf(screen);
  const unplugged = (name: string) => hint('plug', step, dock(`unplug-${name}`));
  if (!printer.plugged) return unplugged('printer');
  if (printer.paperOut) return hint('refill', step, dock('printer-refill'));
  if (printer.coverOpen) return hint('put-right', step, dock('printer-cover'));
  if (printer.cutterJammed) return hint('put-right', step, dock('printer-cutter'));
  if (printer.error !== null) return hint('put-right', step, dock(`printer-${printer.error}`));
  if (!terminal.plugged && !AFTER_PAYING.includes(step)) return unplugged('terminal');
  if (!reader.plugged && !AFTER_CARD.includes(step)) return unplugged('reader');
  if (backOffice.trouble !== null || screen.show === 'outOfService') return hint('mend', step, dock('heal'));
  return null;
}

function leaving({ show }: GuideScreen): Hint {
  if (show === 'done') return hint('leave', null, glass(PRIMARY));
  return hint('leave', null, { on: 'glass', find: ['kiosk-leave .button:not(.primary)', ...BACK_OR_LEAVE] });
}

function pulling(screen: GuideScreen, { terminal }: DockState): Hint {
  if (!terminal.plugged) return hint('pulled', null, dock('unplug-terminal'));
  return screen.show === 'attract' ? hint('pull', null, dock('unplug-terminal')) : leaving(screen);
}

const LISTS: readonly string[] = ['choosing', 'browsing'];

const STEP_OF: Readonly<Record<string, GuideStep>> = {
  attract: 'begin',
  choosing: 'begin',
  browsing: 'begin',
  searching: 'begin',
  beforeYouStart: 'begin',
  identifying: 'card',
  answering: 'answers',
  quoting: 'answers',
  checking: 'answers',
  lodging: 'payment',
  choosingPayment: 'payment',
  paying: 'payment',
  payingCash: 'payment',
  noteTooLarge: 'payment',
  issuing: 'paper',
  printing: 'paper',
  printTrouble: 'paper',
  receiptQr: 'paper',
  done: 'paper',
};

const stepOf = ({ show }: GuideScreen): GuideStep | null => STEP_OF[show] ?? null;

function onTheWay(screen: GuideScreen, devices: DockState, memory: GuideMemory): Hint {
  const step = stepOf(screen);
  if (LISTS.includes(screen.show) && screen.language !== memory.language)
    return hint('language', step, glass(`k-top-bar [lang="${memory.language}"]`));
  switch (screen.show) {
    case 'attract':
      return hint('start', step, glass(`[data-door="${GROUP}"]`));
    case 'choosing':
      return hint('service', step, glass(`[data-service="${SERVICE}"]:not(:disabled)`, `[data-group="${GROUP}"]`));
    case 'browsing':
      return hint('service', step, glass(`[data-service="${SERVICE}"]:not(:disabled)`, ...BACK_OR_LEAVE));
    case 'identifying':
      return identifying(screen, devices, memory);
    case 'answering':
      return answering(screen);
    case 'checking':
      return hint('pay', step, glass(PRIMARY, ...BACK_OR_LEAVE));
    case 'choosingPayment':
      return hint('method', step, glass('.choices .choice:not(:disabled)', SECONDARY));
    case 'paying':
      return paying(screen, devices);
    case 'payingCash':
      return payingCash(screen, devices);
    case 'noteTooLarge':
      return hint('choose', step, glass('.choice'));
    case 'trouble':
      return screen.canRetry ? hint('retry', step, glass(PRIMARY)) : hint('leave', step, glass(SECONDARY));
    case 'printTrouble':
      return hint('retry', step, glass('.choice:not(:disabled)', SECONDARY));
    case 'done':
      return hint('leave', step, glass(PRIMARY));
    default:
      return elsewhere(screen);
  }
}

const WAITING = [
  'starting',
  'prefilling',
  'quoting',
  'lodging',
  'issuing',
  'printing',
  'readingDocument',
  'lookingUp',
  'readingSlots',
  'readingDues',
];

function elsewhere(screen: GuideScreen): Hint {
  const step = stepOf(screen);
  if (WAITING.includes(screen.show)) return hint('wait', step);
  return screen.show === 'beforeYouStart'
    ? hint('next', step, glass(PRIMARY, ...BACK_OR_LEAVE))
    : hint('own-way', step, glass(PRIMARY, ...BACK_OR_LEAVE));
}

function identifying({ stage, occupied, trouble }: GuideScreen, { reader }: DockState, { lies }: GuideMemory): Hint {
  // Another card of this person gives the same trouble.
  if (trouble === 'RDR-106' && reader.holding === null) return hint('back', 'card', glass(SECONDARY));
  if (reader.holding === null) return hint('card', 'card', dock(`card-${CARD}`));
  const wrong = lies || occupied || (trouble !== null && trouble !== undefined);
  return stage === 'waiting' && wrong ? hint('take-card', 'card', dock('take-card')) : hint('wait', 'card');
}

function answering({ question }: GuideScreen): Hint {
  const next = hint('next', 'answers', glass(PRIMARY));
  if (question === undefined) return next;
  if (question.kind !== 'text') {
    const isChosen = question.chosen !== null && question.chosen !== undefined && question.chosen.length > 0;
    return isChosen ? next : hint('choose', 'answers', glass('label.choice', '.cell', '.choice', PRIMARY));
  }
  const typed = (question.value ?? '').replace(/\D/g, '');
  if (question.keyboard === 'digits' && PHONE.startsWith(typed) && typed !== PHONE) {
    return hint('digit', 'answers', glass(`[data-key="${PHONE[typed.length]}"]`));
  }
  const wanting = typed === '' || (question.problem ?? null) !== null;
  return question.value === '' || wanting ? hint('type', 'answers', glass('k-keyboard')) : next;
}

function paying({ stage }: GuideScreen, { terminal }: DockState): Hint {
  if (terminal.display.stage === 'enter-pin') return hint('pin', 'payment', dock(`terminal-key-${pinKey(terminal)}`));
  if (terminal.display.stage === 'remove-card') return hint('take-bank-card', 'payment', dock('terminal-remove-card'));
  return terminal.display.stage === 'present-card' && stage === 'present-card'
    ? hint('tap', 'payment', dock('terminal-tap'))
    : hint('wait', 'payment');
}

/** By the displayed number of digits. */
function pinKey({ display }: DockState['terminal']): string {
  const typed = /[*•]+/.exec(display.lines.at(-1) ?? '')?.[0].length ?? 0;
  return SIMULATED_CARD.pin[typed] ?? 'ok';
}

function payingCash({ stage, purchase, inserted = 0 }: GuideScreen, { billValidator }: DockState): Hint {
  if (billValidator.inside?.at === 'mouth') return hint('take-note', 'payment', dock('take-note'));
  if (stage === 'blocked') return hint('mend', 'payment', dock('heal'));
  if (stage !== 'insert') return hint('wait', 'payment');
  const rest = ((purchase?.amount ?? 0) - inserted) / QEPIK_PER_MANAT;
  const note = NOTES.findLast((manat) => Number(manat) <= rest) ?? '1';
  return hint('note', 'payment', dock(`note-${note}`));
}
