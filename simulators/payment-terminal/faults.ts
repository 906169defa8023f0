export const TERMINAL_FAULTS = [
  /** Books the sale, then sends nothing more. */
  'approve-then-silent',
  /** Books nothing and does not answer the sale. */
  'silent',
  /** Sends all messages but the completion. */
  'lost-completion',
  /** Refuses the sale with 84 9C. */
  'busy',
  /** The card came a moment before the kiosk's stop. */
  'late-approve',
  'decline',
  /** Books the sale, then contradicts itself. */
  'nonsense',
  /** Sends the result twice, with the same bytes. */
  'repeat-status',
  /** Sends the result without its length byte. */
  'bare-status',
  /** Asks again at once when told to wait for the goods. */
  'impatient',
  /** Sends receipts in Latin-1, whatever charset was agreed. */
  'wrong-charset',
  'no-end-of-day',
  'no-reversal',
] as const;

/** Faults of a terminal. */
export type TerminalFault = (typeof TERMINAL_FAULTS)[number];
