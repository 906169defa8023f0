import type { Screen } from './screen.ts';

/** The message that the kiosk sends to the page. The page shows the newest one. */
export interface ScreenMessage {
  readonly screen: Screen;
}

/** Between the screens: the process is alive, and what is shown is so. A touch names the newest one. */
export interface BeatMessage {
  readonly beat: number;
}

/** What the page answers to each heartbeat, up the socket: it is alive, and has this one. */
export interface HeardMessage {
  readonly heard: number;
}

export type GlassMessage = ScreenMessage | BeatMessage;
