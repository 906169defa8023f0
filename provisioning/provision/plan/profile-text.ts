import { dump } from 'js-yaml';
import { credentialFile, INSTALLED } from '../../machine/installed.ts';
import type { KioskSettings } from '../order/order.ts';
import type { ChosenDevices } from './devices.ts';

/** What stands in a profile in the place of a secret; `NAME` is that of a credential of the unit. */
export const asCredential = (name: string): string => `credential:${name}`;
export const TERMINAL_PASSWORD = 'terminal-password';

/** The page of an installed kiosk; its browser is told it by the same profile. */
const PORT = 8080;
const OFFICE_TIMEOUT_MS = 10_000;

/** The profile of a kiosk, as YAML with what made it on top. */
export function profileText(settings: KioskSettings, chosen: ChosenDevices, from: string): string {
  return `# ${settings.id}, written by \`asan-kiosk provision\` from ${from}; what is changed here by hand is replaced by the next one.\n${dump(
    profileData(settings, chosen),
    { lineWidth: 120, noRefs: true },
  )}`;
}

function profileData(settings: KioskSettings, { devices, lines }: ChosenDevices): object {
  const { id, centre, statusUrl, panel, office, offline, witnesses, allow } = settings;
  return {
    kiosk: { id, centre, statusUrl, panel },
    web: { port: PORT },
    backOffice: {
      url: office.url,
      timeoutMs: OFFICE_TIMEOUT_MS,
      ...(office.ca !== undefined && { ca: INSTALLED.officeCa }),
      ...(office.seal !== undefined && { seal: INSTALLED.officeSeal }),
    },
    ledger: { file: INSTALLED.ledger },
    catalogue: { dir: 'device/catalogue' },
    devices: {
      ...devices,
      ...(devices.terminal && { terminal: { ...devices.terminal, password: asCredential(TERMINAL_PASSWORD) } }),
    },
    ...(lines && { lines }),
    ...(offline && { offline }),
    ...(witnesses.length > 0 && { transparency: { witnesses } }),
    ...(allow.length > 0 && { network: { allow } }),
  };
}

/** Where the secret of the terminal is kept. */
export const TERMINAL_PASSWORD_FILE = credentialFile(TERMINAL_PASSWORD);
