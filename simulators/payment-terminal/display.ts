/** What a terminal waits for, or its last result. */
export type TerminalStage =
  | 'idle'
  | 'present-card'
  | 'enter-pin'
  | 'processing'
  | 'remove-card'
  | 'approved'
  | 'declined'
  | 'cancelled';

/** A terminal's display. */
export interface TerminalDisplay {
  readonly lines: readonly string[];
  /** Amount in integer qəpik; `null`: no sale. */
  readonly amount: number | null;
  readonly stage: TerminalStage;
}

const TEXTS: Readonly<Record<TerminalStage, readonly string[]>> = {
  idle: ['Xoş gəlmisiniz'],
  'present-card': ['Kartı yaxınlaşdırın', 'və ya daxil edin'],
  'enter-pin': ['PIN kodu daxil edin'],
  processing: ['Gözləyin…'],
  'remove-card': ['Kartı götürün'],
  approved: ['Təsdiqləndi'],
  declined: ['Rədd edildi'],
  cancelled: ['Ləğv edildi'],
};

/** `note` is a first line such as a wrong PIN; `pinDigits` is the number of typed digits. */
export function displayOf(
  stage: TerminalStage,
  amount: number | null,
  pinDigits: number,
  note: string | null,
): TerminalDisplay {
  const pin = stage === 'enter-pin' ? ['•'.repeat(pinDigits)] : [];
  return { lines: [...(note ? [note] : []), ...TEXTS[stage], ...pin], amount, stage };
}
