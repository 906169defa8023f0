import type { Screen } from './screen.ts';

/** Message to the page, which shows the newest. */
export interface ScreenMessage {
  readonly screen: Screen;
}

/** Heartbeat between screens: the process is alive and the screen is current. A touch names the newest beat. */
export interface BeatMessage {
  readonly beat: number;
}

/** The page's answer to each heartbeat. */
export interface HeardMessage {
  readonly heard: number;
}

export type GlassMessage = ScreenMessage | BeatMessage;
