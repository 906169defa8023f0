import type { TerminalDriver, TerminalParts } from '../terminal-driver.ts';
import { DEFAULT_COUNTING } from './belonging.ts';
import { ZVT_DEFAULTS } from './defaults.ts';
import { createZvtTerminal } from './driver.ts';
import type { ZvtDriverSettings } from './protocol.ts';

const MS_PER_MINUTE = 60_000;

/** Opens a terminal from a profile or a trace. */
export function openZvtTerminal(settings: ZvtDriverSettings, { messageMs, ...parts }: TerminalParts): TerminalDriver {
  const { framing, password, currency, charset, issueOfGoods, countsBetween, clockMinutes } = settings;
  return createZvtTerminal({
    ...parts,
    framing,
    password: password ?? ZVT_DEFAULTS.password,
    currency,
    charset,
    issueOfGoods,
    counting: {
      between: countsBetween ?? DEFAULT_COUNTING.between,
      clockMs: clockMinutes === undefined ? DEFAULT_COUNTING.clockMs : clockMinutes * MS_PER_MINUTE,
    },
    timings: messageMs === undefined ? {} : { messageMs },
  });
}
