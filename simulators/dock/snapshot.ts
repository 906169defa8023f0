import type { ReferenceBackOffice, RegisterView } from '../back-office/server.ts';
import type { Bench } from '../bench/bench.ts';
import { mapDeviceKinds } from '../bench/devices.ts';
import type { BackOfficeDockState, DeviceDockStates, DockState, VisitDockState } from './state.ts';

export interface DockStateSources {
  readonly bench: Bench;
  readonly backOffice: ReferenceBackOffice;
  readonly register: RegisterView;
  readonly machine: () => VisitDockState;
  readonly commands: DockState['commands'];
}

/**
 * The whole state of the bench. `newest` limits sales and papers; the caller has limited `register`. The page gets the newest;
 * `GET /dock/state` gets all. The counts include all.
 */
export function snapshotOf(parts: DockStateSources, newest: number): DockState {
  const { bench, backOffice, register, machine, commands } = parts;
  const devices = mapDeviceKinds((name) => ({
    plugged: bench.cables[name].plugged,
    connected: bench.connected(name),
    ...bench.devices[name].part(newest),
  })) as DeviceDockStates;
  return {
    seed: bench.seed,
    ...devices,
    documentPrinter: bench.documentPrinter?.part(newest) ?? null,
    scanner: bench.scanner?.part() ?? null,
    keypad: bench.keypad?.part() ?? null,
    lines: bench.lines?.part() ?? null,
    backOffice: backOfficePart(backOffice, register),
    phone: { messages: backOffice.phone.messages(), codes: backOffice.shownToPhones() },
    machine: machine(),
    commands: { ...commands },
  };
}

function backOfficePart({ url, trouble }: ReferenceBackOffice, register: RegisterView): BackOfficeDockState {
  const { lodged, registered, withdrawn } = register.states;
  return {
    url,
    trouble: trouble.get(),
    entries: register.entries,
    entryCount: lodged + registered + withdrawn,
    registeredCount: registered,
    surveyCount: register.surveyCount,
  };
}
