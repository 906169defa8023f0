import type { Clock } from '../../drivers/clock.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import type { Wire } from '../wire.ts';
import type { SimulatedCard, TerminalKey } from './desk.ts';
import type { TerminalDisplay } from './display.ts';
import type { TerminalFault } from './faults.ts';
import type { Refund, Sale } from './memory.ts';

/** Half a year: a terminal prints no year. */
export const MOST_CLOCK_MINUTES = 262_800;

/** What every simulated terminal is given, for any protocol. */
export interface SimulatedTerminalParts<State = unknown> {
  readonly wire: Wire;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  /** Six digits; commands with another password are refused. Any is taken where it is not given. */
  readonly password?: string | undefined;
  readonly saved?: State | undefined;
  readonly now: () => Date;
}

/**
 * A payment terminal on the other end of the wire, with a card slot, a keypad and a display. What it booked survives
 * unplugging, and with `saved` a restart; `onChange` is told before the bytes that speak of a change leave.
 */
export interface PaymentTerminalSimulator<State = unknown> {
  /**
   * Without a card: Visa Debit, 4021, PIN 1234. No PIN is asked up to 100 AZN. Cards and keys of which the display asks nothing at the moment
   * are lost, as at a terminal that is busy.
   */
  tap(card?: SimulatedCard): void;
  /** The same; the card stays inside until it is removed. */
  insert(card?: SimulatedCard): void;
  removeCard(): void;
  key(key: TerminalKey): void;
  /** A card that the bank refuses, with a result code of two hex digits (05: do not honour). */
  decline(resultCode?: string): void;
  display(): TerminalDisplay;
  /** The newest last. */
  sales(): readonly Sale[];
  /** Integer qəpik, reversed sales not counted. */
  readonly approvedTotal: number;
  /** Paid out to cards; the newest last. */
  refunds(): readonly Refund[];
  /**
   * What it says of itself from now on, a terminal status of two hex digits: 51 and C2 until the kiosk has it initialised or
   * diagnosed, B1 and F0 until an end of day, 62 until its clock is set, others until they are set to 00.
   */
  setCondition(status: string): void;
  /**
   * Sets its clock ahead of the clock on the wall by so many minutes; negative: behind. -240 in Baku is a terminal that tells UTC. Every
   * transaction carries the time of this clock, until the kiosk sets it.
   */
  setClock(minutes: number): void;
  readonly clockMinutes: number;
  /** A card is in the slot. */
  readonly cardInside: boolean;
  /** Plain JSON. */
  state(): State;
  onChange(listener: () => void): () => void;
  readonly faults: ArmedFaults<TerminalFault>;
  close(): void;
}
