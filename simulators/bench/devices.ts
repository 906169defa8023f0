import type * as z from 'zod/mini';
import { PRINTER } from './printer.ts';
import { READER } from './reader.ts';
import { TERMINAL } from './terminal.ts';
import { VALIDATOR } from './validator.ts';

/** The devices that hang on a wire, in the order of the dock. */
export const DEVICES = { reader: READER, terminal: TERMINAL, printer: PRINTER, validator: VALIDATOR };

export type DeviceName = keyof typeof DEVICES;

export const DEVICE_NAMES = Object.keys(DEVICES) as DeviceName[];

export type DevicesOnBench = { readonly [D in DeviceName]: ReturnType<(typeof DEVICES)[D]['put']> };

/** What can be done to one device alone. */
export type DeviceCommand = { [D in DeviceName]: z.infer<(typeof DEVICES)[D]['commands']> }[DeviceName];

/** Makes something of each device, by its name. */
export const ofEach = <T>(make: (name: DeviceName) => T): Readonly<Record<DeviceName, T>> =>
  Object.fromEntries(DEVICE_NAMES.map((name) => [name, make(name)])) as Record<DeviceName, T>;
