import type { Clock } from '../../drivers/clock.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import type { Wire } from '../wire.ts';
import type { SimulatedCard, TerminalKey } from './desk.ts';
import type { TerminalDisplay } from './display.ts';
import type { TerminalFault } from './faults.ts';
import type { Refund, Sale } from './memory.ts';

/** Half a year: a terminal prints no year. */
export const MOST_CLOCK_MINUTES = 262_800;

export interface SimulatedTerminalParts<State = unknown> {
  readonly wire: Wire;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  /** Six digits; others are refused. Absent: all accepted. */
  readonly password?: string | undefined;
  readonly saved?: State | undefined;
  readonly now: () => Date;
}

/** Bookings survive unplugging and, with `saved`, a restart. `onChange` comes before the kiosk gets the bytes. */
export interface PaymentTerminalSimulator<State = unknown> {
  /** Default: Visa Debit, 4021, PIN 1234. No PIN up to 100 AZN. Ignores cards and keys that the display does not ask for. */
  tap(card?: SimulatedCard): void;
  /** Stays until removed. */
  insert(card?: SimulatedCard): void;
  removeCard(): void;
  key(key: TerminalKey): void;
  /** With the bank's result code, two hex digits (05: do not honour). */
  decline(resultCode?: string): void;
  display(): TerminalDisplay;
  /** Newest last. */
  sales(): readonly Sale[];
  /** Integer qəpik, without reversed sales. */
  readonly approvedTotal: number;
  /** To cards, newest last. */
  refunds(): readonly Refund[];
  /**
   * Terminal status, two hex digits. 51 and C2 last until the kiosk initialises or diagnoses it, B1 and F0 until an end of day. 62 lasts
   * until its clock is set, others until 00.
   */
  setCondition(status: string): void;
  /** Minutes ahead of real time; negative: behind; -240 in Baku: on UTC. Dates every transaction until the kiosk sets it. */
  setClock(minutes: number): void;
  readonly clockMinutes: number;
  readonly cardInside: boolean;
  /** Plain JSON. */
  state(): State;
  onChange(listener: () => void): () => void;
  readonly faults: ArmedFaults<TerminalFault>;
  close(): void;
}
