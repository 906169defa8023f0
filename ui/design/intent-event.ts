import type { Intent } from '../../device/words/intent.ts';

export type KioskIntentEvent = CustomEvent<Intent>;

export function intentEvent(intent: Intent): KioskIntentEvent {
  return new CustomEvent('kiosk-intent', { detail: intent, bubbles: true, composed: true });
}

declare global {
  interface GlobalEventHandlersEventMap {
    'kiosk-intent': KioskIntentEvent;
  }
}
