/** The device's end of a USB cable: in memory (`hidCable().device`) or a virtual device of umockdev. */
export type { HidWire } from '../../drivers/hid/pair.ts';
