import { dump } from 'js-yaml';
import { credentialFileName } from '../../../device/config/credentials.ts';
import { CREDENTIALS, INSTALLED } from '../../machine/installed.ts';
import type { KioskSettings } from '../order/order.ts';
import type { DeviceChoice } from './devices.ts';

const asCredential = (name: keyof typeof CREDENTIALS): string => `credential:${CREDENTIALS[name]}`;

/** Plain and root-only, until systemd gives it to the unit [systemd.exec(5)]. */
export const TERMINAL_PASSWORD_FILE = `/etc/credstore/${credentialFileName(CREDENTIALS.terminalPassword)}`;

export const TERMINAL_PASSWORD_FILES = [
  TERMINAL_PASSWORD_FILE,
  `/etc/credstore.encrypted/${credentialFileName(CREDENTIALS.terminalPassword)}`,
] as const;

/** TCP port of the page; the same profile tells the browser. */
const PORT = 8080;
const OFFICE_TIMEOUT_MS = 10_000;

/** The kiosk's profile as YAML, with its source in the first line. */
export function profileText(settings: KioskSettings, chosen: DeviceChoice, from: string): string {
  return `${head(settings.id, from)}${yaml(profileData(settings, chosen))}`;
}

/** The order's part of a profile: all but devices and lines, which may be found at the machine. */
export function profilePartOfOrder(settings: KioskSettings): Readonly<Record<string, unknown>> {
  const { devices: _, ...ordered } = profileData(settings, { devices: {} });
  return ordered;
}

export const profileTextWithDevices = (data: object, id: string, chosen: DeviceChoice): string =>
  `${head(id, 'the profile that was here')}${yaml({ ...data, ...devicesPart(chosen) })}`;

const head = (id: string, from: string): string =>
  `# ${id}, written by \`asan-kiosk provision\` from ${from}; what is changed here by hand is replaced by the next one.\n`;

const yaml = (data: object): string => dump(data, { lineWidth: 120, noRefs: true });

function profileData(settings: KioskSettings, chosen: DeviceChoice): Readonly<Record<string, unknown>> {
  const { id, centre, statusUrl, panel, office, cash, offline, metrics, witnesses, code, admin, backup } = settings;
  const { hours, notices, elsewhere, sound } = settings;
  const allow = [...settings.allow, ...enrolmentHost(office.enrolment)];
  const identity = asCredential('identity');
  return {
    kiosk: { id, centre, statusUrl, panel },
    web: { port: PORT },
    backOffice: {
      url: office.url,
      timeoutMs: OFFICE_TIMEOUT_MS,
      ...(office.ca !== undefined && { ca: INSTALLED.officeCa }),
      ...(code !== undefined && { identity: { key: identity, certificate: identity } }),
      ...(office.seal !== undefined && { seal: INSTALLED.officeSeal }),
      ...(office.phoneIdentity !== undefined && { phoneIdentity: office.phoneIdentity }),
      ...(office.parkedVisits !== undefined && { parkedVisits: office.parkedVisits }),
    },
    ledger: { file: INSTALLED.ledger },
    catalogue: { dir: 'device/catalogue' },
    ...devicesPart(chosen),
    ...(cash && { cash }),
    ...(offline && { offline }),
    ...(metrics && { metrics }),
    ...(witnesses.length > 0 && { transparency: { witnesses } }),
    ...((allow.length > 0 || admin) && { network: { allow, ...(admin && { admin }) } }),
    ...(backup && { backup }),
    ...(hours && { hours }),
    ...(notices && { notices }),
    ...(elsewhere && { elsewhere }),
    ...(sound && { sound }),
  };
}

const enrolmentHost = (url: string | undefined): readonly string[] =>
  url === undefined ? [] : [`${new URL(url).hostname}:${new URL(url).port || HTTPS_PORT}`];

const HTTPS_PORT = '443';

const devicesPart = ({ devices, lines }: DeviceChoice): object => ({
  devices: inOrder({
    ...devices,
    ...(devices.terminal && { terminal: { ...devices.terminal, password: asCredential('terminalPassword') } }),
  }),
  ...(lines && { lines }),
});

const FIRST = ['driver', 'model'];

/** Kind first, then settings by name: the same text, whether found, ordered or old. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const rank = (key: string) => `${FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length} ${key}`;
  const entries = Object.entries(value).sort(([one], [other]) => (rank(one) < rank(other) ? -1 : 1));
  return Object.fromEntries(entries.map(([key, its]) => [key, inOrder(its)]));
}
