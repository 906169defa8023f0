export const TERMINAL_FAULTS = [
  /** Books the sale, then no more about it. */
  'approve-then-silent',
  /** Books nothing, answers nothing. */
  'silent',
  /** All but the completion. */
  'lost-completion',
  /** 84 9C. */
  'busy',
  /** Approves after the kiosk's stop: the card came a moment earlier. */
  'late-approve',
  'decline',
  /** Books the sale, then a contradictory message instead of the result. */
  'nonsense',
  /** The result twice, same to the byte. */
  'repeat-status',
  /** The result without its length byte. */
  'bare-status',
  /** Asks again at once when told to wait for the goods. */
  'impatient',
  /** Latin-1 receipts, whatever was agreed. */
  'wrong-charset',
  'no-end-of-day',
  'no-reversal',
] as const;

/** Faults of a terminal. */
export type TerminalFault = (typeof TERMINAL_FAULTS)[number];
