import { createActor } from 'xstate';
import type { DeviceKind } from '../../../drivers/device-kinds.ts';
import type { ServiceAct } from '../../ledger/entries.ts';
import type { MaintenanceTouch, OpenPage, PageHost } from '../desk.ts';
import { isRecorded } from '../is-recorded.ts';
import type { TestId } from './contract.ts';
import type { DeviceRow } from './device-book.ts';
import { type DevicesResult, type DevicesView, type devicesMachine, devicesView } from './devices.machine.ts';

/** Devices of the cabinet, each with its test. */
export interface DevicesPage {
  readonly page: 'devices';
  readonly tab: 'devices';
  readonly rows: readonly DeviceRow[];
  readonly result: DevicesResult | null;
  readonly trouble: 'not-recorded' | null;
}

/** A test, or the let-in of an exchanged device, runs. */
export type DeviceTestPage = { readonly page: 'device-test' } & NonNullable<DevicesView['running']>;

export interface DevicesPageOptions {
  readonly machine: typeof devicesMachine;
  readonly rows: () => readonly DeviceRow[];
  /** Changes of the rows. */
  readonly onChange: (listener: () => void) => () => void;
  /** Durable before the act. Throws the disk's error. */
  readonly record: (act: ServiceAct, host: PageHost, about: string) => void;
  /** Staff cleaned a device that failed for people. */
  readonly cleaned: (kind: DeviceKind) => void;
}

/** The page *Devices*. A touch on a row that does not offer it has no effect. `value`: part to test at once. */
export function openDevicesPage(options: DevicesPageOptions, host: PageHost, value: string | null = null): OpenPage {
  const { rows, record, cleaned } = options;
  const actor = createActor(options.machine);
  let isRefused = false;
  actor.subscribe(host.changed);
  const unfollow = options.onChange(host.changed);
  actor.start();

  function ifDurable(act: ServiceAct, about: string, begin: () => void): void {
    isRefused = !isRecorded(() => record(act, host, about));
    if (!isRefused) begin();
  }

  function list(answer: string): void {
    const [what = '', id = ''] = answer.split(':');
    const row = rows().find((each) => each.id === id);
    if (!row) return;
    const kind = id as DeviceKind;
    const part = (id === 'chipReader' ? 'reader' : id) as TestId;
    if (what === 'test' && row.canTest) ifDurable('test', part, () => actor.send({ type: 'devices.test', part }));
    if (what === 'let-in' && row.newcomer !== null)
      ifDurable('let-in', kind, () => actor.send({ type: 'devices.let-in', kind }));
    if (what === 'cleaned' && row.degraded !== null) ifDurable('cleaning', kind, () => cleaned(kind));
  }

  function take(touch: MaintenanceTouch): void {
    isRefused = false;
    const isListed = actor.getSnapshot().matches('list');
    if (touch.do === 'back') actor.send({ type: isListed ? 'devices.close-result' : 'test.stop' });
    if (touch.do === 'answer') {
      if (isListed) list(touch.value);
      else if (touch.value === 'yes' || touch.value === 'no')
        actor.send({ type: 'test.answer', yes: touch.value === 'yes' });
    }
    host.changed();
  }

  if (value !== null) list(`test:${value}`);
  return {
    view(): DevicesPage | DeviceTestPage {
      const view = devicesView(actor.getSnapshot(), rows());
      if (view.running) return { page: 'device-test', ...view.running };
      return {
        page: 'devices',
        tab: 'devices',
        rows: view.rows,
        result: view.result,
        trouble: isRefused ? 'not-recorded' : null,
      };
    },
    take,
    close() {
      unfollow();
      actor.stop();
    },
  };
}
