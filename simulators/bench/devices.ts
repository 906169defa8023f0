import type * as z from 'zod/mini';
import { CABLED_KINDS, type CabledDeviceKind } from '../../drivers/device-kinds.ts';
import { BADGE_READER } from './badge-reader.ts';
import { VALIDATOR } from './bill-validator.ts';
import { PRINTER } from './printer.ts';
import { READER } from './reader.ts';
import { TERMINAL } from './terminal.ts';

export const DEVICES = {
  reader: READER,
  terminal: TERMINAL,
  printer: PRINTER,
  billValidator: VALIDATOR,
  badgeReader: BADGE_READER,
} satisfies Readonly<Record<CabledDeviceKind, unknown>>;

export type DevicesOnBench = { readonly [D in CabledDeviceKind]: ReturnType<(typeof DEVICES)[D]['put']> };

export type BenchDeviceCommand = {
  [D in CabledDeviceKind]: z.infer<(typeof DEVICES)[D]['commands']>;
}[CabledDeviceKind];

export const mapDeviceKinds = <T>(make: (name: CabledDeviceKind) => T): Readonly<Record<CabledDeviceKind, T>> =>
  Object.fromEntries(CABLED_KINDS.map((name) => [name, make(name)])) as Record<CabledDeviceKind, T>;
