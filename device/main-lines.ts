import type { Clock } from '../drivers/clock.ts';
import { createLinePort } from '../drivers/kinds/lines.ts';
import type { LineState, Lines, LinesStatus } from '../drivers/lines/contract.ts';
import { createLines } from '../drivers/lines/driver.ts';
import type { LinePort } from '../drivers/lines/port.ts';
import { isKioskLine, LIGHT_NAMES, type LightName } from './config/lines.ts';
import type { Profile } from './config/profile.ts';
import type { DegradationMonitor } from './degradation/monitor.ts';
import type { Log } from './log/log.ts';
import { lightsForPage } from './screen/lights.ts';
import type { ScreenHub } from './web/hub.ts';

interface Wired {
  readonly lines: NonNullable<Profile['lines']>;
  readonly hub: Pick<ScreenHub, 'screen' | 'onShown'>;
  readonly log: Log;
  readonly clock: Clock;
  readonly degradation?: Pick<DegradationMonitor, 'degraded' | 'onChange'>;
  /** Default: adapter of the profile. */
  readonly port?: LinePort;
}

/**
 * Logs the door and switches the lights with the page. Lines of other names are left alone: another program may own them, and the kiosk
 * does not know what they switch.
 */
export function connectLines({ lines: section, hub, log, clock, degradation, ...given }: Wired): Pick<Lines, 'close'> {
  const map = Object.fromEntries(Object.entries(section.map).filter(([name]) => isKioskLine(name)));
  const port = given.port ?? createLinePort(section.adapter, clock);
  const lines = createLines({ map, port, clock, random: Math.random });
  // `onStatus` does not report the present status.
  const tellLosses = losses(log);
  lines.onStatus(tellLosses);
  tellLosses(lines.status());
  const tellDoor = (state: LineState) => {
    if (state === 'active') log.event('door.opened', {});
    if (state === 'inactive') log.event('door.closed', {});
  };
  if ('door' in map) {
    lines.watch('door', tellDoor);
    tellDoor(lines.read('door'));
  }
  const needsStaff = () => Object.keys(degradation?.degraded() ?? {}).length > 0;
  const follow = following(lines, hub.screen, map, needsStaff);
  const stops = [hub.onShown(follow), degradation?.onChange(follow)];
  return {
    close() {
      for (const stop of stops) stop?.();
      return lines.close();
    },
  };
}

/** The driver repeats a light's state when its line is back. */
function following(lines: Lines, screen: ScreenHub['screen'], map: object, needsStaff: () => boolean): () => void {
  const names = LIGHT_NAMES.filter((name) => name in map);
  let before: ReadonlySet<LightName> = new Set();
  return () => {
    const shown = screen();
    if (!shown) return;
    const lit = lightsForPage(shown, needsStaff());
    // A failure is in the status, so the result is ignored.
    for (const name of names)
      if (lit.has(name) !== before.has(name)) void lines.set(name, lit.has(name) ? 'on' : 'off');
    before = lit;
  };
}

/** Logs each loss once per line and reason, and the line's return. */
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
