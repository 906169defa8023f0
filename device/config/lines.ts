import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { CONTRADICTION_PARAMS } from './words.ts';

const LIGHTS = [
  'status',
  'attention',
  'readerLight',
  'terminalLight',
  'notesLight',
  'printerLight',
  'documentPrinterLight',
] as const;

/**
 * Light of the cabinet. `status`: the kiosk is in service. `attention`: action is needed away from the screen. The others: at the reader,
 * terminal, bill validator or papers.
 */
export type LightName = (typeof LIGHTS)[number];
export const LIGHT_NAMES: readonly LightName[] = LIGHTS;

/** `presence`: a person is in front of the kiosk. `serviceKey`: staff turned the key switch. */
const CONTACTS = ['door', 'presence', 'serviceKey'] as const;

/** Whether the running kiosk uses this line. Only `asan-kiosk lines` and the acceptance test use the others. */
export const isKioskLine = (name: string): boolean => isContact(name) || isLight(name);
const isContact = (name: string): boolean => CONTACTS.some((contact) => contact === name);
const isLight = (name: string): boolean => LIGHTS.some((light) => light === name);

const lineName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9-]*$/, 'a small letter, then letters, digits and hyphens, such as door');

const line = strictShape({
  /** Label of the chip, in brackets in the output of `gpiodetect`. */
  chip: z.string().min(1),
  offset: z.int().min(0).max(1023),
  direction: z.literal(['in', 'out']),
  activeLow: z.exactOptional(z.boolean()),
  debounceMs: z.exactOptional(z.int().min(0).max(2_000)),
  pull: z.exactOptional(z.literal(['up', 'down', 'off'])),
});

export const linesSchema = strictShape({
  adapter: z.literal(['sysfs', 'libgpiod', 'simulated']),
  map: z.record(lineName, line),
})
  .refine(({ adapter, map }) => adapter !== 'sysfs' || Object.values(map).every(({ pull }) => pull === undefined), {
    path: ['adapter'],
    message: 'libgpiod, because sysfs cannot set a pull resistor',
    params: CONTRADICTION_PARAMS,
  })
  .superRefine(({ map }, context) => {
    for (const [name, { direction }] of Object.entries(map)) {
      const its = isLight(name) ? 'out' : isKioskLine(name) ? 'in' : direction;
      if (its === direction) continue;
      const message = `${its}, because the kiosk ${its === 'out' ? 'switches' : 'reads'} ${name}`;
      context.addIssue({ code: 'custom', path: ['map', name, 'direction'], message, params: CONTRADICTION_PARAMS });
    }
  })
  .refine(({ map }) => allDifferent(Object.values(map).map(({ chip, offset }) => `${chip} ${offset}`)), {
    path: ['map'],
    message: 'one name for each chip and offset, because a line has one use',
    params: CONTRADICTION_PARAMS,
  });

const allDifferent = (values: readonly string[]): boolean => new Set(values).size === values.length;
