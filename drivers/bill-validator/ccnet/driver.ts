import { pause } from '../../clock.ts';
import { createChangeFilter, emitter } from '../../emitter.ts';
import type { Link } from '../../link/link.ts';
import type { WireDriverOptions } from '../../supervision/device.ts';
import {
  type DeviceConnection,
  SUPERVISOR_TIMINGS,
  type Supervisor,
  type SupervisorTimings,
  superviseDevice,
} from '../../supervision/supervisor.ts';
import type { BillValidator, Decide, RecordedNote, ValidatorEvent, ValidatorStatus } from '../contract.ts';
import { stepCcnet } from './dialogue.ts';
import { CCNET_TIMINGS, type CcnetLine, type CcnetTimings, createCcnetLine } from './line.ts';
import { createDecisionQueue, type DecisionQueue } from './questions.ts';
import { type CcnetEffect, type CcnetInput, type CcnetState, startCcnet } from './state.ts';
import { validatorStatusOf } from './status.ts';

export interface CcnetValidatorTimings extends CcnetTimings, SupervisorTimings {
  /** Time for a decision: the unit gives a held note back after 10 s. */
  readonly decideMs: number;
  /** HOLD keeps the note for 10 s. */
  readonly holdEveryMs: number;
  /** Longest end of `accept`, for notes on their way or hanging out. */
  readonly settleMs: number;
}

const TIMINGS: CcnetValidatorTimings = {
  ...CCNET_TIMINGS,
  ...SUPERVISOR_TIMINGS,
  decideMs: 7_000,
  holdEveryMs: 4_000,
  settleMs: 15_000,
};

/** Timings in milliseconds. */
export interface CcnetValidatorOptions extends WireDriverOptions {
  /** Newest note of the durable record; `null`: empty. */
  readonly recorded: RecordedNote | null;
  readonly timings?: Partial<CcnetValidatorTimings>;
}

/**
 * A bill validator that speaks CCNET (9600 8N1) and holds every note in escrow until the caller has decided.
 *
 * CCNET has no events: the driver polls the unit every 150 ms, and the polls are the heartbeat. The driver remembers notes across
 * connections. If line or power fails during a note, the later answers of the unit settle it (see `notes.ts`). If the unit says nothing
 * about it, the driver reports a doubtful credit.
 */
export function createCcnetValidator(options: CcnetValidatorOptions): BillValidator {
  const unit = new CcnetUnit(options);
  return {
    status: () => unit.status(),
    onStatus: unit.statuses.on,
    onEvent: unit.events.on,
    accept(decide, signal) {
      if (unit.decisions.running) throw new Error('notes are accepted already');
      return unit.accept(decide, signal);
    },
    close: () => unit.close(),
  };
}

class CcnetUnit {
  readonly events = emitter<ValidatorEvent>();
  readonly statuses = emitter<ValidatorStatus>();
  readonly decisions: DecisionQueue;
  readonly #options: CcnetValidatorOptions;
  readonly #timings: CcnetValidatorTimings;
  readonly #supervisor: Supervisor<DeviceConnection>;
  readonly #steps = emitter<void>();
  readonly #closing = new AbortController();
  readonly #report: (now: ValidatorStatus) => void;
  #state: CcnetState;
  #line: CcnetLine | undefined;
  /** An effect may cause inputs (a listener that pauses). */
  readonly #inputs: CcnetInput[] = [];
  #busy = false;

