import { pause } from '../../clock.ts';
import type { TerminalTask } from '../contract.ts';
import { localDateTimeDigits } from '../wall-clock.ts';
import type { ZvtCharset } from './charset.ts';
import type { ZvtExchangeState } from './exchange.ts';
import type { ZvtMessage } from './messages.ts';
import type { ZvtTerminalOptions } from './options.ts';
import { statusEnquiryOutcome } from './outcomes.ts';
import { type TerminalRecovery, terminalRecoveryOf } from './recovery.ts';
import { UNATTENDED_CONFIG } from './registration.ts';
import type { ZvtSession } from './session.ts';
import { RESULT_CODE } from './tables.ts';

export interface HandshakeOptions
  extends Pick<ZvtTerminalOptions, 'clock' | 'password' | 'now' | 'saleInDoubt' | 'saleMayGoBack'> {
  readonly currency: number;
  readonly timeZone: string;
  readonly charset: ZvtCharset;
  readonly onOccupied: () => void;
}

/** `refused`: registration refused. `other-currency`: accepted, with another currency. */
export type HandshakeResult =
  | { readonly found: 'ready'; readonly terminalId: string }
  | { readonly found: 'refused'; readonly resultCode: string }
  | { readonly found: 'silent' | 'out-of-order' | 'other-currency' };

/** Pause between questions while the terminal says *please wait*. */
const BUSY_AGAIN_MS = 2_000;
/** Then the terminal is used as it is. */
const MAX_STEPS = 8;
/** Before a remedy is repeated: most remedies ask the host. */
const REMEDY_AGAIN_MS = 600_000;

/** Permits receipts as text blocks. */
const PERMITTED = ['06d3'];

export class ZvtHandshake {
  readonly #options: HandshakeOptions;
  readonly #triedAt = new Map<TerminalRecovery['do'], number>();
  #nameless = false;

  constructor(options: HandshakeOptions) {
    this.#options = options;
  }

  async perform(session: ZvtSession, signal: AbortSignal): Promise<HandshakeResult> {
    const registered = await this.#register(session, signal);
    if (registered.found !== 'ready') return registered;
    for (let step = 0; step < MAX_STEPS && !signal.aborted; step += 1) {
      const condition = statusEnquiryOutcome(
        await session.run(statusEnquiry(this.#options.password)),
        registered.terminalId,
      );
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

  due(status: string | undefined): TerminalRecovery {
    const recovery = terminalRecoveryOf(status);
    if (!isRemedy(recovery)) return recovery;
    const inDoubt = this.#options.saleInDoubt?.();
    // Without `saleInDoubt`, only the end of day is skipped: it makes the terminal forget.
    if (inDoubt ?? recovery.do === 'end-of-day') return { do: 'nothing' };
    if (this.#options.saleMayGoBack?.()) return { do: 'nothing' };
    const tried = this.#triedAt.get(recovery.do);
    if (tried === undefined || this.#options.clock.now() - tried >= REMEDY_AGAIN_MS) {
      return this.#commandFor(recovery.do) ? recovery : { do: 'nothing' };
    }
    // Without a sale in doubt, the terminal counts as broken: it would refuse each sale.
    return { do: inDoubt === false ? 'out-of-order' : 'nothing' };
  }

  /** If busy, stops an earlier process's command, and hears its result. */
  async #register(session: ZvtSession, signal: AbortSignal): Promise<HandshakeResult> {
    let stopped = false;
    while (!signal.aborted && session.inStep) {
      const { end, state } = await session.run(registration(this.#options));
      if (end.by === 'completion') return this.#registered(state.completion);
      if (end.by === 'loss') return { found: 'silent' };
      if (end.resultCode !== RESULT_CODE.wait) return { found: 'refused', resultCode: end.resultCode };
      this.#options.onOccupied();
      if (!stopped) session.say({ kind: 'ecr-abort', fields: {} });
      stopped = true;
      await session.whenOthersEnd(BUSY_AGAIN_MS);
    }
    return { found: 'silent' };
  }

  #registered(completion: ZvtExchangeState['completion']): HandshakeResult {
    const { currency } = completion ?? {};
    if (currency !== undefined && currency !== this.#options.currency) return { found: 'other-currency' };
    return this.#named(completion?.terminalId ?? '');
  }

  /**
   * A completion without id may end an earlier process's dialogue, and would prevent inquiries. So the driver connects once more: a terminal
   * that never sends its id (3.1.1: optional) answers the same again.
   */
  #named(terminalId: string): HandshakeResult {
    const again = terminalId === '' && !this.#nameless;
    this.#nameless = terminalId === '';
    return again ? { found: 'silent' } : { found: 'ready', terminalId };
  }

  #commandFor(remedy: TerminalRecovery['do']): ZvtMessage | undefined {
    const { password } = this.#options;
    if (remedy === 'end-of-day') return { kind: remedy, fields: { password } };
    const isTask = remedy === 'initialisation' || remedy === 'diagnosis' || remedy === 'set-date-time';
    return isTask ? commandOfTask(remedy, this.#options) : undefined;
  }

  /** `false`: the effect is unknown; the remedy may be repeated at once. */
  async #remedy(what: TerminalRecovery['do'], command: ZvtMessage, session: ZvtSession): Promise<boolean> {
    this.#triedAt.set(what, this.#options.clock.now());
    const { end } = await session.run(command);
    if (end.by !== 'loss') return true;
    this.#triedAt.delete(what);
    return false;
  }
}

function isRemedy({ do: what }: TerminalRecovery): boolean {
  return what === 'initialisation' || what === 'set-date-time' || what === 'end-of-day' || what === 'diagnosis';
}

export function statusEnquiry(password: string): ZvtMessage {
  return { kind: 'status-enquiry', fields: { password } };
}

function registration({ password, currency, charset }: HandshakeOptions): ZvtMessage {
  const fields = { password, config: UNATTENDED_CONFIG, currency, permitted: PERMITTED };
  return { kind: 'registration', fields: charset === 'utf8' ? { ...fields, textCharset: 'utf8' } : fields };
}

function setDateTime(at: Date, timeZone: string): ZvtMessage {
  const { date, time } = localDateTimeDigits(at, timeZone);
  return { kind: 'set-date-time', fields: { fullDate: date, time } };
}

type TaskOptions = Pick<HandshakeOptions, 'password' | 'timeZone'> & { readonly now?: (() => Date) | undefined };

/** Command of a task; `undefined`: the driver has no time of day. */
export function commandOfTask(task: TerminalTask, { password, now, timeZone }: TaskOptions): ZvtMessage | undefined {
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
