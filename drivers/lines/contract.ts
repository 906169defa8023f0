import type { DeviceState } from '../device-status.ts';
import type { Result } from '../result.ts';

/** Why a line did not open or was lost. `detail`: text of the system. */
export type LineTrouble =
  /** No such chip label or line. */
  | { readonly code: 'LIN-101'; readonly kind: 'no-such-line'; readonly detail: string }
  | { readonly code: 'LIN-102'; readonly kind: 'not-permitted'; readonly detail: string }
  /** Cable, chip or program was taken away. On a door this is tampering. */
  | { readonly code: 'LIN-103'; readonly kind: 'went-away'; readonly detail: string }
  /** No GPIO in this machine, or no tools. */
  | { readonly code: 'LIN-104'; readonly kind: 'no-gpio'; readonly detail: string }
  | { readonly code: 'LIN-105'; readonly kind: 'taken'; readonly detail: string }
  | { readonly code: 'LIN-106'; readonly kind: 'no-answer'; readonly detail: string };

/**
 * `active`: what the line is named for is true, at any voltage: door open, person there, light lit. `unknown`: not read yet. `lost` is no
 * closed door.
 */
export type LineState = 'active' | 'inactive' | 'lost' | 'unknown';

/** What an output, such as a light, shows. */
export type LinePattern = 'off' | 'on' | { readonly onMs: number; readonly offMs: number };

/** State of a cabinet's lines. */
export interface LinesStatus {
  /** `online`: all lines work. `offline`: at least one lost. `noDevice`: no GPIO. */
  readonly device: DeviceState;
  /** By name. Outputs that are on or blink are `active`. */
  readonly lines: Readonly<Record<string, { readonly state: LineState; readonly trouble: LineTrouble | null }>>;
}

/** Named lines of a cabinet. An unknown name or the wrong direction throws. */
export interface Lines {
  status(): LinesStatus;
  /** On changes only. */
  onStatus(listener: (status: LinesStatus) => void): () => void;
  read(name: string): LineState;
  /** Each change, including `lost` and back. */
  watch(name: string, listener: (state: LineState) => void): () => void;
  /** Shows a pattern until the next one; a lost line shows it when it is back. */
  set(name: string, pattern: LinePattern): Promise<Result<void, LineTrouble>>;
  /** Switches outputs off, releases all lines. */
  close(): Promise<void>;
}
