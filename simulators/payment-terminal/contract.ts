import type { Clock } from '../../drivers/clock.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import type { Wire } from '../wire.ts';
import type { SimulatedCard, TerminalKey } from './desk.ts';
import type { TerminalDisplay } from './display.ts';
import type { TerminalFault } from './faults.ts';
import type { Refund, Sale } from './memory.ts';

/** Largest clock error, half a year: a terminal prints no year. */
export const MOST_CLOCK_MINUTES = 262_800;

export interface SimulatedTerminalParts<State = unknown> {
  readonly wire: Wire;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  /** Six digits. Absent: all passwords are accepted. */
  readonly password?: string | undefined;
  readonly saved?: State | undefined;
  readonly now: () => Date;
}

/**
 * Simulated payment terminal. Bookings survive unplugging and, with `saved`, a restart. `onChange` is called before the kiosk gets the
 * bytes.
 */
export interface PaymentTerminalSimulator<State = unknown> {
  /**
   * Default card: Visa Debit, 4021, PIN 1234. A tap up to 100 AZN needs no PIN. Cards and keys that the display does not ask for are ignored.
   */
  tap(card?: SimulatedCard): void;
  /** Inserts a card, which stays until it is removed. */
  insert(card?: SimulatedCard): void;
  removeCard(): void;
  key(key: TerminalKey): void;
  /** The bank declines the default card with this result code, two hex digits (05: do not honour). */
  decline(resultCode?: string): void;
  display(): TerminalDisplay;
  /** Newest last. */
  sales(): readonly Sale[];
  /** Sum in integer qəpik, without reversed sales. */
  readonly approvedTotal: number;
  /** Payouts to cards, newest last. */
  refunds(): readonly Refund[];
  /**
   * Sets the terminal status, two hex digits. 51 and C2 last until the kiosk initialises or diagnoses the terminal, B1 and F0 until an end
   * of day. 62 lasts until the clock is set, others until 00 is set.
   */
  setCondition(status: string): void;
  /** Minutes ahead of real time; negative: behind; -240 in Baku: on UTC. The clock dates every transaction until the kiosk sets it. */
  setClock(minutes: number): void;
  readonly clockMinutes: number;
  readonly cardInside: boolean;
  /** Plain JSON. */
  state(): State;
  onChange(listener: () => void): () => void;
  readonly faults: ArmedFaults<TerminalFault>;
  close(): void;
}