  constructor(options: CcnetValidatorOptions) {
    const { clock, link, random } = options;
    this.#options = options;
    this.#timings = { ...TIMINGS, ...options.timings };
    this.#state = startCcnet(options.recorded);
    this.decisions = createDecisionQueue({
      clock,
      limitMs: this.#timings.decideMs,
      renewMs: this.#timings.holdEveryMs,
      onHold: (no) => this.#feed({ type: 'hold', no }),
      onDecided: (no, value, decision) => this.#feed({ type: 'decided', no, value, decision }),
    });
    this.#supervisor = superviseDevice({
      clock,
      link,
      random,
      timings: this.#timings,
      connect: (opened, signal) => this.#connect(opened, signal),
    });
    this.#report = createChangeFilter(this.statuses.emit, this.status());
    this.#supervisor.onState(() => this.#stepped());
  }

  status(): ValidatorStatus {
    return validatorStatusOf(this.#state, this.#supervisor.state());
  }

  async accept(decide: Decide, signal: AbortSignal): Promise<void> {
    this.decisions.begin(decide);
    this.#feed({ type: 'accept' });
    await this.#until(() => false, signal, this.#closing.signal);
    this.#feed({ type: 'pause' });
    const ended = new AbortController();
    void pause(this.#options.clock, this.#timings.settleMs, ended.signal).then(() => ended.abort());
    await this.#until(() => this.#isSettled(), ended.signal, this.#closing.signal);
    ended.abort();
    this.decisions.end();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#feed({ type: 'pause' });
    await this.#supervisor.close();
    this.events.clear();
    this.statuses.clear();
  }

  /** Whether no note of this visit can still be stacked. True if not online: unseen. */
  #isSettled(): boolean {
    if (this.#supervisor.state() !== 'online') return true;
    const { last, escrow, note } = this.#state;
    const shut = last?.state === 'disabled' || this.status().intake === 'blocked';
    return escrow === null && note?.outcome !== 'open' && shut;
  }

  readonly #feed = (input: CcnetInput): void => {
    this.#inputs.push(input);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#inputs.shift(); next; next = this.#inputs.shift()) {
        const [after, effects] = stepCcnet(this.#state, next);
        this.#state = after;
        for (const effect of effects) this.#perform(effect);
      }
    } finally {
      this.#busy = false;
    }
    this.#stepped();
  };

  #stepped(): void {
    this.#report(this.status());
    this.#steps.emit();
  }

  #perform(effect: CcnetEffect): void {
    switch (effect.do) {
      case 'send':
        this.#line?.send(effect.command);
        break;
      case 'wait':
        this.#line?.wait(effect.for);
        break;
      case 'wait-busy':
        this.#line?.waitMs(effect.ms);
        break;
      case 'emit':
        this.events.emit(effect.event);
        break;
      case 'ask':
        this.decisions.ask(effect.no, effect.value);
        break;
      case 'withdraw':
        this.decisions.withdraw(effect.no);
        break;
      case 'discard':
        this.#options.onDiscarded({ bytes: effect.data, why: effect.why });
        break;
      case 'suspect':
        this.#supervisor.suspect();
        break;
      default:
        effect satisfies never;
    }
  }

  /** The unit is online after any answer. */
  async #connect(link: Link, signal: AbortSignal): Promise<DeviceConnection | undefined> {
    const { clock, onDiscarded } = this.#options;
    const { heartbeat } = this.#timings;
    const line = createCcnetLine({ link, clock, timings: this.#timings, feed: this.#feed, onDiscarded });
    this.#line = line;
    this.#feed({ type: 'connected' });
    const answered = await this.#until(() => line.heardAt() !== null, signal);
    if (!answered) {
      this.#close(line);
      return undefined;
    }
    const isHeard = () => clock.now() - (line.heardAt() ?? Number.NEGATIVE_INFINITY) < heartbeat;
    return {
      heartbeat: (beat) => this.#until(isHeard, beat),
      close: () => this.#close(line),
    };
  }

  /** `false`: a signal was aborted first. */
  #until(condition: () => boolean, ...signals: readonly AbortSignal[]): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (held: boolean) => {
        stop();
        for (const signal of signals) signal.removeEventListener('abort', giveUp);
        resolve(held);
      };
      const giveUp = () => settle(false);
      const stop = this.#steps.on(() => {
        if (condition()) settle(true);
      });
      for (const signal of signals) signal.addEventListener('abort', giveUp, { once: true });
      if (condition()) settle(true);
      else if (signals.some(({ aborted }) => aborted)) giveUp();
    });
  }

  #close(line: CcnetLine): void {
    line.close();
    if (this.#line === line) this.#line = undefined;
  }
}
