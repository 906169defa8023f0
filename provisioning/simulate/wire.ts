import { ok, type Result } from '../../drivers/result.ts';
import type { Wire } from '../../simulators/wire.ts';
import { type CliTrouble, failed, misused } from '../command/outcome.ts';

export interface SimulatedWire {
  readonly wire: Wire;
  /** Address for `--link`; a pty has no baud rate. */
  readonly where: string;
  readonly unplug: () => Promise<void>;
  /** Rejects if the address is taken meanwhile. */
  readonly plug: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface WireChoice {
  readonly kind: string;
  readonly pty?: string;
  readonly tcp?: number;
}

export async function openWire({ pty, tcp, kind }: WireChoice): Promise<Result<SimulatedWire, CliTrouble>> {
  if ((pty === undefined) === (tcp === undefined)) {
    return misused(`give either --tcp PORT or --pty LINK, such as: asan-kiosk simulate ${kind} --tcp 0`);
  }
  try {
    if (tcp !== undefined) {
      const { listenTcp } = await import('../../simulators/wire-tcp.ts');
      const wire = await listenTcp(tcp);
      return ok(handled(wire, `tcp:127.0.0.1:${wire.port}`));
    }
    const { openPty } = await import('../../simulators/wire-pty.ts');
    const wire = await openPty(pty!);
    return ok(handled(wire, `serial:${wire.path}`));
  } catch (error) {
    return wireTrouble(error, tcp);
  }
}

type Pluggable = Wire & Pick<SimulatedWire, 'unplug' | 'plug' | 'close'>;

/** A plug waits for the end of an unplug. */
function handled(wire: Pluggable, where: string): SimulatedWire {
  let last: Promise<unknown> = Promise.resolve();
  const after = (move: () => Promise<void>) => () => {
    const moved = last.then(move);
    last = moved.catch(() => undefined);
    return moved;
  };
  return { wire, where, unplug: after(wire.unplug), plug: after(wire.plug), close: after(wire.close) };
}

function wireTrouble(error: unknown, tcp: number | undefined): ReturnType<typeof failed> {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_MODULE_NOT_FOUND') return failed('this installation has no simulators: run from a checkout');
  if (code === 'EADDRINUSE') return failed(`port ${tcp} is taken: choose another with --tcp, or 0 for any`);
  if (code === 'EACCES') return failed(`port ${tcp} needs root: choose one from 1024`);
  if (/^no pty at/.test(error.message)) return failed(error.message);
  throw error;
}
