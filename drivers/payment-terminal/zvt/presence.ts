import { resultOrAborted, withAnyOf } from '../../abort.ts';
import { pause } from '../../clock.ts';
import type { DeviceState } from '../../device-status.ts';
import { emitter } from '../../emitter.ts';
import type { Link, LinkFactory } from '../../link/link.ts';
import { type Supervisor, superviseDevice } from '../../supervision/supervisor.ts';
import type { TerminalTrouble } from '../contract.ts';
import { lacksTransactionNumber } from './belonging.ts';
import { type RegisteredZvtSession, ZvtConnection } from './connection.ts';
import { type HandshakeResult, ZvtHandshake } from './handshake.ts';
import type { StatusInformationFields } from './messages.ts';
import type { ZvtTerminalOptions, ZvtTimings } from './options.ts';
import { reopeningLink } from './reopening-link.ts';
import { ZvtSession } from './session.ts';
import { RESULT_CODE } from './tables.ts';

export interface SupervisedTerminalOptions
  extends Omit<ZvtTerminalOptions, 'timings' | 'charset' | 'currency' | 'timeZone'> {
  readonly timings: ZvtTimings;
  readonly charset: NonNullable<ZvtTerminalOptions['charset']>;
  readonly currency: number;
  readonly timeZone: string;
  readonly refusesLateApproval: () => boolean;
}

export class SupervisedZvtTerminal {
  readonly #options: SupervisedTerminalOptions;
  readonly #changes = emitter<DeviceState>();
  readonly #handshakes: ZvtHandshake;
  readonly #supervisor: Supervisor<ZvtConnection>;
  /** Whether a connect waits for the terminal: then the cable is not missing. */
  #occupied = false;
  #told: DeviceState = 'starting';
  /** Whether messages are numbered. Some terminals refuse a registration with an unknown tag. */
  #numbered = true;
  #refusedWith: string | undefined;
  #outOfOrder = false;
  #uncounted = false;
  #current: ZvtConnection | undefined;

