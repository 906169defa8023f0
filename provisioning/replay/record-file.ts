import { closeSync, openSync, writeSync } from 'node:fs';
import { type Clock, realClock } from '../../drivers/clock.ts';
import type { LinkFactory, Traffic } from '../../drivers/link/link.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { createRecorder, NO_RECORDER, type TraceRecorder } from '../../drivers/trace/recorded.ts';
import type { RecordedDeviceSettings } from '../../drivers/trace/recorded-device.ts';
import type { TraceHeader } from '../../drivers/trace/trace.ts';
import { describeSystemError } from '../command/input.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';

export interface TraceFile {
  readonly recorder: TraceRecorder;
  close(): void;
}

/** Only the owner may read a trace: a wire may carry personal data. */
const MODE = 0o600;

/** Begins a trace in a new file; never overwrites one. Each line is in the file when the event returns. */
export function createTraceFile(
  file: string,
  what: Pick<TraceHeader, 'end' | 'devices'>,
  clock: Clock = realClock,
): Result<TraceFile, CliTrouble> {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'wx', MODE);
    const open = handle;
    const recorder = createRecorder({
      header: { trace: 1, startedAt: new Date().toISOString(), ...what },
      clock,
      write(line) {
        if (handle !== undefined) writeSync(open, line);
      },
    });
    return ok({
      recorder,
      close() {
        if (handle !== undefined) closeSync(handle);
        handle = undefined;
      },
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return failed(`${file} exists already: name another file`);
    }
    return failed(`the trace ${file} was not written: ${describeSystemError(error)}; name another file`);
  }
}

export interface DeviceRecording {
  chunk(traffic: Traffic): void;
  watch(factory: LinkFactory): LinkFactory;
  calls<T extends object>(driver: T, methods: readonly (keyof T & string)[]): T;
  close(): void;
}

export function recordDevice(
  file: string | undefined,
  name: string,
  device: RecordedDeviceSettings | null,
  end: TraceHeader['end'] = 'kiosk',
): Result<DeviceRecording, CliTrouble> {
  const opened =
    file === undefined || device === null ? ok(NO_FILE) : createTraceFile(file, { end, devices: { [name]: device } });
  if (!opened.ok) return opened;
  const { recorder, close } = opened.value;
  return ok({
    chunk: (traffic) => recorder.chunk(name, traffic),
    watch: (factory) => recorder.watch(name, factory),
    calls: (driver, methods) => recorder.calls(name, driver, methods),
    close,
  });
}

const NO_FILE: TraceFile = { recorder: NO_RECORDER, close() {} };
