import { normalize } from 'node:path/posix';
import { z } from 'zod';
import {
  TERMINAL_PROTOCOL_NAMES,
  type TerminalSettings,
  terminalProtocol,
} from '../../drivers/kinds/terminal-protocols.ts';
import { parseVerifierKey, WITNESS_KEY } from '../proof/note.ts';
import { cashSchema } from './cash.ts';
import { believesItsSeals, documentPrinter, NO_SEALS } from './document-printer.ts';
import { linesSchema } from './lines.ts';
import { metricsSchema } from './metrics.ts';
import { networkSchema } from './network.ts';
import { offlineSchema } from './offline.ts';
import { RECIPIENT } from './recipient.ts';
import { CONTRADICTION, type DeepReadonly, names, quoted, strict } from './words.ts';

/** The rates that a USB serial adapter and the devices of this field have in common. */
const BAUD_RATES: readonly number[] = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400];

const port = z.int().min(1).max(65_535);
const path = z.string().regex(/^\S(.*\S)?$/u, 'a path');
const pixels = z.int().min(320).max(8192);

const speed = {
  baudRate: z.literal(BAUD_RATES),
  /** Absent: what the device's protocol prescribes. */
  stopBits: z.exactOptional(z.literal([1, 2])),
};
const usbId = quoted(/^[0-9a-f]{4}$/i, 'four hex digits in quotes, such as "0403"');

/** What is plugged in, the USB socket it is in (`1-1.4`, or `1-1.4:1.0` for one port of several), or a path that stays. */
const serial = z.union(
  [
    /** `/dev/serial/by-id/…`, never `ttyUSB0`. */
    strict({ path: z.string().regex(/^\/\S+$/, 'an absolute path such as /dev/serial/by-id/…'), ...speed }),
    strict({
      usb: strict({ vendorId: usbId, productId: usbId, serialNumber: z.exactOptional(z.string().min(1)) }),
      ...speed,
    }),
    strict({ socket: z.string().regex(/^\d+-\d+(\.\d+)*(:\d+\.\d+)?$/, 'a USB socket such as 1-1.4'), ...speed }),
  ],
  { error: '{path: …}, {usb: …} or {socket: …} with its baudRate' },
);

/** Where a device is plugged in. */
const link = z.union(
  [
    strict({ serial }),
    strict({ tcp: strict({ host: z.string().regex(/^[A-Za-z0-9:.-]+$/, 'a host name or an address'), port }) }),
    /** The other end is a simulator in this very process; only with `--simulate`. */
    z.literal('simulated'),
  ],
  { error: '{serial: …}, {tcp: …} or simulated' },
);

export type LinkProfile = DeepReadonly<z.infer<typeof link>>;

/** Applications hold personal data, so plain HTTP is for this machine only. */
const backOfficeUrl = z.string().refine(isBackOfficeUrl, 'https://…, http:// on loopback, or simulated');

