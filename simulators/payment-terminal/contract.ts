import type { Clock } from '../../drivers/clock.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import type { Wire } from '../wire.ts';
import type { SimulatedCard, TerminalKey } from './desk.ts';
import type { TerminalDisplay } from './display.ts';
import type { TerminalFault } from './faults.ts';
import type { Refund, Sale } from './memory.ts';

/** Half a year, because a terminal prints no year. */
export const MOST_CLOCK_MINUTES = 262_800;

export interface SimulatedTerminalParts<State = unknown> {
  readonly wire: Wire;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  /** Six digits; commands with another password are refused. Absent: any password is accepted. */
  readonly password?: string | undefined;
  readonly saved?: State | undefined;
  readonly now: () => Date;
}

/** Its bookings survive unplugging, and with `saved` a restart. `onChange` is called before the kiosk gets the bytes about a change. */
export interface PaymentTerminalSimulator<State = unknown> {
  /**
   * Default card: Visa Debit, 4021, PIN 1234. No PIN up to 100 AZN. Cards and keys are ignored unless the display asks for them, like at a
   * busy terminal.
   */
  tap(card?: SimulatedCard): void;
  /** The card stays inside until it is removed. */
  insert(card?: SimulatedCard): void;
  removeCard(): void;
  key(key: TerminalKey): void;
  /** A card that the bank refuses, with a result code of two hex digits (05: do not honour). */
  decline(resultCode?: string): void;
  display(): TerminalDisplay;
  /** Newest last. */
  sales(): readonly Sale[];
  /** Integer qəpik, without reversed sales. */
  readonly approvedTotal: number;
  /** Paid out to cards; newest last. */
  refunds(): readonly Refund[];
  /**
   * Sets the terminal status, two hex digits. 51 and C2 last until the kiosk initialises or diagnoses it, B1 and F0 until an end of day, 62 until its clock is set. Others last until 00 is set.
   */
  setCondition(status: string): void;
  /**
   * Minutes that its clock is ahead of the real time; negative: behind. -240 in Baku is a terminal on UTC. Every transaction has the time
   * of this clock, until the kiosk sets it.
   */
  setClock(minutes: number): void;
  readonly clockMinutes: number;
  readonly cardInside: boolean;
  /** Plain JSON. */
  state(): State;
  onChange(listener: () => void): () => void;
  readonly faults: ArmedFaults<TerminalFault>;
  close(): void;
}
