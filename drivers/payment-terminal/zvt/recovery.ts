/** What to do before the terminal is used, by its status (`06 0F` to `05 01`). */
export type TerminalRecovery =
  | { readonly do: 'nothing' }
  | { readonly do: 'initialisation' | 'set-date-time' | 'end-of-day' | 'diagnosis' }
  | { readonly do: 'ask-again' }
  /** Usable for questions; staff must act before sales. */
  | { readonly do: 'call-staff'; readonly why: 'card-inside' | 'printer' }
  | { readonly do: 'out-of-order' };

const RECOVERIES: Readonly<Record<string, TerminalRecovery>> = {
  '00': { do: 'nothing' },
  '51': { do: 'initialisation' },
  '62': { do: 'set-date-time' },
  '9c': { do: 'ask-again' },
  b1: { do: 'end-of-day' },
  c2: { do: 'diagnosis' },
  cc: { do: 'call-staff', why: 'printer' },
  dc: { do: 'call-staff', why: 'card-inside' },
  df: { do: 'out-of-order' },
  f0: { do: 'end-of-day' },
};

/**
 * Remedy for a status code [PA00P015 13.08, chapter 12], after the makers' status recovery. `status`: two lower-case hex digits;
 * `undefined`: none reported. An unlisted status blocks nothing: the sale itself will show it.
 */
export function terminalRecoveryOf(status: string | undefined): TerminalRecovery {
  return RECOVERIES[status ?? '00'] ?? { do: 'nothing' };
}
