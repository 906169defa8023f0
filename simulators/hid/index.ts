/**
 * A USB port for scanner and keypad: Debian's `umockdev`, without root or kernel module.
 *
 * @packageDocumentation
 */
export { openVirtualHid, type VirtualHid } from './umockdev.ts';
