/**
 * A USB port for the scanner and the keypad: Debian's `umockdev`, without root and without a kernel module.
 *
 * @packageDocumentation
 */
export { openVirtualHid, type VirtualHid } from './umockdev.ts';
