import { z } from 'zod';
import { strict } from '../../drivers/shapes.ts';
import { CONTRADICTION } from './words.ts';

const LIGHTS = ['status', 'attention', 'readerLight', 'terminalLight', 'notesLight', 'printerLight'] as const;

/**
 * A light that the kiosk itself switches. `status`: it serves. `attention`: somebody's hand is wanted away from the screen; the others say
 * where: at the document reader, the payment terminal, the mouth of the bill validator, the paper.
 */
export type LightName = (typeof LIGHTS)[number];
export const LIGHT_NAMES: readonly LightName[] = LIGHTS;

/** Whether the running kiosk uses this line itself. Only `asan-kiosk lines` and the acceptance test use the other lines. */
export const isKioskLine = (name: string): boolean => name === 'door' || isLight(name);
const isLight = (name: string): boolean => LIGHTS.some((light) => light === name);

const lineName = z.string().regex(/^[a-z][A-Za-z0-9-]*$/, 'a name such as door');

/** One GPIO line: `drivers/lines/port.ts` has the same. */
const line = strict({
  /** The label of its chip, as `gpiodetect` shows it in brackets. */
  chip: z.string().min(1),
  offset: z.int().min(0).max(1023),
  direction: z.literal(['in', 'out']),
  activeLow: z.exactOptional(z.boolean()),
  debounceMs: z.exactOptional(z.int().min(0).max(2_000)),
  pull: z.exactOptional(z.literal(['up', 'down', 'off'])),
});

/** What is wired to GPIO lines, by free names. */
export const linesSchema = strict({ adapter: z.literal(['sysfs', 'libgpiod']), map: z.record(lineName, line) })
  .refine(({ adapter, map }) => adapter === 'libgpiod' || Object.values(map).every(({ pull }) => pull === undefined), {
    path: ['adapter'],
    message: 'libgpiod, because sysfs cannot set a pull resistor',
    params: CONTRADICTION,
  })
  .superRefine(({ map }, context) => {
    for (const [name, { direction }] of Object.entries(map)) {
      const its = isLight(name) ? 'out' : isKioskLine(name) ? 'in' : direction;
      if (its === direction) continue;
      const message = `${its}, because the kiosk ${its === 'out' ? 'switches' : 'reads'} ${name}`;
      context.addIssue({ code: 'custom', path: ['map', name, 'direction'], message, params: CONTRADICTION });
    }
  })
  .refine(({ map }) => allDifferent(Object.values(map).map(({ chip, offset }) => `${chip} ${offset}`)), {
    path: ['map'],
    message: 'one name a line, because a line has one use',
    params: CONTRADICTION,
  });

const allDifferent = (values: readonly string[]): boolean => new Set(values).size === values.length;
