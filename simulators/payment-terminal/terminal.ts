import { type Clock, createTimer } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { FieldsOf, ZvtMessage } from '../../drivers/payment-terminal/zvt/messages.ts';
import { CONFIG_BITS } from '../../drivers/payment-terminal/zvt/registration.ts';
import { armedFaults } from '../faults/armed.ts';
import type { SimulatedTerminalParts } from './contract.ts';
import { createTerminalInput } from './desk.ts';
import { displayOf, type TerminalStage } from './display.ts';
import { TERMINAL_FAULTS } from './faults.ts';
import { ChannelToKiosk, type KioskMessageOptions } from './host-side.ts';
import { emptyMemory, TERMINAL_ID, timeFields, type ZvtTerminalState } from './memory.ts';

const AZN = 944;
const MS_PER_MINUTE = 60_000;
const SHOW_END_MS = 4_000;

export interface ZvtTerminalSimulatorOptions extends SimulatedTerminalParts<ZvtTerminalState> {
  readonly framing: 'serial' | 'tcp';
  /** Eight digits. Ignored if `saved` is given. */
  readonly terminalId?: string;
  /** ISO 4217; default: AZN. */
  readonly currency?: number | undefined;
  /** IANA time zone of its clock; default: `Asia/Baku`. */
  readonly timeZone?: string;
}

export class SimulatedZvtTerminal {
  readonly clock: Clock;
  readonly random: () => number;
  readonly now: () => Date;
  readonly currency: number;
  readonly #timeZone: string | undefined;
  /** `undefined`: any. */
  readonly password: string | undefined;
  readonly faults = armedFaults(TERMINAL_FAULTS);
  readonly changes = emitter<void>();
  readonly desk;
  readonly host: ChannelToKiosk;
  registration: FieldsOf<'registration'> | undefined;
  working = false;
  #memory: ZvtTerminalState;
  #display = displayOf('idle', null, 0, null);
  #cardInside = false;
  readonly #backToIdle;

  constructor(options: ZvtTerminalSimulatorOptions, onCommand: (message: ZvtMessage) => void) {
    const { wire, clock, framing } = options;
    this.clock = clock;
    this.random = options.random;
    this.now = options.now;
    this.currency = options.currency ?? AZN;
    this.#timeZone = options.timeZone;
    this.password = options.password;
    this.desk = createTerminalInput(clock);
    this.#memory = { ...emptyMemory(options.terminalId ?? TERMINAL_ID), ...options.saved };
    this.#backToIdle = createTimer(clock, () => this.show('idle', null));
    this.host = new ChannelToKiosk({
      wire,
      clock,
      framing,
      charset: () => (this.registration?.textCharset === 'utf8' ? 'utf8' : 'cp437'),
      onCommand,
    });
  }

  get memory(): ZvtTerminalState {
    return this.#memory;
  }

  /** At once: a booking is on disk before the kiosk hears of it. */
  remember(next: ZvtTerminalState): void {
    this.#memory = next;
    this.changes.emit();
  }

  get display() {
    return this.#display;
  }

  show(stage: TerminalStage, amount: number | null, note: string | null = null, pinDigits = 0): void {
    this.#display = displayOf(stage, amount, pinDigits, note);
    this.#backToIdle.stop();
    if (stage === 'approved' || stage === 'declined' || stage === 'cancelled') this.#backToIdle.start(SHOW_END_MS);
    this.changes.emit();
  }

  get cardInside(): boolean {
    return this.#cardInside;
  }

  /** `false`: no change. */
  moveCard(inside: boolean): boolean {
    if (inside === this.#cardInside) return false;
    this.#cardInside = inside;
    this.changes.emit();
    return true;
  }

  /** Not awaited: the card does not wait for the kiosk. */
  tellStatus(fields: FieldsOf<'intermediate-status'>): void {
    const wanted = ((this.registration?.config ?? 0) & CONFIG_BITS.sendIntermediateStatus) !== 0;
    if (wanted) void this.host.tell({ kind: 'intermediate-status', fields });
  }

  timeFields() {
    return timeFields(new Date(this.now().getTime() + this.#memory.clockMinutes * MS_PER_MINUTE), this.#timeZone);
  }

  /** With armed faults. */
  statusFaults(): KioskMessageOptions {
    return {
      twice: this.faults.take('repeat-status') !== undefined,
      bare: this.faults.take('bare-status') !== undefined,
    };
  }

  /** `complete` and `end` free the terminal. */
  async complete(fields: FieldsOf<'completion'>): Promise<void> {
    this.working = false;
    await this.host.tell({ kind: 'completion', fields });
  }

  async end(resultCode: string): Promise<void> {
    this.working = false;
    await this.host.tell({ kind: 'abort', fields: { resultCode } });
  }

  close(): void {
    this.desk.close();
    this.host.close();
    this.#backToIdle.stop();
    this.changes.clear();
  }
}
