import { type ActorOptions, createActor } from 'xstate';
import { HOUR_MS } from '../../drivers/durations.ts';
import type { MaintenanceAct } from '../ledger/entries.ts';
import { CLOSURE_REASONS, type ClosureReason } from '../words/opening.ts';
import type { MaintenancePageHost, MaintenanceTouch, OpenedMaintenancePage } from './desk.ts';
import type { MachineFacts } from './machine/facts.ts';
import type { PowerAct, PowerSnapshot, powerMachine } from './machine/power.machine.ts';
import type { StewardTrouble } from './machine/steward.ts';
import { actOrNotRecorded } from './recorded.ts';

/** When staff expect the kiosk back: local, `YYYY-MM-DDTHH:MM`; `null`: unknown. */
export interface ExpectedReturnTime {
  readonly value: string;
  readonly until: string | null;
}

interface ChosenReason {
  readonly ask: 'until';
  readonly reason: ClosureReason;
  /** Return times, as they were when the reason was chosen. */
  readonly times: readonly ExpectedReturnTime[];
}

type Closing = { readonly ask: 'reason' } | ChosenReason;

export interface MachinePage {
  readonly page: 'machine';
  readonly tab: 'machine';
  readonly jobs: readonly { readonly value: 'job:log' }[];
  readonly facts: Omit<MachineFacts, 'log'>;
  /** Lines of the log in the last hour. */
  readonly logLines: number;
  /** `confirming`: the page asks whether it is meant. `ending`: the machine stops. */
  readonly power: { readonly act: PowerAct; readonly stage: 'confirming' | 'asking' | 'ending' } | null;
  /** `reason`: the page asks why. `until`: it asks for the return time. */
  readonly closing:
    | { readonly ask: 'reason' }
    | { readonly ask: 'until'; readonly times: readonly ExpectedReturnTime[] }
    | null;
  readonly trouble: StewardTrouble['code'] | 'not-recorded' | null;
}

export interface MachinePageOptions {
  readonly power: typeof powerMachine;
  readonly facts: () => MachineFacts;
  /** Computes the hash of the program; a second or less. Must not reject. */
  readonly measure: () => Promise<void>;
  /** First opening after today, local; `null`: unknown. */
  readonly nextOpening: () => string | null;
  /** Durable before the act. Throws the disk's error. */
  readonly record: (act: MaintenanceAct, host: MaintenancePageHost, about?: string) => void;
  readonly close: (reason: ClosureReason, until: string | null) => void;
  readonly open: () => void;
  readonly clockBelieved: () => boolean;
  /** Clock of the confirmation; absent: the real clock. */
  readonly clock?: ActorOptions<typeof powerMachine>['clock'];
}

/** Hours until the return that the page proposes. */
const RETURN_HOURS = [0.5, 1, 2, 4];

export function openMachinePage(options: MachinePageOptions, host: MaintenancePageHost): OpenedMaintenancePage {
  const { record } = options;
  const power = createActor(options.power, options.clock && { clock: options.clock });
  let closing: Closing | null = null;
  let isRefused = false;
  power.subscribe(host.changed);
  power.start();
  void options.measure().then(host.changed);

  /** Records the act; `false`: the page says that it was not recorded. */
  function isDurable(act: MaintenanceAct, about?: string): boolean {
    isRefused = !actOrNotRecorded(() => record(act, host, about)).ok;
    return !isRefused;
  }

  function close({ reason, times }: ChosenReason, value: string): void {
    const time = times.find((each) => each.value === value);
    if (!time || !isDurable('closure', reason)) return;
    isRefused = !actOrNotRecorded(() => options.close(reason, time.until)).ok;
    if (!isRefused) closing = null;
  }

  function choose(value: string): void {
    const reason = CLOSURE_REASONS.find((each) => each === value);
    if (reason) closing = { ask: 'until', reason, times: returnTimes(options) };
  }

  function answer(value: string): void {
    const { value: state } = power.getSnapshot();
    if (state === 'confirming') {
      if (value === 'yes' && isDurable(power.getSnapshot().context.act)) power.send({ type: 'power.confirm' });
    } else if (state !== 'showing') return;
    else if (value === 'restart' || value === 'power-off') power.send({ type: `power.${value}` });
    else if (value === 'close') closing = { ask: 'reason' };
    else if (value === 'open' && isDurable('opening')) isRefused = !actOrNotRecorded(options.open).ok;
    else if (closing?.ask === 'reason') choose(value);
    else if (closing) close(closing, value);
  }

  return {
    view: () => viewOf(options, power.getSnapshot(), { closing, isRefused }),
    take(touch: MaintenanceTouch): void {
      isRefused = false;
      if (touch.do === 'answer') answer(touch.value);
      if (touch.do === 'back') {
        closing = closing?.ask === 'until' ? { ask: 'reason' } : null;
        power.send({ type: 'power.back' });
      }
      host.changed();
    },
    close: () => power.stop(),
  };
}

function viewOf(
  options: MachinePageOptions,
  power: PowerSnapshot,
  { closing, isRefused }: { readonly closing: Closing | null; readonly isRefused: boolean },
): MachinePage {
  const { log, ...facts } = options.facts();
  const { act, trouble } = power.context;
  return {
    page: 'machine',
    tab: 'machine',
    jobs: [{ value: 'job:log' }],
    facts,
    logLines: log.length,
    power: power.value === 'showing' ? null : { act, stage: power.value },
    closing,
    trouble: isRefused ? 'not-recorded' : trouble,
  };
}

function returnTimes({ facts, nextOpening, clockBelieved }: MachinePageOptions): readonly ExpectedReturnTime[] {
  const unknown = { value: 'unknown', until: null };
  if (!clockBelieved()) return [unknown];
  const now = Date.parse(`${facts().now}Z`);
  const hours = RETURN_HOURS.map((count) => ({
    value: `hours-${count}`,
    until: new Date(now + count * HOUR_MS).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length),
  }));
  const opening = nextOpening();
  return [...hours, ...(opening === null ? [] : [{ value: 'opening', until: opening }]), unknown];
}
