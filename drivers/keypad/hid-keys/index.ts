/**
 * Accessible keypads that report like keyboards, through the optional package `node-hid`.
 *
 * @packageDocumentation
 */
export type { Keypad, KeypadEvent, KeypadKey, KeypadStatus } from '../contract.ts';
export { BOOT_KEYBOARD, decodeKeys, encodeKeys, type KeysDown } from './codec.ts';
export { createHidKeypad, type HidKeypadOptions } from './driver.ts';
export { KEYPAD_MODELS, type KeypadModel, type KeypadModelName } from './profile.ts';
