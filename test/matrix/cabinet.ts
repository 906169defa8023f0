import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimulatedClock } from 'xstate';
import type { Profile } from '../../device/config/profile.ts';
import type { Log } from '../../device/log/log.ts';
import { createLog } from '../../device/log/log.ts';
import { openLines } from '../../device/main-lines.ts';
import { openStaffSignIn } from '../../device/main-staff.ts';
import { KEYPAD_MODELS } from '../../drivers/keypad/hid-keys/profile.ts';
import { createBadgeReaderOnPn532 } from '../../drivers/kinds/badge-reader.ts';
import { openKeypad } from '../../drivers/kinds/keypad.ts';
import { cable } from '../../drivers/link/pair.ts';
import { SIMULATED_STAFF, type SimulatedBadgeId, simulatedBadge } from '../../simulators/badge/badges.ts';
import { hidCable } from '../../simulators/hid/cable.ts';
import type { Simulators } from '../../simulators/host/host-types.ts';
import { createPn532Simulator } from '../../simulators/id-reader/pn532/pn532.ts';
import { createHidKeypadSimulator } from '../../simulators/keypad/hid-keys.ts';
import { createLinesSimulator } from '../../simulators/lines/lines.ts';
import { seededRandom } from '../../simulators/random.ts';

const MODEL = 'arrows';
const MAP = {
  door: { chip: 'c', offset: 0, direction: 'in' },
  serviceKey: { chip: 'c', offset: 1, direction: 'in' },
} as const;
const PROFILE = { devices: { badgeReader: { driver: 'pn532', link: 'simulated' } } } as unknown as Profile;

/** New each time: a card has a state. */
export function badgeOf(id: SimulatedBadgeId) {
  const badge = simulatedBadge(id);
  if (!badge) throw new Error(`no badge ${id}`);
  return badge.card();
}

interface Around {
  readonly clock: SimulatedClock;
  readonly common: { readonly clock: SimulatedClock; readonly random: () => number; readonly onDiscarded: () => void };
  readonly now: () => Date;
}

export type LoggedEvent = Readonly<Record<string, unknown>> & { readonly event: string };

export function openCabinet({ clock, common, now }: Around) {
  const cables = { keypad: hidCable(), badgeReader: cable() };
  const keys = createHidKeypadSimulator({ wire: cables.keypad.device, clock, model: KEYPAD_MODELS[MODEL] });
  const badges = createPn532Simulator({ wire: cables.badgeReader.device, clock });
  const contacts = createLinesSimulator({ map: MAP, clock, random: seededRandom(1) });
  const logged: LoggedEvent[] = [];
  const log: Log = createLog({ write: (line) => void logged.push(JSON.parse(line) as LoggedEvent), now });
  const keypad = openKeypad(
    { link: 'simulated', model: MODEL },
    { ...common, simulated: cables.keypad, note: () => undefined },
  );
  const badgeReader = createBadgeReaderOnPn532({
    ...common,
    link: cables.badgeReader.host,
    randomBytes: (count) => new Uint8Array(count).fill(0x5a),
    masterKey: SIMULATED_STAFF.keys.badgeKey,
    takesUids: false,
  });
  const lines = openLines({ lines: { adapter: 'simulated', map: MAP }, log, clock, port: contacts.port });
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-matrix-'));
  const staff = openStaffSignIn({
    profile: PROFILE,
    simulators: { staff: SIMULATED_STAFF } as unknown as Simulators,
    log,
    badgeReader,
    keys: SIMULATED_STAFF.keys,
    ledgerFile: join(folder, 'ledger.db'),
    now,
  });
  lines.cabinet.onKey(staff.keyTurned);
  return {
    cables,
    keys,
    badges,
    contacts,
    log,
    logged,
    keypad,
    badgeReader,
    lines,
    staff: staff.desk,
    async close(): Promise<void> {
      await Promise.all([keypad.close(), badgeReader.close(), lines.close()]);
    },
    end(): void {
      keys.close();
      badges.close();
      contacts.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type MatrixCabinet = ReturnType<typeof openCabinet>;