function isBackOfficeUrl(value: string): boolean {
  if (value === 'simulated') return true;
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

const terminals = TERMINAL_PROTOCOL_NAMES.map((driver) =>
  strict({ driver: z.literal(driver), ...terminalProtocol(driver).settings, link }),
);

const anyTerminal: z.ZodType = z.discriminatedUnion(
  'driver',
  terminals as [(typeof terminals)[0], ...typeof terminals],
  {
    error: ({ code }) => (code === 'invalid_union' ? TERMINAL_PROTOCOL_NAMES.join(' or ') : undefined),
  },
);

/** In the words of its protocol. */
const terminal = (anyTerminal as z.ZodType<TerminalSettings & { readonly link: LinkProfile }>).refine(
  (value) => !('framing' in value) || value.framing === 'serial' || value.link === 'simulated' || 'tcp' in value.link,
  {
    path: ['framing'],
    message: 'serial, because its link is serial',
    params: CONTRADICTION,
  },
);

const hexBytes = quoted(/^([0-9a-f]{2}){1,4}$/i, 'one to four bytes in hex in quotes, such as "4f"');

/** How a zone reader speaks: `drivers/id-reader/mrz/dialect.ts` has the same. */
const dialect = z.union(
  [
    strict({ name: z.literal('lines') }),
    strict({ name: z.literal('3m'), checkByte: z.exactOptional(z.literal(['xor', 'ignore'])) }),
    /** Delimiters in hex, such as `4f`. */
    strict({ name: z.literal('desko'), prefix: z.exactOptional(hexBytes), suffix: z.exactOptional(hexBytes) }),
    strict({ name: z.literal('elyctis') }),
  ],
  { error: '{name: lines}, {name: 3m}, {name: desko} or {name: elyctis}' },
);

const trust = {
  /** The folder with the certificates of the countries; `simulated` where the documents are the simulator's. */
  trust: path,
  /** Whether the picture of the holder is read and its signature checked too: nine tenths of the bytes. Absent: no. */
  face: z.exactOptional(z.boolean()),
};

/** The reader of the chips of documents; `drivers/id-reader/cards.ts` makes one of it. */
const chip = z.discriminatedUnion(
  'driver',
  [
    strict({ driver: z.literal('pn532'), link, ...trust }),
    /** `reader` is the beginning of its name as `pcsc_scan` shows it; absent: the first one. */
    strict({ driver: z.literal('pcsc'), reader: z.exactOptional(z.string().min(1)), ...trust }),
  ],
  { error: 'pn532 or pcsc' },
);

export type ChipProfile = DeepReadonly<z.infer<typeof chip>>;

const witness = z
  .string()
  .refine(
    (line) => parseVerifierKey(line)?.type === WITNESS_KEY,
    'the key of a witness, such as witness.example/w1+1a2b3c4d+B…',
  );

const recipient = z.string().regex(RECIPIENT, 'a recipient of age: age1 and 58 letters and digits');

interface Linked {
  readonly link: LinkProfile;
}

/** A port or an address twice would be two drivers on one device. */
export function oneDeviceALink(
  {
    reader,
    ...others
  }: Readonly<Record<string, Linked | undefined>> & {
    readonly reader?: (Linked & { readonly chip?: ChipProfile }) | undefined;
  },
  context: z.RefinementCtx,
): void {
  const chip = reader?.chip;
  const links: [readonly string[], LinkProfile][] = [
    ...(reader ? [[['reader', 'link'], reader.link] satisfies [string[], LinkProfile]] : []),
    ...(chip?.driver === 'pn532' ? [[['reader', 'chip', 'link'], chip.link] satisfies [string[], LinkProfile]] : []),
    ...Object.entries(others).flatMap(([kind, its]) =>
      its ? [[[kind, 'link'], its.link] satisfies [string[], LinkProfile]] : [],
    ),
  ];
  for (const [index, [path, its]] of links.entries()) {
    const other = links.slice(0, index).find(([, before]) => isOnePlace(before, its));
    if (!other) continue;
    const message = `another port or address than ${other[0].join('.')} has, because one device is at one place`;
    context.addIssue({ code: 'custom', path: [...path], message, params: CONTRADICTION });
  }
}

/** Whether two links lead to one device, as far as their names tell; what is plugged in tells the rest. */
function isOnePlace(one: LinkProfile, other: LinkProfile): boolean {
  if (one === 'simulated' || other === 'simulated') return false;
  if ('tcp' in one) return 'tcp' in other && placeOf(one.tcp) === placeOf(other.tcp);
  return 'serial' in other && isOnePort(one.serial, other.serial);
}

const placeOf = ({ host, port }: { readonly host: string; readonly port: number }) => `${host.toLowerCase()}:${port}`;

type SerialPort = DeepReadonly<z.infer<typeof serial>>;

function isOnePort(one: SerialPort, other: SerialPort): boolean {
  if ('path' in one) return 'path' in other && normalize(one.path) === normalize(other.path);
  if ('socket' in one) return 'socket' in other && isOneSocket(one.socket, other.socket);
  if (!('usb' in other)) return false;
  const ids = ({ usb }: typeof one) => `${usb.vendorId}:${usb.productId}`.toLowerCase();
  const [number, otherNumber] = [one.usb.serialNumber, other.usb.serialNumber];
  // Ids without a number fit each adapter of that kind.
  return ids(one) === ids(other) && (number === undefined || otherNumber === undefined || number === otherNumber);
}

/** `1-1.4` is the socket of all ports of an adapter, `1-1.4:1.0` one of them. */
const isOneSocket = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}:`) || other.startsWith(`${one}:`);

/** How long one answer of the back office may be waited for at most. */
export const MAX_OFFICE_TIMEOUT_MS = 60_000;

/** In each language; the longest names of the profiles here have 31 and 11. */
const NAME_LETTERS = 80;
const SHORT_LETTERS = 24;

/** What each model speaks. */
export type PrinterLanguages = Readonly<Record<string, 'escpos' | 'star'>>;

/** `url` is `simulated` where the reference back office is started beside the kiosk. */
const backOffice = strict({
  url: backOfficeUrl,
  timeoutMs: z.int().min(500).max(MAX_OFFICE_TIMEOUT_MS),
  /** A certificate of the centre's own authority, PEM. Absent: the authorities of the system alone are believed. */
  ca: z.exactOptional(path),
  /**
   * By what this kiosk proves who it is, PEM: files, or `credential:NAME`; the common name of the certificate is `kiosk.id`. Absent: the office
   * does not ask.
   */
  identity: z.exactOptional(strict({ key: path, certificate: path })),
  /** The certificates of the seals that its documents may have, PEM. Absent: no document is believed, but those of a simulated office. */
  seal: z.exactOptional(path),
}).refine(({ url, identity }) => !identity || url.startsWith('https:'), {
  path: ['identity'],
  message: 'none, because only https:// shows it',
  params: CONTRADICTION,
});

const kiosk = strict({
  /** Begins every reference, such as `K5`. */
  id: z.string().regex(/^[A-Z][A-Z0-9]{0,5}$/, 'a capital letter and up to five letters or digits'),
  centre: strict({
    number: z.int().min(1).max(999),
    name: names(NAME_LETTERS),
    /** For the top bar. */
    short: names(SHORT_LETTERS),
  }),
  /** The QR code of a receipt leads here; the reference is put behind it. */
  statusUrl: z.string().regex(/^https:\/\/[^\s#]+$/, 'an address that begins with https:// and has no #'),
  panel: strict({ widthPx: pixels, heightPx: pixels, pxPerMm: z.number().min(1).max(20) }),
});

/**
 * The shape of a profile file. `printerModels` are the models the printer driver knows and their languages; without them any
 * name is taken.
 */
export function profileSchema(printerModels?: PrinterLanguages) {
  const model = printerModels ? z.literal(Object.keys(printerModels)) : z.string().min(1);
  const printer = strict({
    /** The language of its model. */
    driver: z.literal(['escpos', 'star']),
    model,
    /** Metres of paper on a new roll; absent: what is left is not estimated. */
    rollM: z.exactOptional(z.number().min(5).max(500)),
    link,
  }).refine((its) => !printerModels || printerModels[its.model] === its.driver, {
    path: ['driver'],
    message: 'the language of the model',
    params: CONTRADICTION,
  });
  return strict({
    kiosk,
    web: strict({ port }),
    backOffice,
    /** Relative paths are seen from the root of the installation. */
    ledger: strict({ file: path }),
    catalogue: strict({ dir: path }),
    devices: strict({
      reader: strict({
        driver: z.literal('mrz'),
        /** Absent: plain lines. */
        dialect: z.exactOptional(dialect),
        /** Letters and digits of a FIN, where the centre knows better than the driver. */
        finAlphabet: z.exactOptional(z.string().regex(/^[0-9A-Z]{10,36}$/, 'capital letters and digits')),
        link,
        /** Absent: the zone is all that is read. */
        chip: z.exactOptional(chip),
      }),
      terminal,
      printer,
      /** Absent: duties are paid by card only. */
      billValidator: z.exactOptional(strict({ driver: z.literal('ccnet'), link })),
      /** Absent: there is no printer of whole sheets. */
      documentPrinter: z.exactOptional(documentPrinter),
    }).superRefine(({ documentPrinter: _, ...wired }, context) => oneDeviceALink(wired, context)),
    cash: z.exactOptional(cashSchema),
    /** Absent: no line is wired. Names are free, such as `door`, `presence`, `status` and `attention`. */
    lines: z.exactOptional(linesSchema),
    /** A kiosk that is sometimes away from the office, such as in a bus: it takes what needs nothing of the office, and hands it over later. */
    offline: z.exactOptional(offlineSchema),
    /** Absent: no figures for Prometheus. */
    metrics: z.exactOptional(metricsSchema),
    /** Absent: nobody cosigns the log. The keys of witnesses as they publish them (`name+id+key`). */
    transparency: z.exactOptional(strict({ witnesses: z.array(witness).min(1) })),
    network: z.exactOptional(networkSchema),
    /** Whose keys open its backups, each alone. Absent: `asan-kiosk backup` has to be told. */
    backup: z.exactOptional(strict({ recipients: z.array(recipient).min(1) })),
  })
    .refine(believesItsSeals, NO_SEALS)
    .refine(({ web, metrics }) => metrics?.port !== web.port, {
      path: ['metrics', 'port'],
      message: 'another port than web.port',
      params: CONTRADICTION,
    });
}

/** One cabinet: what a kiosk is, and what it is made of. A file in `provisioning/profiles/`. */
export type Profile = DeepReadonly<z.infer<ReturnType<typeof profileSchema>>>;
