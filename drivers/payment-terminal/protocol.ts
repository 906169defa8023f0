import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Link, LinkTrouble } from '../link/link.ts';
import type { OnDiscarded, WireDecoder } from '../link/wire-line.ts';
import type { Result } from '../result.ts';

/** What a person says of a terminal that is tried by hand. */
export interface TypedSettings {
  /** It was named by an address, not by a serial port. */
  readonly overTcp: boolean;
  readonly framing?: string;
  readonly password?: string;
}

/** Settings of every terminal, for any protocol. The kiosk compares the terminal's clock with its own. */
export const COMMON_SETTINGS = {
  /** How far the terminal's clock may be from the kiosk's, in minutes. */
  clockMinutes: z.int().min(1).max(180).default(10),
};

export type CommonSettings = Readonly<z.output<z.ZodObject<typeof COMMON_SETTINGS>>>;

/** The keys of a shape, which may have none, under the name of a driver. */
export type Named<Driver extends string, Shape extends z.ZodRawShape> = {
  readonly driver: Driver;
} & (keyof Shape extends never ? unknown : Readonly<z.output<z.ZodObject<Shape>>>);

/** What a payment protocol says of itself before a byte is exchanged. `drivers/kinds/terminal-protocols.ts` lists them all. */
export interface TerminalProtocol<Settings extends z.ZodRawShape, Speech extends z.ZodRawShape> {
  /** Where the profile says nothing of them. */
  readonly stopBits: 1 | 2;
  /** What a cabinet's profile says of a terminal, besides its link and `COMMON_SETTINGS`. */
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
