/** What a status of the terminal (`06 0F` to `05 01`) asks to be done before it is used. */
export type Recovery =
  | { readonly do: 'nothing' }
  /** A command that puts it right. */
  | { readonly do: 'initialisation' | 'set-date-time' | 'end-of-day' | 'diagnosis' }
  /** It works at something: ask again in a moment. */
  | { readonly do: 'ask-again' }
  /** It can be used for questions, and a person must see to it before it sells. */
  | { readonly do: 'call-staff'; readonly why: 'card-inside' | 'printer' }
  /** It says itself that it cannot be used. */
  | { readonly do: 'out-of-order' };

/** Terminal status codes [PA00P015 13.08, chapter 12], as the status recovery of the terminal makers has them. */
const RECOVERIES: Readonly<Record<string, Recovery>> = {
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

/** `status`: two lower-case hex digits; `undefined`: it said none. What is not in the table stops nobody: the sale will say so itself. */
export function recoveryOf(status: string | undefined): Recovery {
  return RECOVERIES[status ?? '00'] ?? { do: 'nothing' };
}
