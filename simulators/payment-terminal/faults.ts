/** What can go wrong with a terminal, each when its occasion comes. */
export const TERMINAL_FAULTS = [
  /** Approves and books the sale, then says nothing more about it. */
  'approve-then-silent',
  /** Does not answer the sale, and books nothing. */
  'silent',
  /** Everything but the completion comes. */
  'lost-completion',
  /** Refuses the sale with 84 9C. */
  'busy',
  /** Approves although the kiosk asked to stop: the card was there a moment earlier. */
  'late-approve',
  /** The bank refuses the next card. */
  'decline',
  /** Approves and books the sale, then sends a message that contradicts itself instead of the result. */
  'nonsense',
  /** The result comes a second time, the same to the byte. */
  'repeat-status',
  /** The result comes without its length byte. */
  'bare-status',
  /** Told to wait for the goods, it asks again at once. */
  'impatient',
  /** The texts of a receipt come in Latin-1, even if another character set was agreed. */
  'wrong-charset',
  /** The host does not take the end of day. */
  'no-end-of-day',
  /** Refuses to take a sale back. */
  'no-reversal',
] as const;

/** What can go wrong with a terminal. */
export type TerminalFault = (typeof TERMINAL_FAULTS)[number];
