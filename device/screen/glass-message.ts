import type { Screen } from './screen.ts';

/** The page shows the newest. */
export interface ScreenMessage {
  readonly screen: Screen;
}

/** The process is alive and the screen current. A touch names the newest beat. */
export interface BeatMessage {
  readonly beat: number;
}

export interface HeartbeatReply {
  readonly heard: number;
}

export type GlassMessage = ScreenMessage | BeatMessage;
