import type { Clock } from '../../clock.ts';
import { err, ok, type Result } from '../../result.ts';
import type { LinePattern, LineTrouble } from '../contract.ts';
import { findOnlyGpioChip, type InputListener, type LinePort, type LineSpec, type OpenLine } from '../port.ts';
import {
  decodeToolError,
  type RunningTool,
  runTool,
  startTool,
  type ToolOutputListener,
  type ToolSettings,
} from './tool.ts';
import { findGpioChips, gpiogetArgs, gpiomonArgs, gpiosetArgs, parseGpiogetLevel, parseGpiomonEdge } from './words.ts';

/** Options of `createLibgpiodPort`. */
export interface LibgpiodOptions {
  readonly clock: Clock;
  /** Folders as in `PATH`, the default. */
  readonly searchPath?: string;
}

/**
 * Creates a port over the command-line tools of libgpiod 2, one process for each line: `gpiomon` for an input, `gpioset` for an output. The
 * kiosk owns a line while its process lives. If the process ends, the line is lost.
 *
 * Debian's `gpioset` has no interactive mode, so a new pattern needs a new process. Between the two, the line is released for some
 * milliseconds: a light does not show this, a lock would. A killed kiosk may leave these processes; systemd ends them (`KillMode=mixed`).
 */
export function createLibgpiodPort({ clock, searchPath = process.env['PATH'] ?? '' }: LibgpiodOptions): LinePort {
  const settings: ToolSettings = { clock, searchPath };
  return {
    async openInput(spec, listener) {
      const chip = await findChip(spec, settings);
      return chip.ok ? watchInput(chip.value, spec, listener, settings) : chip;
    },
    async openOutput(spec, pattern, lost) {
      const chip = await findChip(spec, settings);
      if (!chip.ok) return chip;
      const output = createOutput(chip.value, spec, lost, settings);
      const shown = await output.show(pattern);
      return shown.ok ? ok(output) : shown;
    },
  };
}

async function findChip(spec: LineSpec, settings: ToolSettings): Promise<Result<string, LineTrouble>> {
  const printed = await runTool('gpiodetect', [], settings);
  if (!printed.ok) return printed;
  const labelled = findGpioChips(spec.chip, printed.value);
  const only = findOnlyGpioChip(spec, labelled, `gpiodetect lists ${printed.value.join(', ') || 'none'}`);
  return only.ok ? ok(only.value.name) : only;
}

async function watchInput(
  chip: string,
  spec: LineSpec,
  listener: InputListener,
  settings: ToolSettings,
): Promise<Result<OpenLine, LineTrouble>> {
  let tool: RunningTool | undefined;
  let closed = false;

  /** A watched line cannot be read. */
  async function begin(): Promise<Result<void, LineTrouble>> {
    const printed = await runTool('gpioget', gpiogetArgs(chip, spec), settings);
    if (!printed.ok) return printed;
    const level = parseGpiogetLevel(printed.value);
    if (level === null) return err(notUnderstood('gpioget', printed.value.join(' ')));
    if (closed) return ok(undefined);
    const held = await startTool('gpiomon', gpiomonArgs(chip, spec), settings, {
      // After a closed door, the caller relies on each report of an opening.
      ready: () => listener.level(level),
      line(text) {
        const edge = parseGpiomonEdge(text);
        if (edge !== null && !closed) listener.level(edge);
      },
    });
    if (!held.ok) return held;
    tool = held.value;
    if (closed) await tool.stop();
    else void held.value.ended.then(onEnd);
    return ok(undefined);
  }

  async function onEnd(end: { readonly exitCode: number | null; readonly words: string }): Promise<void> {
    if (closed) return;
    if (end.exitCode !== 0) return listener.lost(decodeToolError('gpiomon', end));
    // `gpiomon` ended because no edge came.
    const again = await begin();
    if (!again.ok && !closed) listener.lost(again.error);
  }

  const begun = await begin();
  if (!begun.ok) return begun;
  return ok({
    async close() {
      closed = true;
      await tool?.stop();
    },
  });
}

function createOutput(chip: string, spec: LineSpec, lost: (trouble: LineTrouble) => void, settings: ToolSettings) {
  let tool: RunningTool | undefined;
  let isDark = true;

  async function stop(): Promise<void> {
    const running = tool;
    tool = undefined;
    await running?.stop();
  }

  async function put(pattern: LinePattern): Promise<Result<void, LineTrouble>> {
    await stop();
    if (pattern !== 'off') isDark = false;
    const held = await startTool('gpioset', gpiosetArgs(chip, spec, pattern), settings, SILENT);
    if (!held.ok) return held;
    tool = held.value;
    if (pattern === 'off') isDark = true;
    void held.value.ended.then((end) => {
      if (tool !== held.value) return;
      tool = undefined;
      lost(decodeToolError('gpioset', end));
    });
    return ok(undefined);
  }

  return {
    async show(pattern: LinePattern) {
      const shown = await put(pattern);
      if (!shown.ok) lost(shown.error);
      return shown;
    },
    async close() {
      // A released line may keep its level.
      if (!isDark) await put('off');
      await stop();
    },
  };
}

const SILENT: ToolOutputListener = { ready: () => {}, line: () => {} };

const notUnderstood = (program: string, printed: string): LineTrouble => ({
  code: 'LIN-104',
  kind: 'no-gpio',
  detail: `${program} printed ${JSON.stringify(printed.slice(0, 80))}; is it of libgpiod 2?`,
});
