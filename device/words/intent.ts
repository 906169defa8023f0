import type { Language } from './language.ts';

/** Everything a citizen can do. Checked against its schema in `device/web` before a machine sees it. */
export type Intent =
  | { readonly do: 'start'; readonly language: Language }
  | { readonly do: 'language'; readonly language: Language }
  | { readonly do: 'display'; readonly toggle: 'contrast' | 'text' | 'lower' }
  | { readonly do: 'choose'; readonly service: string }
  | { readonly do: 'tier'; readonly tier: string }
  | { readonly do: 'next' }
  | { readonly do: 'back' }
  /** One key of the on-screen keyboard; the typed text is the machine's, the browser keeps nothing. */
  | { readonly do: 'key'; readonly key: string }
  | { readonly do: 'erase' }
  | { readonly do: 'answer'; readonly value: string }
  | { readonly do: 'edit'; readonly what: string }
  | { readonly do: 'pay' }
  /** By card or in notes. */
  | { readonly do: 'method'; readonly method: 'card' | 'cash' }
  | { readonly do: 'cancel' }
  | { readonly do: 'retry' }
  | { readonly do: 'show-qr' }
  | { readonly do: 'call-staff' }
  | { readonly do: 'reprint' }
  | { readonly do: 'survey'; readonly score: 1 | 2 | 3 | 4 | 5 }
  | { readonly do: 'another' }
  /** An application that was begun before, here or at another kiosk. */
  | { readonly do: 'continue' }
  /** Finish and clear: ends the visit from anywhere. */
  | { readonly do: 'finish' }
  /** Answers the idle warning. */
  | { readonly do: 'stay' };

/** What comes up the socket: an intent, the step of the screen it was made on, and the newest heartbeat that the page had then. */
export interface IntentMessage {
  readonly step: string;
  readonly beat: number;
  readonly intent: Intent;
}
