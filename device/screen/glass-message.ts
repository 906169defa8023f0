import type { Screen } from './screen.ts';

/** Screen to draw: the page shows only the newest. */
export interface ScreenMessage {
  readonly screen: Screen;
}

/** Heartbeat: the process is alive and the screen current. Each touch names the newest beat. */
export interface BeatMessage {
  readonly beat: number;
}

export interface HeartbeatReply {
  readonly heard: number;
}

export type GlassMessage = ScreenMessage | BeatMessage;
