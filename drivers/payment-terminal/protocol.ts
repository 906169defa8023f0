import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Link, LinkTrouble } from '../link/link.ts';
import type { OnDiscarded, WireDecoder } from '../link/wire-line.ts';
import type { Result } from '../result.ts';

export interface TypedTerminalSettings {
  readonly overTcp: boolean;
  readonly framing?: string;
  readonly password?: string;
}

export const COMMON_SETTINGS = {
  /** Largest accepted difference between terminal and kiosk clock, in minutes. */
  clockMinutes: z.int().min(1).max(180).default(10),
};

export type CommonSettings = Readonly<z.output<z.ZodObject<typeof COMMON_SETTINGS>>>;

export type SettingsWithDriverName<Driver extends string, Shape extends z.ZodRawShape> = {
  readonly driver: Driver;
} & (keyof Shape extends never ? unknown : Readonly<z.output<z.ZodObject<Shape>>>);

/** List of all: `drivers/kinds/terminal-protocols.ts`. */
export interface TerminalProtocol<Settings extends z.ZodRawShape, Speech extends z.ZodRawShape> {
  /** Default, if the profile names no stop bits. */
  readonly stopBits: 1 | 2;
  /** Settings besides link and `COMMON_SETTINGS`. */
  readonly settings: Settings;
  /** Stored in traces. */
  readonly speech: Speech;
  /** Typed settings win over the profile. */
  typed(
    typed: TypedTerminalSettings,
    settings: z.output<z.ZodObject<Settings>> | null,
  ): Result<z.output<z.ZodObject<Speech>>, string>;
  createDecoder(speech: z.output<z.ZodObject<Speech>>): WireDecoder;
}

export interface RawMessage {
  readonly kind: string;
  readonly fields: object;
}

/** `answer`: acknowledged, nothing followed. `silence`: no acknowledgement, or no end. */
export type RawExchangeEnd = 'completion' | 'abort' | 'refusal' | 'answer' | 'silence' | 'stopped' | 'down';

export interface RawExchangeOptions<Speech> {
  readonly link: Link;
  readonly clock: Clock;
  readonly speech: Speech;
  readonly message: Uint8Array;
  readonly onMessage: (message: RawMessage) => void;
  readonly onDiscarded: OnDiscarded;
  readonly signal: AbortSignal;
}

export interface RawExchangeTool<Speech> {
  readonly expects: string;
  readonly isWhole: (bytes: Uint8Array) => boolean;
  /** Command of the message, if it may move money or close a day. */
  readonly riskOf: (message: Uint8Array) => string | undefined;
  readonly exchange: (options: RawExchangeOptions<Speech>) => Promise<Result<RawExchangeEnd, LinkTrouble>>;
}
