import type { DeviceState } from '../device-status.ts';
import type { Result } from '../result.ts';

/** Why a line is closed or lost. `detail`: text of the system. */
export type LineTrouble =
  /** No chip of this label, or no such line. */
  | { readonly code: 'LIN-101'; readonly kind: 'no-such-line'; readonly detail: string }
  | { readonly code: 'LIN-102'; readonly kind: 'not-permitted'; readonly detail: string }
  /** Cable, chip or program was taken away. On a door this is tampering. */
  | { readonly code: 'LIN-103'; readonly kind: 'went-away'; readonly detail: string }
  /** No GPIO, or no tools. */
  | { readonly code: 'LIN-104'; readonly kind: 'no-gpio'; readonly detail: string }
  /** Held by another program. */
  | { readonly code: 'LIN-105'; readonly kind: 'taken'; readonly detail: string }
  | { readonly code: 'LIN-106'; readonly kind: 'no-answer'; readonly detail: string };

/**
 * `active`: the line's name is true at any voltage: door open, person there, light lit. `unknown`: not read yet. `lost` does not mean a
 * closed door.
 */
export type LineState = 'active' | 'inactive' | 'lost' | 'unknown';

/** Output pattern, milliseconds. */
export type LinePattern = 'off' | 'on' | { readonly onMs: number; readonly offMs: number };

/** Lines of a cabinet. */
export interface LinesStatus {
  /** `online`: all open. `offline`: at least one lost. `noDevice`: no GPIO. */
  readonly device: DeviceState;
  /** By name. Outputs on or blinking are `active`. */
  readonly lines: Readonly<Record<string, { readonly state: LineState; readonly trouble: LineTrouble | null }>>;
}

/** Named lines of a cabinet. A wrong name or direction throws. */
export interface Lines {
  status(): LinesStatus;
  /** On changes only. */
  onStatus(listener: (status: LinesStatus) => void): () => void;
  read(name: string): LineState;
  /** Including `lost` and back. */
  watch(name: string, listener: (state: LineState) => void): () => void;
  /** Until the next pattern. A lost line shows it when back. */
  set(name: string, pattern: LinePattern): Promise<Result<void, LineTrouble>>;
  /** All outputs off, all lines released. */
  close(): Promise<void>;
}
