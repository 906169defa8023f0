/**
 * An accessible keypad with a headphone jack, as it is plugged in.
 *
 * @packageDocumentation
 */
export type { HidPresentation, HidWire } from '../../drivers/hid/wire.ts';
export { createHidKeypadSimulator, type KeypadOptions, type KeypadState } from './hid-keys.ts';
