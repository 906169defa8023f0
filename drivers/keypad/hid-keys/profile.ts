import { type Usage, usageOf } from '../../hid/descriptor.ts';
import { KEYPAD_KEYS, type KeypadKey } from '../contract.ts';

/** The jack briefly presses one of two keys. */
export type KeypadMeaning = KeypadKey | 'headphones-in' | 'headphones-out';

/** The maker's utility chooses one of several tables. */
export type KeyTable = ReadonlyMap<Usage, KeypadMeaning>;

/** Keypad model, as data. */
export interface KeypadModel {
  readonly words: string;
  /** `null`: unknown here; the cabinet's profile has the ids. */
  readonly ids: { readonly vendorId: number; readonly productId: number } | null;
  readonly hasJack: boolean;
  readonly table: KeyTable;
}

const KEYBOARD_PAGE = 0x07;
const CONSUMER_PAGE = 0x0c;

/** HID Usage Tables 1.5, sections 10, 15. */
const key = (id: number) => usageOf(KEYBOARD_PAGE, id);
const consumer = (id: number) => usageOf(CONSUMER_PAGE, id);

const VOLUME: readonly (readonly [Usage, KeypadMeaning])[] = [
  [consumer(0xe9), 'volume-up'],
  [consumer(0xea), 'volume-down'],
  [key(0x80), 'volume-up'],
  [key(0x81), 'volume-down'],
];

const ARROWS: readonly (readonly [Usage, KeypadMeaning])[] = [
  [key(0x52), 'up'],
  [key(0x51), 'down'],
  [key(0x50), 'left'],
  [key(0x4f), 'right'],
  [key(0x28), 'select'],
];

const JACK: readonly (readonly [Usage, KeypadMeaning])[] = [
  [key(0x6a), 'headphones-in'],
  [key(0x6b), 'headphones-out'],
];

/** Known models. */
export const KEYPAD_MODELS = {
  /**
   * Storm 1400 Audio-Nav. The manual (rev 1.5, page 28) names one code of the default table: `<<` is 72. The bytes beside it are hex, so 72
   * is F23. Decimal 72 is Pause, unused here: both are accepted.
   *
   * Other codes are guesses: the function keys beside F23. Compare with `asan-kiosk keypad watch`, or choose the arrows table with the
   * maker's utility.
   */
  'storm-audio-nav': {
    words: 'Storm 1400 Audio-Nav, default table',
    ids: null,
    hasJack: true,
    table: new Map<Usage, KeypadMeaning>([
      [key(0x72), 'back'],
      [key(0x48), 'back'],
      [key(0x73), 'next'],
      [key(0x6e), 'up'],
      [key(0x6f), 'down'],
      [key(0x70), 'select'],
      [key(0x71), 'help'],
      ...JACK,
      [key(0x6c), 'volume-up'],
      [key(0x6d), 'volume-down'],
      ...VOLUME,
    ]),
  },
  /**
   * Storm keypad with arrows, Enter, one volume key, jack. Ids and table: a public program (Wurthilini/StormInterface on GitHub:
   * StormCommunicationManager, CustomisedCodeTable); the maker's manuals name none. The vendor id is the processor's. F18 and F19 tell how
   * the keypad is mounted; unused here.
   */
  'storm-arrows': {
    words: 'Storm keypad with arrows, default table',
    ids: { vendorId: 0x2047, productId: 0x09d0 },
    hasJack: true,
    table: new Map<Usage, KeypadMeaning>([...ARROWS, [key(0x6c), 'volume-up'], ...JACK]),
  },
  /** Sends keyboard keys: arrows, Enter, Escape, Tab, F1; jack F15 and F16. */
  arrows: {
    words: 'Keypad with arrows',
    ids: null,
    hasJack: true,
    table: new Map<Usage, KeypadMeaning>([
      ...ARROWS,
      [key(0x58), 'select'],
      [key(0x29), 'back'],
      [key(0x2b), 'next'],
      [key(0x3a), 'help'],
      ...JACK,
      ...VOLUME,
    ]),
  },
} as const satisfies Readonly<Record<string, KeypadModel>>;

/** Keys of a model, in the order of `KEYPAD_KEYS`. */
export const keysOfKeypadModel = ({ table }: KeypadModel): readonly KeypadKey[] =>
  KEYPAD_KEYS.filter((key) => [...table.values()].includes(key));

/** Returns the model with these ids, or `undefined`. */
export const findKeypadModel = ({ vendorId, productId }: { readonly vendorId: number; readonly productId: number }) =>
  (Object.entries(KEYPAD_MODELS) as [KeypadModelName, KeypadModel][]).find(
    ([, { ids }]) => ids?.vendorId === vendorId && ids.productId === productId,
  );

/** Name of a known model. */
export type KeypadModelName = keyof typeof KEYPAD_MODELS;

export const isKeypadModelName = (name: string): name is KeypadModelName => Object.hasOwn(KEYPAD_MODELS, name);
