import { UsageError } from './command/command-tree.ts';
import type { Io } from './command/io.ts';
import { missingSqliteLine } from './command/native-part.ts';
import { type CliOutcome, type CliTrouble, done, failed } from './command/outcome.ts';
import { createProgram } from './program.ts';

export interface CommandEnd {
  readonly exit: 0 | CliTrouble['exit'];
  /** End the process without waiting for parts that still run. */
  readonly atOnce: boolean;
}

/**
 * Runs one command line (without `node` and the script). Results go to standard output, an error to one line on standard error. Rejects
 * only for a bug.
 */
export async function main(args: readonly string[], io: Io): Promise<CommandEnd> {
  let outcome: CliOutcome = done;
  const report = (its: CliOutcome) => {
    outcome = its;
  };
  const heard = listening(io);
  const program = createProgram(heard.io, report, args[0] === 'run');
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    const native = missingSqliteLine(error);
    if (native !== null) return endedWith(failed(native), io);
    if (!(error instanceof UsageError)) throw error;
    if (error.exitCode === 0) return { exit: 0, atOnce: false };
    io.note(error.message);
    return { exit: 2, atOnce: false };
  }
  // With --json, an error before the output is JSON.
  if (!outcome.ok && outcome.error.exit === 1 && args.includes('--json') && !heard.something()) {
    io.out(`${JSON.stringify({ error: outcome.error.line })}\n`);
  }
  return endedWith(outcome, io);
}

function listening(io: Io): { readonly io: Io; readonly something: () => boolean } {
  let something = false;
  return {
    something: () => something,
    io: {
      ...io,
      out(text) {
        something = true;
        io.out(text);
      },
    },
  };
}

function endedWith(outcome: CliOutcome, io: Io): CommandEnd {
  if (outcome.ok) return { exit: 0, atOnce: false };
  io.note(`asan-kiosk: ${outcome.error.line}`);
  return { exit: outcome.error.exit, atOnce: true };
}
