import type { KeypadKeyMessage } from '../words/sound.ts';
import type { CitizenScreen } from './screen.ts';

export interface ScreenMessage {
  readonly screen: CitizenScreen;
}

/** Heartbeat: the process is alive and the screen current. Each touch names the newest beat. */
export interface HeartbeatMessage {
  readonly beat: number;
}

export interface HeartbeatReply {
  readonly heard: number;
}

export type PageMessage = ScreenMessage | HeartbeatMessage | KeypadKeyMessage;
