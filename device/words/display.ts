import { FIRST_VOLUME } from './sound.ts';
import { FIRST_SPEED, type SpeechSpeed } from './speech.ts';

/** Text sizes, in per cent. */
export const TEXT_SIZES = [100, 130, 160, 200] as const;
/** `contrast`: yellow and white on black. `soft`: less light than `light`, with the same pictures. */
export const COLOUR_SETS = ['light', 'dark', 'contrast', 'soft'] as const;

/** How the citizen sees, hears and touches the pages. */
export interface DisplaySettings {
  readonly text: (typeof TEXT_SIZES)[number];
  readonly colours: (typeof COLOUR_SETS)[number];
  /** Whether everything is below 1 220 mm. */
  readonly lower: boolean;
  /** Whether the kiosk waits twice as long for a touch, and shows no seconds. */
  readonly moreTime: boolean;
  /** Whether a touch has to rest on a control, as a trembling hand needs it. */
  readonly calmTouch: boolean;
  /** Whether the pages show easy texts: one thought in a short sentence. */
  readonly easyWords: boolean;
  /** Whether a plate covers the page, until the next touch. */
  readonly covered: boolean;
  /** Whether personal data that the citizen types is shown in place of dots. */
  readonly typedShown: boolean;
  /** 0 to `MAX_VOLUME`. */
  readonly volume: number;
  /** Words a minute. */
  readonly speed: SpeechSpeed;
  /** Whether the screen is black while the page is spoken. */
  readonly dark: boolean;
}

/** Settings at the start of each visit. */
export const PLAIN_DISPLAY: DisplaySettings = {
  text: 100,
  colours: 'light',
  lower: false,
  moreTime: false,
  calmTouch: false,
  easyWords: false,
  covered: false,
  typedShown: false,
  volume: FIRST_VOLUME,
  speed: FIRST_SPEED,
  dark: false,
};

/** One setting with its new value. */
export type DisplayChange = {
  [K in keyof DisplaySettings]: { readonly [S in K]: DisplaySettings[K] };
}[keyof DisplaySettings];

/** Milliseconds until the first page forgets language and display settings. Why 60 s: as `IDLE_MS`; not measured. */
export const DISPLAY_RESET_MS = 60_000;

/** Factor of the waits for a touch if the citizen wants more time. */
export const MORE_TIME = 2;

/** Milliseconds of a wait for a touch of this citizen. */
export const waitOf = ({ moreTime }: Pick<DisplaySettings, 'moreTime'>, ms: number): number =>
  moreTime ? MORE_TIME * ms : ms;

/** Whether the citizen may cover the page. A held note goes back after a short time, so its question stays in view. */
export const mayBeCovered = (show: string): boolean => show !== 'noteTooLarge';
