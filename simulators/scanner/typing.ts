import { usageOf } from '../../drivers/hid/descriptor.ts';

const SHIFT = usageOf(0x07, 0xe1);
const key = (id: number) => usageOf(0x07, id);

const FROM_1 = 0x1e;
/** Keys of a US keyboard, without and with shift (HID Usage Tables 1.5, section 10). */
const ROWS: readonly (readonly [first: number, plain: string, shifted: string])[] = [
  [0x04, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  [FROM_1, '1234567890', '!@#$%^&*()'],
  [0x2c, ' -=[]\\', ' _+{}|'],
  [0x33, ";'`,./", ':"~<>?'],
];
const ENTER = key(0x28);

/** The keys that a scanner in keyboard mode presses for a text, with Enter at the end. It skips characters without a key. */
export function typedKeys(text: string): readonly (readonly number[])[] {
  return [...[...text].flatMap((letter) => chordOf(letter)), [ENTER]];
}

function chordOf(letter: string): readonly (readonly number[])[] {
  for (const [first, plain, shifted] of ROWS) {
    if (plain.includes(letter)) return [[key(first + plain.indexOf(letter))]];
    if (shifted.includes(letter)) return [[SHIFT, key(first + shifted.indexOf(letter))]];
  }
  return [];
}
