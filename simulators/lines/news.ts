import type { LinePattern } from '../../drivers/lines/contract.ts';
import { encodeLineEvent } from '../../drivers/lines/describe.ts';
import type { LineMap, LineSpec } from '../../drivers/lines/port.ts';
import type { Traffic } from '../../drivers/link/link.ts';
import type { SCRIPT_OCCASIONS } from '../scripts/script.ts';
import type { LinesSimulator } from './lines.ts';

export interface LinesTrafficListener {
  /** As in a trace: towards the kiosk pin edges with bounces, from the kiosk light patterns. */
  onNews(traffic: Traffic): void;
  onOccasion(name: (typeof SCRIPT_OCCASIONS)['lines'][number]): void;
}

/** Reports everything that crosses the boundary of the simulated cabinet, in order. */
export function watchLines(cabinet: LinesSimulator, map: LineMap, watcher: LinesTrafficListener): void {
  const named = ({ chip, offset }: LineSpec): string =>
    Object.entries(map).find(([, spec]) => spec.chip === chip && spec.offset === offset)?.[0] ?? `${chip} ${offset}`;
  const { inputs, outputs } = cabinet.state();
  const contacts = new Map(Object.entries(inputs));
  const lights = new Map(Object.entries(outputs).map(([name, { pattern }]) => [name, JSON.stringify(pattern)]));

  function lit(name: string, shows: LinePattern): void {
    if (lights.get(name) === JSON.stringify(shows)) return;
    lights.set(name, JSON.stringify(shows));
    watcher.onNews({ direction: 'out', bytes: encodeLineEvent({ name, shows }) });
    watcher.onOccasion('light');
  }

  cabinet.onPin(({ spec, high }) =>
    watcher.onNews({ direction: 'in', bytes: encodeLineEvent({ name: named(spec), level: high ? 'high' : 'low' }) }),
  );
  cabinet.onLost(({ spec, lost }) =>
    watcher.onNews({ direction: 'in', bytes: encodeLineEvent({ name: named(spec), is: lost ? 'lost' : 'back' }) }),
  );
  cabinet.onChange((now) => {
    for (const [name, active] of Object.entries(now.inputs)) {
      if (contacts.get(name) === active) continue;
      contacts.set(name, active);
      watcher.onOccasion('contact');
    }
    for (const [name, { pattern }] of Object.entries(now.outputs)) lit(name, pattern);
  });
}
