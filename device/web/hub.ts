import { emitter } from '../../drivers/emitter.ts';
import type { KeypadKey } from '../../drivers/keypad/contract.ts';
import type { CitizenScreen } from '../screen/screen.ts';
import type { Intent, IntentMessage } from '../words/intent.ts';
import type { KeypadKeyMessage } from '../words/sound.ts';

/** `stale`: the touch was made on an earlier screen. `unknown-step`: there was no such screen. `late`: the page was blocked. */
export type IntentRefusal = 'malformed' | 'stale' | 'unknown-step' | 'late';

/** Number of remembered screens. A touch on a remembered screen is `stale`, on any other screen `unknown-step`. */
const REMEMBERED_STEPS = 32;

/** Carries screens of the machine and intents of the citizen. All pages have the same current screen. */
export function createScreenHub() {
  const intents = emitter<Intent>();
  const shown = emitter<void>();
  const keys = emitter<KeypadKeyMessage>();
  const steps: string[] = [];
  let current: CitizenScreen | undefined;
  let body = '';
  let text: string | undefined;

  function remember(step: string): void {
    if (steps.at(-1) === step) return;
    steps.push(step);
    if (steps.length > REMEMBERED_STEPS) steps.shift();
  }

  return {
    show(screen: CitizenScreen): void {
      const next = JSON.stringify(screen);
      if (next === body) return;
      body = next;
      current = screen;
      text = `{"screen":${body}}`;
      remember(screen.step);
      shown.emit();
    },
    onIntent: intents.on,
    /** JSON of the current screen, made once for all sockets; `undefined` before the first `show`. */
    latest: () => text,
    screen: (): CitizenScreen | undefined => current,
    onShown: shown.on,
    /** Sends a press of the keypad to the page, with the step of the current screen: the page knows its layout. */
    press(key: KeypadKey): void {
      if (current) keys.emit({ key, step: current.step });
    },
    onKey: keys.on,
    offer({ step, intent }: Pick<IntentMessage, 'step' | 'intent'>): 'taken' | 'stale' | 'unknown-step' {
      if (step !== steps.at(-1)) return steps.includes(step) ? 'stale' : 'unknown-step';
      intents.emit(intent);
      return 'taken';
    },
  };
}

export type ScreenHub = ReturnType<typeof createScreenHub>;
