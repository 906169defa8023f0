import type { ReferenceBackOffice } from '../back-office/server.ts';
import type { Bench } from '../bench/bench.ts';
import { ofEach } from '../bench/devices.ts';
import type { BackOfficePart, DeviceParts, DockState, MachinePart } from './state.ts';

export interface SnapshotParts {
  readonly bench: Bench;
  readonly backOffice: ReferenceBackOffice;
  readonly machine: () => MachinePart;
  readonly commands: DockState['commands'];
}

/**
 * The whole state of the bench. `newest` limits sales, papers and register entries (the page gets the newest, whoever asks for the
 * state gets all); their counts are of all.
 */
export function snapshotOf({ bench, backOffice, machine, commands }: SnapshotParts, newest: number): DockState {
  const devices = ofEach((name) => ({
    plugged: bench.cables[name].plugged,
    connected: bench.connected(name),
    ...bench.devices[name].part(newest),
  })) as DeviceParts;
  return {
    seed: bench.seed,
    ...devices,
    documents: bench.documents?.part(newest) ?? null,
    backOffice: backOfficePart(backOffice, newest),
    phone: { messages: backOffice.phone.messages() },
    machine: machine(),
    commands: { ...commands },
  };
}

function backOfficePart(backOffice: ReferenceBackOffice, newest: number): BackOfficePart {
  const entries = backOffice.entries();
  return {
    url: backOffice.url,
    trouble: backOffice.trouble.get(),
    entries: entries.slice(-newest),
    entryCount: entries.length,
    registeredCount: entries.filter(({ state }) => state === 'registered').length,
    surveyCount: backOffice.surveys().length,
  };
}
