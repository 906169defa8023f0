import type { DeviceState } from '../device-status.ts';
import type { Result } from '../result.ts';

/** Why a line cannot be had, or is gone. `detail` is the system's own words. */
export type LineTrouble =
  /** No chip has that label, or the chip has no such line. */
  | { readonly code: 'LIN-101'; readonly kind: 'no-such-line'; readonly detail: string }
  | { readonly code: 'LIN-102'; readonly kind: 'not-permitted'; readonly detail: string }
  /** It was ours and is gone: a cable, a chip or a program was taken away. On a door this is tampering. */
  | { readonly code: 'LIN-103'; readonly kind: 'went-away'; readonly detail: string }
  /** This machine has no GPIO at all, or not the tools for it. */
  | { readonly code: 'LIN-104'; readonly kind: 'no-gpio'; readonly detail: string }
  /** Another program holds it. */
  | { readonly code: 'LIN-105'; readonly kind: 'taken'; readonly detail: string }
  | { readonly code: 'LIN-106'; readonly kind: 'no-answer'; readonly detail: string };

/**
 * `active`: what the line is named for is so, at any voltage: a door is open, a person is there, a light is lit. `unknown`: the driver has
 * not looked yet. `lost` is not *inactive*: a lost line does not mean that its door is closed.
 */
export type LineState = 'active' | 'inactive' | 'lost' | 'unknown';

/** What an output shows. Times are milliseconds. */
export type LinePattern = 'off' | 'on' | { readonly onMs: number; readonly offMs: number };

/** How the lines of a cabinet stand. */
export interface LinesStatus {
  /** `online`: every line is ours. `offline`: one at least is lost. `noDevice`: there is no GPIO here. */
  readonly device: DeviceState;
  /** By name. An output is `active` while it is on or blinks. */
  readonly lines: Readonly<Record<string, { readonly state: LineState; readonly trouble: LineTrouble | null }>>;
}

/** The named lines of a cabinet. A name that is not in its map, or the wrong way round, is a bug and throws. */
export interface Lines {
  status(): LinesStatus;
  /** Only changes are reported. */
  onStatus(listener: (status: LinesStatus) => void): () => void;
  /** As it is now, bounces taken out. */
  read(name: string): LineState;
  /** Told of each change of one line, `lost` and back included. */
  watch(name: string, listener: (state: LineState) => void): () => void;
  /** Shows a pattern until the next one. While the line is lost it is remembered, and shown when the line is back. */
  set(name: string, pattern: LinePattern): Promise<Result<void, LineTrouble>>;
  /** Every output is off and every line let go. */
  close(): Promise<void>;
}
