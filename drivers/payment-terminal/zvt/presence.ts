import { pause } from '../../clock.ts';
import type { DeviceState } from '../../device-status.ts';
import { emitter } from '../../emitter.ts';
import type { Link } from '../../link/link.ts';
import { supervise } from '../../supervision/supervisor.ts';
import type { TerminalTrouble } from '../contract.ts';
import { createConnection, type Met, type ZvtConnection } from './connection.ts';
import { createHandshakes, type Handshake } from './handshake.ts';
import type { ZvtMessage } from './messages.ts';
import type { ZvtTerminalOptions, ZvtTimings } from './options.ts';
import { orAborted } from './or-aborted.ts';
import type { Ended } from './outcomes.ts';
import { reopeningLink } from './reopening-link.ts';
import { createSession, type ZvtSession } from './session.ts';

export interface PresenceOptions extends Omit<ZvtTerminalOptions, 'timings' | 'charset' | 'currency'> {
  readonly timings: ZvtTimings;
  readonly charset: NonNullable<ZvtTerminalOptions['charset']>;
  readonly currency: number;
  readonly refusesLateApproval: () => boolean;
  /** Told of every exchange of a connect, as soon as it is over. */
  readonly onEnded: (ended: Ended) => void;
}

/** That there is a terminal, registered and fit to be used, for as long as there is one. */
export interface Presence {
  state(): DeviceState;
  /** The result code with which it refuses to be registered, where it is there and does. */
  refused(): string | undefined;
  onState(listener: (state: DeviceState) => void): () => void;
  /**
   * Waits up to `waitMs` for a terminal that is being connected to, and for the end of a heartbeat (which T3 and T4
   * bound). `undefined`: there is none, see `trouble`.
   */
  ready(signal: AbortSignal, waitMs: number): Promise<Met | undefined>;
  /** Why there is none now. */
  trouble(): TerminalTrouble;
  /** Ends this connection and connects anew, not before `pauseMs`. */
  part(session: ZvtSession, pauseMs?: number): void;
  close(): Promise<void>;
}

export function createPresence(options: PresenceOptions): Presence {
  const { clock, password, charset, timings } = options;
  const changes = emitter<DeviceState>();
  /** A connect that has to wait for the terminal: a cable that is in must not be reported as missing meanwhile. */
  let occupied = false;
  let told: DeviceState = 'starting';
  const handshakes = createHandshakes({ ...options, onOccupied });

  function state(): DeviceState {
    const found = supervisor.state();
    return occupied && found === 'noDevice' ? 'offline' : found;
  }

  function tell(): void {
    if (state() === told) return;
    told = state();
    changes.emit(told);
  }

  function onOccupied(): void {
    occupied = true;
    tell();
  }

  /** Some terminals refuse a registration with a tag they do not know. */
  let numbered = true;
  let refusedWith: string | undefined;
  let notBefore = 0;
  let current: ZvtConnection | undefined;

  function newSession(link: Link): ZvtSession {
    return createSession({
      link,
      clock,
      framing: options.framing,
      charset,
      timings,
      numbered,
      onDiscarded: options.onDiscarded,
      refusesLateApproval: options.refusesLateApproval,
      onDesync: () => supervisor.suspect(),
    });
  }

  /** A registration with a tag that it does not know is tried without it first: only then it refuses us. */
  function noteRegistration(met: Handshake): void {
    if (met.found === 'refused' && numbered) return;
    const before = refusedWith;
    refusedWith = met.found === 'refused' ? met.resultCode : undefined;
    if (refusedWith !== undefined && refusedWith !== before) changes.emit(told);
  }

  async function meet(link: Link, signal: AbortSignal): Promise<Met | undefined> {
    if (clock.now() < notBefore) await pause(clock, notBefore - clock.now(), signal);
    const session = newSession(link);
    const close = () => session.close();
    signal.addEventListener('abort', close, { once: true });
    if (signal.aborted) close();
    const run = async (command: ZvtMessage) => {
      const ended = await session.run(command);
      options.onEnded(ended);
      return ended;
    };
    const met = await handshakes.shake(session, run, signal);
    signal.removeEventListener('abort', close);
    noteRegistration(met);
    if (met.found === 'ready' && session.inStep) return { session, terminalId: met.terminalId };
    if (met.found === 'refused') numbered = false;
    session.close();
    return undefined;
  }

  const calmLink = reopeningLink(options.link, {
    clock,
    atRest: () => current?.session.inStep === true && !current.session.busy,
    onHungUp: () => current?.hungUp(),
    async onReopened(link) {
      const connection = current;
      const met = connection && (await meet(link, connection.leaving));
      connection?.calledAgain(met);
      return met !== undefined;
    },
  });

  const supervisor = supervise<ZvtConnection>({
    clock,
    random: options.random,
    link: options.framing === 'tcp' ? calmLink : options.link,
    timings,
    connect: async (link, signal) => {
      const met = await meet(link, signal);
      occupied &&= met !== undefined;
      if (signal.aborted) tell();
      current = met && createConnection(met, { clock, password, timings, due: handshakes.due });
      return current;
    },
  });
  supervisor.onState((device) => {
    if (device === 'online') occupied = false;
    tell();
  });

  async function ready(signal: AbortSignal, waitMs: number): Promise<Met | undefined> {
    const until = clock.now() + waitMs;
    while (!signal.aborted) {
      const connection = supervisor.connection();
      if (connection?.calling) await orAborted(connection.calling, signal);
      else if (connection?.session.inStep) {
        if (!connection.session.busy) return connection;
        await orAborted(connection.session.whenFree(), signal);
      } else {
        if (clock.now() >= until || state() === 'noDevice') return undefined;
        await nextState(until - clock.now(), signal);
      }
    }
    return undefined;
  }

  async function nextState(atMostMs: number, signal: AbortSignal): Promise<void> {
    const changed = new AbortController();
    const stop = changes.on(() => changed.abort());
    await pause(clock, atMostMs, AbortSignal.any([changed.signal, signal]));
    stop();
  }

  function trouble(): TerminalTrouble {
    return state() === 'noDevice'
      ? { code: 'TRM-101', kind: 'not-connected' }
      : { code: 'TRM-102', kind: 'no-answer', phase: 'before-write' };
  }

  return {
    state,
    refused: () => (state() === 'online' ? undefined : refusedWith),
    onState: changes.on,
    ready,
    trouble,
    part(session, pauseMs = 0) {
      notBefore = clock.now() + pauseMs;
      session.close();
      supervisor.suspect();
    },
    async close() {
      await supervisor.close();
      changes.clear();
    },
  };
}
