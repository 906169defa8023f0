import type { CitizenScreen } from '../../../device/screen/screen.ts';
import type { Intent } from '../../../device/words/intent.ts';
import { type KeypadKeyMessage, volumeStepOf } from '../../../device/words/sound.ts';
import type { SoundPlayer } from '../../sound/player.ts';
import { earconAfter } from './earcons.ts';
import { TakeReminderSound } from './take-reminder.ts';

export interface PageSoundPorts {
  readonly player: Pick<SoundPlayer, 'play' | 'prepare'>;
  readonly setTimeout: (act: () => void, ms: number) => unknown;
  readonly clearTimeout: (id: unknown) => void;
}

/** All sounds of the citizen's page. Each sound goes with a change that the page shows. */
export class PageSounds {
  readonly #player: PageSoundPorts['player'];
  readonly #reminder: TakeReminderSound;
  /** `null`: the first screen of a page is silent. */
  #screen: CitizenScreen | null = null;

  constructor({ player, ...timers }: PageSoundPorts) {
    this.#player = player;
    this.#reminder = new TakeReminderSound({ play: () => this.#play('take'), ...timers });
  }

  show(screen: CitizenScreen): void {
    const before = this.#screen;
    this.#screen = screen;
    if (before === null && screen.clicks) this.#player.prepare('click');
    const earcon = earconAfter(before, screen);
    if (earcon !== null) this.#play(earcon);
    this.#reminder.show(screen.toTake);
  }

  /** The page is covered: the device is away. */
  close(): void {
    this.#reminder.show([]);
  }

  /** A person is there. */
  touched(): void {
    this.#reminder.touched();
  }

  /** A control was clicked by finger, key or keypad. */
  clicked(event: Event): void {
    if (this.#screen?.clicks && acts(event)) this.#play('click');
  }

  /** The citizen chose a setting: a new volume is heard at once. */
  sent(intent: Intent): void {
    if (intent.do === 'display' && 'volume' in intent.set) this.#player.play('done', intent.set.volume);
  }

  /** A key of the keypad was pressed. The screen has the new volume already. */
  pressed(key: KeypadKeyMessage['key']): void {
    if (volumeStepOf(key) !== null) this.#play('done');
  }

  #play(name: Parameters<SoundPlayer['play']>[0]): void {
    if (this.#screen) this.#player.play(name, this.#screen.display.volume);
  }
}

/** A click of a label is followed by the click of its input, which counts. */
function acts(event: Event): boolean {
  const path = event.composedPath();
  if (path[0] instanceof HTMLInputElement) return true;
  const button = path.find((each) => each instanceof HTMLButtonElement);
  return button !== undefined && button.ariaDisabled !== 'true';
}
