import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Link, LinkTrouble } from '../link/link.ts';
import type { OnDiscarded, WireDecoder } from '../link/wire-line.ts';
import type { Result } from '../result.ts';

/** Settings that a person typed for a test by hand. */
export interface TypedSettings {
  /** Whether the person gave an address, not a serial port. */
  readonly overTcp: boolean;
  readonly framing?: string;
  readonly password?: string;
}

/** Settings of every terminal, for any protocol. */
export const COMMON_SETTINGS = {
  /** Largest difference between the clocks of terminal and kiosk, in minutes. */
  clockMinutes: z.int().min(1).max(180).default(10),
};

export type CommonSettings = Readonly<z.output<z.ZodObject<typeof COMMON_SETTINGS>>>;

/** Keys of a shape (perhaps none), with the name of a driver. */
export type Named<Driver extends string, Shape extends z.ZodRawShape> = {
  readonly driver: Driver;
} & (keyof Shape extends never ? unknown : Readonly<z.output<z.ZodObject<Shape>>>);

/** What the kiosk needs of a payment protocol before the first byte. All are in `drivers/kinds/terminal-protocols.ts`. */
export interface TerminalProtocol<Settings extends z.ZodRawShape, Speech extends z.ZodRawShape> {
  /** Default, if the profile has none. */
  readonly stopBits: 1 | 2;
  /** Profile settings of a terminal, besides its link and `COMMON_SETTINGS`. */
  readonly settings: Settings;
  /** Settings that are needed to read or write the bytes. A trace stores them. */
  readonly speech: Speech;
  /** Merges typed settings over the profile. The error says what is wrong. */
  typed(
    typed: TypedSettings,
    settings: z.output<z.ZodObject<Settings>> | null,
  ): Result<z.output<z.ZodObject<Speech>>, string>;
  createDecoder(speech: z.output<z.ZodObject<Speech>>): WireDecoder;
}

export interface RawMessage {
  readonly kind: string;
  readonly fields: object;
}

/** `answer`: acknowledged, and nothing followed. `silence`: no acknowledgement, or no end after it. */
export type RawEnd = 'completion' | 'abort' | 'refusal' | 'answer' | 'silence' | 'stopped' | 'down';

export interface RawOptions<Speech> {
  readonly link: Link;
  readonly clock: Clock;
  readonly speech: Speech;
  /** One whole message, sent once. */
  readonly message: Uint8Array;
  readonly onMessage: (message: RawMessage) => void;
  readonly onDiscarded: OnDiscarded;
  readonly signal: AbortSignal;
}

/** Tool for tests by hand: sends one message as it is, and reports every answer. */
export interface RawTool<Speech> {
  /** Form of a whole message, with an example. */
  readonly expects: string;
  readonly isWhole: (bytes: Uint8Array) => boolean;
  /** The command, if it may move money or close a day. */
  readonly riskOf: (message: Uint8Array) => string | undefined;
  readonly exchange: (options: RawOptions<Speech>) => Promise<Result<RawEnd, LinkTrouble>>;
}