  constructor(options: SupervisedTerminalOptions) {
    this.#options = options;
    this.#handshakes = new ZvtHandshake({ ...options, onOccupied: () => this.#onOccupied() });
    this.#supervisor = superviseDevice<ZvtConnection>({
      clock: options.clock,
      random: options.random,
      link: options.framing === 'tcp' ? this.#reopeningLink() : options.link,
      timings: options.timings,
      connect: (link, signal) => this.#connect(link, signal),
    });
    this.#supervisor.onState((device) => {
      if (device === 'online') this.#occupied = false;
      this.#tell();
    });
  }

  state(): DeviceState {
    const found = this.#supervisor.state();
    return this.#occupied && found === 'noDevice' ? 'offline' : found;
  }

  refused(): string | undefined {
    return this.state() === 'online' ? undefined : this.#refusedWith;
  }

  outOfOrder(): boolean {
    return this.#outOfOrder && this.state() !== 'online';
  }

  uncounted(): boolean {
    return this.#uncounted;
  }

  noteNumbers(info: StatusInformationFields | null): void {
    const uncounted = lacksTransactionNumber(info) ?? this.#uncounted;
    if (uncounted === this.#uncounted) return;
    this.#uncounted = uncounted;
    this.#changes.emit(this.#told);
  }

  onState(listener: (state: DeviceState) => void): () => void {
    return this.#changes.on(listener);
  }

  /** Waits up to `waitMs` for a connection, then for the end of a heartbeat (T3, T4). */
  async ready(signal: AbortSignal, waitMs: number): Promise<RegisteredZvtSession | undefined> {
    const { clock } = this.#options;
    const until = clock.now() + waitMs;
    while (!signal.aborted) {
      const connection = this.#supervisor.connection();
      if (connection?.calling) await resultOrAborted(connection.calling, signal);
      else if (connection?.session.inStep) {
        if (!connection.session.busy) return connection;
        await resultOrAborted(connection.session.whenFree(), signal);
      } else {
        if (clock.now() >= until || this.state() === 'noDevice') return undefined;
        await this.#nextState(until - clock.now(), signal);
      }
    }
    return undefined;
  }

  trouble(): TerminalTrouble {
    return this.state() === 'noDevice'
      ? { code: 'TRM-101', kind: 'not-connected' }
      : { code: 'TRM-102', kind: 'no-answer', phase: 'before-write' };
  }

  reconnect(session: ZvtSession): void {
    session.close();
    this.#supervisor.suspect();
  }

  async close(): Promise<void> {
    await this.#supervisor.close();
    this.#changes.clear();
  }

  #tell(): void {
    if (this.state() === this.#told) return;
    this.#told = this.state();
    this.#changes.emit(this.#told);
  }

  #onOccupied(): void {
    this.#occupied = true;
    this.#tell();
  }

  async #connect(link: Link, signal: AbortSignal): Promise<ZvtConnection | undefined> {
    const { clock, password, timings } = this.#options;
    const registration = await this.#register(link, signal);
    this.#occupied &&= registration !== undefined;
    if (signal.aborted) this.#tell();
    const due = (status: string | undefined) => this.#handshakes.due(status);
    this.#current = registration && new ZvtConnection(registration, { clock, password, timings, due });
    return this.#current;
  }

  async #register(link: Link, signal: AbortSignal): Promise<RegisteredZvtSession | undefined> {
    const session = this.#newSession(link);
    const close = () => session.close();
    signal.addEventListener('abort', close, { once: true });
    if (signal.aborted) close();
    const handshake = await this.#handshakes.perform(session, signal);
    signal.removeEventListener('abort', close);
    this.#noteAnswer(handshake);
    if (handshake.found === 'ready' && session.inStep) return { session, terminalId: handshake.terminalId };
    if (handshake.found === 'refused') this.#numbered = false;
    session.close();
    return undefined;
  }

  #newSession(link: Link): ZvtSession {
    const { clock, framing, charset, timings, onDiscarded, refusesLateApproval } = this.#options;
    const onDesync = () => this.#supervisor.suspect();
    const numbered = this.#numbered;
    return new ZvtSession({
      link,
      clock,
      framing,
      charset,
      timings,
      numbered,
      onDiscarded,
      refusesLateApproval,
      onDesync,
    });
  }

  /** A refusal counts only after a try without the tag that may be unknown. */
  #noteAnswer(handshake: HandshakeResult): void {
    if (handshake.found === 'refused' && this.#numbered) return;
    const [refusedBefore, outOfOrderBefore] = [this.#refusedWith, this.#outOfOrder];
    this.#refusedWith = refusalOf(handshake);
    this.#outOfOrder = handshake.found === 'out-of-order';
    const isSame = this.#refusedWith === refusedBefore && this.#outOfOrder === outOfOrderBefore;
    if (!isSame && handshake.found !== 'ready') this.#changes.emit(this.#told);
  }

  #reopeningLink(): LinkFactory {
    const { link, clock } = this.#options;
    return reopeningLink(link, {
      clock,
      atRest: () => this.#current?.session.inStep === true && !this.#current.session.busy,
      onHungUp: () => this.#current?.hungUp(),
      onReopened: async (reopened) => {
        const connection = this.#current;
        const registration = connection && (await this.#register(reopened, connection.leaving));
        connection?.calledAgain(registration);
        return registration !== undefined;
      },
    });
  }

  async #nextState(atMostMs: number, signal: AbortSignal): Promise<void> {
    const changed = new AbortController();
    const stop = this.#changes.on(() => changed.abort());
    await withAnyOf([changed.signal, signal], (either) => pause(this.#options.clock, atMostMs, either));
    stop();
  }
}

function refusalOf(handshake: HandshakeResult): string | undefined {
  if (handshake.found === 'other-currency') return RESULT_CODE.wrongCurrency;
  return handshake.found === 'refused' ? handshake.resultCode : undefined;
}
