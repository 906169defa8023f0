import { z } from 'zod';
import { CONTRADICTION, strict } from './words.ts';

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
  .refine(({ map }) => allDifferent(Object.values(map).map(({ chip, offset }) => `${chip} ${offset}`)), {
    path: ['map'],
    message: 'one name a line, because a line has one use',
    params: CONTRADICTION,
  });

const allDifferent = (values: readonly string[]): boolean => new Set(values).size === values.length;
