import { type Clock, createTimer } from '../drivers/clock.ts';
import { emitter } from '../drivers/emitter.ts';
import { createLinePort } from '../drivers/kinds/lines.ts';
import type { LinePattern, LineState, Lines, LinesStatus } from '../drivers/lines/contract.ts';
import { createLines } from '../drivers/lines/driver.ts';
import type { LinePort } from '../drivers/lines/port.ts';
import type { CabinetWatch } from './actors/kiosk-parts.ts';
import { isKioskLine, LIGHT_NAMES, type LightName } from './config/lines.ts';
import type { Profile } from './config/profile.ts';
import type { DegradationMonitor } from './degradation/monitor.ts';
import type { Log } from './log/log.ts';
import type { BorrowedLights } from './maintenance/devices/other-tests.ts';
import { lightsForPage } from './screen/lights.ts';
import type { ScreenHub } from './web/hub.ts';
import type { KioskHealth } from './web/server.ts';

interface Wired {
  readonly lines: NonNullable<Profile['lines']>;
  readonly log: Log;
  readonly clock: Clock;
  /** Port of the simulated cabinet; absent: adapter of the profile. */
  readonly port?: LinePort | undefined;
}

interface Followed {
  readonly hub: Pick<ScreenHub, 'screen' | 'onShown'>;
  readonly degradation?: Pick<DegradationMonitor, 'degraded' | 'onChange'>;
}

/** How the attention light answers a badge, and for how many milliseconds. WCAG 2.3.1 allows three flashes a second. */
const ACKNOWLEDGED: LinePattern = { onMs: 200, offMs: 200 };
const ACKNOWLEDGED_MS = 2_000;

/**
 * Door, presence sensor, service key and lights of the cabinet. Lines of other names are left alone: another program may own them, and the
 * kiosk does not know what they switch.
 */
export function openLines({ lines: section, log, clock, ...given }: Wired) {
  const map = Object.fromEntries(Object.entries(section.map).filter(([name]) => isKioskLine(name)));
  const port = given.port ?? createLinePort(section.adapter, clock);
  const lines = createLines({ map, port, clock, random: Math.random });
  // `onStatus` does not report the present status.
  const tellLosses = losses(log);
  lines.onStatus(tellLosses);
  tellLosses(lines.status());
  const cabinet = watchCabinet(lines, map, log);
  const acknowledgement = emitter<boolean>();
  const loan = emitter<boolean>();
  const acknowledged = createTimer(clock, () => acknowledgement.emit(false));
  return {
    cabinet,
    health(): Pick<KioskHealth, 'door' | 'lines'> {
      const troubles = Object.entries(lines.status().lines).flatMap(([name, { trouble }]) =>
        trouble ? [[name, trouble.code] as const] : [],
      );
      return { ...('door' in map && { door: DOOR[lines.read('door')] }), lines: Object.fromEntries(troubles) };
    },
    follow({ hub, degradation }: Followed): void {
      let acknowledges = false;
      const needsStaff = () => cabinet.current().doorOpen || Object.keys(degradation?.degraded() ?? {}).length > 0;
      let show = lightSwitch(lines, map);
      let isLent = false;
      const follow = () => {
        const shown = hub.screen();
        if (!shown || isLent) return;
        const lit = lightsForPage(shown, needsStaff());
        show(acknowledges ? new Map([...lit, ['attention', ACKNOWLEDGED]]) : lit);
      };
      hub.onShown(follow);
      degradation?.onChange(follow);
      cabinet.onChange(follow);
      acknowledgement.on((on) => {
        acknowledges = on;
        follow();
      });
      loan.on((on) => {
        isLent = on;
        // After a test all lights are off.
        show = lightSwitch(lines, map);
        follow();
      });
    },
    /** Lends the lights to a test: meanwhile no page switches them. */
    lend(): BorrowedLights {
      loan.emit(true);
      return {
        names: LIGHT_NAMES.filter((name) => name in map),
        show: (name, pattern) => lines.set(name, pattern),
        giveBack: () => loan.emit(false),
      };
    },
    /** Blinks the attention light: the kiosk has seen the badge and waits for the end of the visit. */
    acknowledgeBadge(): void {
      acknowledged.start(ACKNOWLEDGED_MS);
      acknowledgement.emit(true);
    },
    close(): Promise<void> {
      acknowledged.stop();
      acknowledgement.clear();
      loan.clear();
      return lines.close();
    },
  };
}

export type CabinetLines = ReturnType<typeof openLines>;

/** `onKey` reports each turn of the service key. If the key is on, the listener hears it at once. */
function watchCabinet(lines: Lines, map: object, log: Log) {
  const changed = emitter<void>();
  const turned = emitter<boolean>();
  let current: ReturnType<CabinetWatch['current']> = { doorOpen: false, near: null };
  let keyOn = false;
  const note = (next: Partial<typeof current>) => {
    const before = current;
    current = { ...current, ...next };
    if (before.doorOpen !== current.doorOpen || before.near !== current.near) changed.emit();
  };
  const readers: Readonly<Record<string, (state: LineState) => void>> = {
    door: (() => {
      let wasRead = false;
      return (state: LineState) => {
        if (state === 'active') log.event('door.opened', {});
        if (state === 'inactive') log.event('door.closed', {});
        if (state === 'active' || state === 'inactive') wasRead = true;
        // A line that never worked is a fault of the mounting: closed. A line that was lost may be tampering: open.
        note({ doorOpen: state === 'active' || (state === 'lost' && (wasRead || isGone(lines.status(), 'door'))) });
      };
    })(),
    presence: (state) => note({ near: state === 'active' ? true : state === 'inactive' ? false : null }),
    // Without its line, the key is off.
    serviceKey: (state) => {
      if (keyOn === (state === 'active')) return;
      keyOn = state === 'active';
      turned.emit(keyOn);
    },
  };
  for (const [name, read] of Object.entries(readers)) {
    if (!(name in map)) continue;
    lines.watch(name, read);
    read(lines.read(name));
  }
  return {
    current: () => current,
    onChange: changed.on,
    onKey(listener: (on: boolean) => void): () => void {
      if (keyOn) listener(true);
      return turned.on(listener);
    },
  };
}

const DOOR = { active: 'open', inactive: 'closed', lost: 'unknown', unknown: 'unknown' } as const;

const isGone = ({ lines }: LinesStatus, name: string): boolean => lines[name]?.trouble?.kind === 'went-away';

/** The driver repeats a light's pattern when its line is back. */
function lightSwitch(lines: Lines, map: object): (lit: ReadonlyMap<LightName, LinePattern>) => void {
  const names = LIGHT_NAMES.filter((name) => name in map);
  let before: ReadonlyMap<LightName, LinePattern> = new Map();
  return (lit) => {
    // A failure is in the status, so the result is ignored.
    for (const name of names) {
      const pattern = lit.get(name) ?? 'off';
      if (pattern !== (before.get(name) ?? 'off')) void lines.set(name, pattern);
    }
    before = lit;
  };
}

function losses(log: Log): (status: LinesStatus) => void {
  const told = new Map<string, string>();
  return ({ lines }) => {
    for (const [line, { state, trouble }] of Object.entries(lines)) {
      if (trouble?.code === told.get(line) || state === 'unknown') continue;
      if (trouble) told.set(line, trouble.code);
      else told.delete(line);
      if (trouble) log.event('line.lost', { line, code: trouble.code });
      else log.event('line.back', { line });
    }
  };
}
