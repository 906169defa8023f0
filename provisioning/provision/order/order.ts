import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { refuseSharedLinks } from '../../../device/config/one-device-a-link.ts';
import { profileSchema } from '../../../device/config/profile.ts';
import { CONTRADICTION_PARAMS, type DeepReadonly, isoDateSchema } from '../../../device/config/words.ts';
import { certificatesIn, maySeal } from '../../../device/document/seals.ts';
import { logOriginOf } from '../../../device/proof/checkpoint.ts';
import { LOG_KEY_TYPE, parseVerifierKey } from '../../../device/proof/note.ts';
import { err, ok, type Result } from '../../../drivers/result.ts';
import { quotedText, strictShape } from '../../../drivers/shapes.ts';
import { DIALECT_BY_PRINTER_MODEL } from '../../command/load-profile.ts';
import { BOOT_PASSWORD_HASH_PATTERN } from '../../lockdown/boot.ts';

/* Settings of the office for its kiosks, with the profile's schemas. provisioning/profiles/order-example.yaml has every key. */

const {
  kiosk,
  devices,
  cash,
  lines,
  offline,
  metrics,
  transparency,
  network,
  backup,
  hours,
  notices,
  elsewhere,
  sound,
} = profileSchema(DIALECT_BY_PRINTER_MODEL).shape;
const { id, centre, statusUrl, panel } = kiosk.shape;
const { reader, terminal, printer } = devices.shape;

const certificates = z.string().refine(isPem, 'one certificate or several, PEM');

