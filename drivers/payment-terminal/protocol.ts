import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Link, LinkFactory, LinkTrouble } from '../link/link.ts';
import type { OnDiscarded, WireDecoder } from '../link/wire-line.ts';
import type { Result } from '../result.ts';
import type { PaymentTerminal, TerminalCare } from './contract.ts';

/** A terminal as a driver gives it: what citizens need of it, what staff need of it, and its end. */
export interface TerminalDriver extends PaymentTerminal, TerminalCare {
  close(): Promise<void>;
}

/** What every driver of a terminal is given, whatever it speaks. */
export interface TerminalParts {
  readonly link: LinkFactory;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly onDiscarded: OnDiscarded;
  /**
   * Whether the books hold a sale whose outcome is not known. Where they do not, an approval that nobody waits for is
   * sent back, also after a restart, and the terminal may be told to close its day. Not given: only what this process
   * saw decides, and the day is never closed unasked.
   */
  readonly saleInDoubt?: () => boolean;
  /**
   * Whether the books hold an approved sale that may still have to be reversed. A terminal reverses until its day is closed: where
   * this holds, nothing is put right that closes the day or could make it forget.
   */
  readonly saleMayGoBack?: () => boolean;
  /** The time of day, to set the clock of a terminal that says its own is wrong. */
  readonly now?: () => Date;
  /** How long a terminal may say nothing in the middle of an exchange, in ms, where it is not the protocol's own limit. */
  readonly messageMs?: number;
}

/** What a person says of a terminal that is tried by hand. */
export interface TypedSettings {
  /** It was named by an address, not by a serial port. */
  readonly overTcp: boolean;
  readonly framing?: string;
  readonly password?: string;
}

/** The keys of a shape, which may have none, under the name of a driver. */
export type Named<Driver extends string, Shape extends z.ZodRawShape> = {
  readonly driver: Driver;
} & (keyof Shape extends never ? unknown : Readonly<z.output<z.ZodObject<Shape>>>);

/** What a payment protocol says of itself before a byte is exchanged. `drivers/kinds/terminal-protocols.ts` lists them all. */
export interface TerminalProtocol<Settings extends z.ZodRawShape, Speech extends z.ZodRawShape> {
  /** Where the profile says nothing of them. */
  readonly stopBits: 1 | 2;
  /** What a cabinet's profile says of a terminal, besides its link. */
  readonly settings: Settings;
  /** Those of the settings without which its bytes can not be read or written again; a trace holds them. */
  readonly speech: Speech;
  /** What a person typed, over what the profile says; an error is what is wrong with it, in words. */
  typed(
    typed: TypedSettings,
    settings: z.output<z.ZodObject<Settings>> | null,
  ): Result<z.output<z.ZodObject<Speech>>, string>;
  /** The wire in words. */
  createDecoder(speech: z.output<z.ZodObject<Speech>>): WireDecoder;
}

/** One message of a terminal in words of JSON. */
export interface RawMessage {
  readonly kind: string;
  readonly fields: object;
}

/** `answer`: it was acknowledged and nothing came after it; `silence`: not even that, or no end after it. */
export type RawEnd = 'completion' | 'abort' | 'refusal' | 'answer' | 'silence' | 'stopped' | 'down';

export interface RawOptions<Speech> {
  readonly link: Link;
  readonly clock: Clock;
  readonly speech: Speech;
  /** One whole message. It is sent once. */
  readonly message: Uint8Array;
  readonly onMessage: (message: RawMessage) => void;
  readonly onDiscarded: OnDiscarded;
  readonly signal: AbortSignal;
}

/** A hand tool: one message as it is, and everything the terminal says to it. */
export interface RawTool<Speech> {
  /** What one whole message is, with an example. */
  readonly expects: string;
  readonly isWhole: (bytes: Uint8Array) => boolean;
  /** The command, if money can move by it or a day be closed. */
  readonly riskOf: (message: Uint8Array) => string | undefined;
  readonly exchange: (options: RawOptions<Speech>) => Promise<Result<RawEnd, LinkTrouble>>;
}
