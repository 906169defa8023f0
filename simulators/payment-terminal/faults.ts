export const TERMINAL_FAULTS = [
  /** Approves and books the sale, then sends nothing more about it. */
  'approve-then-silent',
  /** Does not answer the sale, and books nothing. */
  'silent',
  /** Everything but the completion comes. */
  'lost-completion',
  /** Refuses the sale with 84 9C. */
  'busy',
  /** Approves after the kiosk asked to stop: the card was there a moment earlier. */
  'late-approve',
  'decline',
  /** Approves and books the sale, then sends a contradictory message instead of the result. */
  'nonsense',
  /** The result comes a second time, the same to the byte. */
  'repeat-status',
  /** The result comes without its length byte. */
  'bare-status',
  /** Asks again at once when told to wait for the goods. */
  'impatient',
  /** Receipts come in Latin-1, even if another character set was agreed. */
  'wrong-charset',
  'no-end-of-day',
  'no-reversal',
] as const;

/** Faults of a terminal. */
export type TerminalFault = (typeof TERMINAL_FAULTS)[number];
