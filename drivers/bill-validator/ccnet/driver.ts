import { type Clock, pause } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { Link, LinkFactory } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { type Connection, type SupervisorTimings, supervise } from '../../supervision/supervisor.ts';
import type { BillValidator, Decide, RecordedNote, ValidatorEvent, ValidatorStatus } from '../contract.ts';
import { stepCcnet } from './dialogue.ts';
import { CCNET_TIMINGS, type CcnetLine, type CcnetTimings, createCcnetLine } from './line.ts';
import { createDecisions } from './questions.ts';
import { type CcnetEffect, type CcnetInput, startCcnet } from './state.ts';
import { readStatus } from './status.ts';

export interface CcnetValidatorTimings extends CcnetTimings, SupervisorTimings {
  /** How long a decision may take: the unit gives a held note back after 10 s by itself. */
  readonly decideMs: number;
  /** How long the end of `accept` waits for notes on their way and for a note that hangs out. */
  readonly settleMs: number;
}

const TIMINGS: CcnetValidatorTimings = {
  ...CCNET_TIMINGS,
  heartbeat: 2_000,
  patience: 3_000,
  retryFirst: 250,
  retryCeiling: 2_000,
  decideMs: 7_000,
  settleMs: 15_000,
};

export interface CcnetValidatorOptions {
  readonly link: LinkFactory;
  readonly clock: Clock;
  /** 0 ≤ n < 1, for the spread of retries. */
  readonly random: () => number;
  readonly onDiscarded: OnDiscarded;
  /** The newest note of the durable record; `null` for an empty one. */
  readonly recorded: RecordedNote | null;
  readonly timings?: Partial<CcnetValidatorTimings>;
}

interface CcnetConnection extends Connection {
  readonly line: CcnetLine;
}

/**
 * A bill validator that speaks CCNET (9600 8N1) and holds every note in escrow until the caller has decided.
 *
 * There is no event on this wire: the unit is polled every 150 ms, and the polls are the heartbeat. What is known of notes
 * outlives the connection, so a note that was under way when the line or the power went is settled by what the unit says
 * afterwards (see `notes.ts`), and is reported as doubtful where it says nothing.
 */
export function createCcnetValidator(options: CcnetValidatorOptions): BillValidator {
  const { clock } = options;
  const timings = { ...TIMINGS, ...options.timings };
  const events = emitter<ValidatorEvent>();
  const statuses = emitter<ValidatorStatus>();
  const steps = emitter<void>();
  let state = startCcnet(options.recorded);
  let line: CcnetLine | undefined;
  let told = '';

  const decisions = createDecisions({
    clock,
    limitMs: timings.decideMs,
    onDecided: (no, value, decision) => feed({ type: 'decided', no, value, decision }),
  });

  /** Effects may lead to inputs (a listener that pauses): those wait their turn. */
  const inputs: CcnetInput[] = [];
  let busy = false;
  function feed(input: CcnetInput): void {
    inputs.push(input);
    if (busy) return;
    busy = true;
    try {
      for (let next = inputs.shift(); next; next = inputs.shift()) {
        const [after, effects] = stepCcnet(state, next);
        state = after;
        for (const effect of effects) perform(effect);
      }
    } finally {
      busy = false;
    }
    reportStatus();
    steps.emit();
  }

  function perform(effect: CcnetEffect): void {
    switch (effect.do) {
      case 'send':
        line?.send(effect.command);
        break;
      case 'wait':
        line?.wait(effect.for);
        break;
      case 'wait-busy':
        line?.waitMs(effect.ms);
        break;
      case 'emit':
        events.emit(effect.event);
        break;
      case 'ask':
        decisions.ask(effect.no, effect.value);
        break;
      case 'withdraw':
        decisions.withdraw(effect.no);
        break;
      case 'discard':
        options.onDiscarded({ bytes: effect.data, why: effect.why });
        break;
      case 'suspect':
        supervisor.suspect();
        break;
      default:
        effect satisfies never;
    }
  }

  const supervisor = supervise<CcnetConnection>({
    clock,
    link: options.link,
    random: options.random,
    timings,
    connect: (link, signal) => connect(link, signal),
  });
  supervisor.onState(() => {
    reportStatus();
    steps.emit();
  });

  /** The unit is there as soon as it has answered anything; how it starts up is told by its status. */
  async function connect(link: Link, signal: AbortSignal): Promise<CcnetConnection | undefined> {
    const opened = createCcnetLine({ link, clock, timings, feed, onDiscarded: options.onDiscarded });
    line = opened;
    feed({ type: 'connected' });
    const answered = await until(() => opened.heardAt !== null, signal);
    if (answered) return connectionOf(opened);
    close(opened);
    return undefined;
  }

  function connectionOf(opened: CcnetLine): CcnetConnection {
    const recent = () => opened.heardAt !== null && clock.now() - opened.heardAt < timings.heartbeat;
    return {
      line: opened,
      heartbeat: (signal) => until(recent, signal),
      close: () => close(opened),
    };
  }

  function close(opened: CcnetLine): void {
    opened.close();
    if (line === opened) line = undefined;
  }

  /** Whether the condition came to hold before one of the signals was aborted. Looked at after every step. */
  function until(condition: () => boolean, ...signals: readonly AbortSignal[]): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (held: boolean) => {
        stop();
        for (const signal of signals) signal.removeEventListener('abort', giveUp);
        resolve(held);
      };
      const giveUp = () => settle(false);
      const stop = steps.on(() => {
        if (condition()) settle(true);
      });
      for (const signal of signals) signal.addEventListener('abort', giveUp, { once: true });
      if (condition()) settle(true);
      else if (signals.some(({ aborted }) => aborted)) giveUp();
    });
  }

  const status = (): ValidatorStatus => readStatus(state, supervisor.state());

  function reportStatus(): void {
    const now = status();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    statuses.emit(now);
  }
  told = JSON.stringify(status());

  /** Nothing of this visit can be stacked any more, or nobody can see whether it will be. */
  function settled(): boolean {
    if (supervisor.state() !== 'online') return true;
    const shut = state.last?.state === 'disabled' || status().intake === 'blocked';
    return state.escrow === null && state.note?.outcome !== 'open' && shut;
  }

  async function accept(decide: Decide, signal: AbortSignal): Promise<void> {
    decisions.begin(decide);
    feed({ type: 'accept' });
    const ended = new AbortController();
    await until(() => false, signal, closing.signal);
    feed({ type: 'pause' });
    void pause(clock, timings.settleMs, ended.signal).then(() => ended.abort());
    await until(settled, ended.signal, closing.signal);
    ended.abort();
    decisions.end();
  }

  const closing = new AbortController();
  return {
    status,
    onStatus: statuses.on,
    onEvent: events.on,
    accept(decide: Decide, signal: AbortSignal): Promise<void> {
      if (decisions.running) throw new Error('notes are accepted already');
      return accept(decide, signal);
    },
    async close() {
      closing.abort();
      feed({ type: 'pause' });
      await supervisor.close();
      events.clear();
      statuses.clear();
    },
  };
}
