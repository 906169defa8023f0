import type * as z from 'zod/mini';
import { CABLED_KINDS, type CabledKind } from '../../drivers/device-kinds.ts';
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
} satisfies Readonly<Record<CabledKind, unknown>>;

export type DevicesOnBench = { readonly [D in CabledKind]: ReturnType<(typeof DEVICES)[D]['put']> };

export type DeviceCommand = { [D in CabledKind]: z.infer<(typeof DEVICES)[D]['commands']> }[CabledKind];

export const mapDeviceKinds = <T>(make: (name: CabledKind) => T): Readonly<Record<CabledKind, T>> =>
  Object.fromEntries(CABLED_KINDS.map((name) => [name, make(name)])) as Record<CabledKind, T>;
