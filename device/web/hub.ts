import { emitter } from '../../drivers/emitter.ts';
import type { Screen } from '../screen/screen.ts';
import type { Intent, IntentMessage } from '../words/intent.ts';

/** `stale`: earlier screen. `unknown-step`: no screen. `late`: blocked page. */
export type IntentRefusal = 'malformed' | 'stale' | 'unknown-step' | 'late';

/** A touch on these is stale, on another unknown. */
const REMEMBERED_STEPS = 32;

/** Carries screens of the machine and intents of the citizen. All pages have the same current screen. */
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
    /** An unchanged screen is not sent. */
    show(screen: Screen): void {
      const next = JSON.stringify(screen);
      if (next === body) return;
      body = next;
      current = screen;
      text = `{"screen":${body}}`;
      remember(screen.step);
      shown.emit();
    },
    onIntent: intents.on,
    /** Current `ScreenMessage` as JSON, once for all sockets; `undefined` before the first `show`. */
    latest: () => text,
    /** `undefined` before the first `show`. */
    screen: (): Screen | undefined => current,
    /** `screen` and `latest` have changed. */
    onShown: shown.on,
    /** Passes it to the listeners, or returns why not. */
    offer({ step, intent }: Pick<IntentMessage, 'step' | 'intent'>): 'taken' | 'stale' | 'unknown-step' {
      if (step !== steps.at(-1)) return steps.includes(step) ? 'stale' : 'unknown-step';
      intents.emit(intent);
      return 'taken';
    },
  };
}

export type ScreenHub = ReturnType<typeof createScreenHub>;
