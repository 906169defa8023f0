import { z } from 'zod';
import type { DialectProfile, LineProfile, LinkProfile, Profile } from './profile.ts';
import { CONTRADICTION, strict, words } from './words.ts';

/** The rates that a USB serial adapter and the devices of this field have in common. */
const BAUD_RATES = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400] as const;

const port = z.int().min(1).max(65_535);
const path = z.string().regex(/^\S(.*\S)?$/u, 'a path');
const pixels = z.int().min(320).max(8192);

const link = z.union(
  [
    strict({
      serial: strict({
        path: z.string().regex(/^\/\S+$/, 'an absolute path such as /dev/serial/by-id/…'),
        baudRate: z.literal(BAUD_RATES),
        stopBits: z.exactOptional(z.literal([1, 2])),
      }),
    }),
    strict({ tcp: strict({ host: z.string().regex(/^[A-Za-z0-9:.-]+$/, 'a host name or an address'), port }) }),
    z.literal('simulated'),
  ],
  { error: '{serial: …}, {tcp: …} or simulated' },
) satisfies z.ZodType<LinkProfile>;

/** Applications hold personal data, so plain HTTP is for this machine only. */
const backOfficeUrl = z.string().refine(isBackOfficeUrl, 'https://…, http:// on loopback, or simulated');

function isBackOfficeUrl(value: string): boolean {
  if (value === 'simulated') return true;
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

const terminal = strict({
  driver: z.literal('zvt'),
  framing: z.literal(['serial', 'tcp']),
  password: z.string().regex(/^[0-9]{6}$/, 'six digits in quotes'),
  currency: z.int().min(1).max(999).default(944),
  charset: z.literal(['cp437', 'latin1', 'utf8']).default('cp437'),
  link,
}).refine((value) => value.framing === 'serial' || value.link === 'simulated' || 'tcp' in value.link, {
  path: ['framing'],
  message: 'serial, because its link is serial',
  params: CONTRADICTION,
});

const hexBytes = z.string().regex(/^([0-9a-f]{2}){1,4}$/i, 'one to four bytes in hex, such as "4f"');

const dialect = z.union(
  [
    strict({ name: z.literal('lines') }),
    strict({ name: z.literal('3m'), checkByte: z.exactOptional(z.literal(['xor', 'ignore'])) }),
    strict({ name: z.literal('desko'), prefix: z.exactOptional(hexBytes), suffix: z.exactOptional(hexBytes) }),
    strict({ name: z.literal('elyctis') }),
  ],
  { error: '{name: lines}, {name: 3m}, {name: desko} or {name: elyctis}' },
) satisfies z.ZodType<DialectProfile>;

const lineName = z.string().regex(/^[a-z][A-Za-z0-9-]*$/, 'a name such as door');

const line = strict({
  chip: z.string().min(1),
  offset: z.int().min(0).max(1023),
  direction: z.literal(['in', 'out']),
  activeLow: z.exactOptional(z.boolean()),
  debounceMs: z.exactOptional(z.int().min(0).max(2_000)),
  pull: z.exactOptional(z.literal(['up', 'down', 'off'])),
}) satisfies z.ZodType<LineProfile>;

const lines = strict({ adapter: z.literal(['sysfs', 'libgpiod']), map: z.record(lineName, line) })
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

/**
 * The shape of a profile file. `printerModels` are the names the printer driver knows; without them any name is taken.
 */
export function profileSchema(printerModels?: readonly string[]) {
  const model = printerModels ? z.literal([...printerModels]) : z.string().min(1);
  return strict({
    kiosk: strict({
      id: z.string().regex(/^[A-Z][A-Z0-9]{0,5}$/, 'a capital letter and up to five letters or digits'),
      centre: strict({ number: z.int().min(1).max(999), name: words, short: words }),
      statusUrl: z.string().regex(/^https:\/\/\S+$/, 'an address that begins with https://'),
      panel: strict({ widthPx: pixels, heightPx: pixels, pxPerMm: z.number().min(1).max(20) }),
    }),
    web: strict({ port }),
    backOffice: strict({ url: backOfficeUrl, timeoutMs: z.int().min(500).max(60_000) }),
    ledger: strict({ file: path }),
    catalogue: strict({ dir: path }),
    devices: strict({
      reader: strict({
        driver: z.literal('mrz'),
        dialect: z.exactOptional(dialect),
        finAlphabet: z.exactOptional(z.string().regex(/^[0-9A-Z]{10,36}$/, 'capital letters and digits')),
        link,
      }),
      terminal,
      printer: strict({ driver: z.literal('escpos'), model, link }),
      billValidator: z.exactOptional(strict({ driver: z.literal('ccnet'), link })),
    }),
    lines: z.exactOptional(lines),
  }) satisfies z.ZodType<Profile>;
}