function isPem(text: string): boolean {
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return found.length > 0 && found.every(isCertificate);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

export const SEAL_REQUIREMENT_TEXT =
  'certificates that may sign documents (digitalSignature or nonRepudiation), and not the authority that issued them';
const seals = certificates.refine(
  (text) => certificatesIn(text).every((der) => der === null || maySeal(der)),
  SEAL_REQUIREMENT_TEXT,
);

const HOST_ALONE = 'https:// and a host, with its port or without';
const hostAlone = z
  .string()
  .regex(/^https:\/\/[^\s/@?#]+$/, HOST_ALONE)
  .refine((text) => URL.canParse(text), HOST_ALONE);

const office = strictShape({
  url: hostAlone,
  /** Trusted authority of the office. Absent: the authorities of the system. */
  ca: z.exactOptional(certificates),
  seal: z.exactOptional(seals),
  /** Whether people may be identified by a digital identity on the phone. Absent: no. */
  phoneIdentity: z.exactOptional(z.boolean()),
  /** Whether a citizen may park a visit and continue it later. Absent: no. */
  parkedVisits: z.exactOptional(z.boolean()),
  /** Server that issues the certificate (RFC 7030), if not the office. */
  enrolment: z.exactOptional(hostAlone),
});

const TIME_ZONE = 'a time zone of the database, such as Asia/Baku';
const timeZone = z
  .string()
  .regex(/^[A-Z][A-Za-z_]+(\/[A-Za-z_+-]+)*$/, TIME_ZONE)
  .refine(isTimeZone, TIME_ZONE);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Must be hard to guess: with it an attacker gets a certificate. */
const certificateCode = z
  .string()
  .regex(
    /^(?=(.*[A-Za-z0-9]){8})[\x21-\x7e]{8,128}$/,
    'a code of at least eight letters and digits, such as S9QZE-K16KD',
  );

/** Shortest prefixes: of 10.0.0.0/8, of other IPv6 networks, and of fc00::/7 (RFC 4193). */
const SHORTEST_PREFIX = { ipv4: 8, ipv6: 16, ownIpv6: 7 } as const;

function isNotEverybody(addresses: string): boolean {
  const [address = '', prefix] = addresses.split('/');
  if (prefix === undefined) return true;
  if (!address.includes(':')) return Number(prefix) >= SHORTEST_PREFIX.ipv4;
  return Number(prefix) >= (/^f[cd]/i.test(address) ? SHORTEST_PREFIX.ownIpv6 : SHORTEST_PREFIX.ipv6);
}

const admin = z.exactOptional(
  network
    .unwrap()
    .shape.admin.unwrap()
    .refine(
      (list) => list.every(isNotEverybody),
      'the addresses of your own network, such as 10.20.0.0/24, not of all networks (at least /8, or /16 of IPv6)',
    ),
);

export const terminalPasswordSchema = quotedText(/^[0-9]{6}$/, 'six digits in quotes');

const ofOne = strictShape({
  id,
  /** Absent: the panel of the whole order. */
  panel: z.exactOptional(panel),
  /** One-time code for the kiosk's certificate. Absent: the office needs none. */
  code: z.exactOptional(certificateCode),
  terminalPassword: z.exactOptional(terminalPasswordSchema),
  /** Devices that are not searched: known to the office, or silent in a search. */
  devices: z.exactOptional(
    strictShape({
      ...devices.shape,
      reader: z.exactOptional(reader),
      terminal: z.exactOptional(terminal),
      printer: z.exactOptional(printer),
    }).superRefine(({ documentPrinter: _, scanner: __, keypad: ___, ...wired }, context) =>
      refuseSharedLinks(wired, context),
    ),
  ),
  /** GPIO lines, which no search can find. */
  lines,
  /** Folder on this machine with certificates of the countries, for a found chip reader. */
  chipTrust: z.exactOptional(z.string().regex(/^\/\S+$/, 'an absolute path')),
  offline,
  metrics,
  elsewhere,
  sound,
  /** From `asan-kiosk transparency key`. Absent: not known yet. */
  logKey: z.exactOptional(z.string().refine(isLogKey, 'the key of a log, such as asan-kiosk/K5+1a2b3c4d+A…')),
});

function isLogKey(line: string): boolean {
  return parseVerifierKey(line)?.type === LOG_KEY_TYPE;
}

export const orderSchema = strictShape({
  /** Higher with each order; older orders are refused. */
  serial: z.int().min(1).max(999_999_999),
  issued: isoDateSchema,
  /** Last day on which the order is accepted. */
  expires: isoDateSchema,
  centre,
  statusUrl,
  panel: z.exactOptional(panel),
  office,
  allow: z.exactOptional(network.unwrap().shape.allow),
  admin,
  timeZone: z.exactOptional(timeZone),
  /** Hash by grub-mkpasswd-pbkdf2. Absent: the boot menu stays locked. */
  bootPassword: z.exactOptional(
    z
      .string()
      .regex(BOOT_PASSWORD_HASH_PATTERN, 'a hash as grub-mkpasswd-pbkdf2 prints it: grub.pbkdf2.sha512.10000.…'),
  ),
  cash,
  hours,
  notices,
  witnesses: z.exactOptional(transparency.unwrap().shape.witnesses),
  backup,
  kiosks: z.array(ofOne).min(1).max(500),
})
  .refine(({ issued, expires }) => issued <= expires, {
    path: ['expires'],
    message: 'a day that is not before issued',
    params: CONTRADICTION_PARAMS,
  })
  .refine(({ panel, kiosks }) => panel !== undefined || kiosks.every((each) => each.panel !== undefined), {
    path: ['panel'],
    message: 'the panel, here or of every kiosk',
    params: CONTRADICTION_PARAMS,
  })
  .refine(({ office, kiosks }) => office.ca !== undefined || kiosks.every(({ code }) => code === undefined), {
    path: ['office', 'ca'],
    message: 'the authority of the office, because a kiosk has a code for a certificate of it',
    params: CONTRADICTION_PARAMS,
  })
  .refine(
    ({ kiosks }) => kiosks.every(({ id, logKey }) => !logKey || parseVerifierKey(logKey)?.name === logOriginOf(id)),
    {
      path: ['kiosks'],
      message: 'for each kiosk a logKey of its own log, which begins with asan-kiosk/ and its id',
      params: CONTRADICTION_PARAMS,
    },
  )
  .refine(({ kiosks }) => new Set(kiosks.map((each) => each.id)).size === kiosks.length, {
    path: ['kiosks'],
    message: 'each kiosk once',
    params: CONTRADICTION_PARAMS,
  });

export type Order = DeepReadonly<z.infer<typeof orderSchema>>;
export const orderFileSchema: z.ZodType<Order> = orderSchema as unknown as z.ZodType<Order>;

type Ordered = Order['kiosks'][number];

/** Settings of one kiosk from any source, without devices still to be found. */
export interface KioskSettings extends Omit<Ordered, 'panel' | 'devices'> {
  readonly panel: NonNullable<Order['panel']>;
  readonly centre: Order['centre'];
  readonly statusUrl: string;
  readonly office: Order['office'];
  readonly allow: readonly string[];
  readonly admin?: readonly string[] | undefined;
  readonly timeZone: string;
  readonly bootPassword?: string | undefined;
  readonly cash?: Order['cash'] | undefined;
  readonly hours?: Order['hours'] | undefined;
  readonly notices?: Order['notices'] | undefined;
  readonly witnesses: readonly string[];
  readonly backup?: Order['backup'] | undefined;
  readonly devices: NonNullable<Ordered['devices']>;
}

const DEFAULT_TIME_ZONE = 'Asia/Baku';

export function kioskSettingsOf(order: Order, ordered: Ordered): KioskSettings {
  const { centre, statusUrl, office, allow = [], admin, timeZone = DEFAULT_TIME_ZONE, witnesses = [] } = order;
  const { backup, bootPassword, cash, hours, notices } = order;
  const panel = ordered.panel ?? order.panel;
  if (!panel) throw new Error('an order without a panel passed its check');
  const all = {
    centre,
    statusUrl,
    office,
    allow,
    admin,
    timeZone,
    cash,
    hours,
    notices,
    witnesses,
    backup,
    bootPassword,
  };
  return { ...ordered, ...all, panel, devices: ordered.devices ?? {} };
}

export const answerSchemas = {
  id,
  statusUrl,
  panel,
  timeZone,
  number: centre.shape.number,
  name: z.string().trim().min(1).max(80),
  short: z.string().trim().min(1).max(24),
  officeUrl: office.shape.url,
  code: ofOne.shape.code.unwrap(),
  allow: network.unwrap().shape.allow,
  witnesses: z.array(transparency.unwrap().shape.witnesses.element),
  terminalPassword: terminalPasswordSchema,
} as const;

export const settingsSchema = strictShape({
  ...ofOne.shape,
  panel,
  centre,
  statusUrl,
  office,
  timeZone,
  allow: answerSchemas.allow,
  admin,
  cash,
  hours,
  notices,
  witnesses: answerSchemas.witnesses,
  backup,
  devices: ofOne.shape.devices.unwrap(),
});

/** Checks answers together; the error is one line. */
export function checkKioskSettings(value: unknown): Result<KioskSettings, string> {
  const checked = settingsSchema.safeParse(value);
  if (checked.success) return ok(checked.data as KioskSettings);
  const issue = checked.error.issues[0];
  return err(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
