import { abortTogether } from '../../abort.ts';
import { pause } from '../../clock.ts';
import type { Link } from '../../link/link.ts';
import type { DeviceConnection } from '../../supervision/supervisor.ts';
import type { ReaderEvent, ReaderStatus } from '../contract.ts';
import { createDialectFramer, type MrzDialect } from './dialect.ts';
import { ElyctisDialogue } from './elyctis-dialogue.ts';
import { ZoneListener, type ZoneListenerOptions } from './listener.ts';

export interface MrzConnection extends DeviceConnection {
  listen(): void;
  media(): ReaderStatus['media'];
}

export interface MrzConnectOptions extends Omit<ZoneListenerOptions, 'framer'> {
  readonly dialect: MrzDialect;
  readonly onMedia: () => void;
}

const CARRIAGE_RETURN = Uint8Array.of(0x0d);

/** Connects a reader on an open link. `undefined`: aborted, no answer, or the port takes no byte. */
export function connectMrzReader(
  link: Link,
  options: MrzConnectOptions,
  signal: AbortSignal,
): Promise<MrzConnection | undefined> {
  const { dialect } = options;
  return dialect.name === 'elyctis'
    ? connectElyctis(link, options, signal)
    : connectOneWay(link, { ...options, framer: createDialectFramer(dialect) }, signal);
}

/** A byte ends the wait: the reader's document must not be lost. */
async function connectOneWay(
  link: Link,
  options: ZoneListenerOptions,
  signal: AbortSignal,
): Promise<MrzConnection | undefined> {
  const listener = new ZoneListener(options);
  const early: Uint8Array[] = [];
  const talking = new AbortController();
  let deliver = (chunk: Uint8Array): void => {
    early.push(chunk);
    talking.abort();
  };
  link.onBytes((chunk) => deliver(chunk));
  const release = abortTogether(talking, [signal]);
  await pause(options.clock, options.timings.settle, talking.signal);
  release();
  // A port that opens but takes no byte would flap.
  if (signal.aborted || !(await written(link, signal))) return undefined;
  if (early.length === 0) listener.startsFresh();
  return {
    listen() {
      deliver = (chunk) => listener.bytes(chunk);
      for (const chunk of early.splice(0)) listener.bytes(chunk);
    },
    heartbeat: (beat) => written(link, beat),
    media: () => 'not-measured',
    close() {
      deliver = () => {};
      listener.close();
    },
  };
}

/** Messages have a length: reading cannot start inside a message. */
async function connectElyctis(
  link: Link,
  options: MrzConnectOptions,
  signal: AbortSignal,
): Promise<MrzConnection | undefined> {
  const held: ReaderEvent[] = [];
  let emit = (event: ReaderEvent): void => void held.push(event);
  const dialogue = new ElyctisDialogue((bytes) => void link.write(bytes), options.onMedia);
  const listener = new ZoneListener({ ...options, emit: (event) => emit(event), framer: dialogue });
  listener.startsFresh();
  let deliver = (chunk: Uint8Array): void => listener.bytes(chunk);
  link.onBytes((chunk) => deliver(chunk));
  if (!(await dialogue.begin(signal))) {
    deliver = () => {};
    listener.close();
    return undefined;
  }
  return {
    listen() {
      emit = options.emit;
      for (const event of held.splice(0)) emit(event);
    },
    heartbeat: (beat) => dialogue.heartbeat(beat),
    media: () => dialogue.media(),
    close() {
      deliver = () => {};
      listener.close();
    },
  };
}

/** Whether the port took a byte before the abort: a port may hang. */
function written(link: Link, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const giveUp = () => resolve(false);
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    link.write(CARRIAGE_RETURN).then((result) => {
      signal.removeEventListener('abort', giveUp);
      resolve(result.ok);
    }, reject);
  });
}
