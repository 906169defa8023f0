import { type GuidePressSchedule, hintControlKey } from './hands.ts';
import type { GuideScreen, Hint } from './hints.ts';

export interface PointedHint {
  readonly hint: Hint;
  readonly screen: GuideScreen | null;
  readonly control: HTMLElement;
  readonly name: string;
}

export interface GuidePresserPorts {
  readonly pointed: () => PointedHint | null;
  readonly acted: (pressed: boolean) => void;
}

interface Due {
  readonly key: string;
  readonly control: HTMLElement;
  readonly timer: number;
}

export class GuidePresser {
  readonly #hands: GuidePressSchedule;
  readonly #ports: GuidePresserPorts;
  #due: Due | null = null;

  constructor(hands: GuidePressSchedule, ports: GuidePresserPorts) {
    this.#hands = hands;
    this.#ports = ports;
  }

  consider(): void {
    const pointed = this.#ports.pointed();
    const key = pointed && hintControlKey(pointed.hint, pointed.screen, pointed.name);
    const due = pointed && key !== null ? this.#hands.dueIn(pointed.hint, key, performance.now()) : null;
    if (this.#due && (due === null || this.#due.key !== key || this.#due.control !== pointed?.control)) {
      window.clearTimeout(this.#due.timer);
      this.#due = null;
    }
    if (pointed === null || key === null || due === null || this.#due) return;
    const { control } = pointed;
    this.#due = { key, control, timer: window.setTimeout(() => this.#pressDue(), due) };
  }

  #pressDue(): void {
    const due = this.#due;
    this.#due = null;
    const pointed = this.#ports.pointed();
    const isStill =
      due &&
      pointed &&
      due.control === pointed.control &&
      hintControlKey(pointed.hint, pointed.screen, pointed.name) === due.key;
    if (isStill && due.control.isConnected) {
      if (this.#hands.take(pointed.hint, due.control, due.key, performance.now())) this.#press(due.control);
      else this.#ports.acted(false);
    }
    this.consider();
  }

  pressNow(): void {
    const pointed = this.#ports.pointed();
    if (!pointed) return;
    this.#hands.note(hintControlKey(pointed.hint, pointed.screen, pointed.name), performance.now());
    this.#press(pointed.control);
  }

  #press(control: HTMLElement): void {
    if (control.ownerDocument === document) control.click();
    else touchGlass(control);
    this.#ports.acted(true);
  }
}

/** The page decides whether it is a touch. */
function touchGlass(control: HTMLElement): void {
  const view = control.ownerDocument.defaultView;
  if (!view) return;
  const { x, y, width, height } = control.getBoundingClientRect();
  const at = { clientX: x + width / 2, clientY: y + height / 2 };
  const finger = { ...at, pointerId: 1, pointerType: 'touch', isPrimary: true, bubbles: true, composed: true };
  for (const type of ['pointerdown', 'pointerup']) control.dispatchEvent(new view.window.PointerEvent(type, finger));
}
