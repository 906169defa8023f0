import { packageFile } from '../../device/files/package-root.ts';
import { createLog } from '../../device/log/log.ts';
import type { ScreenFrame } from '../../device/screen/screen.ts';
import { citizenEvent } from '../../device/session/visit/events.ts';
import { createScreenHub, type ScreenHub } from '../../device/web/hub.ts';
import { startWebServer, type WebServer } from '../../device/web/server.ts';
import { realClock } from '../../drivers/clock.ts';
import type { MachineRig } from '../rigs/machine-rig.ts';

/**
 * Serves the built page with the machines of a rig and a simulated clock, so that minutes pass at once. `frame` replaces parts of each
 * screen.
 */
export const serveRig = (rig: MachineRig, frame: Partial<ScreenFrame> = {}): Promise<WebServer> =>
  serveHub(hubOf(rig, frame));

/** Connects the machines of a rig with a new hub, which also takes presses of the keypad. */
export function hubOf(rig: MachineRig, frame: Partial<ScreenFrame> = {}): ScreenHub {
  const hub = createScreenHub();
  const show = () => hub.show({ ...rig.screen(), ...frame });
  hub.onIntent((intent) => rig.actor.send(citizenEvent(intent)));
  rig.onChange(show);
  show();
  return hub;
}

/** Serves the built page without a key and without a log. */
export function serveHub(hub: ScreenHub): Promise<WebServer> {
  return startWebServer({
    port: 0,
    uiDir: packageFile('dist/ui'),
    hub,
    clock: realClock,
    glass: 'open',
    log: createLog({ write: () => undefined, now: () => new Date(0) }),
    health: () => ({ ready: true, storage: 'enough', devices: {} }),
  });
}
