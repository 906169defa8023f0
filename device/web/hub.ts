import { emitter } from '../../drivers/emitter.ts';
import type { Screen } from '../screen/screen.ts';
import type { Intent, IntentMessage } from '../words/intent.ts';

/** Why an intent was not taken. `stale` was made on a screen that has passed, `unknown-step` on one that never was, `late` on a page that stood still. */
export type IntentRefusal = 'malformed' | 'stale' | 'unknown-step' | 'late';

/** How many steps back a late touch is still called stale instead of unknown. */
const REMEMBERED_STEPS = 32;

/** Carries the screens of the machine and the intents of the citizen. There is one current screen, the same for every page. */
export function createScreenHub() {
  const intents = emitter<Intent>();
  const shown = emitter<void>();
  const steps: string[] = [];
  let current: Screen | undefined;
  let body = '';
  let text: string | undefined;

  function remember(step: string): void {
    if (steps.at(-1) === step) return;
    steps.push(step);
    if (steps.length > REMEMBERED_STEPS) steps.shift();
  }

  return {
    /** Makes this the current screen. The same screen again is not news and is not sent. */
    show(screen: Screen): void {
      const next = JSON.stringify(screen);
      if (next === body) return;
      body = next;
      current = screen;
      text = `{"screen":${body}}`;
      remember(screen.step);
      shown.emit();
    },
    /** Intents that were made on the current step, in order. */
    onIntent: intents.on,
    /** The current `ScreenMessage` as JSON, written once for all sockets; `undefined` before the first `show`. */
    latest: () => text,
    /** The current screen; `undefined` before the first `show`. */
    screen: (): Screen | undefined => current,
    /** Tells that `screen` and `latest` are others. */
    onShown: shown.on,
    /** An intent from a socket, its shape already checked. Tells the listeners, or why it was refused. */
    offer({ step, intent }: Pick<IntentMessage, 'step' | 'intent'>): 'taken' | 'stale' | 'unknown-step' {
      if (step !== steps.at(-1)) return steps.includes(step) ? 'stale' : 'unknown-step';
      intents.emit(intent);
      return 'taken';
    },
  };
}

export type ScreenHub = ReturnType<typeof createScreenHub>;
