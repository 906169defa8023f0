import { createActor } from 'xstate';
import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { MaintenanceAct } from '../ledger/entries.ts';
import type { MaintenancePageHost, MaintenanceTouch, OpenedMaintenancePage } from './desk.ts';
import type { DeviceTestId } from './devices/contract.ts';
import type { DeviceRow } from './devices/device-book.ts';
import { type DevicesResult, type DevicesView, type devicesMachine, devicesView } from './devices/devices.machine.ts';
import { actOrNotRecorded } from './recorded.ts';

export interface DevicesPage {
  readonly page: 'devices';
  readonly tab: 'devices';
  readonly rows: readonly DeviceRow[];
}

/** One device with what staff can do for it. `result`: of the last test or let-in here. */
export interface DevicePage {
  readonly page: 'device';
  readonly row: DeviceRow;
  readonly result: DevicesResult | null;
  readonly trouble: 'not-recorded' | null;
}

/** A test, or the let-in of an exchanged device, runs. */
export type DeviceTestPage = { readonly page: 'device-test' } & NonNullable<DevicesView['running']>;

export interface DevicesPageOptions {
  readonly machine: typeof devicesMachine;
  readonly rows: () => readonly DeviceRow[];
  readonly onChange: (listener: () => void) => () => void;
  /** Durable before the act. Throws the disk's error. */
  readonly record: (act: MaintenanceAct, host: MaintenancePageHost, about: string) => void;
  readonly cleaned: (kind: DeviceKind) => void;
}

/** The page *Devices*. A touch that the shown page does not offer has no effect. */
export function openDevicesPage(options: DevicesPageOptions, host: MaintenancePageHost): OpenedMaintenancePage {
  const { rows, record, cleaned } = options;
  const actor = createActor(options.machine);
  let chosen: DeviceRow['id'] | null = null;
  let isRefused = false;
  const chosenRow = () => rows().find(({ id }) => id === chosen);
  actor.subscribe(host.changed);
  const unfollow = options.onChange(host.changed);
  actor.start();

  function ifDurable(act: MaintenanceAct, about: string, begin: () => void): void {
    isRefused = !actOrNotRecorded(() => record(act, host, about)).ok;
    if (!isRefused) begin();
  }

  function act({ id, canTest, newcomer, degraded }: DeviceRow, answer: string): void {
    const kind = id as DeviceKind;
    const part = (id === 'chipReader' ? 'reader' : id) as DeviceTestId;
    if (answer === 'test' && canTest) ifDurable('test', part, () => actor.send({ type: 'devices.test', part }));
    if (answer === 'let-in' && newcomer !== null)
      ifDurable('let-in', kind, () => actor.send({ type: 'devices.let-in', kind }));
    if (answer === 'cleaned' && degraded !== null) ifDurable('cleaning', kind, () => cleaned(kind));
  }

  function answered(value: string): void {
    const row = chosenRow();
    if (!actor.getSnapshot().matches('list')) {
      if (value === 'yes' || value === 'no') actor.send({ type: 'test.answer', yes: value === 'yes' });
    } else if (row) act(row, value);
    else chosen = rows().find(({ id }) => value === `part:${id}`)?.id ?? null;
  }

  function back(): void {
    const isListed = actor.getSnapshot().matches('list');
    if (isListed) chosen = null;
    actor.send({ type: isListed ? 'devices.close-result' : 'test.stop' });
  }

  return {
    view(): DevicesPage | DevicePage | DeviceTestPage {
      const view = devicesView(actor.getSnapshot(), rows());
      if (view.running) return { page: 'device-test', ...view.running };
      const row = chosenRow();
      return row
        ? { page: 'device', row, result: view.result, trouble: isRefused ? 'not-recorded' : null }
        : { page: 'devices', tab: 'devices', rows: view.rows };
    },
    take(touch: MaintenanceTouch): void {
      isRefused = false;
      if (touch.do === 'back') back();
      if (touch.do === 'answer') answered(touch.value);
      host.changed();
    },
    close() {
      unfollow();
      actor.stop();
    },
  };
}
