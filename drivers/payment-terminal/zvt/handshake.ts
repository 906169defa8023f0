import { pause } from '../../clock.ts';
import type { TerminalTask } from '../contract.ts';
import { wallDigits } from '../wall-clock.ts';
import type { ZvtCharset } from './charset.ts';
import type { ExchangeState } from './exchange.ts';
import type { ZvtMessage } from './messages.ts';
import type { ZvtTerminalOptions } from './options.ts';
import { conditionOutcome } from './outcomes.ts';
import { type Recovery, recoveryOf } from './recovery.ts';
import { UNATTENDED_CONFIG } from './registration.ts';
import type { ZvtSession } from './session.ts';
import { RESULT } from './tables.ts';

export interface HandshakeOptions
  extends Pick<ZvtTerminalOptions, 'clock' | 'password' | 'now' | 'saleInDoubt' | 'saleMayGoBack'> {
  readonly currency: number;
  readonly timeZone: string;
  readonly charset: ZvtCharset;
  /** It is there, and it will take a while. */
  readonly onOccupied: () => void;
}

/**
 * Result of the handshake: ready, or the reason why not. `refused`: the terminal refuses the registration, with its result code.
 * `other-currency`: the terminal accepted the registration, but names another currency than requested.
 */
export type Handshake =
  | { readonly found: 'ready'; readonly terminalId: string }
  | { readonly found: 'refused'; readonly resultCode: string }
  | { readonly found: 'silent' | 'out-of-order' | 'other-currency' };

/** Between two questions to a terminal that says *please wait*. */
const BUSY_AGAIN_MS = 2_000;
/** Remedies and questions of one handshake, after which the terminal is taken, or left, as it is. */
const MAX_STEPS = 8;
/** A remedy that did not help is not tried again before that: it asks the host each time. */
const REMEDY_AGAIN_MS = 600_000;

/** The terminal may hand over receipts as text blocks. */
const PERMITTED = ['06d3'];

/** Remembers across connections what was tried. */
export class Handshakes {
  readonly #options: HandshakeOptions;
  readonly #triedAt = new Map<Recovery['do'], number>();
  /** The last terminal that was met did not tell its id. */
  #nameless = false;

  constructor(options: HandshakeOptions) {
    this.#options = options;
  }

