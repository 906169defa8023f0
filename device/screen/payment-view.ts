import type { SnapshotFrom } from 'xstate';
import { type cashMachine, LARGE_NOTE_MS } from '../session/cash.machine.ts';
import { mayCardBeInReader } from '../session/context.ts';
import type { paymentMachine } from '../session/payment.machine.ts';
import { type Devices, isNoteComingBack, validatorTrouble } from '../session/visit/devices.ts';
import { type Purchase, purchaseRestToPay } from '../words/money.ts';
import { fittingNotes, groupNotes } from '../words/notes.ts';
import type { CitizenPageView } from './screen.ts';
import type { ScreenSettings, SessionSnapshot } from './to-screen.ts';

type Paying = Extract<CitizenPageView, { show: 'paying' }>;

/** View while money may move; it always says whether it has. */
export function payingView(session: SessionSnapshot, purchase: Purchase): CitizenPageView {
  const payment = session.children['payment']?.getSnapshot();
  const { context } = session;
  const reference = context.reference ?? '';
  if (!payment)
    return { show: 'paying', stage: 'preparing', purchase, money: 'not-taken', reference, canCancel: false };
  if (payment.matches({ doubt: { patience: 'long' } })) {
    const doubt = payment.context.leftToStaff
      ? ({ code: 'TRM-106', money: 'with-staff', slip: context.slips.staff ?? null } as const)
      : ({ code: 'TRM-203', money: 'unknown', slip: context.slips.payment ?? null } as const);
    const takeCard = mayCardBeInReader(context);
    return {
      show: 'trouble',
      ...doubt,
      purchase,
      reference,
      canRetry: false,
      continues: false,
      offersStaff: false,
      takeCard,
    };
  }
  const stage = stageOf(payment);
  return {
    show: 'paying',
    stage,
    purchase,
    money: moneyAt(stage),
    reference,
    canCancel: stage === 'present-card' || stage === 'enter-pin' || stage === 'registering',
  };
}

function stageOf(payment: SnapshotFrom<typeof paymentMachine>): Paying['stage'] {
  if (payment.matches('doubt')) return 'asking';
  const { prompt, cancelled } = payment.context;
  if (cancelled) return prompt === 'remove-card' ? 'cancelling-card' : 'cancelling';
  return prompt === null ? 'preparing' : prompt === 'wait' ? 'processing' : prompt;
}

function moneyAt(stage: Paying['stage']): Paying['money'] {
  switch (stage) {
    case 'preparing':
    case 'present-card':
    case 'enter-pin':
      return 'not-taken';
    case 'processing':
    case 'registering':
    case 'remove-card':
    case 'cancelling':
    case 'cancelling-card':
      return 'deciding';
    case 'asking':
      return 'unknown';
    default:
      return stage satisfies never;
  }
}

export function payingCashView(
  { children, context }: SessionSnapshot,
  purchase: Purchase,
  { overpayLimit }: Pick<ScreenSettings, 'overpayLimit'>,
): CitizenPageView {
  const cash = children['cash']?.getSnapshot();
  const trouble = validatorTrouble(context.devices);
  const { inserted = context.stoppedAt, large = null } = cash?.context ?? {};
  const known = { inserted, reference: context.reference ?? '' };
  const notes = context.devices.billValidator?.notes ?? [];
  if (large && trouble === null) {
    const { value: note, missing } = large;
    const fitting = fittingNotes(notes, missing);
    return {
      show: 'noteTooLarge',
      note,
      missing,
      excess: note - missing,
      fitting,
      ...known,
      seconds: LARGE_NOTE_MS / 1_000,
    };
  }
  const stage = cash ? cashStageOf(cash, context.devices) : closingStage(context.devices);
  const missing = Math.max(0, purchaseRestToPay(purchase) - inserted);
  return {
    show: 'payingCash',
    stage,
    purchase,
    ...known,
    missing,
    notes: groupNotes(notes, missing, overpayLimit),
    back: cash?.context.back ?? null,
    trouble,
    canStop: stage === 'insert' || stage === 'blocked',
    canLeave: stage === 'asking',
  };
}

type CashStage = Extract<CitizenPageView, { show: 'payingCash' }>['stage'];

/**
 * A returned note is shown even after the till has stopped. A note is on its way only if till and validator agree: a repaired validator may
 * never mention it again.
 */
function cashStageOf(cash: SnapshotFrom<typeof cashMachine>, devices: Devices): CashStage {
  if (cash.matches('taking')) {
    if (validatorTrouble(devices) !== null) return 'blocked';
    if (isNoteComingBack(devices) || isSentBack(cash)) return 'take-note';
    if (isCovered(cash)) return 'settling';
    const onItsWay = cash.matches({ taking: 'working' }) && devices.billValidator?.intake === 'working';
    return onItsWay || cash.context.holds ? 'reading' : 'insert';
  }
  if (cash.matches('unsettled')) return 'asking';
  if (cash.matches('paused')) return isNoteComingBack(devices) ? 'take-note' : 'blocked';
  return closingStage(devices);
}

const closingStage = (devices: Devices): CashStage => (isNoteComingBack(devices) ? 'take-note' : 'settling');

const isCovered = ({ context: { inserted, amount } }: SnapshotFrom<typeof cashMachine>): boolean => inserted >= amount;

/** The validator was told to return a note and has not begun. */
const isSentBack = (cash: SnapshotFrom<typeof cashMachine>): boolean =>
  cash.matches({ taking: 'working' }) && cash.context.back === 'returned';
