/**
 * An accessible keypad with a headphone jack.
 *
 * @packageDocumentation
 */
export type { HidPresentation, HidWire } from '../../drivers/hid/wire.ts';
export { createHidKeypadSimulator, type KeypadOptions, type KeypadState } from './hid-keys.ts';