  /** Registers, then takes stock and puts right what the terminal says is wrong with it. Ends when the signal is aborted or the session closes. */
  async perform(session: ZvtSession, signal: AbortSignal): Promise<Handshake> {
    const registered = await this.#register(session, signal);
    if (registered.found !== 'ready') return registered;
    for (let step = 0; step < MAX_STEPS && !signal.aborted; step += 1) {
      const condition = conditionOutcome(await session.run(enquiry(this.#options.password)), registered.terminalId);
      if (!condition.ok) return { found: 'silent' };
      const what = this.due(condition.value.status ?? undefined);
      if (what.do === 'out-of-order') return { found: 'out-of-order' };
      if (what.do === 'nothing' || what.do === 'call-staff') return registered;
      this.#options.onOccupied();
      const command = this.#commandFor(what.do);
      if (!command) await pause(this.#options.clock, BUSY_AGAIN_MS, signal);
      else if (!(await this.#remedy(what.do, command, session))) return { found: 'silent' };
    }
    return signal.aborted ? { found: 'silent' } : registered;
  }

  /** What should be done about a status now, seeing what was tried already. */
  due(status: string | undefined): Recovery {
    const recovery = recoveryOf(status);
    if (!isRemedy(recovery)) return recovery;
    const inDoubt = this.#options.saleInDoubt?.();
    // If the caller cannot say whether a sale is in doubt, every remedy may run except the one that surely forgets the sale.
    if (inDoubt ?? recovery.do === 'end-of-day') return { do: 'nothing' };
    if (this.#options.saleMayGoBack?.()) return { do: 'nothing' };
    const tried = this.#triedAt.get(recovery.do);
    if (tried === undefined || this.#options.clock.now() - tried >= REMEDY_AGAIN_MS) {
      return this.#commandFor(recovery.do) ? recovery : { do: 'nothing' };
    }
    // It did not help. Nothing is asked of this terminal, so it need not seem fit; otherwise each sale would be refused.
    return { do: inDoubt === false ? 'out-of-order' : 'nothing' };
  }

  /** Stops what somebody before us began, listens until it is over, and registers then: its result must not go unheard. */
  async #register(session: ZvtSession, signal: AbortSignal): Promise<Handshake> {
    let stopped = false;
    while (!signal.aborted && session.inStep) {
      const { end, state } = await session.run(registration(this.#options));
      if (end.by === 'completion') return this.#registered(state.completion);
      if (end.by === 'loss') return { found: 'silent' };
      if (end.resultCode !== RESULT.wait) return { found: 'refused', resultCode: end.resultCode };
      this.#options.onOccupied();
      if (!stopped) session.say({ kind: 'ecr-abort', fields: {} });
      stopped = true;
      await session.whenOthersEnd(BUSY_AGAIN_MS);
    }
    return { found: 'silent' };
  }

  #registered(completion: ExchangeState['completion']): Handshake {
    const { currency } = completion ?? {};
    if (currency !== undefined && currency !== this.#options.currency) return { found: 'other-currency' };
    return this.#named(completion?.terminalId ?? '');
  }

  /**
   * A completion without an id may be the end of a dialogue that a process before this one began. Taken for the answer to our
   * registration, it would leave us with a terminal that no sale in doubt can be asked of: the terminal is connected to once more. One
   * that never tells its id (3.1.1: optional) answers so again, and is taken as it is.
   */
  #named(terminalId: string): Handshake {
    const again = terminalId === '' && !this.#nameless;
    this.#nameless = terminalId === '';
    return again ? { found: 'silent' } : { found: 'ready', terminalId };
  }

  #commandFor(remedy: Recovery['do']): ZvtMessage | undefined {
    const { password } = this.#options;
    if (remedy === 'end-of-day') return { kind: remedy, fields: { password } };
    const isTask = remedy === 'initialisation' || remedy === 'diagnosis' || remedy === 'set-date-time';
    return isTask ? commandOf(remedy, this.#options) : undefined;
  }

  /** `false`: whether it did anything is not known; that is no reason to leave it at that, so it may be tried again at once. */
  async #remedy(what: Recovery['do'], command: ZvtMessage, session: ZvtSession): Promise<boolean> {
    this.#triedAt.set(what, this.#options.clock.now());
    const { end } = await session.run(command);
    if (end.by !== 'loss') return true;
    this.#triedAt.delete(what);
    return false;
  }
}

function isRemedy({ do: what }: Recovery): boolean {
  return what === 'initialisation' || what === 'set-date-time' || what === 'end-of-day' || what === 'diagnosis';
}

export function enquiry(password: string): ZvtMessage {
  return { kind: 'status-enquiry', fields: { password } };
}

function registration({ password, currency, charset }: HandshakeOptions): ZvtMessage {
  const fields = { password, config: UNATTENDED_CONFIG, currency, permitted: PERMITTED };
  return { kind: 'registration', fields: charset === 'utf8' ? { ...fields, textCharset: 'utf8' } : fields };
}

/** `06 91` in the zone of the terminal's clock. */
function setDateTime(at: Date, timeZone: string): ZvtMessage {
  const { date, time } = wallDigits(at, timeZone);
  return { kind: 'set-date-time', fields: { fullDate: date, time } };
}

type TaskOptions = Pick<HandshakeOptions, 'password' | 'timeZone'> & { readonly now?: (() => Date) | undefined };

/** `undefined`: nobody gave this driver the time of day. */
export function commandOf(task: TerminalTask, { password, now, timeZone }: TaskOptions): ZvtMessage | undefined {
  switch (task) {
    case 'initialisation':
      return { kind: task, fields: { password } };
    case 'diagnosis':
    case 'reset':
    case 'log-off':
      return { kind: task, fields: {} };
    case 'set-date-time':
      return now && setDateTime(now(), timeZone);
    default:
      return task satisfies never;
  }
}
