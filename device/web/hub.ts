import { emitter } from '../../drivers/emitter.ts';
import type { Screen } from '../screen/screen.ts';
import type { Intent, IntentMessage } from '../words/intent.ts';

/** Why an intent was not taken. `stale` was made on a screen that has passed, `unknown-step` on one that never was, `late` on a page that stood still. */
export type IntentRefusal = 'malformed' | 'stale' | 'unknown-step' | 'late';

/** Where the machine's screens and the citizen's intents cross. */
export interface ScreenHub {
  /** Makes this the current screen. The same screen again is not news and is not sent. */
  show(screen: Screen): void;
  /** Intents that were made on the current step, in order. */
  onIntent(listener: (intent: Intent) => void): () => void;
  /** The current `ScreenMessage` as JSON, written once for all sockets; `undefined` before the first `show`. */
  latest(): string | undefined;
  /** Tells that `latest` is another. */
  onShown(listener: () => void): () => void;
  /** An intent from a socket, its shape already checked. Tells the listeners, or why it was refused. */
  offer(message: Pick<IntentMessage, 'step' | 'intent'>): 'taken' | 'stale' | 'unknown-step';
}

/** How many steps back a late touch is still called stale instead of unknown. */
const REMEMBERED_STEPS = 32;

/** A hub for one kiosk: one current screen, whoever looks at it. */
export function createScreenHub(): ScreenHub {
  const intents = emitter<Intent>();
  const shown = emitter<void>();
  const steps: string[] = [];
  let seq = 0;
  let body = '';
  let text: string | undefined;

  function remember(step: string): void {
    if (steps.at(-1) === step) return;
    steps.push(step);
    if (steps.length > REMEMBERED_STEPS) steps.shift();
  }

  return {
    show(screen) {
      const next = JSON.stringify(screen);
      if (next === body) return;
      body = next;
      seq += 1;
      text = `{"seq":${seq},"screen":${body}}`;
      remember(screen.step);
      shown.emit();
    },
    onIntent: intents.on,
    latest: () => text,
    onShown: shown.on,
    offer({ step, intent }) {
      if (step !== steps.at(-1)) return steps.includes(step) ? 'stale' : 'unknown-step';
      intents.emit(intent);
      return 'taken';
    },
  };
}
