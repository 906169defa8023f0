import type { DeviceState } from '../device-status.ts';
import type { Result } from '../result.ts';

/** Why a line cannot be opened, or was lost. `detail`: text of the system. */
export type LineTrouble =
  /** No chip has the label, or the chip has no such line. */
  | { readonly code: 'LIN-101'; readonly kind: 'no-such-line'; readonly detail: string }
  | { readonly code: 'LIN-102'; readonly kind: 'not-permitted'; readonly detail: string }
  /** An open line was lost: a cable, chip or program was taken away. On a door this is tampering. */
  | { readonly code: 'LIN-103'; readonly kind: 'went-away'; readonly detail: string }
  /** This machine has no GPIO, or the tools are missing. */
  | { readonly code: 'LIN-104'; readonly kind: 'no-gpio'; readonly detail: string }
  /** Another program holds it. */
  | { readonly code: 'LIN-105'; readonly kind: 'taken'; readonly detail: string }
  | { readonly code: 'LIN-106'; readonly kind: 'no-answer'; readonly detail: string };

/**
 * `active`: the meaning of the line's name is true, at any voltage: a door is open, a person is there, a light is lit. `unknown`: not read
 * yet. `lost` is not `inactive`: a lost line does not mean a closed door.
 */
export type LineState = 'active' | 'inactive' | 'lost' | 'unknown';

/** Pattern of an output. Times in milliseconds. */
export type LinePattern = 'off' | 'on' | { readonly onMs: number; readonly offMs: number };

/** State of a cabinet's lines. */
export interface LinesStatus {
  /** `online`: every line is open. `offline`: at least one is lost. `noDevice`: no GPIO here. */
  readonly device: DeviceState;
  /** By name. An output is `active` while it is on or blinks. */
  readonly lines: Readonly<Record<string, { readonly state: LineState; readonly trouble: LineTrouble | null }>>;
}

/** Named lines of a cabinet. A name outside the map, or used in the wrong direction, is a bug and throws. */
export interface Lines {
  status(): LinesStatus;
  /** Called on changes only. */
  onStatus(listener: (status: LinesStatus) => void): () => void;
  read(name: string): LineState;
  /** Called on each change of one line, including `lost` and back. */
  watch(name: string, listener: (state: LineState) => void): () => void;
  /** Shows a pattern until the next one. If the line is lost, the pattern is shown when the line is back. */
  set(name: string, pattern: LinePattern): Promise<Result<void, LineTrouble>>;
  /** Switches every output off and releases every line. */
  close(): Promise<void>;
}
